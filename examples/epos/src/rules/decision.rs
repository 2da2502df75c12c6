//! How a sign-in ended, and the way to it.

use serde::Deserialize;
use serde::Serialize;

/// How a sign-in ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum Outcome {
    /// Let in.
    Entered {
        /// Cards that are theirs.
        cards: Vec<String>,
        /// Children whom they see.
        children: Vec<String>,
        /// Children whom they would see if a card of theirs were right.
        lost_children: Vec<String>,
    },
    /// «Пользователь не найден».
    NotFound,
    /// «Нашлось больше одного пользователя».
    SeveralFound,
    /// The account is not confirmed, or a child's.
    Refused {
        /// Why.
        reason: String,
    },
    /// The profile has no СНИЛС, and it is needed.
    NoSnils,
}

/// A step, as `/debug` shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// The rule.
    pub rule: String,
    /// Cards that were tried.
    pub tried: Vec<Tried>,
    /// What came of it.
    pub result: String,
}

/// A card that was tried.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tried {
    /// Its key.
    pub card: String,
    /// Whose it is.
    pub who: String,
    /// Did it fit?
    pub fits: bool,
    /// Why, or why not.
    pub why: String,
}

/// The end and the way to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// The end.
    #[serde(flatten)]
    pub outcome: Outcome,
    /// The rule that decided.
    pub decided_by: String,
    /// The way.
    pub steps: Vec<Step>,
    /// What would mend it.
    pub mend: Vec<String>,
}
