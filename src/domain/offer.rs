//! What the real login page offers on its way, between the second factor and the rest.

use serde::Deserialize;
use serde::Serialize;

/// An offer, or a demand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Offer {
    /// To switch the second factor on.
    FillMfa,
    /// To connect the messenger MAX.
    MaxQuiz,
    /// The same, and nobody gets past it.
    MaxQuizRequired,
    /// To choose another password.
    ChangePassword,
}

impl Offer {
    /// The name in fixtures.
    pub fn name(self) -> &'static str {
        match self {
            Self::FillMfa => "fill_mfa",
            Self::MaxQuiz => "max_quiz",
            Self::MaxQuizRequired => "max_quiz_required",
            Self::ChangePassword => "change_password",
        }
    }

    /// Can it be declined?
    pub fn is_skippable(self) -> bool {
        match self {
            Self::FillMfa | Self::MaxQuiz | Self::ChangePassword => true,
            Self::MaxQuizRequired => false,
        }
    }
}
