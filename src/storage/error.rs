//! What can go wrong with a database, and whether it passes.

use std::io;
use std::path::PathBuf;
use std::sync::Arc;

use rusqlite::ErrorCode;

use crate::fixtures::crowd::Changed;

/// What can go wrong with the database.
#[derive(Debug, thiserror::Error)]
pub enum StorageError {
    /// SQLite says so.
    #[error("database: {0}")]
    Sqlite(#[from] rusqlite::Error),
    /// A file that cannot be the database of a stand; it is as it was.
    #[error("{}: {reason}", file.display())]
    File {
        /// Which file.
        file: PathBuf,
        /// Why it cannot.
        reason: Unfit,
    },
    /// More than an image may have.
    #[error("the database has {size} bytes; an image may have {limit}")]
    TooLarge {
        /// How many it has.
        size: usize,
        /// How many it may have.
        limit: usize,
    },
    /// A stored value cannot be read.
    #[error("database row: {0}")]
    Row(String),
    /// What is to be filled in is not what it was.
    #[error(transparent)]
    Fixtures(#[from] Changed),
    /// A statement that writes was to be run by somebody who may only read.
    #[error("database: this writes, and may not: {0}")]
    ReadOnly(String),
    /// A job of the writer thread panicked; its writes are undone.
    #[error("a database job panicked: {0}")]
    Panicked(String),
    /// The transaction that a job shared with others came to nothing, for this reason.
    #[error("{0}")]
    Undone(Arc<StorageError>),
    /// A database in memory has as much as it may have.
    #[error("the database has the {room} bytes that it may have in memory")]
    Full {
        /// How many bytes it may have.
        room: u64,
    },
    /// SQLite gave up a whole transaction in the middle of it, as it does when the disk is full.
    #[error("database: the transaction was given up in the middle")]
    GivenUp,
    /// The database was closed.
    #[error("the database is closed")]
    Closed,
}

/// Why a file cannot be the database of a stand.
#[derive(Debug, thiserror::Error)]
pub enum Unfit {
    /// A directory, a device and the like.
    #[error("it is no regular file; name a file, or one that is not there")]
    NoFile,
    /// Its folder is missing.
    #[error("the folder {} is not there; make it first", .0.display())]
    NoFolder(PathBuf),
    /// The system does not let it be opened, or written.
    #[error("it cannot be opened for reading and writing: {0}")]
    Denied(io::Error),
    /// It is gone, and what SQLite keeps beside it is not.
    #[error(
        "it is not there, but {log} is, which belongs to a file that was deleted or moved; put that file back, or \
         delete {log} too",
        log = .0.display()
    )]
    LeftOver(PathBuf),
    /// It, or the lock beside it, cannot be locked.
    #[error("{} cannot be made and locked: {error}", lock.display())]
    NoLock {
        /// The file that is locked.
        lock: PathBuf,
        /// What the system says.
        error: io::Error,
    },
    /// Another process has it.
    #[error("it is in use by {}; stop that server first, or name another file", owner(.0.as_deref()))]
    InUse(Option<String>),
    /// Not of SQLite.
    #[error("it is no SQLite database, and was left as it is; name another file, or one that is not there")]
    NotSqlite,
    /// Of another program.
    #[error(
        "it is a database of another program (application_id {application_id}, tables: {tables}), and was left as it \
         is; name another file, or one that is not there"
    )]
    Foreign {
        /// Whose it says that it is.
        application_id: i64,
        /// Some of its tables.
        tables: String,
    },
    /// Damaged.
    #[error("it is cut off or damaged ({0}), and was left as it is; take a copy of it that is whole")]
    Damaged(String),
    /// Of a later version of this program.
    #[error(
        "it has version {found} of the schema, this program knows {known}; it was left as it is: start it with the later \
         esia-mock that made it"
    )]
    Newer {
        /// What it has.
        found: i64,
        /// The newest that is known.
        known: i64,
    },
    /// Of an earlier version that nobody has got.
    #[error(
        "it has version {0} of the schema, which was never published; it was left as it is: make another with \
         `esia-mock seed`"
    )]
    Unpublished(i64),
}

fn owner(process: Option<&str>) -> String {
    process.map_or_else(|| "another process".to_owned(), |id| format!("process {id}"))
}

impl StorageError {
    /// May it be gone by and by, without anybody mending the data? Then the same is worth another try.
    pub fn is_transient(&self) -> bool {
        self.hindrance().is_some() || self.room().is_some()
    }

    /// How many bytes the database may have, where it has all of them.
    pub fn room(&self) -> Option<u64> {
        match self {
            Self::Full { room } => Some(*room),
            Self::Undone(error) => error.room(),
            _ => None,
        }
    }

    /// The same failure of a database that may have so many bytes: where it wanted more, that is why.
    pub(in crate::storage) fn within(self, room: u64) -> Self {
        if self.wants_room() { Self::Full { room } } else { self }
    }

    fn wants_room(&self) -> bool {
        match self {
            Self::Sqlite(error) => error.sqlite_error_code() == Some(ErrorCode::DiskFull),
            Self::Undone(error) => error.wants_room(),
            _ => false,
        }
    }

    /// What stands in the way and may be gone in a moment, in words that everybody may read.
    pub fn hindrance(&self) -> Option<&'static str> {
        match self {
            Self::Sqlite(error) => match error.sqlite_error_code()? {
                ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => Some("another process holds its file"),
                ErrorCode::DiskFull => Some("there is no room for what is to be stored"),
                ErrorCode::SystemIoFailure | ErrorCode::CannotOpen => Some("its file cannot be read or written"),
                ErrorCode::OutOfMemory => Some("memory ran out"),
                ErrorCode::OperationInterrupted => Some("it was interrupted"),
                _ => None,
            },
            Self::Undone(error) => error.hindrance(),
            Self::GivenUp => Some("SQLite gave up in the middle, as it does where there is no room"),
            Self::File { .. }
            | Self::TooLarge { .. }
            | Self::Row(_)
            | Self::Fixtures(_)
            | Self::ReadOnly(_)
            | Self::Panicked(_)
            | Self::Full { .. }
            | Self::Closed => None,
        }
    }
}

impl From<serde_json::Error> for StorageError {
    fn from(error: serde_json::Error) -> Self {
        Self::Row(error.to_string())
    }
}
