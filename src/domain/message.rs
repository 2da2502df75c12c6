//! Messages that the stand would send to citizens: nobody gets them, testers read them.

use chrono::DateTime;
use chrono::Utc;
use serde::Serialize;

/// By which way a message goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum MessageKind {
    /// SMS.
    Sms,
    /// The messenger MAX.
    Max,
}

impl MessageKind {
    /// Every kind.
    pub const ALL: [Self; 2] = [Self::Sms, Self::Max];

    /// The name in the database and in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Sms => "sms",
            Self::Max => "max",
        }
    }

    /// The name that people read.
    pub fn title(self) -> &'static str {
        match self {
            Self::Sms => "СМС",
            Self::Max => "MAX",
        }
    }

    /// Reads the name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// A message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Message {
    /// By which way.
    pub kind: MessageKind,
    /// To which phone; empty where the account has none.
    pub to: String,
    /// What it says.
    pub text: String,
    /// When it was sent.
    pub made_at: DateTime<Utc>,
}
