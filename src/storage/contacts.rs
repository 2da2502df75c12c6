//! Contacts of people and organisations.

use rusqlite::OptionalExtension as _;
use rusqlite::ToSql;

use crate::domain::contact::Contact;
use crate::protocol::ids::Oid;
use crate::storage::Sql;
use crate::storage::StorageError;
use crate::storage::WriteSql;
use crate::storage::columns;
use crate::storage::columns::columns;
use crate::storage::rows;

columns!(Contact { id "id", kind "type", value "value", verification "verified" });

/// Contacts of a person or an organisation.
pub fn list(sql: &Sql, owner: Oid) -> Result<Vec<Contact>, StorageError> {
    columns::list(sql, "FROM contacts WHERE owner = ?1 ORDER BY id", [rows::integer(owner)])
}

/// Adds a contact; with a login key it is taken by this owner alone.
pub fn insert(sql: &WriteSql, owner: Oid, contact: &Contact, login_key: Option<&str>) -> Result<(), StorageError> {
    let own: [(&str, &dyn ToSql); 2] = [("owner", &rows::integer(owner)), ("login_key", &login_key)];
    columns::insert(sql, "INSERT INTO contacts", contact, &own)
}

/// A number that no contact has.
pub fn next_id(sql: &Sql) -> Result<i64, StorageError> {
    Ok(sql.prepare_cached("SELECT coalesce(max(id), 0) + 1 FROM contacts")?.query_row([], |row| row.get(0))?)
}

/// Whose contact has this comparable spelling, verified or not?
pub fn find_owner(sql: &Sql, login_key: &str) -> Result<Option<Oid>, StorageError> {
    let owner: Option<i64> = sql
        .prepare_cached("SELECT owner FROM contacts WHERE login_key = ?1")?
        .query_row([login_key], |row| row.get(0))
        .optional()?;
    owner.map(rows::oid).transpose()
}

/// Replaces the value of a contact, and whether it is verified.
pub fn update(sql: &WriteSql, contact: &Contact, login_key: Option<&str>) -> Result<(), StorageError> {
    columns::update(sql, "contacts", contact, &[("login_key", &login_key)], ("id", contact.id))
}

/// Takes a contact away.
pub fn delete(sql: &WriteSql, id: i64) -> Result<(), StorageError> {
    sql.prepare_cached("DELETE FROM contacts WHERE id = ?1")?.execute([id])?;
    Ok(())
}

/// Sets the contacts of an owner free for others; they keep their values.
pub fn release(sql: &WriteSql, owner: Oid) -> Result<(), StorageError> {
    sql.prepare_cached("UPDATE contacts SET login_key = NULL WHERE owner = ?1")?.execute([rows::integer(owner)])?;
    Ok(())
}
