//! Refresh tokens (маркеры обновления).

use chrono::DateTime;
use chrono::Utc;
use rusqlite::OptionalExtension as _;
use rusqlite::params;

use crate::protocol::ids::Mnemonic;
use crate::protocol::ids::Oid;
use crate::storage::Sql;
use crate::storage::StorageError;
use crate::storage::WriteSql;
use crate::storage::codes::CodeGrant;
use crate::storage::rows;
use crate::storage::shapes::kept;

/// The most refresh tokens of one person at one client; the oldest give way.
const MOST_OF_ONE_GRANT: i64 = 50;

/// A stored refresh token.
#[derive(Clone, Debug)]
pub struct StoredRefreshToken {
    /// What it stands for.
    pub grant: CodeGrant,
    /// Until when.
    pub expires_at: DateTime<Utc>,
    /// When it was exchanged for the next one.
    pub used_at: Option<DateTime<Utc>>,
}

/// Finds a token by its SHA-256.
pub fn find(sql: &Sql, hash: &str) -> Result<Option<StoredRefreshToken>, StorageError> {
    let found: Option<(String, i64, Option<i64>)> = sql
        .prepare_cached("SELECT data, expires_at, used_at FROM refresh_tokens WHERE hash = ?1")?
        .query_row([hash], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .optional()?;
    found
        .map(|(data, expires_at, used_at)| {
            Ok(StoredRefreshToken {
                grant: kept::of_text(&data)?,
                expires_at: rows::time(expires_at)?,
                used_at: used_at.map(rows::time).transpose()?,
            })
        })
        .transpose()
}

/// Adds a token under its SHA-256.
pub fn insert(sql: &WriteSql, hash: &str, grant: &CodeGrant, expires_at: DateTime<Utc>) -> Result<(), StorageError> {
    let (oid, client): (Oid, &Mnemonic) = (grant.oid, &grant.interaction.client);
    sql.prepare_cached("INSERT INTO refresh_tokens (hash, oid, client, data, expires_at) VALUES (?1, ?2, ?3, ?4, ?5)")?
        .execute(params![hash, rows::integer(oid), client.as_str(), kept::text(grant)?, expires_at.timestamp()])?;
    sql.prepare_cached(
        "DELETE FROM refresh_tokens WHERE oid = ?1 AND client = ?2 AND number <=
         (SELECT number FROM refresh_tokens WHERE oid = ?1 AND client = ?2 ORDER BY number DESC LIMIT 1 OFFSET ?3)",
    )?
    .execute(params![rows::integer(oid), client.as_str(), MOST_OF_ONE_GRANT])?;
    Ok(())
}

/// Takes the tokens of a person away, of one client or of all.
pub fn delete(sql: &WriteSql, oid: Oid, client: Option<&Mnemonic>) -> Result<(), StorageError> {
    sql.prepare_cached("DELETE FROM refresh_tokens WHERE oid = ?1 AND (?2 IS NULL OR client = ?2)")?
        .execute(params![rows::integer(oid), client.map(Mnemonic::as_str)])?;
    Ok(())
}

/// Takes one token away (its SHA-256); tells whether it was there.
pub fn delete_one(sql: &WriteSql, hash: &str) -> Result<bool, StorageError> {
    Ok(sql.prepare_cached("DELETE FROM refresh_tokens WHERE hash = ?1")?.execute([hash])? > 0)
}

/// Marks a token as used.
pub fn update_used(sql: &WriteSql, hash: &str, now: DateTime<Utc>) -> Result<(), StorageError> {
    sql.prepare_cached("UPDATE refresh_tokens SET used_at = ?2 WHERE hash = ?1")?
        .execute(params![hash, now.timestamp()])?;
    Ok(())
}
