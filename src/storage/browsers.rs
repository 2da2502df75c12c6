//! Browsers from which an account has signed in before.

use chrono::DateTime;
use chrono::Utc;
use rusqlite::params;

use crate::protocol::ids::Oid;
use crate::storage::StorageError;
use crate::storage::WriteSql;
use crate::storage::rows;

/// The most browsers that are remembered of one account; those that were seen first give way.
const MOST_OF_ONE_ACCOUNT: i64 = 100;

/// Forgets them all.
pub fn delete(sql: &WriteSql, oid: Oid) -> Result<(), StorageError> {
    sql.prepare_cached("DELETE FROM known_browsers WHERE oid = ?1")?.execute([rows::integer(oid)])?;
    Ok(())
}

/// Remembers that this account has signed in from this browser; tells whether that is new.
pub fn insert(sql: &WriteSql, oid: Oid, browser: &str, now: DateTime<Utc>) -> Result<bool, StorageError> {
    let is_new = sql
        .prepare_cached("INSERT OR IGNORE INTO known_browsers (oid, browser, seen_at) VALUES (?1, ?2, ?3)")?
        .execute(params![rows::integer(oid), browser, now.timestamp()])?
        > 0;
    if is_new {
        // No index has them in their order, so none is asked for: one has come, so one is to go.
        sql.prepare_cached(
            "DELETE FROM known_browsers WHERE number =
             (SELECT min(number) FROM known_browsers WHERE oid = ?1 HAVING count(*) > ?2)",
        )?
        .execute(params![rows::integer(oid), MOST_OF_ONE_ACCOUNT])?;
    }
    Ok(is_new)
}
