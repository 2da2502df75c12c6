//! People, with their addresses and vehicles.
//!
//! Addresses and vehicles belong to organisations as well: the owner is an OID.

use chrono::NaiveDate;
use rusqlite::OptionalExtension as _;
use rusqlite::params;

use crate::domain::address::Address;
use crate::domain::name::FullName;
use crate::domain::person::Person;
use crate::domain::vehicle::Vehicle;
use crate::protocol::ids::Oid;
use crate::storage::Sql;
use crate::storage::StorageError;
use crate::storage::rows;

/// Finds a person.
pub fn find(sql: &Sql, oid: Oid) -> Result<Option<Person>, StorageError> {
    let query = format!("SELECT {} FROM people WHERE oid = ?1", rows::PERSON_COLUMNS);
    sql.prepare_cached(&query)?.query_row([rows::integer(oid)], |row| Ok(rows::person(row, 0))).optional()?.transpose()
}

/// People whom a certificate can name: those with a СНИЛС and an account that was not deleted, the first so many.
pub fn list_with_snils(sql: &Sql, most: u32) -> Result<Vec<(Oid, Person)>, StorageError> {
    let query = format!(
        "SELECT people.oid, {} FROM people JOIN accounts ON accounts.oid = people.oid
         WHERE snils IS NOT NULL AND status <> 'deleted' ORDER BY last_name, people.oid LIMIT ?1",
        rows::PERSON_COLUMNS
    );
    let mut query = sql.prepare_cached(&query)?;
    let mut found = query.query([most])?;
    let mut list = Vec::new();
    while let Some(row) = found.next()? {
        list.push((rows::oid(row.get(0)?)?, rows::person(row, 1)?));
    }
    Ok(list)
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

/// Everybody with СНИЛС who has this name and this date of birth.
pub fn list_by_name(sql: &Sql, name: &FullName, born: NaiveDate) -> Result<Vec<Oid>, StorageError> {
    let mut query = sql.prepare_cached(
        "SELECT oid FROM people WHERE last_name = ?1 AND first_name = ?2 AND middle_name IS ?3 AND birth_date = ?4
         AND snils IS NOT NULL ORDER BY oid",
    )?;
    let mut found = query.query(rows::name_and_birth(name, born))?;
    let mut list = Vec::new();
    while let Some(row) = found.next()? {
        list.push(rows::oid(row.get(0)?)?);
    }
    Ok(list)
}

/// The accounts of people with this name and date of birth, deleted ones left out.
pub fn list_named(sql: &Sql, name: &FullName, born: NaiveDate) -> Result<Vec<Oid>, StorageError> {
    let mut query = sql.prepare_cached(
        "SELECT oid FROM people JOIN accounts USING (oid) WHERE status <> 'deleted' AND last_name = ?1
         AND first_name = ?2 AND (?3 IS NULL OR middle_name = ?3) AND birth_date = ?4 ORDER BY oid",
    )?;
    let found = query.query_map(rows::name_and_birth(name, born), |row| row.get(0))?;
    found.map(|oid| rows::oid(oid?)).collect()
}

/// Simplified accounts that may be of this person: the same name, and what else they tell contradicts nothing.
pub fn list_simplified_alike(sql: &Sql, name: &FullName, born: NaiveDate) -> Result<Vec<Oid>, StorageError> {
    let mut query = sql.prepare_cached(
        "SELECT oid FROM people JOIN accounts USING (oid)
         WHERE status <> 'deleted' AND level IN ('simplified', 'simplified_ready')
         AND last_name = ?1 AND first_name = ?2 AND (middle_name IS NULL OR ?3 IS NULL OR middle_name = ?3)
         AND (birth_date IS NULL OR birth_date = ?4) ORDER BY oid",
    )?;
    let found = query.query_map(rows::name_and_birth(name, born), |row| row.get(0))?;
    found.map(|oid| rows::oid(oid?)).collect()
}

/// Simplified accounts with this e-mail, whatever dots, hyphens and underscores stand in it.
pub fn list_simplified_by_email(sql: &Sql, email: &str) -> Result<Vec<Oid>, StorageError> {
    let bare = |text: &str| format!("replace(replace(replace({text}, '.', ''), '-', ''), '_', '')");
    let query = format!(
        "SELECT owner FROM contacts JOIN accounts ON oid = owner
         WHERE type = 'EML' AND status <> 'deleted' AND level IN ('simplified', 'simplified_ready')
         AND {} = {} ORDER BY owner",
        bare("login_key"),
        bare("?1")
    );
    let mut query = sql.prepare_cached(&query)?;
    let found = query.query_map([email.to_lowercase()], |row| row.get(0))?;
    found.map(|oid| rows::oid(oid?)).collect()
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

/// Replaces what is known of a person.
pub fn update(sql: &Sql, oid: Oid, person: &Person) -> Result<(), StorageError> {
    let query = format!(
        "UPDATE people SET ({}) = (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10) WHERE oid = ?11",
        rows::PERSON_COLUMNS
    );
    let oid = rusqlite::types::Value::Integer(rows::integer(oid));
    let values = rows::person_values(person).into_iter().chain([oid]);
    sql.prepare_cached(&query)?.execute(rusqlite::params_from_iter(values))?;
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

/// A number that no address has.
pub fn next_address_id(sql: &Sql) -> Result<i64, StorageError> {
    Ok(sql.prepare_cached("SELECT coalesce(max(id), 0) + 1 FROM addresses")?.query_row([], |row| row.get(0))?)
}

/// Takes an address away from its owner.
pub fn delete_address(sql: &Sql, owner: Oid, id: i64) -> Result<(), StorageError> {
    sql.prepare_cached("DELETE FROM addresses WHERE owner = ?1 AND id = ?2")?
        .execute(params![rows::integer(owner), id])?;
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
