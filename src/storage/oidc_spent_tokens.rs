//! Ids of tokens that are not accepted any more.

use chrono::DateTime;
use chrono::Utc;
use rusqlite::params;

use crate::storage::Sql;
use crate::storage::StorageError;
use crate::storage::WriteSql;

/// Is the id among them?
pub fn contains(sql: &Sql, id: &str) -> Result<bool, StorageError> {
    Ok(sql.prepare_cached("SELECT 1 FROM oidc_spent_tokens WHERE id = ?1")?.exists([id])?)
}

/// Adds an id; `false` where it was there already.
pub fn insert(sql: &WriteSql, id: &str, expires_at: DateTime<Utc>, now: DateTime<Utc>) -> Result<bool, StorageError> {
    sql.prepare_cached(
        "DELETE FROM oidc_spent_tokens WHERE id IN
         (SELECT id FROM oidc_spent_tokens WHERE expires_at < ?1 ORDER BY expires_at LIMIT 4)",
    )?
    .execute([now.timestamp()])?;
    let added = sql
        .prepare_cached("INSERT OR IGNORE INTO oidc_spent_tokens (id, expires_at) VALUES (?1, ?2)")?
        .execute(params![id, expires_at.timestamp()])?;
    Ok(added == 1)
}
