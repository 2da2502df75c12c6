//! Fixtures into a database that is being made.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use rusqlite::OptionalExtension as _;

use crate::domain::account::Account;
use crate::domain::account::AccountStatus;
use crate::fixtures::Citizen;
use crate::fixtures::World;
use crate::storage::Sql;
use crate::storage::StorageError;
use crate::storage::WriteSql;
use crate::storage::accounts;
use crate::storage::accounts::Named;
use crate::storage::checks;
use crate::storage::checks::Arranged;
use crate::storage::children;
use crate::storage::clients;
use crate::storage::contacts;
use crate::storage::documents;
use crate::storage::documents::DocumentOwner;
use crate::storage::organizations;
use crate::storage::people;
use crate::storage::personas;

/// Writes a world without its crowd, or the next part of one. `hash` turns a password into what is stored.
pub fn fill(sql: &WriteSql, world: &World, hash: &dyn Fn(&str) -> Option<String>) -> Result<(), StorageError> {
    for organization in &world.organizations {
        organizations::insert(sql, organization.oid, &organization.data)?;
        for contact in &organization.contacts {
            contacts::insert(sql, organization.oid, contact, None)?;
        }
        for address in &organization.addresses {
            people::insert_address(sql, organization.oid, address)?;
        }
        for vehicle in &organization.vehicles {
            people::insert_vehicle(sql, organization.oid, vehicle)?;
        }
    }
    fill_citizens(sql, &world.citizens, hash)?;
    for client in &world.clients {
        clients::insert(sql, client)?;
    }
    Ok(())
}

/// Writes people of a world, whose organisations are there.
pub fn fill_citizens(
    sql: &WriteSql,
    citizens: &[Citizen],
    hash: &dyn Fn(&str) -> Option<String>,
) -> Result<(), StorageError> {
    for citizen in citizens {
        fill_citizen(sql, citizen, hash)?;
    }
    for citizen in citizens.iter().take(personas::left(sql)?) {
        personas::insert(sql, citizen)?;
    }
    Ok(())
}

fn fill_citizen(sql: &WriteSql, citizen: &Citizen, hash: &dyn Fn(&str) -> Option<String>) -> Result<(), StorageError> {
    let oid = citizen.account.oid;
    let given = citizen.account.password_hash.clone();
    let password_hash = citizen.password.as_deref().and_then(hash).or(given);
    let account = Account { password_hash, ..citizen.account.clone() };
    accounts::insert(sql, &account, named(citizen))?;
    people::insert(sql, oid, &citizen.person)?;
    fill_belongings(sql, citizen)
}

/// What fixtures alone say of somebody.
pub fn named(citizen: &Citizen) -> Named<'_> {
    Named {
        persona: Some(&citizen.persona),
        about: Some(citizen.about.as_str()).filter(|about| !about.is_empty()),
        faults: &citizen.faults,
    }
}

/// Writes what hangs on somebody, who is there already.
pub fn fill_belongings(sql: &WriteSql, citizen: &Citizen) -> Result<(), StorageError> {
    let (oid, account) = (citizen.account.oid, &citizen.account);
    for contact in &citizen.contacts {
        let key = contact.kind.login_key(&contact.value).filter(|_| account.status != AccountStatus::Deleted);
        contacts::insert(sql, oid, contact, key.as_deref())?;
    }
    for document in &citizen.documents {
        documents::insert(sql, DocumentOwner::Person(oid), document)?;
    }
    for address in &citizen.addresses {
        people::insert_address(sql, oid, address)?;
    }
    for vehicle in &citizen.vehicles {
        people::insert_vehicle(sql, oid, vehicle)?;
    }
    for card in &citizen.children {
        children::insert(sql, oid, card)?;
    }
    for role in &citizen.roles {
        organizations::insert_role(sql, oid, role)?;
    }
    for (registry, outcome) in &citizen.registries {
        let arranged = Arranged { outcome: *outcome, after: None };
        checks::insert_arranged(sql, *registry, &checks::person_key(oid), arranged, account.updated_at)?;
    }
    Ok(())
}

/// What `meta` holds of this name.
pub fn meta(sql: &Sql, key: &str) -> Result<Option<String>, StorageError> {
    let mut query = sql.prepare_cached("SELECT value FROM meta WHERE key = ?1")?;
    Ok(query.query_row([key], |row| row.get(0)).optional()?)
}

/// Keeps a value in `meta`.
pub fn keep_meta(sql: &WriteSql, key: &str, value: &str) -> Result<(), StorageError> {
    sql.prepare_cached("INSERT OR REPLACE INTO meta (key, value) VALUES (?1, ?2)")?.execute([key, value])?;
    Ok(())
}

/// The stored key of form tokens, so that open pages survive a restart. Where there is none, nothing was filled in.
pub fn form_key(sql: &Sql) -> Result<Option<[u8; 32]>, StorageError> {
    let Some(text) = meta(sql, "form_key")? else { return Ok(None) };
    let bytes = STANDARD.decode(&text).map_err(|error| StorageError::Row(error.to_string()))?;
    bytes.try_into().map(Some).map_err(|_| StorageError::Row("form_key has a wrong length".to_owned()))
}

/// Stores the key of form tokens.
pub fn keep_form_key(sql: &WriteSql, key: [u8; 32]) -> Result<(), StorageError> {
    keep_meta(sql, "form_key", &STANDARD.encode(key))
}
