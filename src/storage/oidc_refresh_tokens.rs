//! Refresh tokens of the standard OpenID Connect endpoints.

use chrono::DateTime;
use chrono::Utc;
use rusqlite::OptionalExtension as _;
use rusqlite::params;

use crate::storage::Sql;
use crate::storage::StorageError;
use crate::storage::WriteSql;
use crate::storage::rows;

/// So many of the newest tokens of a grant are kept, used ones included.
const MOST_OF_ONE_GRANT: i64 = 100;

/// A stored refresh token.
#[derive(Clone, Debug)]
pub struct StoredRefreshToken {
    /// Its grant.
    pub grant_id: String,
    /// Until when.
    pub expires_at: DateTime<Utc>,
    /// When it was exchanged for the next one.
    pub used_at: Option<DateTime<Utc>>,
}

/// Finds a token by its SHA-256.
pub fn find(sql: &Sql, hash: &str) -> Result<Option<StoredRefreshToken>, StorageError> {
    let found: Option<(String, i64, Option<i64>)> = sql
        .prepare_cached("SELECT grant_id, expires_at, used_at FROM oidc_refresh_tokens WHERE hash = ?1")?
        .query_row([hash], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .optional()?;
    found
        .map(|(grant_id, expires_at, used_at)| {
            Ok(StoredRefreshToken {
                grant_id,
                expires_at: rows::time(expires_at)?,
                used_at: used_at.map(rows::time).transpose()?,
            })
        })
        .transpose()
}

/// Adds a token under its SHA-256.
pub fn insert(sql: &WriteSql, hash: &str, grant_id: &str, expires_at: DateTime<Utc>) -> Result<(), StorageError> {
    sql.prepare_cached("INSERT INTO oidc_refresh_tokens (hash, grant_id, expires_at) VALUES (?1, ?2, ?3)")?
        .execute(params![hash, grant_id, expires_at.timestamp()])?;
    sql.prepare_cached(
        "DELETE FROM oidc_refresh_tokens WHERE grant_id = ?1 AND number <=
         (SELECT number FROM oidc_refresh_tokens WHERE grant_id = ?1 ORDER BY number DESC LIMIT 1 OFFSET ?2)",
    )?
    .execute(params![grant_id, MOST_OF_ONE_GRANT])?;
    Ok(())
}

/// Marks a token as used.
pub fn update_used(sql: &WriteSql, hash: &str, now: DateTime<Utc>) -> Result<(), StorageError> {
    sql.prepare_cached("UPDATE oidc_refresh_tokens SET used_at = ?2 WHERE hash = ?1")?
        .execute(params![hash, now.timestamp()])?;
    Ok(())
}
