//! Wrong passwords and wrong answers, counted by account, or by a login that nobody has.

use chrono::DateTime;
use chrono::Utc;
use rusqlite::OptionalExtension as _;
use rusqlite::params;

use crate::storage::Sql;
use crate::storage::StorageError;
use crate::storage::WriteSql;
use crate::storage::rows;

/// So many counters are kept; those of logins that nobody has give way, the oldest first.
const KEPT: i64 = 10_000;

/// What a counter shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Attempts {
    /// How many were wrong.
    pub wrong: u32,
    /// When the last one was.
    pub changed_at: DateTime<Utc>,
}

/// Finds the counter of a key.
pub fn find(sql: &Sql, key: &str) -> Result<Option<Attempts>, StorageError> {
    let found: Option<(u32, i64)> = sql
        .prepare_cached("SELECT wrong, changed_at FROM attempts WHERE key = ?1")?
        .query_row([key], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    found.map(|(wrong, changed_at)| Ok(Attempts { wrong, changed_at: rows::time(changed_at)? })).transpose()
}

/// Sets the counter of a key. Keys that name no account can be made up by anybody: they do not pile up.
pub fn put(sql: &WriteSql, key: &str, wrong: u32, now: DateTime<Utc>) -> Result<(), StorageError> {
    sql.prepare_cached(
        "INSERT INTO attempts (key, wrong, changed_at) VALUES (?1, ?2, ?3)
         ON CONFLICT (key) DO UPDATE SET wrong = excluded.wrong, changed_at = excluded.changed_at",
    )?
    .execute(params![key, wrong, now.timestamp()])?;
    sql.prepare_cached(
        "DELETE FROM attempts WHERE substr(key, 1, 8) <> 'account:' AND number <= (SELECT max(number) FROM attempts) - ?1",
    )?
    .execute([KEPT])?;
    Ok(())
}

/// Forgets the counter of a key.
pub fn delete(sql: &WriteSql, key: &str) -> Result<(), StorageError> {
    sql.prepare_cached("DELETE FROM attempts WHERE key = ?1")?.execute([key])?;
    Ok(())
}
