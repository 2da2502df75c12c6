//! The stand's clock. What falls due by a move is done before the call returns.

use chrono::DateTime;
use chrono::FixedOffset;
use serde_json::Value;
use serde_json::json;

use crate::embedded::calls::merged;
use crate::embedded::error::EmbeddedError;
use crate::embedded::stand::Stand;

/// Shows the time of a stand, and moves it.
#[derive(Debug)]
pub struct Clock<'a>(&'a Stand);

impl Stand {
    /// Its clock.
    pub fn clock(&self) -> Clock<'_> {
        Clock(self)
    }

    /// Moves its clock: short for [`Clock::advance`].
    pub fn advance(&self, by: &str) -> Result<(), EmbeddedError> {
        self.clock().advance(by).map(drop)
    }
}

impl Clock<'_> {
    /// Its time, its mode and what is due next.
    pub fn face(&self) -> Result<Value, EmbeddedError> {
        self.0.calls.get("/clock", json!({}))
    }

    /// The time that it shows, in the stand's zone.
    pub fn now(&self) -> Result<DateTime<FixedOffset>, EmbeddedError> {
        let face = self.face()?;
        let shown = face["now"].as_str().unwrap_or_default();
        DateTime::parse_from_rfc3339(shown).map_err(|_| EmbeddedError::Time(shown.to_owned()))
    }

    /// Sets it (RFC 3339).
    pub fn set(&self, time: &str) -> Result<Value, EmbeddedError> {
        self.changes(json!({ "now": time }))
    }

    /// Moves it by an ISO 8601 duration: `PT1H`, `P1D`, `-PT5M`.
    pub fn advance(&self, by: &str) -> Result<Value, EmbeddedError> {
        self.changes(json!({ "advance": by }))
    }

    /// Moves it by working days of the Russian calendar, `P1D`; to this time of that day, such as `14:00`, unless empty.
    pub fn advance_working(&self, by: &str, at: &str) -> Result<Value, EmbeddedError> {
        let at = if at.is_empty() { json!({}) } else { json!({ "at": at }) };
        self.changes(merged(json!({ "advance_working": by }), at))
    }

    /// Stops it.
    pub fn freeze(&self) -> Result<Value, EmbeddedError> {
        self.changes(json!({ "mode": "frozen" }))
    }

    /// Lets it go on.
    pub fn release(&self) -> Result<Value, EmbeddedError> {
        self.changes(json!({ "mode": "released" }))
    }

    fn changes(&self, change: Value) -> Result<Value, EmbeddedError> {
        self.0.calls.json("PUT", "/clock", Some(change))
    }
}
