//! A phone or an e-mail on its way to be verified: a code was sent to it, or a letter with a link.

use chrono::DateTime;
use chrono::Utc;

use crate::domain::contact::ContactKind;

/// What a contact is verified for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Purpose {
    /// Somebody registers.
    Registration,
    /// The holder of an account gives a contact, or another one.
    Contact,
    /// A parent makes an account for a child.
    Child,
    /// A parent links an account that a child has; its holder agrees.
    LinkChild,
    /// Somebody who does not know the password wants another one.
    Recovery,
    /// The trusted contact of somebody agrees to be that, or to a recovery.
    TrustedContact,
    /// Somebody for whom an operator has opened an account makes up its password.
    FirstPassword,
}

impl Purpose {
    /// Every purpose.
    pub const ALL: [Self; 7] = [
        Self::Registration,
        Self::Contact,
        Self::Child,
        Self::LinkChild,
        Self::Recovery,
        Self::TrustedContact,
        Self::FirstPassword,
    ];

    /// The name in the database.
    pub fn name(self) -> &'static str {
        match self {
            Self::Registration => "registration",
            Self::Contact => "contact",
            Self::Child => "child",
            Self::LinkChild => "link_child",
            Self::Recovery => "recovery",
            Self::TrustedContact => "trusted_contact",
            Self::FirstPassword => "first_password",
        }
    }

    /// Reads the name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|purpose| purpose.name() == name)
    }
}

/// One of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PendingVerification {
    /// Its number.
    pub number: i64,
    /// What for.
    pub purpose: Purpose,
    /// Whose: the name of what waits for it, such as an OID or the id of a registration.
    pub subject: String,
    /// What kind of contact.
    pub kind: ContactKind,
    /// The contact in its one spelling.
    pub value: String,
    /// The code that was sent; a letter has a link instead.
    pub code: Option<String>,
    /// How many wrong codes are forgiven.
    pub attempts_left: u32,
    /// Since when.
    pub made_at: DateTime<Utc>,
    /// Until when; it holds its contact as long.
    pub expires_at: DateTime<Utc>,
}
