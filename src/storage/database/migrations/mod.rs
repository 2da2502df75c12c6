//! Makes the tables of a new database, and leads those of an earlier version to the present one.
//!
//! Each step is a file of SQL, run in a transaction of its own together with the number of its version, so that
//! a migration that was cut short goes on where it was. What was published is never changed: a step says itself what
//! it does, and knows nothing of `schema.sql`. A test compares what both ways lead to.

use rusqlite::Connection;

use crate::storage::SCHEMA_VERSION;
use crate::storage::StorageError;
use crate::storage::database::format::APPLICATION_ID;
use crate::storage::database::format::PAGE_SIZE;
use crate::storage::people;

/// What leads to each version from the one before.
const STEPS: [(i64, &str); 4] =
    [(7, include_str!("7.sql")), (8, include_str!("8.sql")), (9, include_str!("9.sql")), (10, include_str!("10.sql"))];

/// Makes what is missing. The database is in no write-ahead log, so that the file itself says from the beginning whose
/// it is, and so that its pages can get another size.
pub(super) fn carry_out(sql: &Connection) -> Result<(), StorageError> {
    let found = user_version(sql)?;
    if found == 0 {
        return create(sql);
    }
    if found < SCHEMA_VERSION {
        // Moves what a log holds into the file; what is read and written until the end needs no log.
        sql.execute_batch("PRAGMA journal_mode=DELETE;")?;
        migrate(sql, found)?;
    }
    let pages: u32 = sql.query_row("PRAGMA page_size", [], |row| row.get(0))?;
    if pages != PAGE_SIZE {
        sql.execute_batch(&format!("PRAGMA journal_mode=DELETE; PRAGMA page_size={PAGE_SIZE}; VACUUM;"))?;
    }
    Ok(())
}

fn user_version(sql: &Connection) -> Result<i64, StorageError> {
    Ok(sql.query_row("PRAGMA user_version", [], |row| row.get(0))?)
}

fn create(sql: &Connection) -> Result<(), StorageError> {
    // One transaction: a file whose making was cut short is empty, not half made.
    let schema = include_str!("../../schema.sql").replace("{person}", &people::declared());
    in_transaction(sql, &schema, SCHEMA_VERSION)
}

fn migrate(sql: &Connection, found: i64) -> Result<(), StorageError> {
    // A table that is replaced would take rows of others with it.
    sql.execute_batch("PRAGMA foreign_keys=OFF;")?;
    for (version, step) in STEPS.into_iter().filter(|(version, _)| *version > found) {
        in_transaction(sql, step, version)?;
    }
    sql.execute_batch("PRAGMA foreign_keys=ON;")?;
    Ok(())
}

fn in_transaction(sql: &Connection, statements: &str, version: i64) -> Result<(), StorageError> {
    let transaction = sql.unchecked_transaction()?;
    transaction.execute_batch(&format!(
        "{statements}; PRAGMA user_version={version}; PRAGMA application_id={APPLICATION_ID};"
    ))?;
    if let Some(table) = orphans(&transaction)? {
        return Err(StorageError::Row(format!("version {version}: rows of {table} belong to nothing")));
    }
    Ok(transaction.commit()?)
}

/// A table with rows whose owners are not there.
fn orphans(sql: &Connection) -> Result<Option<String>, StorageError> {
    let mut check = sql.prepare("PRAGMA foreign_key_check")?;
    let mut found = check.query([])?;
    Ok(found.next()?.map(|row| row.get(0)).transpose()?)
}
