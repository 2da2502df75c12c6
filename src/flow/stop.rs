//! How a use case ends without a result: it is refused, or something broke.

use crate::crypto::CryptoError;
use crate::protocol::reasons;
use crate::protocol::refusal::Refusal;
use crate::storage::StorageError;
use crate::storage::database::Database;

const MIB: u64 = 1024 * 1024;

/// Why a use case ends without a result.
#[derive(Debug)]
pub enum Stop {
    /// The protocol says no: a normal result, what was written stays.
    Refused(Box<Refusal>),
    /// Something broke: what was written is undone.
    Broken(Broken),
}

impl Stop {
    /// Is it worth another try, without anybody doing anything about it?
    pub fn is_transient(&self) -> bool {
        matches!(self, Self::Broken(Broken::Storage(error)) if error.is_transient())
    }

    /// The same as the database knows it.
    #[must_use]
    pub(in crate::flow) fn explained(self, database: &Database) -> Self {
        match self {
            Self::Broken(Broken::Storage(error)) => database.explained(error).into(),
            other => other,
        }
    }
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
    /// A stand.
    #[error("stands: {0}")]
    Stand(String),
    /// The stand was reset or restored in the middle.
    #[error("the stand was reset or restored while this was answered")]
    Replaced,
}

impl Broken {
    /// What stands in the way and may be gone in a moment.
    pub fn hindrance(&self) -> Option<&'static str> {
        if let Self::Storage(error) = self { error.hindrance() } else { None }
    }

    /// What is told of it to everybody; nothing, where that is for the log alone.
    pub fn told(&self) -> Option<Refusal> {
        let Self::Storage(error) = self else { return None };
        let full = || error.room().map(|room| reasons::calls::stand_full(room / MIB));
        error.hindrance().map(reasons::calls::stand_busy).or_else(full)
    }
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
