//! A whole database as bytes: what stands are made of, and what a snapshot is.

use std::fmt;
use std::sync::Arc;

use rusqlite::Connection;
use rusqlite::MAIN_DB;
use rusqlite::backup::Backup;
use rusqlite::backup::StepResult;
use rusqlite::ffi;

use crate::storage::StorageError;

/// Where the header of a database says how it is written (<https://www.sqlite.org/fileformat.html>, 1.3.3).
const JOURNAL_VERSIONS: std::ops::Range<usize> = 18..20;

/// No write-ahead log.
const LEGACY: u8 = 1;

/// A whole database as bytes. A copy of it costs nothing.
#[derive(Clone)]
pub struct Image(Arc<[u8]>);

impl Image {
    /// How many bytes.
    pub fn size(&self) -> usize {
        self.0.len()
    }

    /// What is committed in a database; refused above so many bytes.
    pub(super) fn of(sql: &mut Connection, limit: usize) -> Result<Self, StorageError> {
        // One read transaction: nothing is added between the question for the size and the copy.
        let size = size(sql)?;
        if size > limit {
            return Err(StorageError::TooLarge { size, limit });
        }
        let mut bytes: Arc<[u8]> = Arc::from(&*sql.serialize(MAIN_DB)?);
        // A log is a file beside the file, and an image has none: it could not be opened.
        if let Some(versions) = Arc::get_mut(&mut bytes).and_then(|bytes| bytes.get_mut(JOURNAL_VERSIONS)) {
            versions.fill(LEGACY);
        }
        Ok(Self(bytes))
    }

    /// Makes it the database of a connection in memory.
    pub(super) fn load(&self, sql: &mut Connection) -> Result<(), StorageError> {
        Ok(sql.deserialize_read_exact(MAIN_DB, &*self.0, self.size(), false)?)
    }

    /// Copies it over the database of a connection, in one transaction.
    pub(super) fn copy_to(&self, sql: &mut Connection) -> Result<(), StorageError> {
        let mut source = Connection::open_in_memory()?;
        self.load(&mut source)?;
        match Backup::new(&source, sql)?.step(-1)? {
            StepResult::Done => Ok(()),
            StepResult::Locked => Err(failure(ffi::SQLITE_LOCKED)),
            _ => Err(failure(ffi::SQLITE_BUSY)),
        }
    }
}

impl fmt::Debug for Image {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Image({} bytes)", self.size())
    }
}

fn size(sql: &Connection) -> Result<usize, StorageError> {
    let query = "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size";
    let size: i64 = sql.query_row(query, [], |row| row.get(0))?;
    Ok(usize::try_from(size).unwrap_or(usize::MAX))
}

fn failure(code: std::ffi::c_int) -> StorageError {
    rusqlite::Error::SqliteFailure(ffi::Error::new(code), None).into()
}
