//! What holders of sure accounts have written about themselves, until registries have agreed.

use rusqlite::OptionalExtension as _;

use crate::domain::person::Person;
use crate::protocol::ids::Oid;
use crate::storage::Sql;
use crate::storage::StorageError;
use crate::storage::rows;

/// What somebody has written, if it waits for registries.
pub fn find(sql: &Sql, oid: Oid) -> Result<Option<Person>, StorageError> {
    let query = format!("SELECT {} FROM corrections WHERE oid = ?1", rows::PERSON_COLUMNS);
    sql.prepare_cached(&query)?.query_row([rows::integer(oid)], |row| Ok(rows::person(row, 0))).optional()?.transpose()
}

/// Puts down what somebody has written, in place of what he wrote before.
pub fn insert(sql: &Sql, oid: Oid, person: &Person) -> Result<(), StorageError> {
    let query = format!(
        "INSERT OR REPLACE INTO corrections ({}, oid) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
        rows::PERSON_COLUMNS
    );
    let oid = rusqlite::types::Value::Integer(rows::integer(oid));
    let values = rows::person_values(person).into_iter().chain([oid]);
    sql.prepare_cached(&query)?.execute(rusqlite::params_from_iter(values))?;
    Ok(())
}

/// Forgets what somebody has written.
pub fn delete(sql: &Sql, oid: Oid) -> Result<(), StorageError> {
    sql.prepare_cached("DELETE FROM corrections WHERE oid = ?1")?.execute([rows::integer(oid)])?;
    Ok(())
}
