//! Messages: what they say, and what became of them.

use chrono::DateTime;
use chrono::Utc;
use serde::Deserialize;
use serde::Serialize;

use crate::domain::message::Content;
use crate::domain::message::Relay;
use crate::storage::shapes::kept::shaped;

shaped!(Content as StoredContent, Relay as StoredRelay);

/// What a message says.
#[derive(Serialize, Deserialize)]
#[serde(remote = "Content", rename_all = "snake_case")]
enum StoredContent {
    Words(String),
    Letter { name: String, greeting: String, facts: Vec<(String, String)>, link: String },
}

/// What became of it.
#[derive(Serialize, Deserialize)]
#[serde(remote = "Relay", tag = "state", rename_all = "snake_case")]
enum StoredRelay {
    Kept { reason: String },
    Waiting,
    Relayed { at: DateTime<Utc> },
    Failed { error: String },
}
