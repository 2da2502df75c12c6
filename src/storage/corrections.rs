//! What holders of sure accounts have written about themselves, until registries have agreed.

use crate::domain::person::Person;
use crate::protocol::ids::Oid;
use crate::storage::Sql;
use crate::storage::StorageError;
use crate::storage::WriteSql;
use crate::storage::columns;
use crate::storage::rows;

/// What somebody has written, if it waits for registries.
pub fn find(sql: &Sql, oid: Oid) -> Result<Option<Person>, StorageError> {
    columns::find(sql, "FROM corrections WHERE oid = ?1", [rows::integer(oid)])
}

/// Keeps what somebody has written, in place of what was written before.
pub fn insert(sql: &WriteSql, oid: Oid, person: &Person) -> Result<(), StorageError> {
    columns::insert(sql, "INSERT OR REPLACE INTO corrections", person, &[("oid", &rows::integer(oid))])
}

/// Forgets what somebody has written.
pub fn delete(sql: &WriteSql, oid: Oid) -> Result<(), StorageError> {
    sql.prepare_cached("DELETE FROM corrections WHERE oid = ?1")?.execute([rows::integer(oid)])?;
    Ok(())
}
