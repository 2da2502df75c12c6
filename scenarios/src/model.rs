//! A scenario as it is written.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::Map;
use serde_json::Value;

/// A scenario: who, in what world, does what, and what is to come of it.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "scenario")]
pub struct Scenario {
    /// Where editors find the schema of this file.
    #[serde(rename = "$schema", default)]
    pub schema: Option<String>,
    /// Its name, such as EPS-01; the file is called the same.
    pub id: String,
    /// What it is about, in Russian.
    pub title: String,
    /// Whatever else is worth knowing.
    #[serde(default)]
    pub about: Option<String>,
    /// The statements of the documents that it holds, by their numbers in `docs/seeds.md`, such as 3.07.
    #[serde(default)]
    pub holds: Vec<String>,
    /// What the stand's clock shows when it begins; it stands still until a step moves it.
    #[serde(default)]
    pub clock: Option<String>,
    /// Who takes part, by the word that steps call them: a persona of the fixtures, or a wish.
    #[serde(default)]
    pub people: BTreeMap<String, Who>,
    /// As which system ЭПОС comes to ЕСИА.
    #[serde(default)]
    pub client: Client,
    /// Cards of ЭПОС by their keys: fields that differ from the card that is there, or all of a new one.
    #[serde(default)]
    pub cards: BTreeMap<String, Map<String, Value>>,
    /// Switches of ЭПОС.
    #[serde(default)]
    pub switches: BTreeMap<String, String>,
    /// Faults of the stand, as its API takes them.
    #[serde(default)]
    pub faults: Vec<Map<String, Value>>,
    /// Faults of ЭПОС, as its API takes them.
    #[serde(default)]
    pub epos_faults: Vec<Map<String, Value>>,
    /// What happens, step by step.
    pub steps: Vec<Step>,
    /// What must hold in the end.
    #[serde(default)]
    pub expected: Vec<Step>,
}

/// As which system ЭПОС comes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
pub enum Client {
    /// ЭПОС of 2023.
    #[default]
    #[serde(rename = "EPOS_DEMO")]
    Epos,
    /// РСААГ of 2020.
    #[serde(rename = "RSAAG_DEMO")]
    Rsaag,
}

/// Somebody who takes part.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Who {
    /// A persona of the fixtures.
    Persona(String),
    /// A persona that is changed, or somebody who is made up.
    Wish(Wish),
}

/// What somebody is to be like.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Wish {
    /// A persona of the fixtures; without it somebody is made up.
    #[serde(default)]
    pub persona: Option<String>,
    /// The persona of a parent: a child with an account is made up.
    #[serde(default)]
    pub parent: Option<String>,
    /// What differs, with the fields of `POST /_mock/api/v1/people`.
    #[serde(default)]
    pub fields: Option<Map<String, Value>>,
    /// Nobody yet: who signs in with this later, when an account is there.
    #[serde(default)]
    pub login: Option<String>,
    /// The password to that.
    #[serde(default)]
    pub password: Option<String>,
}

/// A step: a phrase of `esia-mock scenario steps`, alone or with fields.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Step {
    /// A phrase.
    Words(String),
    /// A phrase and its fields.
    With(BTreeMap<String, Map<String, Value>>),
}

impl Step {
    /// The phrase.
    pub fn words(&self) -> &str {
        match self {
            Self::Words(words) => words,
            Self::With(map) => map.keys().next().map_or("", String::as_str),
        }
    }

    /// Its fields.
    pub fn fields(&self) -> Map<String, Value> {
        match self {
            Self::Words(_) => Map::new(),
            Self::With(map) => map.values().next().cloned().unwrap_or_default(),
        }
    }
}
