//! Digital-profile consents that people gave to clients.

use chrono::DateTime;
use chrono::TimeDelta;
use chrono::Utc;
use rusqlite::params;

use crate::protocol::ids::Mnemonic;
use crate::protocol::ids::Oid;
use crate::protocol::permissions::Permission;
use crate::storage::Sql;
use crate::storage::StorageError;
use crate::storage::rows;

/// Consents that have not expired, by their type.
pub fn list(sql: &Sql, oid: Oid, client: &Mnemonic, now: DateTime<Utc>) -> Result<Vec<Permission>, StorageError> {
    let query = "SELECT data FROM permissions WHERE oid = ?1 AND client = ?2 AND expires_at > ?3 ORDER BY sysname";
    let mut statement = sql.prepare_cached(query)?;
    let found = statement
        .query_map(params![rows::integer(oid), client.as_str(), now.timestamp()], |row| row.get::<_, String>(0))?;
    found.map(|data| rows::from_json(&data?)).collect()
}

/// Takes consents of a person back, of one client or of all.
pub fn delete(sql: &Sql, oid: Oid, client: Option<&Mnemonic>) -> Result<(), StorageError> {
    sql.prepare_cached("DELETE FROM permissions WHERE oid = ?1 AND (?2 IS NULL OR client = ?2)")?
        .execute(params![rows::integer(oid), client.map(Mnemonic::as_str)])?;
    Ok(())
}

/// Adds a consent; an earlier one of the same type gives way.
pub fn insert(
    sql: &Sql,
    oid: Oid,
    client: &Mnemonic,
    permission: &Permission,
    now: DateTime<Utc>,
) -> Result<(), StorageError> {
    let expires_at = now + TimeDelta::minutes(permission.expire.unwrap_or_default().into());
    sql.prepare_cached(
        "INSERT OR REPLACE INTO permissions (oid, client, sysname, data, given_at, expires_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?
    .execute(params![
        rows::integer(oid),
        client.as_str(),
        permission.sysname,
        rows::to_json(permission)?,
        now.timestamp(),
        expires_at.timestamp()
    ])?;
    Ok(())
}
