//! What one read sees.

use std::ops::Deref;

use rusqlite::Connection;

use crate::storage::StorageError;
use crate::storage::database::writer::execute;

/// A connection in a deferred transaction: whatever is committed while it is read, it shows what was there at first. It
/// ends without keeping anything, also where its job panics.
pub(super) struct OneState<'a>(&'a Connection);

impl<'a> OneState<'a> {
    /// Begins it.
    pub(super) fn begin(sql: &'a Connection) -> Result<Self, StorageError> {
        execute(sql, "BEGIN DEFERRED")?;
        Ok(Self(sql))
    }
}

impl Deref for OneState<'_> {
    type Target = Connection;

    fn deref(&self) -> &Connection {
        self.0
    }
}

impl Drop for OneState<'_> {
    fn drop(&mut self) {
        // What cannot be rolled back has been already.
        let _ = execute(self.0, "ROLLBACK");
    }
}
