//! What came from ЕСИА about whoever signed in.

use chrono::NaiveDate;
use serde::Deserialize;
use serde::Serialize;

use super::names::FullName;

/// `urn:esia:sbj:lvl`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Level {
    /// Simplified or standard.
    #[serde(rename = "P")]
    Unconfirmed,
    /// Confirmed.
    #[serde(rename = "PR")]
    Confirmed,
    /// A child's account, made by a parent.
    #[serde(rename = "KD")]
    Child,
}

impl Level {
    /// As pages name it.
    pub fn title(self) -> &'static str {
        match self {
            Self::Unconfirmed => "неподтверждённая (P)",
            Self::Confirmed => "подтверждённая (PR)",
            Self::Child => "детская (KD)",
        }
    }
}

/// An e-mail and whether Госуслуги have verified it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Email {
    /// The address.
    pub value: String,
    /// `vrfStu` is `VERIFIED`.
    pub verified: bool,
}

/// A child as the parent's profile has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kid {
    /// ФИО.
    pub name: FullName,
    /// СНИЛС.
    pub snils: Option<String>,
}

/// Claims and REST together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Came {
    /// ОИД.
    pub oid: i64,
    /// How sure ЕСИА is.
    pub level: Level,
    /// ФИО.
    pub name: FullName,
    /// E-mail, if there is one.
    pub email: Option<Email>,
    /// СНИЛС, if it is there and was given.
    pub snils: Option<String>,
    /// Date of birth, if it was asked for.
    pub birth_date: Option<NaiveDate>,
    /// Children of the profile, if they were asked for.
    #[serde(default)]
    pub kids: Vec<Kid>,
}
