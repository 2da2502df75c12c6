//! Letters and messages that a stand has written.

use std::cell::Cell;

use serde::Deserialize;
use serde_json::Value;
use serde_json::json;

use crate::embedded::calls::asking;
use crate::embedded::calls::merged;
use crate::embedded::error::EmbeddedError;
use crate::embedded::people::Who;
use crate::embedded::stand::Stand;

/// How many seconds are waited for a message.
const WAIT: u32 = 10;

/// A letter or a message.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Message {
    /// Its number.
    pub number: i64,
    /// `sms`, `max`, `email` or `post`.
    pub kind: String,
    /// To whom it goes.
    pub to: String,
    /// Its subject, if it is a letter.
    pub subject: Option<String>,
    /// What it says.
    pub text: String,
    /// The link in it.
    pub link: Option<String>,
    /// The code in it.
    pub code: Option<String>,
}

/// Messages that fit; asked for when they are looked at.
#[derive(Clone, Debug)]
pub struct Outbox<'a> {
    stand: &'a Stand,
    wanted: Value,
}

/// What one person gets, message after message.
#[derive(Debug)]
pub struct Inbox<'a> {
    stand: &'a Stand,
    person: String,
    after: Cell<i64>,
}

impl Stand {
    /// Letters and messages that were written.
    pub fn outbox(&self) -> Outbox<'_> {
        Outbox { stand: self, wanted: json!({}) }
    }

    /// What somebody gets.
    pub fn inbox(&self, who: impl Into<Who>) -> Inbox<'_> {
        Inbox { stand: self, person: who.into().person, after: Cell::new(0) }
    }
}

impl Outbox<'_> {
    /// Only those with `person`, `kind`, `to`, `after`.
    #[must_use]
    pub fn with(self, wanted: Value) -> Self {
        Self { wanted: merged(self.wanted, wanted), ..self }
    }

    /// From the oldest on.
    pub fn list(&self) -> Result<Vec<Message>, EmbeddedError> {
        let query = merged(json!({ "limit": 1000 }), self.wanted.clone());
        messages(self.stand, query)
    }

    /// Takes them away; how many there were.
    pub fn empty(&self) -> Result<u64, EmbeddedError> {
        let answer: Value = self.stand.calls.json("DELETE", &asking("/outbox", self.wanted.clone()), None)?;
        Ok(answer["deleted"].as_u64().unwrap_or_default())
    }
}

impl Inbox<'_> {
    /// The next message that was not handed out yet; it is waited for.
    pub fn next(&self) -> Result<Message, EmbeddedError> {
        let after = Some(self.after.get()).filter(|after| *after > 0);
        let query = json!({ "person": self.person, "limit": 1, "wait": WAIT, "after": after });
        let message = messages(self.stand, query)?.into_iter().next();
        let message = message
            .ok_or_else(|| self.stand.calls.unmet(format!("no message came for {} within {WAIT} s", self.person)))?;
        self.after.set(message.number);
        Ok(message)
    }
}

fn messages(stand: &Stand, query: Value) -> Result<Vec<Message>, EmbeddedError> {
    let rows = stand.list("messages", "/outbox", query)?;
    serde_json::from_value(Value::Array(rows)).map_err(|error| stand.calls.unmet(error.to_string()))
}
