//! Contacts of a person or an organisation (МР app. Б REST, `ctts`).

use serde::Deserialize;
use serde::Serialize;

use crate::domain::email::Email;
use crate::domain::phone::Phone;

/// What kind of contact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ContactKind {
    /// Mobile phone of a person.
    Mobile,
    /// Home phone of a person.
    HomePhone,
    /// E-mail of a person.
    Email,
    /// E-mail for notifications.
    WorkEmail,
    /// Phone of an organisation.
    OrganizationPhone,
    /// E-mail of an organisation.
    OrganizationEmail,
    /// Fax of an organisation.
    OrganizationFax,
}

/// Has ЕСИА made sure of it? A contact, document or address is *verified*, an account *confirmed*.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Verification {
    /// Yes.
    #[serde(rename = "VERIFIED")]
    Verified,
    /// Not, or not yet.
    #[serde(rename = "NOT_VERIFIED")]
    NotVerified,
}

impl Verification {
    /// From a yes or no.
    pub fn of(verified: bool) -> Self {
        if verified { Self::Verified } else { Self::NotVerified }
    }

    /// `vrfStu`.
    pub fn wire(self) -> &'static str {
        match self {
            Self::Verified => "VERIFIED",
            Self::NotVerified => "NOT_VERIFIED",
        }
    }

    /// As a yes or no.
    pub fn is_verified(self) -> bool {
        self == Self::Verified
    }
}

impl ContactKind {
    /// Every kind.
    pub const ALL: [Self; 7] = [
        Self::Mobile,
        Self::HomePhone,
        Self::Email,
        Self::WorkEmail,
        Self::OrganizationPhone,
        Self::OrganizationEmail,
        Self::OrganizationFax,
    ];

    /// `type` of REST.
    pub fn wire(self) -> &'static str {
        match self {
            Self::Mobile => "MBT",
            Self::HomePhone => "PHN",
            Self::Email => "EML",
            Self::WorkEmail => "CEM",
            Self::OrganizationPhone => "OPH",
            Self::OrganizationEmail => "OEM",
            Self::OrganizationFax => "OFX",
        }
    }

    /// Finds the kind of a `type`.
    pub fn from_wire(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.wire() == text)
    }

    /// Can one sign in with it, and so must it be unique over all accounts?
    pub fn is_login(self) -> bool {
        match self {
            Self::Mobile | Self::Email => true,
            Self::HomePhone
            | Self::WorkEmail
            | Self::OrganizationPhone
            | Self::OrganizationEmail
            | Self::OrganizationFax => false,
        }
    }

    /// The comparable spelling of a value that one can sign in with: no two accounts have the same.
    pub fn login_key(self, value: &str) -> Option<String> {
        match self {
            Self::Email => Some(value.to_lowercase()),
            Self::Mobile => Some(value.to_owned()),
            Self::HomePhone
            | Self::WorkEmail
            | Self::OrganizationPhone
            | Self::OrganizationEmail
            | Self::OrganizationFax => None,
        }
    }

    /// The value in its one spelling, or what is wrong with it.
    pub fn normalize(self, value: &str) -> Result<String, String> {
        match self {
            Self::Email | Self::WorkEmail | Self::OrganizationEmail => {
                Email::parse(value).map(|email| email.to_string()).map_err(|e| e.to_string())
            }
            Self::Mobile | Self::HomePhone | Self::OrganizationPhone | Self::OrganizationFax => {
                Phone::parse(value).map(|phone| phone.to_string()).map_err(|e| e.to_string())
            }
        }
    }
}

/// One contact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contact {
    /// `id` of REST.
    pub id: i64,
    /// What kind.
    pub kind: ContactKind,
    /// In its one spelling: `+7(900)0000702`, `sidorova@example.test`.
    pub value: String,
    /// Confirmed by code or letter?
    pub verification: Verification,
}
