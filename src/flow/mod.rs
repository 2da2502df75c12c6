//! The story of the product: what happens when somebody logs in, exchanges a code, reads data.
//!
//! Synchronous and without HTTP. A use case has up to three parts: what needs no database (parsing,
//! signatures of clients, passwords), what happens in one transaction, and what follows its commit
//! (signatures of markers). Only the middle part runs under the database lock, and it gets its
//! stand's clock, chance and transaction as one [`Cx`].
//!
//! The login goes through nine stations, each with one word in all its places:
//!
//! | # | station | where | leaves by |
//! |---|---|---|---|
//! | 1 | `request` | [`login::request`] | page |
//! | 2 | `client_check` | [`login::client_check`] | page, or redirect once the address is known |
//! | 3 | `sign_in` | [`login::sign_in`] | page |
//! | 4 | `second_factor` | [`login::second_factor`] | page |
//! | 5 | `role` | [`login::role`] | page |
//! | 6 | `consent` | [`login::consent`] | page, or redirect with `access_denied` |
//! | 7 | `code` | [`login::code`] | redirect |
//! | 8 | `token` | [`token`] | JSON |
//! | 9 | `access` | [`access`] | JSON |

pub mod access;
pub mod account;
pub mod ages;
pub mod captcha;
pub mod children;
pub mod clients;
pub mod clock;
pub mod confirmation;
pub mod consents;
pub mod jobs;
pub mod login;
pub mod logout;
pub mod oidc;
pub mod organizations;
pub mod outbox;
pub mod profile;
pub mod recovery;
pub mod registration;
pub mod registry;
pub mod signature;
pub mod stand;
pub mod token;
pub mod verification;
pub mod working_time;

use std::cell::Cell;

use chrono::DateTime;
use chrono::Utc;

use crate::config::Config;
use crate::crypto::CryptoError;
use crate::domain::rule::Delay;
use crate::domain::rule::Rule;
use crate::flow::jobs::agenda::Agenda;
use crate::flow::working_time::WorkingTime;
use crate::protocol::error::Refusal;
use crate::protocol::oidc::error::StandardRefusal;
use crate::random::Random;
use crate::storage::Sql;
use crate::storage::StorageError;

/// What a use case has at hand inside its transaction.
pub struct Cx<'a> {
    /// The open transaction.
    pub sql: &'a Sql,
    /// The stand's time, one for the whole transaction.
    pub now: DateTime<Utc>,
    /// The stand's chance.
    pub random: &'a Random,
    /// The stand's settings.
    pub config: &'a Config,
    /// When its next job is due.
    pub agenda: &'a Agenda,
    /// Its working days.
    pub working_time: &'a WorkingTime,
    /// The path below which it lives.
    pub base_path: &'a str,
    /// Did this transaction write to the outbox? Whoever waits for messages is told after the commit.
    pub outbox_grew: &'a Cell<bool>,
}

impl<'a> Cx<'a> {
    /// The same transaction at another time: that of a job which was due before it could run.
    #[must_use]
    pub fn at(&self, now: DateTime<Utc>) -> Cx<'a> {
        Cx { now, ..*self }
    }

    /// When something ends that begins now and takes so long; never, beyond the end of the calendar.
    pub fn after(&self, rule: Rule) -> DateTime<Utc> {
        let zone = &self.config.zone;
        let local = zone.local(self.now);
        let end = match self.config.rules.delay(rule) {
            Delay::Never => None,
            Delay::Span(span) => span.from(local),
            Delay::WorkingDays(days) => {
                let moved = self.working_time.moved(local.naive_local(), days.into(), None);
                moved.and_then(|end| zone.at(end))
            }
        };
        end.unwrap_or(DateTime::<Utc>::MAX_UTC)
    }

    /// An address of the stand, as the outside sees it.
    pub fn url(&self, path: &str) -> String {
        format!("{}{}{path}", self.config.public_url, self.base_path)
    }
}

/// Why a use case ends without a result.
#[derive(Debug)]
pub enum Stop {
    /// The protocol says no: a normal result, what was written stays.
    Refused(Box<Refusal>),
    /// The standard OpenID Connect door says no in its own words; what was written stays as well.
    Declined(Box<StandardRefusal>),
    /// Something broke: what was written is undone.
    Broken(Broken),
}

/// A breakage; told to the log, never to the client.
#[derive(Debug, thiserror::Error)]
pub enum Broken {
    /// The database.
    #[error(transparent)]
    Storage(#[from] StorageError),
    /// A key of ours.
    #[error(transparent)]
    Crypto(#[from] CryptoError),
    /// A page.
    #[error("page: {0}")]
    Page(String),
}

impl From<Refusal> for Stop {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(Box::new(refusal))
    }
}

impl From<StandardRefusal> for Stop {
    fn from(refusal: StandardRefusal) -> Self {
        Self::Declined(Box::new(refusal))
    }
}

impl From<StorageError> for Stop {
    fn from(error: StorageError) -> Self {
        Self::Broken(error.into())
    }
}

impl From<Broken> for Stop {
    fn from(broken: Broken) -> Self {
        Self::Broken(broken)
    }
}

impl From<CryptoError> for Stop {
    fn from(error: CryptoError) -> Self {
        Self::Broken(error.into())
    }
}
