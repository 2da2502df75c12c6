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
pub mod after;
pub mod ages;
pub mod captcha;
pub mod children;
pub mod clients;
pub mod clock;
pub mod confirmation;
pub mod consents;
mod cx;
pub mod jobs;
pub mod login;
pub mod logout;
pub mod oidc;
pub mod opening;
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

pub use cx::Cx;

use crate::crypto::CryptoError;
use crate::protocol::refusal::Refusal;
use crate::storage::StorageError;

/// Why a use case ends without a result.
#[derive(Debug)]
pub enum Stop {
    /// The protocol says no: a normal result, what was written stays.
    Refused(Box<Refusal>),
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
