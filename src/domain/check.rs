//! Checks by registries: what is asked of whom, and what comes of it.

use serde::Deserialize;
use serde::Serialize;

use crate::protocol::ids::Oid;

/// A registry that vouches for data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Registry {
    /// МВД (ФМС before 2016): identity documents.
    Mvd,
    /// СФР (Пенсионный фонд before 2023): СНИЛС.
    Sfr,
    /// ЗАГС: birth certificates.
    Zags,
}

impl Registry {
    /// Every registry.
    pub const ALL: [Self; 3] = [Self::Mvd, Self::Sfr, Self::Zags];

    /// The name in the database and for testers.
    pub fn name(self) -> &'static str {
        match self {
            Self::Mvd => "mvd",
            Self::Sfr => "sfr",
            Self::Zags => "zags",
        }
    }

    /// Reads the name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|registry| registry.name() == name)
    }

    /// Does what is arranged for a person as a whole count for this subject? ЗАГС is asked about a person's children,
    /// МВД and СФР about the person.
    pub fn is_asked_about(self, subject: CheckSubject) -> bool {
        match subject {
            CheckSubject::Person(_) => self != Self::Zags,
            CheckSubject::Card(_) => self == Self::Zags,
        }
    }
}

/// What a registry answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// There is such a record, and it says the same.
    Found,
    /// There is no such record.
    NotFound,
    /// The record is of somebody with another name.
    MismatchName,
    /// The record is of somebody with another date of birth, or sex.
    MismatchBirthDate,
    /// The document was replaced, lost or never valid.
    Invalid,
    /// The registry does not answer; it is asked again.
    Timeout,
}

impl Outcome {
    /// Every outcome.
    pub const ALL: [Self; 6] =
        [Self::Found, Self::NotFound, Self::MismatchName, Self::MismatchBirthDate, Self::Invalid, Self::Timeout];

    /// The name in the database and for testers.
    pub fn name(self) -> &'static str {
        match self {
            Self::Found => "found",
            Self::NotFound => "not_found",
            Self::MismatchName => "mismatch_name",
            Self::MismatchBirthDate => "mismatch_birth_date",
            Self::Invalid => "invalid",
            Self::Timeout => "timeout",
        }
    }

    /// Reads the name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.name() == name)
    }

    /// The code of a failure, such as `MVD_NOT_FOUND`; none where the check passed.
    pub fn reason(self, registry: Registry) -> Option<String> {
        (self != Self::Found).then(|| format!("{}_{}", registry.name(), self.name()).to_uppercase())
    }
}

/// Whose data are checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CheckSubject {
    /// A person's own.
    Person(Oid),
    /// Those on the card of a child.
    Card(i64),
}

/// How far a check is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CheckState {
    /// The registry was asked.
    Running,
    /// It has answered; `Timeout` only once it is not asked any more.
    Answered(Outcome),
}

/// The newest check of somebody by a registry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    /// Which registry.
    pub registry: Registry,
    /// How far it is.
    pub state: CheckState,
    /// Which check of this subject: an answer to an earlier one comes too late.
    pub number: i64,
    /// Since when.
    pub started_at: chrono::DateTime<chrono::Utc>,
}

/// How it stands with a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DocumentState {
    /// A registry has found it.
    Verified,
    /// A registry was asked and has not answered.
    Verifying,
    /// It did not pass, for this reason, or nobody was asked about it.
    NotVerified(Option<(Registry, Outcome)>),
}

impl DocumentState {
    /// Of a document that nobody is asked about.
    pub fn of(is_verified: bool) -> Self {
        if is_verified { Self::Verified } else { Self::NotVerified(None) }
    }

    /// `vrfStu`.
    pub fn wire(self) -> &'static str {
        match self {
            Self::Verified => "VERIFIED",
            Self::Verifying => "VERIFYING",
            Self::NotVerified(_) => "NOT_VERIFIED",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_back() {
        for registry in Registry::ALL {
            assert_eq!(Registry::from_name(registry.name()), Some(registry));
        }
        for outcome in Outcome::ALL {
            assert_eq!(Outcome::from_name(outcome.name()), Some(outcome));
            assert_eq!(serde_json::to_value(outcome).expect("json"), outcome.name());
        }
    }

    #[test]
    fn reasons_are_those_of_the_notes() {
        assert_eq!(Outcome::Found.reason(Registry::Mvd), None);
        assert_eq!(Outcome::NotFound.reason(Registry::Mvd).as_deref(), Some("MVD_NOT_FOUND"));
        assert_eq!(Outcome::MismatchBirthDate.reason(Registry::Mvd).as_deref(), Some("MVD_MISMATCH_BIRTH_DATE"));
    }
}
