//! People and what hangs on them: contacts, documents, addresses, vehicles.
//!
//! Contacts, addresses and vehicles belong to organisations as well: the owner is an OID.

use chrono::NaiveDate;
use rusqlite::OptionalExtension as _;
use rusqlite::params;

use crate::domain::address::Address;
use crate::domain::contact::Contact;
use crate::domain::contact::ContactKind;
use crate::domain::contact::Verification;
use crate::domain::document::Document;
use crate::domain::document::DocumentKind;
use crate::domain::person::Person;
use crate::domain::vehicle::Vehicle;
use crate::protocol::ids::Oid;
use crate::storage::Sql;
use crate::storage::StorageError;
use crate::storage::rows;

/// Whose documents: a person's, or those on a child's card.
#[derive(Clone, Copy, Debug)]
pub enum DocumentOwner {
    /// A person.
    Person(Oid),
    /// A child's card.
    Card(i64),
}

/// Finds a person.
pub fn find(sql: &Sql, oid: Oid) -> Result<Option<Person>, StorageError> {
    let query = format!("SELECT {} FROM people WHERE oid = ?1", rows::PERSON_COLUMNS);
    sql.prepare_cached(&query)?.query_row([rows::integer(oid)], |row| Ok(rows::person(row, 0))).optional()?.transpose()
}

/// Everybody who was born after a day, with the date of birth.
pub fn list_born_after(sql: &Sql, day: NaiveDate) -> Result<Vec<(Oid, NaiveDate)>, StorageError> {
    let mut query = sql.prepare_cached("SELECT oid, birth_date FROM people WHERE birth_date > ?1 ORDER BY oid")?;
    let mut found = query.query([day.to_string()])?;
    let mut list = Vec::new();
    while let Some(row) = found.next()? {
        list.push((rows::oid(row.get(0)?)?, rows::parsed(&row.get::<_, String>(1)?, str::parse)?));
    }
    Ok(list)
}

/// Adds a person.
pub fn insert(sql: &Sql, oid: Oid, person: &Person) -> Result<(), StorageError> {
    let query = format!(
        "INSERT INTO people ({}, oid) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
        rows::PERSON_COLUMNS
    );
    let oid = rusqlite::types::Value::Integer(rows::integer(oid));
    let values = rows::person_values(person).into_iter().chain([oid]);
    sql.prepare_cached(&query)?.execute(rusqlite::params_from_iter(values))?;
    Ok(())
}

/// Contacts of a person or an organisation.
pub fn list_contacts(sql: &Sql, owner: Oid) -> Result<Vec<Contact>, StorageError> {
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
pub fn insert_contact(sql: &Sql, owner: Oid, contact: &Contact, login_key: Option<&str>) -> Result<(), StorageError> {
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

/// Documents of a person or of a child's card.
pub fn list_documents(sql: &Sql, owner: DocumentOwner) -> Result<Vec<Document>, StorageError> {
    let (column, id) = match owner {
        DocumentOwner::Person(oid) => ("owner", rows::integer(oid)),
        DocumentOwner::Card(id) => ("card", id),
    };
    let query = format!("SELECT id, kind, verified, data FROM documents WHERE {column} = ?1 ORDER BY id");
    let mut query = sql.prepare_cached(&query)?;
    let mut found = query.query([id])?;
    let mut list = Vec::new();
    while let Some(row) = found.next()? {
        list.push(Document {
            id: row.get(0)?,
            kind: rows::named(&row.get::<_, String>(1)?, DocumentKind::from_name)?,
            verified: row.get(2)?,
            data: rows::from_json(&row.get::<_, String>(3)?)?,
        });
    }
    Ok(list)
}

/// Adds a document.
pub fn insert_document(sql: &Sql, owner: DocumentOwner, document: &Document) -> Result<(), StorageError> {
    let (person, card) = match owner {
        DocumentOwner::Person(oid) => (Some(rows::integer(oid)), None),
        DocumentOwner::Card(id) => (None, Some(id)),
    };
    sql.prepare_cached(
        "INSERT INTO documents (id, owner, card, kind, verified, data) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?
    .execute(params![
        document.id,
        person,
        card,
        document.kind.name(),
        document.verified,
        rows::to_json(&document.data)?,
    ])?;
    Ok(())
}

/// Addresses of a person or an organisation.
pub fn list_addresses(sql: &Sql, owner: Oid) -> Result<Vec<Address>, StorageError> {
    let mut query = sql.prepare_cached("SELECT id, kind, data FROM addresses WHERE owner = ?1 ORDER BY id")?;
    let mut found = query.query([rows::integer(owner)])?;
    let mut list = Vec::new();
    while let Some(row) = found.next()? {
        list.push(Address {
            id: row.get(0)?,
            kind: rows::from_json(&row.get::<_, String>(1)?)?,
            parts: rows::from_json(&row.get::<_, String>(2)?)?,
        });
    }
    Ok(list)
}

/// Adds an address.
pub fn insert_address(sql: &Sql, owner: Oid, address: &Address) -> Result<(), StorageError> {
    sql.prepare_cached("INSERT INTO addresses (id, owner, kind, data) VALUES (?1, ?2, ?3, ?4)")?.execute(params![
        address.id,
        rows::integer(owner),
        rows::to_json(&address.kind)?,
        rows::to_json(&address.parts)?,
    ])?;
    Ok(())
}

/// Vehicles of a person or an organisation.
pub fn list_vehicles(sql: &Sql, owner: Oid) -> Result<Vec<Vehicle>, StorageError> {
    let mut query = sql.prepare_cached("SELECT id, data FROM vehicles WHERE owner = ?1 ORDER BY id")?;
    let mut found = query.query([rows::integer(owner)])?;
    let mut list = Vec::new();
    while let Some(row) = found.next()? {
        list.push(Vehicle { id: row.get(0)?, data: rows::from_json(&row.get::<_, String>(1)?)? });
    }
    Ok(list)
}

/// Adds a vehicle.
pub fn insert_vehicle(sql: &Sql, owner: Oid, vehicle: &Vehicle) -> Result<(), StorageError> {
    sql.prepare_cached("INSERT INTO vehicles (id, owner, data) VALUES (?1, ?2, ?3)")?.execute(params![
        vehicle.id,
        rows::integer(owner),
        rows::to_json(&vehicle.data)?,
    ])?;
    Ok(())
}
