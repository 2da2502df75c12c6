//! The second factor of a session: what was asked, and whether it was given.

use chrono::DateTime;
use chrono::Utc;

use crate::domain::account::SecondFactor;

/// How far a session is with its second factor.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum SecondProof {
    /// Not asked for yet.
    #[default]
    NotAsked,
    /// Asked for.
    Asked(Challenge),
    /// Given; a session is not asked twice.
    Given,
}

/// A code as it is compared: where it was copied from, there may be spaces and hyphens.
pub fn plain_code(typed: &str) -> String {
    typed.chars().filter(|c| !c.is_whitespace() && *c != '-').collect()
}

/// A code that is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Challenge {
    /// By which way.
    pub factor: SecondFactor,
    /// The code that was sent; an application makes its own.
    pub code: Option<String>,
    /// Since when.
    pub made_at: DateTime<Utc>,
    /// Until when; codes of an application expire by themselves.
    pub expires_at: Option<DateTime<Utc>>,
    /// How many wrong codes are forgiven.
    pub attempts_left: u8,
}

impl Challenge {
    /// Is it too late for the code?
    pub fn is_expired(&self, now: DateTime<Utc>) -> bool {
        self.expires_at.is_some_and(|end| end <= now)
    }

    /// Can a code still be tried?
    pub fn is_open(&self, now: DateTime<Utc>) -> bool {
        self.attempts_left > 0 && !self.is_expired(now)
    }
}

/// Why a code was not taken; told beside the field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mistake {
    /// Nothing was typed.
    Empty,
    /// Another code.
    Wrong,
    /// The code is too old.
    Expired,
    /// There were too many wrong ones.
    Exhausted,
    /// Another code was asked for too soon after the last one.
    TooSoon,
}
