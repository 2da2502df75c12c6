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

/// Everything that may be known of a person beside the name: one more field is one more line. The macro that is named
/// gets the fields; [`Person`] is made of them, and so are the columns of every table that has people.
macro_rules! person_fields {
    ($make:ident) => {
        $make! {
            /// Date of birth; a simplified account may lack it.
            birth_date: NaiveDate,
            /// Place of birth.
            birth_place: String,
            /// Sex.
            gender: Gender,
            /// ISO 3166 alpha-3.
            citizenship: String,
            /// СНИЛС.
            snils: Snils,
            /// ИНН.
            inn: Inn,
            /// Самозанятый?
            self_employed: bool,
        }
    };
}
pub(crate) use person_fields;

macro_rules! person {
    ($($(#[$doc:meta])* $field:ident: $type:ty,)*) => {
        /// What is known of a person beside contacts, documents and addresses.
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub struct Person {
            /// ФИО.
            pub name: FullName,
            $($(#[$doc])* pub $field: Option<$type>,)*
        }

        impl Person {
            /// Somebody of whom nothing is known but the name.
            pub fn named(name: FullName) -> Self {
                Self { name, $($field: None,)* }
            }
        }
    };
}
person_fields!(person);
