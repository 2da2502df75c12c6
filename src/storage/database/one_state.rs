//! What one read sees.

use std::ops::Deref;

use crate::storage::StorageError;
use crate::storage::database::handles::Sql;
use crate::storage::database::handles::execute;

/// A deferred transaction: whatever is committed while it is read, it shows what was there at first. It ends also where
/// its job panics.
pub(super) struct OneState<'a>(&'a Sql);

impl<'a> OneState<'a> {
    /// Begins it.
    pub(super) fn begin(sql: &'a Sql) -> Result<Self, StorageError> {
        execute(sql.connection(), "BEGIN DEFERRED")?;
        Ok(Self(sql))
    }
}

impl Deref for OneState<'_> {
    type Target = Sql;

    fn deref(&self) -> &Sql {
        self.0
    }
}

impl Drop for OneState<'_> {
    fn drop(&mut self) {
        // What cannot be rolled back has been already.
        let _ = execute(self.0.connection(), "ROLLBACK");
    }
}
