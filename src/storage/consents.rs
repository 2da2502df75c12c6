//! What people allowed clients to see.

use chrono::DateTime;
use chrono::Utc;
use rusqlite::OptionalExtension as _;
use rusqlite::params;

use crate::protocol::ids::Mnemonic;
use crate::protocol::ids::Oid;
use crate::protocol::scope::Scope;
use crate::storage::Sql;
use crate::storage::StorageError;
use crate::storage::rows;

/// The scopes that a person allowed a client; empty where there is no consent.
pub fn list(sql: &Sql, oid: Oid, client: &Mnemonic) -> Result<Vec<Scope>, StorageError> {
    let scopes: Option<String> = sql
        .prepare_cached("SELECT scopes FROM consents WHERE oid = ?1 AND client = ?2")?
        .query_row(params![rows::integer(oid), client.as_str()], |row| row.get(0))
        .optional()?;
    scopes.map_or(Ok(Vec::new()), |scopes| rows::parsed(&scopes, Scope::parse_list))
}

/// Adds scopes to the consent of a person for a client.
pub fn insert(
    sql: &Sql,
    oid: Oid,
    client: &Mnemonic,
    scopes: &[Scope],
    now: DateTime<Utc>,
) -> Result<(), StorageError> {
    let mut all = list(sql, oid, client)?;
    for scope in scopes {
        if !all.contains(scope) {
            all.push(scope.clone());
        }
    }
    sql.prepare_cached("INSERT OR REPLACE INTO consents (oid, client, scopes, given_at) VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![rows::integer(oid), client.as_str(), Scope::write_list(&all), now.timestamp()])?;
    Ok(())
}
