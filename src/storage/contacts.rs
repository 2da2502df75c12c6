//! Contacts of people and organisations.

use rusqlite::OptionalExtension as _;
use rusqlite::params;

use crate::domain::contact::Contact;
use crate::domain::contact::ContactKind;
use crate::domain::contact::Verification;
use crate::protocol::ids::Oid;
use crate::storage::Sql;
use crate::storage::StorageError;
use crate::storage::rows;

/// Contacts of a person or an organisation.
pub fn list(sql: &Sql, owner: Oid) -> Result<Vec<Contact>, StorageError> {
    let mut query =
        sql.prepare_cached("SELECT id, type, value, verified FROM contacts WHERE owner = ?1 ORDER BY id")?;
    let mut found = query.query([rows::integer(owner)])?;
    let mut list = Vec::new();
    while let Some(row) = found.next()? {
        list.push(Contact {
            id: row.get(0)?,
            kind: rows::named(&row.get::<_, String>(1)?, ContactKind::from_wire)?,
            value: row.get(2)?,
            verification: Verification::of(row.get(3)?),
        });
    }
    Ok(list)
}

/// Adds a contact; with a login key it is taken by this owner alone.
pub fn insert(sql: &Sql, owner: Oid, contact: &Contact, login_key: Option<&str>) -> Result<(), StorageError> {
    sql.prepare_cached(
        "INSERT INTO contacts (id, owner, type, value, verified, login_key) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?
    .execute(params![
        contact.id,
        rows::integer(owner),
        contact.kind.wire(),
        contact.value,
        contact.verification.is_verified(),
        login_key,
    ])?;
    Ok(())
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
pub fn update(sql: &Sql, contact: &Contact, login_key: Option<&str>) -> Result<(), StorageError> {
    sql.prepare_cached("UPDATE contacts SET value = ?2, verified = ?3, login_key = ?4 WHERE id = ?1")?
        .execute(params![contact.id, contact.value, contact.verification.is_verified(), login_key,])?;
    Ok(())
}

/// Takes a contact away.
pub fn delete(sql: &Sql, id: i64) -> Result<(), StorageError> {
    sql.prepare_cached("DELETE FROM contacts WHERE id = ?1")?.execute([id])?;
    Ok(())
}

/// Sets the contacts of an owner free for others; he keeps their values.
pub fn release(sql: &Sql, owner: Oid) -> Result<(), StorageError> {
    sql.prepare_cached("UPDATE contacts SET login_key = NULL WHERE owner = ?1")?.execute([rows::integer(owner)])?;
    Ok(())
}
