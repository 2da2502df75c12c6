//! What happened to a citizen, as «Лента уведомлений» of the profile lists it.

use chrono::DateTime;
use chrono::Utc;
use serde_json::Value;

use crate::protocol::ids::Oid;

/// What kind of thing happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EventKind {
    /// Grew 14 or 18 years old; `age` says which.
    Birthday,
    /// The limit of 72 hours ended.
    LimitEnded,
}

impl EventKind {
    /// Every kind.
    pub const ALL: [Self; 2] = [Self::Birthday, Self::LimitEnded];

    /// The name in the database and for testers.
    pub fn name(self) -> &'static str {
        match self {
            Self::Birthday => "birthday",
            Self::LimitEnded => "limit_ended",
        }
    }

    /// Reads the name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// Something that happened.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// To whom.
    pub oid: Oid,
    /// What.
    pub kind: EventKind,
    /// When, by the stand's clock.
    pub happened_at: DateTime<Utc>,
    /// What else there is to say; an object.
    pub data: Value,
}
