//! Grants of the standard OpenID Connect endpoints, each with its code.

use chrono::DateTime;
use chrono::Utc;
use rusqlite::OptionalExtension as _;
use rusqlite::Row;
use rusqlite::params;

use crate::protocol::ids::Mnemonic;
use crate::protocol::ids::Oid;
use crate::storage::Sql;
use crate::storage::StorageError;
use crate::storage::WriteSql;
use crate::storage::codes::CodeGrant;
use crate::storage::rows;
use crate::storage::shapes::kept;

/// The most grants of one person at one client; the oldest give way, and their tokens with them.
const MOST_OF_ONE_OWNER: i64 = 500;

const COLUMNS: &str = "id, data, code_expires_at, exchanged_at, revoked_at";

/// A stored grant.
#[derive(Clone, Debug)]
pub struct StoredGrant {
    /// Its id, which access tokens name.
    pub id: String,
    /// What was asked and who allowed it.
    pub grant: CodeGrant,
    /// Until when its code can be exchanged.
    pub code_expires_at: DateTime<Utc>,
    /// When the code was exchanged.
    pub exchanged_at: Option<DateTime<Utc>>,
    /// When everything issued for it was revoked.
    pub revoked_at: Option<DateTime<Utc>>,
}

/// Finds a grant by its id.
pub fn find(sql: &Sql, id: &str) -> Result<Option<StoredGrant>, StorageError> {
    let query = format!("SELECT {COLUMNS} FROM oidc_grants WHERE id = ?1");
    sql.prepare_cached(&query)?.query_row([id], |row| Ok(stored(row))).optional()?.transpose()
}

/// Finds a grant by the SHA-256 of its code.
pub fn find_by_code(sql: &Sql, code: &str) -> Result<Option<StoredGrant>, StorageError> {
    let query = format!("SELECT {COLUMNS} FROM oidc_grants WHERE code = ?1");
    sql.prepare_cached(&query)?.query_row([code], |row| Ok(stored(row))).optional()?.transpose()
}

/// The exchanged grants that belong to a session.
pub fn list_by_session(sql: &Sql, session: &str) -> Result<Vec<StoredGrant>, StorageError> {
    let query =
        format!("SELECT {COLUMNS} FROM oidc_grants WHERE session = ?1 AND exchanged_at IS NOT NULL ORDER BY number");
    let mut query = sql.prepare_cached(&query)?;
    query.query_map([session], |row| Ok(stored(row)))?.map(|row| row?).collect()
}

/// Adds a grant with the SHA-256 of its code.
pub fn insert(
    sql: &WriteSql,
    id: &str,
    code: &str,
    grant: &CodeGrant,
    code_expires_at: DateTime<Utc>,
) -> Result<(), StorageError> {
    let (oid, client) = (rows::integer(grant.oid), grant.interaction.client.as_str());
    sql.prepare_cached(
        "INSERT INTO oidc_grants (id, code, oid, client, session, data, code_expires_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?
    .execute(params![id, code, oid, client, grant.session, kept::text(grant)?, code_expires_at.timestamp()])?;
    sql.prepare_cached(
        "DELETE FROM oidc_grants WHERE oid = ?1 AND client = ?2 AND number <=
         (SELECT number FROM oidc_grants WHERE oid = ?1 AND client = ?2 ORDER BY number DESC LIMIT 1 OFFSET ?3)",
    )?
    .execute(params![oid, client, MOST_OF_ONE_OWNER])?;
    Ok(())
}

/// Marks the code of a grant as exchanged.
pub fn update_exchanged(sql: &WriteSql, id: &str, now: DateTime<Utc>) -> Result<(), StorageError> {
    sql.prepare_cached("UPDATE oidc_grants SET exchanged_at = ?2 WHERE id = ?1")?
        .execute(params![id, now.timestamp()])?;
    Ok(())
}

/// Notes the reason for which the request was refused that used the code of a grant up.
pub fn update_spent(sql: &WriteSql, id: &str, reason: &str) -> Result<(), StorageError> {
    sql.prepare_cached("UPDATE oidc_grants SET data = json_set(data, '$.spent_by', ?2) WHERE id = ?1")?
        .execute(params![id, reason])?;
    Ok(())
}

/// Revokes a grant; the first time counts.
pub fn update_revoked(sql: &WriteSql, id: &str, now: DateTime<Utc>) -> Result<(), StorageError> {
    sql.prepare_cached("UPDATE oidc_grants SET revoked_at = ?2 WHERE id = ?1 AND revoked_at IS NULL")?
        .execute(params![id, now.timestamp()])?;
    Ok(())
}

/// Revokes the grants of a person, at one client or at all.
pub fn update_revoked_of(
    sql: &WriteSql,
    oid: Oid,
    client: Option<&Mnemonic>,
    now: DateTime<Utc>,
) -> Result<(), StorageError> {
    sql.prepare_cached(
        "UPDATE oidc_grants SET revoked_at = ?3 WHERE oid = ?1 AND (?2 IS NULL OR client = ?2) AND revoked_at IS NULL",
    )?
    .execute(params![rows::integer(oid), client.map(Mnemonic::as_str), now.timestamp()])?;
    Ok(())
}

/// Lets the grants of a session that is replaced belong to the one that comes after it.
pub fn update_session(sql: &WriteSql, from: &str, to: &str) -> Result<(), StorageError> {
    sql.prepare_cached("UPDATE oidc_grants SET session = ?2 WHERE session = ?1")?.execute([from, to])?;
    Ok(())
}

fn stored(row: &Row<'_>) -> Result<StoredGrant, StorageError> {
    let time = |at: usize| row.get::<_, Option<i64>>(at)?.map(rows::time).transpose();
    Ok(StoredGrant {
        id: row.get(0)?,
        grant: kept::of_text(&row.get::<_, String>(1)?)?,
        code_expires_at: rows::time(row.get(2)?)?,
        exchanged_at: time(3)?,
        revoked_at: time(4)?,
    })
}
