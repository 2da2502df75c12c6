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
use crate::storage::WriteSql;
use crate::storage::rows;
use crate::storage::shapes::kept;

/// Consents that have not expired, by their type.
pub fn list(sql: &Sql, oid: Oid, client: &Mnemonic, now: DateTime<Utc>) -> Result<Vec<Permission>, StorageError> {
    let query = "SELECT data FROM permissions WHERE oid = ?1 AND client = ?2 AND expires_at > ?3 ORDER BY sysname";
    let mut statement = sql.prepare_cached(query)?;
    let found = statement
        .query_map(params![rows::integer(oid), client.as_str(), now.timestamp()], |row| row.get::<_, String>(0))?;
    found.map(|data| kept::of_text(&data?)).collect()
}

/// A consent as it was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GivenPermission {
    /// To whom.
    pub client: Mnemonic,
    /// What.
    pub permission: Permission,
    /// Since when.
    pub given_at: DateTime<Utc>,
    /// Until when.
    pub expires_at: DateTime<Utc>,
}

/// Every consent of a person that has not expired, by client and type.
pub fn list_of(sql: &Sql, oid: Oid, now: DateTime<Utc>) -> Result<Vec<GivenPermission>, StorageError> {
    let mut query = sql.prepare_cached(
        "SELECT client, data, given_at, expires_at FROM permissions WHERE oid = ?1 AND expires_at > ?2
         ORDER BY client, sysname",
    )?;
    let mut found = query.query(params![rows::integer(oid), now.timestamp()])?;
    let mut list = Vec::new();
    while let Some(row) = found.next()? {
        list.push(GivenPermission {
            client: rows::parsed(&row.get::<_, String>(0)?, Mnemonic::parse)?,
            permission: kept::of_text(&row.get::<_, String>(1)?)?,
            given_at: rows::time(row.get(2)?)?,
            expires_at: rows::time(row.get(3)?)?,
        });
    }
    Ok(list)
}

/// Takes one consent of a person back; tells whether there was one.
pub fn delete_one(sql: &WriteSql, oid: Oid, client: &Mnemonic, sysname: &str) -> Result<bool, StorageError> {
    let deleted = sql
        .prepare_cached("DELETE FROM permissions WHERE oid = ?1 AND client = ?2 AND sysname = ?3")?
        .execute(params![rows::integer(oid), client.as_str(), sysname])?;
    Ok(deleted > 0)
}

/// Takes consents of a person back, of one client or of all.
pub fn delete(sql: &WriteSql, oid: Oid, client: Option<&Mnemonic>) -> Result<(), StorageError> {
    sql.prepare_cached("DELETE FROM permissions WHERE oid = ?1 AND (?2 IS NULL OR client = ?2)")?
        .execute(params![rows::integer(oid), client.map(Mnemonic::as_str)])?;
    Ok(())
}

/// Adds a consent; an earlier one of the same type gives way.
pub fn insert(
    sql: &WriteSql,
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
        kept::text(permission)?,
        now.timestamp(),
        expires_at.timestamp()
    ])?;
    Ok(())
}
