//! What is had of a connection by whoever reads, and by whoever writes as well. The connection itself stays with the
//! database.

use std::ops::Deref;

use rusqlite::CachedStatement;
use rusqlite::Connection;

use crate::storage::StorageError;

/// Reads. A statement that writes is refused when it is prepared.
#[derive(Debug)]
pub struct Sql(Connection);

/// Reads and writes.
#[derive(Debug)]
pub struct WriteSql(Sql);

impl Sql {
    /// Prepares a statement, or takes it from those that were prepared before.
    pub fn prepare_cached(&self, statement: &str) -> Result<CachedStatement<'_>, StorageError> {
        let prepared = self.0.prepare_cached(statement)?;
        if prepared.readonly() { Ok(prepared) } else { Err(StorageError::ReadOnly(statement.to_owned())) }
    }

    /// Of a connection.
    pub(super) fn of(connection: Connection) -> Self {
        Self(connection)
    }

    /// The connection.
    pub(super) fn connection(&self) -> &Connection {
        &self.0
    }

    /// The connection, for what takes all of it.
    pub(super) fn connection_mut(&mut self) -> &mut Connection {
        &mut self.0
    }
}

impl WriteSql {
    /// Prepares a statement, or takes it from those that were prepared before.
    pub fn prepare_cached(&self, statement: &str) -> Result<CachedStatement<'_>, StorageError> {
        Ok(self.0.0.prepare_cached(statement)?)
    }

    /// The number of the row that was added last.
    pub fn last_insert_rowid(&self) -> i64 {
        self.0.0.last_insert_rowid()
    }

    /// Of a connection.
    pub(super) fn of(connection: Connection) -> Self {
        Self(Sql(connection))
    }

    /// What it has for whoever reads.
    pub(super) fn reading_mut(&mut self) -> &mut Sql {
        &mut self.0
    }

    /// Ends it.
    pub(super) fn close(self) -> Result<(), StorageError> {
        self.0.0.close().map_err(|(_, error)| error.into())
    }

    /// An empty database with these tables.
    #[cfg(test)]
    pub(in crate::storage) fn with_tables(tables: &str) -> Self {
        let connection = Connection::open_in_memory().expect("opened");
        connection.execute_batch(tables).expect("created");
        Self::of(connection)
    }
}

impl Deref for WriteSql {
    type Target = Sql;

    fn deref(&self) -> &Sql {
        &self.0
    }
}

/// Runs a statement that is kept prepared.
pub(super) fn execute(connection: &Connection, statement: &str) -> Result<(), StorageError> {
    connection.prepare_cached(statement)?.execute([])?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_reads_prepares_nothing_that_writes() {
        let sql = WriteSql::with_tables("CREATE TABLE meta (key TEXT)");
        sql.prepare_cached("INSERT INTO meta VALUES ('a')").expect("a statement").execute([]).expect("added");
        let reading: &Sql = &sql;
        let found: String = reading
            .prepare_cached("SELECT key FROM meta")
            .and_then(|mut query| Ok(query.query_row([], |row| row.get(0))?))
            .expect("a row");
        assert_eq!(found, "a");
        for statement in ["INSERT INTO meta VALUES ('b') RETURNING key", "UPDATE meta SET key = ''", "DELETE FROM meta"]
        {
            let refused = reading.prepare_cached(statement).map(|_| ()).expect_err(statement);
            assert!(matches!(&refused, StorageError::ReadOnly(told) if told == statement), "{refused}");
        }
    }
}
