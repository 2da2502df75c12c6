//! The card of a person at a school.

use chrono::DateTime;
use chrono::FixedOffset;
use chrono::NaiveDate;
use serde::Deserialize;
use serde::Serialize;

use super::came::Level;
use super::names::FullName;

/// Categories of roles.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Category {
    /// Сотрудник.
    Staff,
    /// Родитель.
    Parent,
    /// Обучающийся.
    Student,
}

impl Category {
    /// All three, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Staff, Self::Parent, Self::Student];

    /// As pages show it.
    pub fn title(self) -> &'static str {
        match self {
            Self::Staff => "Сотрудник",
            Self::Parent => "Родитель",
            Self::Student => "Обучающийся",
        }
    }

    /// As forms and JSON write it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Staff => "staff",
            Self::Parent => "parent",
            Self::Student => "student",
        }
    }

    /// The category of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|category| category.name() == name)
    }
}

/// What a school has written down about somebody. One human may have two cards: two schools, two roles.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Card {
    /// Its key; where it is put says it.
    #[serde(default)]
    pub id: String,
    /// Сотрудник, родитель, обучающийся.
    pub category: Category,
    /// Фамилия.
    pub last_name: String,
    /// Имя.
    pub first_name: String,
    /// Отчество.
    #[serde(default)]
    pub middle_name: Option<String>,
    /// Дата рождения.
    #[serde(default)]
    pub birth_date: Option<NaiveDate>,
    /// The e-mail of Госуслуги, as the school knows it.
    #[serde(default)]
    pub email: Option<String>,
    /// СНИЛС, as the school knows it.
    #[serde(default)]
    pub snils: Option<String>,
    /// Территория.
    #[serde(default)]
    pub territory: String,
    /// Образовательная организация.
    #[serde(default)]
    pub school: String,
    /// Класс.
    #[serde(default)]
    pub class: Option<String>,
    /// Is it kept for the record only?
    #[serde(default)]
    pub archived: bool,
    /// Subsystems that were opened to them beside those of their category.
    #[serde(default)]
    pub subsystems: Vec<String>,
    /// A parent's children: keys of their cards.
    #[serde(default)]
    pub children: Vec<String>,
    /// The account of ЭПОС that it belongs to (РСААГ), by login.
    #[serde(default)]
    pub account: Option<String>,
    /// The ОИД that was remembered (`epos.remember_oid`).
    #[serde(default)]
    pub esia_oid: Option<i64>,
    /// When they entered through ЕСИА first.
    #[serde(default)]
    pub first_esia_login_at: Option<DateTime<FixedOffset>>,
    /// And with what account.
    #[serde(default)]
    pub first_login_level: Option<Level>,
    /// Since when ЭПОС counts them as confirmed through Госуслуги.
    #[serde(default)]
    pub esia_verified_at: Option<DateTime<FixedOffset>>,
}

impl Card {
    /// ФИО.
    pub fn name(&self) -> FullName {
        FullName { last: self.last_name.clone(), first: self.first_name.clone(), middle: self.middle_name.clone() }
    }

    /// Who and where, in one line.
    pub fn line(&self) -> String {
        format!("{} ({}, {})", self.name().line(), self.category.title().to_lowercase(), self.school)
    }
}
