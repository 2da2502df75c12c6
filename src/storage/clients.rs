//! Registered relying parties.

use rusqlite::params;

use crate::domain::client::Client;
use crate::storage::Sql;
use crate::storage::StorageError;
use crate::storage::WriteSql;
use crate::storage::rows;

/// Every client, by мнемоника.
pub fn list(sql: &Sql) -> Result<Vec<Client>, StorageError> {
    let mut query = sql.prepare_cached("SELECT data FROM clients ORDER BY mnemonic")?;
    let data: Vec<String> = query.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    data.iter().map(|data| rows::from_json(data)).collect()
}

/// Puts these clients in the place of all that are there.
pub fn replace(sql: &WriteSql, clients: &[Client]) -> Result<(), StorageError> {
    sql.prepare_cached("DELETE FROM clients")?.execute([])?;
    clients.iter().try_for_each(|client| insert(sql, client))
}

/// Adds a client.
pub fn insert(sql: &WriteSql, client: &Client) -> Result<(), StorageError> {
    sql.prepare_cached("INSERT INTO clients (mnemonic, data) VALUES (?1, ?2)")?
        .execute(params![client.mnemonic.as_str(), rows::to_json(client)?])?;
    Ok(())
}
