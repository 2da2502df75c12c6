//! Organisations and the roles of people in them.

use rusqlite::OptionalExtension as _;
use rusqlite::params;

use crate::domain::organization::OrganizationData;
use crate::domain::organization::Role;
use crate::protocol::ids::Oid;
use crate::storage::Sql;
use crate::storage::StorageError;
use crate::storage::WriteSql;
use crate::storage::columns;
use crate::storage::columns::Columns as _;
use crate::storage::columns::columns;
use crate::storage::rows;
use crate::storage::shapes::kept;

columns! {
    Role {
        organization "organization",
        position "position",
        chief "chief",
        admin "admin",
        active "active",
        phone "phone",
        email "email",
        branch "branch",
    }
}

/// Finds an organisation.
pub fn find(sql: &Sql, oid: Oid) -> Result<Option<OrganizationData>, StorageError> {
    let data: Option<String> = sql
        .prepare_cached("SELECT data FROM organizations WHERE oid = ?1")?
        .query_row([rows::integer(oid)], |row| row.get(0))
        .optional()?;
    data.as_deref().map(kept::of_text).transpose()
}

/// Finds the organisation with this ОГРН or ОГРНИП.
pub fn find_by_ogrn(sql: &Sql, ogrn: &str) -> Result<Option<Oid>, StorageError> {
    let oid: Option<i64> = sql
        .prepare_cached("SELECT oid FROM organizations WHERE data ->> 'ogrn' = ?1 ORDER BY oid LIMIT 1")?
        .query_row([ogrn], |row| row.get(0))
        .optional()?;
    oid.map(rows::oid).transpose()
}

/// Finds the organisation that has this name in fixtures.
pub fn find_by_name(sql: &Sql, name: &str) -> Result<Option<Oid>, StorageError> {
    let oid: Option<i64> = sql
        .prepare_cached("SELECT oid FROM organizations WHERE data ->> 'name' = ?1 ORDER BY oid LIMIT 1")?
        .query_row([name], |row| row.get(0))
        .optional()?;
    oid.map(rows::oid).transpose()
}

/// The numbers of organisations, from the one after this on, so many at most.
pub fn list(sql: &Sql, after: Oid, most: u32) -> Result<Vec<Oid>, StorageError> {
    let mut query = sql.prepare_cached("SELECT oid FROM organizations WHERE oid > ?1 ORDER BY oid LIMIT ?2")?;
    let found = query.query_map(params![rows::integer(after), most], |row| row.get(0))?;
    found.map(|oid| rows::oid(oid?)).collect()
}

/// Replaces what is known of an organisation.
pub fn update(sql: &WriteSql, oid: Oid, data: &OrganizationData) -> Result<(), StorageError> {
    sql.prepare_cached("UPDATE organizations SET data = ?2 WHERE oid = ?1")?
        .execute(params![rows::integer(oid), kept::text(data)?])?;
    Ok(())
}

/// Takes away contacts, addresses and vehicles of an organisation.
pub fn delete_belongings(sql: &WriteSql, oid: Oid) -> Result<(), StorageError> {
    for statement in [
        "DELETE FROM contacts WHERE owner = ?1",
        "DELETE FROM addresses WHERE owner = ?1",
        "DELETE FROM vehicles WHERE owner = ?1",
    ] {
        sql.prepare_cached(statement)?.execute([rows::integer(oid)])?;
    }
    Ok(())
}

/// Takes an organisation away, with the roles in it and the invitations to it.
pub fn delete(sql: &WriteSql, oid: Oid) -> Result<(), StorageError> {
    for statement in [
        "DELETE FROM invitations WHERE organization = ?1",
        "DELETE FROM roles WHERE organization = ?1",
        "DELETE FROM organizations WHERE oid = ?1",
    ] {
        sql.prepare_cached(statement)?.execute([rows::integer(oid)])?;
    }
    Ok(())
}

/// Nobody knows any more in which branch somebody works.
pub fn update_branch_forgotten(sql: &WriteSql, person: Oid, organization: Oid) -> Result<(), StorageError> {
    sql.prepare_cached("UPDATE roles SET branch = NULL WHERE person = ?1 AND organization = ?2")?
        .execute([rows::integer(person), rows::integer(organization)])?;
    Ok(())
}

/// Adds an organisation.
pub fn insert(sql: &WriteSql, oid: Oid, data: &OrganizationData) -> Result<(), StorageError> {
    sql.prepare_cached("INSERT INTO organizations (oid, data) VALUES (?1, ?2)")?
        .execute(params![rows::integer(oid), kept::text(data)?])?;
    Ok(())
}

/// The roles of a person, with their organisations.
pub fn list_roles(sql: &Sql, person: Oid) -> Result<Vec<(Role, OrganizationData)>, StorageError> {
    let roles: Vec<Role> =
        columns::list(sql, "FROM roles WHERE person = ?1 ORDER BY organization", [rows::integer(person)])?;
    let mut list = Vec::new();
    for role in roles {
        if let Some(data) = find(sql, role.organization)? {
            list.push((role, data));
        }
    }
    Ok(list)
}

/// The employees of an organisation.
pub fn list_employees(sql: &Sql, organization: Oid) -> Result<Vec<(Role, Oid)>, StorageError> {
    let query = format!("SELECT person, {} FROM roles WHERE organization = ?1 ORDER BY person", Role::NAMES);
    let mut query = sql.prepare_cached(&query)?;
    let mut found = query.query([rows::integer(organization)])?;
    let mut list = Vec::new();
    while let Some(row) = found.next()? {
        list.push((columns::read(row, 1)?, rows::oid(row.get(0)?)?));
    }
    Ok(list)
}

/// Finds the role of a person in an organisation.
pub fn find_role(sql: &Sql, person: Oid, organization: Oid) -> Result<Option<Role>, StorageError> {
    let key = [rows::integer(person), rows::integer(organization)];
    columns::find(sql, "FROM roles WHERE person = ?1 AND organization = ?2", key)
}

/// Takes away every role of somebody.
pub fn delete_roles(sql: &WriteSql, person: Oid) -> Result<(), StorageError> {
    sql.prepare_cached("DELETE FROM roles WHERE person = ?1")?.execute([rows::integer(person)])?;
    Ok(())
}

/// Changes a role: whether it is active, and its rights.
pub fn update_role(sql: &WriteSql, person: Oid, role: &Role) -> Result<(), StorageError> {
    sql.prepare_cached(
        "UPDATE roles SET position = ?3, chief = ?4, admin = ?5, active = ?6 WHERE person = ?1 AND organization = ?2",
    )?
    .execute(params![
        rows::integer(person),
        rows::integer(role.organization),
        role.position,
        role.chief,
        role.admin,
        role.active,
    ])?;
    Ok(())
}

/// Adds a role.
pub fn insert_role(sql: &WriteSql, person: Oid, role: &Role) -> Result<(), StorageError> {
    columns::insert(sql, "INSERT INTO roles", role, &[("person", &rows::integer(person))])
}
