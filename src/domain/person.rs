//! The person (физическое лицо) behind an account.

use chrono::NaiveDate;
use serde::Deserialize;
use serde::Serialize;

use crate::domain::inn::Inn;
use crate::domain::name::FullName;
use crate::domain::snils::Snils;

/// Sex as documents state it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Gender {
    /// `M`.
    Male,
    /// `F`.
    Female,
}

impl Gender {
    /// `gender` of REST.
    pub fn wire(self) -> &'static str {
        match self {
            Self::Male => "M",
            Self::Female => "F",
        }
    }

    /// Finds the gender of a letter.
    pub fn from_wire(text: &str) -> Option<Self> {
        [Self::Male, Self::Female].into_iter().find(|gender| gender.wire() == text)
    }
}

/// What is known of a person beside contacts, documents and addresses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// ФИО.
    pub name: FullName,
    /// Date of birth; a simplified account may lack it.
    pub birth_date: Option<NaiveDate>,
    /// Place of birth.
    pub birth_place: Option<String>,
    /// Sex.
    pub gender: Option<Gender>,
    /// ISO 3166 alpha-3.
    pub citizenship: Option<String>,
    /// СНИЛС.
    pub snils: Option<Snils>,
    /// ИНН.
    pub inn: Option<Inn>,
    /// Самозанятый?
    pub self_employed: Option<bool>,
}
