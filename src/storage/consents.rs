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
use crate::storage::WriteSql;
use crate::storage::rows;

/// What a person allowed a client.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Given {
    /// To whom.
    pub client: Mnemonic,
    /// What.
    pub scopes: Vec<Scope>,
    /// Since when.
    pub given_at: DateTime<Utc>,
}

/// Finds what a person allowed a client.
pub fn find(sql: &Sql, oid: Oid, client: &Mnemonic) -> Result<Option<Given>, StorageError> {
    let found: Option<(String, i64)> = sql
        .prepare_cached("SELECT scopes, given_at FROM consents WHERE oid = ?1 AND client = ?2")?
        .query_row(params![rows::integer(oid), client.as_str()], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    found
        .map(|(scopes, given_at)| {
            let scopes = rows::parsed(&scopes, Scope::parse_list)?;
            Ok(Given { client: client.clone(), scopes, given_at: rows::time(given_at)? })
        })
        .transpose()
}

/// Everything that a person has allowed.
pub fn list_of(sql: &Sql, oid: Oid) -> Result<Vec<Given>, StorageError> {
    let mut query =
        sql.prepare_cached("SELECT client, scopes, given_at FROM consents WHERE oid = ?1 ORDER BY client")?;
    let mut found = query.query([rows::integer(oid)])?;
    let mut list = Vec::new();
    while let Some(row) = found.next()? {
        let client = rows::parsed(&row.get::<_, String>(0)?, Mnemonic::parse)?;
        let scopes = rows::parsed(&row.get::<_, String>(1)?, Scope::parse_list)?;
        list.push(Given { client, scopes, given_at: rows::time(row.get(2)?)? });
    }
    Ok(list)
}

/// Takes the consent of a person back, of one client or of all.
pub fn delete(sql: &WriteSql, oid: Oid, client: Option<&Mnemonic>) -> Result<(), StorageError> {
    sql.prepare_cached("DELETE FROM consents WHERE oid = ?1 AND (?2 IS NULL OR client = ?2)")?
        .execute(params![rows::integer(oid), client.map(Mnemonic::as_str)])?;
    Ok(())
}

/// Adds scopes to the consent of a person for a client.
pub fn insert(
    sql: &WriteSql,
    oid: Oid,
    client: &Mnemonic,
    scopes: &[Scope],
    now: DateTime<Utc>,
) -> Result<(), StorageError> {
    let mut all = find(sql, oid, client)?.map(|given| given.scopes).unwrap_or_default();
    for scope in scopes {
        if !all.contains(scope) {
            all.push(scope.clone());
        }
    }
    sql.prepare_cached("INSERT OR REPLACE INTO consents (oid, client, scopes, given_at) VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![rows::integer(oid), client.as_str(), Scope::write_list(&all), now.timestamp()])?;
    Ok(())
}
