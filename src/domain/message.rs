//! Messages that the stand would send to citizens: testers read them; letters may be relayed to a server of theirs.

use chrono::DateTime;
use chrono::Utc;
use serde::Deserialize;
use serde::Serialize;

use crate::protocol::ids::Oid;

/// By which way a message goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum MessageKind {
    /// SMS.
    Sms,
    /// The messenger MAX.
    Max,
    /// Electronic mail.
    Email,
    /// A letter on paper, with a code.
    Post,
}

impl MessageKind {
    /// Every kind.
    pub const ALL: [Self; 4] = [Self::Sms, Self::Max, Self::Email, Self::Post];

    /// The name in the database and in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Sms => "sms",
            Self::Max => "max",
            Self::Email => "email",
            Self::Post => "post",
        }
    }

    /// Which text of the catalogue is the name that people read.
    pub fn title_key(self) -> &'static str {
        match self {
            Self::Sms => "logs-kind-sms",
            Self::Max => "logs-kind-max",
            Self::Email => "logs-kind-email",
            Self::Post => "logs-kind-post",
        }
    }

    /// Reads the name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// What became of a message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum Relay {
    /// It stays in the outbox.
    Kept {
        /// Why.
        reason: String,
    },
    /// It is about to be sent.
    Waiting,
    /// A server has taken it.
    Relayed {
        /// When, by the stand's clock.
        #[schemars(with = "String")]
        at: DateTime<Utc>,
    },
    /// No server has taken it; it is not tried again.
    Failed {
        /// What the server, or the network, said.
        error: String,
    },
}

/// What a message says, as it is stored: letters get their words when somebody reads them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// These words.
    Words(String),
    /// The words of a letter of the catalogue, and these facts.
    Letter {
        /// Which letter.
        name: String,
        /// Whom it greets.
        greeting: String,
        /// What it says beside the words of its kind: what, and its value.
        facts: Vec<(String, String)>,
        /// The address that it leads to.
        link: String,
    },
}

/// A message as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// Its number.
    pub number: i64,
    /// By which way.
    pub kind: MessageKind,
    /// What it says.
    pub content: Content,
    /// To which phone or address; empty where the account has none.
    pub to: String,
    /// When it was written.
    pub made_at: DateTime<Utc>,
    /// What became of it.
    pub relay: Relay,
    /// Whose account it is about, where there is one.
    pub oid: Option<Oid>,
}

/// A message as it is read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Message {
    /// By which way.
    pub kind: MessageKind,
    /// Which letter of the catalogue, where it is one.
    pub letter: Option<String>,
    /// To which phone or address; empty where the account has none.
    pub to: String,
    /// The subject of a letter.
    pub subject: Option<String>,
    /// What it says.
    pub text: String,
    /// The same as HTML.
    pub html: Option<String>,
    /// The address that it leads to.
    pub link: Option<String>,
    /// When it was sent.
    #[schemars(with = "String")]
    pub made_at: DateTime<Utc>,
    /// What became of it.
    pub relay: Relay,
    /// Whose account it is about, where there is one.
    pub oid: Option<Oid>,
}

/// A message of the outbox.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[schemars(rename = "OutboxMessage")]
pub struct Numbered {
    /// Its number: later messages have higher ones, and none is used twice.
    pub number: i64,
    /// What it is.
    #[serde(flatten)]
    pub message: Message,
}
