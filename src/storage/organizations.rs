//! Organisations and the roles of people in them.

use rusqlite::OptionalExtension as _;
use rusqlite::params;

use crate::domain::organization::OrganizationData;
use crate::domain::organization::Role;
use crate::protocol::ids::Oid;
use crate::storage::Sql;
use crate::storage::StorageError;
use crate::storage::rows;

const ROLE_COLUMNS: &str = "organization, position, chief, admin, active, phone, email, branch, person";

/// Finds an organisation.
pub fn find(sql: &Sql, oid: Oid) -> Result<Option<OrganizationData>, StorageError> {
    let data: Option<String> = sql
        .prepare_cached("SELECT data FROM organizations WHERE oid = ?1")?
        .query_row([rows::integer(oid)], |row| row.get(0))
        .optional()?;
    data.as_deref().map(rows::from_json).transpose()
}

/// Finds the organisation with this ОГРН or ОГРНИП.
pub fn find_by_ogrn(sql: &Sql, ogrn: &str) -> Result<Option<Oid>, StorageError> {
    let oid: Option<i64> = sql
        .prepare_cached("SELECT oid FROM organizations WHERE data ->> 'ogrn' = ?1 ORDER BY oid LIMIT 1")?
        .query_row([ogrn], |row| row.get(0))
        .optional()?;
    oid.map(rows::oid).transpose()
}

/// Adds an organisation.
pub fn insert(sql: &Sql, oid: Oid, data: &OrganizationData) -> Result<(), StorageError> {
    sql.prepare_cached("INSERT INTO organizations (oid, data) VALUES (?1, ?2)")?
        .execute(params![rows::integer(oid), rows::to_json(data)?])?;
    Ok(())
}

/// The roles of a person, with their organisations.
pub fn list_roles(sql: &Sql, person: Oid) -> Result<Vec<(Role, OrganizationData)>, StorageError> {
    let query = format!("SELECT {ROLE_COLUMNS} FROM roles WHERE person = ?1 ORDER BY organization");
    let mut list = Vec::new();
    for (role, _) in roles(sql, &query, person)? {
        if let Some(data) = find(sql, role.organization)? {
            list.push((role, data));
        }
    }
    Ok(list)
}

/// The employees of an organisation.
pub fn list_employees(sql: &Sql, organization: Oid) -> Result<Vec<(Role, Oid)>, StorageError> {
    let query = format!("SELECT {ROLE_COLUMNS} FROM roles WHERE organization = ?1 ORDER BY person");
    roles(sql, &query, organization)
}

/// Finds the role of a person in an organisation.
pub fn find_role(sql: &Sql, person: Oid, organization: Oid) -> Result<Option<Role>, StorageError> {
    let query = format!("SELECT {ROLE_COLUMNS} FROM roles WHERE person = ?1");
    Ok(roles(sql, &query, person)?.into_iter().map(|(role, _)| role).find(|role| role.organization == organization))
}

/// Takes away every role of somebody.
pub fn delete_roles(sql: &Sql, person: Oid) -> Result<(), StorageError> {
    sql.prepare_cached("DELETE FROM roles WHERE person = ?1")?.execute([rows::integer(person)])?;
    Ok(())
}

/// Changes a role: whether it is active, and its rights.
pub fn update_role(sql: &Sql, person: Oid, role: &Role) -> Result<(), StorageError> {
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
pub fn insert_role(sql: &Sql, person: Oid, role: &Role) -> Result<(), StorageError> {
    let query = format!("INSERT INTO roles ({ROLE_COLUMNS}) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)");
    sql.prepare_cached(&query)?.execute(params![
        rows::integer(role.organization),
        role.position,
        role.chief,
        role.admin,
        role.active,
        role.phone,
        role.email,
        role.branch.map(rows::integer),
        rows::integer(person),
    ])?;
    Ok(())
}

fn roles(sql: &Sql, query: &str, of: Oid) -> Result<Vec<(Role, Oid)>, StorageError> {
    let mut query = sql.prepare_cached(query)?;
    let mut found = query.query([rows::integer(of)])?;
    let mut list = Vec::new();
    while let Some(row) = found.next()? {
        let role = Role {
            organization: rows::oid(row.get(0)?)?,
            position: row.get(1)?,
            chief: row.get(2)?,
            admin: row.get(3)?,
            active: row.get(4)?,
            phone: row.get(5)?,
            email: row.get(6)?,
            branch: row.get::<_, Option<i64>>(7)?.map(rows::oid).transpose()?,
        };
        list.push((role, rows::oid(row.get(8)?)?));
    }
    Ok(list)
}
