//! Registered relying parties.

use rusqlite::params;

use crate::domain::client::Client;
use crate::protocol::ids::Mnemonic;
use crate::storage::Sql;
use crate::storage::StorageError;
use crate::storage::WriteSql;
use crate::storage::shapes::kept;

/// Every client, by мнемоника.
pub fn list(sql: &Sql) -> Result<Vec<Client>, StorageError> {
    let mut query = sql.prepare_cached("SELECT data FROM clients ORDER BY mnemonic")?;
    let data: Vec<String> = query.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    data.iter().map(|data| kept::of_text(data)).collect()
}

/// Adds a client, or puts it in the place of the one of that мнемоника.
pub fn put(sql: &WriteSql, client: &Client) -> Result<(), StorageError> {
    sql.prepare_cached("INSERT OR REPLACE INTO clients (mnemonic, data) VALUES (?1, ?2)")?
        .execute(params![client.mnemonic.as_str(), kept::text(client)?])?;
    Ok(())
}

/// Takes a client away, and with it whatever was asked or given for it: logins on their way, codes, tokens, consents.
pub fn delete(sql: &WriteSql, client: &Mnemonic) -> Result<(), StorageError> {
    for statement in WITH_A_CLIENT {
        sql.prepare_cached(statement)?.execute([client.as_str()])?;
    }
    Ok(())
}

/// ЕСИА's access tokens are nowhere stored: they die with the consent.
const WITH_A_CLIENT: [&str; 9] = [
    "DELETE FROM interactions WHERE data ->> 'client' = ?1",
    "DELETE FROM oidc_pushed_requests WHERE client = ?1",
    "DELETE FROM codes WHERE data -> 'interaction' ->> 'client' = ?1",
    "DELETE FROM refresh_tokens WHERE client = ?1",
    "DELETE FROM oidc_grants WHERE client = ?1",
    "DELETE FROM consents WHERE client = ?1",
    "DELETE FROM permissions WHERE client = ?1",
    "DELETE FROM child_consents WHERE client = ?1",
    "DELETE FROM clients WHERE mnemonic = ?1",
];

/// Adds a client.
pub fn insert(sql: &WriteSql, client: &Client) -> Result<(), StorageError> {
    sql.prepare_cached("INSERT INTO clients (mnemonic, data) VALUES (?1, ?2)")?
        .execute(params![client.mnemonic.as_str(), kept::text(client)?])?;
    Ok(())
}
