//! What of a fault's `do` cannot be, whatever the request: contradictions, and values that no schema refuses.

use std::time::Duration;

use crate::domain::real_time::RealTime;
use crate::faults::action::Change;
use crate::faults::action::Delay;
use crate::faults::action::Do;
use crate::faults::action::Reset;
use crate::faults::spoiled::Callback;

/// The longest that a fault delays an answer.
pub const LONGEST_DELAY: Duration = Duration::from_secs(60);

/// The longest body of a fault's own answer.
pub const LONGEST_BODY: usize = 64 * 1024;

/// A value that cannot be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unfit {
    /// The path of the field, such as `do.delay.min`.
    pub field: String,
    /// What is wrong, and what would be right.
    pub message: String,
}

impl Unfit {
    /// A field, and what is wrong with it.
    pub fn new(field: impl Into<String>, message: impl Into<String>) -> Self {
        Self { field: field.into(), message: message.into() }
    }
}

impl Do {
    /// What of it cannot be, whatever the request.
    pub fn check(&self) -> Vec<Unfit> {
        let mut unfit = Vec::new();
        self.check_kinds(&mut unfit);
        self.check_delay(&mut unfit);
        for (field, value) in [
            ("do.hang", self.hang),
            ("do.maintenance", self.maintenance),
            ("do.reset", self.reset.map(|reset| reset != Reset::AtOnce(false))),
            ("do.callback.twice", self.callback.as_ref().and_then(|callback| callback.twice)),
        ] {
            if value == Some(false) {
                unfit.push(Unfit::new(field, "must be true, or be left out"));
            }
        }
        self.check_answer(&mut unfit);
        self.check_changes(&mut unfit);
        if unfit.is_empty() && self.kinds().iter().next().is_none() {
            let message = "nothing is to be done: name at least one kind (`esia-mock faults` lists them)";
            unfit.push(Unfit::new("do", message));
        }
        unfit
    }

    fn check_kinds(&self, unfit: &mut Vec<Unfit>) {
        let kinds: Vec<_> = self.kinds().iter().collect();
        for (at, kind) in kinds.iter().enumerate() {
            let before = kinds[..at].iter().find(|before| kind.contradicts(**before));
            if let Some(before) = before.map(|before| before.def().field) {
                let field = kind.def().field;
                let message = format!("{field} contradicts {before}: one request cannot meet both");
                unfit.push(Unfit::new(format!("do.{field}"), message));
            }
        }
    }

    fn check_delay(&self, unfit: &mut Vec<Unfit>) {
        let times = match &self.delay {
            None => return,
            Some(Delay::Fixed(text)) => vec![("do.delay", text)],
            Some(Delay::Range(range)) => vec![("do.delay.min", &range.min), ("do.delay.max", &range.max)],
        };
        for (field, text) in times {
            match RealTime::parse(text) {
                Err(error) => unfit.push(Unfit::new(field, format!("{text:?} {error}"))),
                Ok(time) if time.0 > LONGEST_DELAY => {
                    unfit.push(Unfit::new(field, format!("{text:?} is more than PT60S; hang waits longer")));
                }
                Ok(_) => {}
            }
        }
        if self.delay_range().is_some_and(|(min, max)| min > max) {
            unfit.push(Unfit::new("do.delay", "min is more than max"));
        }
    }

    fn check_answer(&self, unfit: &mut Vec<Unfit>) {
        if self.status.is_none() && !self.body.is_null() {
            unfit.push(Unfit::new("do.body", "belongs to a status: say which"));
        }
        if self.status.is_none() && !self.headers.is_empty() {
            unfit.push(Unfit::new("do.headers", "belong to a status: say which"));
        }
        if self.body_text().is_some_and(|text| text.len() > LONGEST_BODY) {
            unfit.push(Unfit::new("do.body", format!("is longer than {LONGEST_BODY} bytes")));
        }
        if self.status.is_some_and(|status| matches!(status, 204 | 205 | 304)) && !self.body.is_null() {
            unfit.push(Unfit::new("do.body", "an answer of this status has no body (RFC 9110, 15)"));
        }
        for (name, value) in &self.headers {
            let field = format!("do.headers.{name}");
            let token = |b: u8| b.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&b);
            let lower = name.to_ascii_lowercase();
            if name.is_empty() || name.len() > LONGEST_HEADER_NAME || !name.bytes().all(token) {
                unfit.push(Unfit::new(field, "is no name of a header (RFC 9110, 5.1)"));
            } else if FRAMING.contains(&lower.as_str()) || lower.starts_with("x-esia-mock") {
                unfit.push(Unfit::new(field, "is written by the stand itself"));
            } else if value.len() > LONGEST_HEADER || !value.bytes().all(|b| b == b'\t' || (b' '..=b'~').contains(&b)) {
                unfit.push(Unfit::new(field, "must be visible ASCII characters, at most 4096"));
            }
        }
    }

    fn check_changes(&self, unfit: &mut Vec<Unfit>) {
        for (field, change) in [("claims", &self.claims), ("response", &self.response), ("data", &self.data)] {
            if change.as_ref().is_some_and(|change| *change == Change::default()) {
                unfit.push(Unfit::new(format!("do.{field}"), "nothing is changed: give set, remove or both"));
            }
        }
        if self.which.is_some() && self.token.is_none() && self.claims.is_none() {
            unfit.push(Unfit::new("do.which", "belongs to token or claims: say what is wrong"));
        }
        let Some(callback) = &self.callback else { return };
        if *callback == Callback::default() {
            unfit.push(Unfit::new("do.callback", "nothing is wrong: give state, code, error, iss or twice"));
        }
        if callback.error.is_some() && callback.code.is_some() {
            unfit.push(Unfit::new("do.callback.code", "contradicts error: an error comes without a code"));
        }
        let is_word = |text: &str| !text.is_empty() && text.len() <= 200 && text.bytes().all(|b| b.is_ascii_graphic());
        if callback.error.as_deref().is_some_and(|error| !is_word(error)) {
            unfit.push(Unfit::new("do.callback.error", "must be a word such as access_denied"));
        }
    }
}

/// Headers that say how a message ends, and what becomes of its connection.
const FRAMING: [&str; 6] = ["content-length", "transfer-encoding", "connection", "keep-alive", "upgrade", "trailer"];
const LONGEST_HEADER_NAME: usize = 100;
const LONGEST_HEADER: usize = 4_096;
