//! The account (учётная запись): who may sign in, how, and how sure ЕСИА is of the person behind it.

use chrono::DateTime;
use chrono::Utc;
use serde::Deserialize;
use serde::Serialize;

use crate::domain::offer::Offer;
use crate::protocol::claims::SubjectLevel;
use crate::protocol::ids::Oid;

/// The age from which somebody has an account of their own; a parent makes those of younger children.
pub const OWN_ACCOUNT_AGE: u32 = 14;

/// Level of an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum AccountLevel {
    /// Упрощённая: a contact is confirmed, nothing else is known for certain.
    Simplified,
    /// Упрощённая, готовая к подтверждению: the data are complete, their check is not finished.
    SimplifiedReady,
    /// Стандартная: documents and СНИЛС were checked by registries.
    Standard,
    /// Подтверждённая: identity was proved.
    Confirmed,
    /// Учётная запись ребёнка, created by a parent.
    Child,
}

impl AccountLevel {
    /// Every level, lowest first.
    pub const ALL: [Self; 5] = [Self::Simplified, Self::SimplifiedReady, Self::Standard, Self::Confirmed, Self::Child];

    /// The name in fixtures.
    pub fn name(self) -> &'static str {
        match self {
            Self::Simplified => "simplified",
            Self::SimplifiedReady => "simplified_ready",
            Self::Standard => "standard",
            Self::Confirmed => "confirmed",
            Self::Child => "child",
        }
    }

    /// Which text of the catalogue is the name that citizens read.
    pub fn title_key(self) -> &'static str {
        match self {
            Self::Simplified => "account-level-simplified",
            Self::SimplifiedReady => "account-level-simplified-ready",
            Self::Standard => "account-level-standard",
            Self::Confirmed => "account-level-confirmed",
            Self::Child => "account-level-child",
        }
    }

    /// The letters of the identity token.
    pub fn subject_level(self) -> SubjectLevel {
        match self {
            Self::Simplified | Self::SimplifiedReady | Self::Standard => SubjectLevel::Unconfirmed,
            Self::Confirmed => SubjectLevel::Confirmed,
            Self::Child => SubjectLevel::Child,
        }
    }

    /// Is it this level or a higher one? A child's account is beside the ladder and reaches only itself.
    pub fn reaches(self, wanted: Self) -> bool {
        let step = |level: Self| match level {
            Self::Simplified => Some(0),
            Self::SimplifiedReady => Some(1),
            Self::Standard => Some(2),
            Self::Confirmed => Some(3),
            Self::Child => None,
        };
        self == wanted || step(self).zip(step(wanted)).is_some_and(|(own, wanted)| own >= wanted)
    }

    /// `trusted` of REST.
    pub fn is_trusted(self) -> bool {
        self == Self::Confirmed
    }

    /// СНИЛС becomes a login once documents are checked; a child signs in by phone or e-mail.
    pub fn signs_in_by_snils(self) -> bool {
        match self {
            Self::Standard | Self::Confirmed => true,
            Self::Simplified | Self::SimplifiedReady | Self::Child => false,
        }
    }

    /// Relying parties see СНИЛС only once it was checked (accounts of children are made with a checked one).
    pub fn shows_snils(self) -> bool {
        match self {
            Self::Standard | Self::Confirmed | Self::Child => true,
            Self::Simplified | Self::SimplifiedReady => false,
        }
    }

    /// Reads the name in fixtures.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.name() == name)
    }
}

/// May the account be used?
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum AccountStatus {
    /// In use.
    Registered,
    /// Deleted by its owner; contacts and СНИЛС are free again.
    Deleted,
    /// Blocked by an operator.
    Blocked,
    /// Locked after too many wrong passwords.
    Locked,
    /// Cannot enter third-party sites for 72 hours.
    Limited,
}

impl AccountStatus {
    /// Every status.
    pub const ALL: [Self; 5] = [Self::Registered, Self::Deleted, Self::Blocked, Self::Locked, Self::Limited];

    /// The name in fixtures.
    pub fn name(self) -> &'static str {
        match self {
            Self::Registered => "registered",
            Self::Deleted => "deleted",
            Self::Blocked => "blocked",
            Self::Locked => "locked",
            Self::Limited => "limited",
        }
    }

    /// `status` of REST; only these two words are documented.
    pub fn wire(self) -> &'static str {
        match self {
            Self::Deleted => "DELETED",
            Self::Registered | Self::Blocked | Self::Locked | Self::Limited => "REGISTERED",
        }
    }

    /// Do tokens of this account open data?
    pub fn opens_data(self) -> bool {
        match self {
            Self::Registered | Self::Locked | Self::Limited => true,
            Self::Deleted | Self::Blocked => false,
        }
    }

    /// Reads the name in fixtures.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.name() == name)
    }
}

/// The second factor that is asked after the password.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SecondFactor {
    /// None is asked.
    #[default]
    None,
    /// A code by SMS.
    Sms,
    /// A code of an application, RFC 6238.
    Totp,
    /// A code by the messenger MAX.
    Max,
}

impl SecondFactor {
    /// Every kind.
    pub const ALL: [Self; 4] = [Self::None, Self::Sms, Self::Totp, Self::Max];

    /// The name in fixtures.
    pub fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Sms => "sms",
            Self::Totp => "totp",
            Self::Max => "max",
        }
    }

    /// Reads the name in fixtures.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|factor| factor.name() == name)
    }
}

/// The login record of a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// Whose.
    pub oid: Oid,
    /// How sure ЕСИА is.
    pub level: AccountLevel,
    /// May it be used?
    pub status: AccountStatus,
    /// argon2 in PHC form; absent where no password was set.
    pub password_hash: Option<String>,
    /// Asked after the password.
    pub second_factor: SecondFactor,
    /// Secret of the application that makes codes, in base32.
    pub totp_secret: Option<String>,
    /// What is offered on the way in, in this order.
    pub offers: Vec<Offer>,
    /// The parent who made a child's account.
    pub created_by: Option<Oid>,
    /// Last change of anything that REST shows (`updatedOn`).
    pub updated_at: DateTime<Utc>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_those_of_fixtures() {
        for level in AccountLevel::ALL {
            assert_eq!(serde_json::to_value(level).expect("json"), level.name());
            assert_eq!(AccountLevel::from_name(level.name()), Some(level));
        }
        for status in AccountStatus::ALL {
            assert_eq!(serde_json::to_value(status).expect("json"), status.name());
            assert_eq!(AccountStatus::from_name(status.name()), Some(status));
        }
        for factor in SecondFactor::ALL {
            assert_eq!(serde_json::to_value(factor).expect("json"), factor.name());
            assert_eq!(SecondFactor::from_name(factor.name()), Some(factor));
        }
    }

    #[test]
    fn standard_looks_like_simplified_in_the_identity_token() {
        assert_eq!(AccountLevel::Standard.subject_level().wire(), "P");
        assert_eq!(AccountLevel::Simplified.subject_level().wire(), "P");
        assert_eq!(AccountLevel::Confirmed.subject_level().wire(), "PR");
        assert_eq!(AccountLevel::Child.subject_level().wire(), "KD");
    }
}
