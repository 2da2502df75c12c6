//! Authorization codes.

use chrono::DateTime;
use chrono::Utc;
use rusqlite::OptionalExtension as _;
use rusqlite::params;
use serde::Deserialize;
use serde::Serialize;

use crate::domain::interaction::Interaction;
use crate::domain::session::SignInMethod;
use crate::protocol::ids::Mnemonic;
use crate::protocol::ids::Oid;
use crate::storage::Sql;
use crate::storage::StorageError;
use crate::storage::WriteSql;
use crate::storage::rows;
use crate::storage::shapes::kept;
use crate::storage::shapes::kept::shaped;

/// So many of the newest codes are kept after use or expiry, to explain a second use.
const KEPT: i64 = 1_000;

/// What an authorization code stands for.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct CodeGrant {
    /// What was asked.
    #[serde(with = "kept")]
    pub interaction: Interaction,
    /// Who allowed it.
    pub oid: Oid,
    /// In which session.
    pub session: String,
    /// How they signed in.
    #[serde(with = "kept")]
    pub method: SignInMethod,
    /// When they signed in.
    pub auth_time: DateTime<Utc>,
    /// The reason for which the request was refused that used the code up.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub spent_by: Option<String>,
}

shaped!(CodeGrant as CodeGrant);

/// A stored code.
#[derive(Clone, Debug)]
pub struct StoredCode {
    /// What it stands for.
    pub grant: CodeGrant,
    /// Until when.
    pub expires_at: DateTime<Utc>,
    /// When it was exchanged.
    pub used_at: Option<DateTime<Utc>>,
}

/// Finds a code by its id.
pub fn find(sql: &Sql, id: &str) -> Result<Option<StoredCode>, StorageError> {
    type Found = (String, i64, Option<i64>);
    let found: Option<Found> = sql
        .prepare_cached("SELECT data, expires_at, used_at FROM codes WHERE id = ?1")?
        .query_row([id], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .optional()?;
    found
        .map(|(data, expires_at, used_at)| {
            Ok(StoredCode {
                grant: kept::of_text(&data)?,
                expires_at: rows::time(expires_at)?,
                used_at: used_at.map(rows::time).transpose()?,
            })
        })
        .transpose()
}

/// Adds a code.
pub fn insert(sql: &WriteSql, id: &str, grant: &CodeGrant, expires_at: DateTime<Utc>) -> Result<(), StorageError> {
    sql.prepare_cached("INSERT INTO codes (id, data, expires_at) VALUES (?1, ?2, ?3)")?.execute(params![
        id,
        kept::text(grant)?,
        expires_at.timestamp()
    ])?;
    Ok(())
}

/// Takes away the codes of a person that nobody has exchanged yet, of one client or of all.
pub fn delete_of(sql: &WriteSql, oid: Oid, client: Option<&Mnemonic>) -> Result<(), StorageError> {
    sql.prepare_cached(
        "DELETE FROM codes WHERE used_at IS NULL AND data ->> 'oid' = ?1
         AND (?2 IS NULL OR data ->> '$.interaction.client' = ?2)",
    )?
    .execute(params![rows::integer(oid), client.map(Mnemonic::as_str)])?;
    Ok(())
}

/// Notes the reason for which the request was refused that used a code up.
pub fn update_spent(sql: &WriteSql, id: &str, reason: &str) -> Result<(), StorageError> {
    sql.prepare_cached("UPDATE codes SET data = json_set(data, '$.spent_by', ?2) WHERE id = ?1")?
        .execute(params![id, reason])?;
    Ok(())
}

/// Marks a code as used and forgets old ones.
pub fn update_used(sql: &WriteSql, id: &str, now: DateTime<Utc>) -> Result<(), StorageError> {
    sql.prepare_cached("UPDATE codes SET used_at = ?2 WHERE id = ?1")?.execute(params![id, now.timestamp()])?;
    sql.prepare_cached(
        // One bound, so that no more than the first four rows are looked at.
        "DELETE FROM codes WHERE (used_at IS NOT NULL OR expires_at <= ?1) AND number <= min(
         (SELECT max(number) FROM codes) - ?2, (SELECT min(number) FROM codes) + 3)",
    )?
    .execute(params![now.timestamp(), KEPT])?;
    Ok(())
}
