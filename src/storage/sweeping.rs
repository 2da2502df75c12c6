//! What anybody may leave here without an account: logins on their way, requests that were pushed, drafts, QR codes,
//! registrations, and what is sent to verify a contact.
//!
//! A row is forgotten when it has expired by the stand's clock, when it is old by the system's clock (`stored_at`, which
//! SQLite writes), because a stand's clock may stand still for ever, and when many have come after it.

use chrono::DateTime;
use chrono::Utc;

use crate::storage::StorageError;
use crate::storage::WriteSql;

/// How long a row is kept at most by real time, in seconds.
#[derive(Clone, Copy, Debug)]
#[repr(i64)]
pub(super) enum Longest {
    /// What is done in one go.
    Day = 24 * 60 * 60,
    /// What waits for somebody who reads their letters: longer than any rule gives them.
    Month = 30 * 24 * 60 * 60,
}

/// So many of the newest rows of a table are kept at most.
const MOST: i64 = 10_000;

/// Forgets what a table has kept long enough.
pub(super) fn sweep(
    sql: &WriteSql,
    table: &str,
    expired_by: DateTime<Utc>,
    longest: Longest,
) -> Result<(), StorageError> {
    let old = format!("DELETE FROM {table} WHERE expires_at <= ?1 OR stored_at <= unixepoch() - ?2");
    sql.prepare_cached(&old)?.execute([expired_by.timestamp(), longest as i64])?;
    keep_newest(sql, table)
}

/// Forgets all but the newest rows of a table.
pub(super) fn keep_newest(sql: &WriteSql, table: &str) -> Result<(), StorageError> {
    let many = format!("DELETE FROM {table} WHERE rowid <= (SELECT max(rowid) FROM {table}) - ?1");
    sql.prepare_cached(&many)?.execute([MOST])?;
    Ok(())
}
