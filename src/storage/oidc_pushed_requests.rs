//! Pushed authorization requests of the standard OpenID Connect endpoints (RFC 9126).

use chrono::DateTime;
use chrono::Utc;
use rusqlite::OptionalExtension as _;
use rusqlite::params;

use crate::storage::Sql;
use crate::storage::StorageError;
use crate::storage::WriteSql;
use crate::storage::rows;
use crate::storage::sweeping;
use crate::storage::sweeping::Longest;

/// A stored request.
#[derive(Clone, Debug)]
pub struct PushedRequest {
    /// Who pushed it.
    pub client: String,
    /// Its parameters, form-encoded.
    pub parameters: String,
    /// Until when.
    pub expires_at: DateTime<Utc>,
}

/// Finds a request under the SHA-256 of its address.
pub fn find(sql: &Sql, id: &str) -> Result<Option<PushedRequest>, StorageError> {
    let found: Option<(String, String, i64)> = sql
        .prepare_cached("SELECT client, parameters, expires_at FROM oidc_pushed_requests WHERE id = ?1")?
        .query_row([id], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .optional()?;
    found
        .map(|(client, parameters, expires_at)| {
            Ok(PushedRequest { client, parameters, expires_at: rows::time(expires_at)? })
        })
        .transpose()
}

/// Adds a request, and forgets those that nobody used.
pub fn insert(sql: &WriteSql, id: &str, request: &PushedRequest, now: DateTime<Utc>) -> Result<(), StorageError> {
    sweeping::sweep(sql, "oidc_pushed_requests", now, Longest::Day)?;
    sql.prepare_cached(
        "INSERT INTO oidc_pushed_requests (id, client, parameters, expires_at) VALUES (?1, ?2, ?3, ?4)",
    )?
    .execute(params![id, request.client, request.parameters, request.expires_at.timestamp()])?;
    Ok(())
}

/// Forgets a request: each serves once.
pub fn delete(sql: &WriteSql, id: &str) -> Result<(), StorageError> {
    sql.prepare_cached("DELETE FROM oidc_pushed_requests WHERE id = ?1")?.execute([id])?;
    Ok(())
}
