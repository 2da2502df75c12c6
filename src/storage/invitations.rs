//! Invitations to work in an organisation. A link is known by the SHA-256 of its token.

use chrono::DateTime;
use chrono::Utc;
use rusqlite::OptionalExtension as _;
use rusqlite::Row;
use rusqlite::params;

use crate::domain::organization::Invitation;
use crate::domain::snils::Snils;
use crate::protocol::ids::Oid;
use crate::storage::Sql;
use crate::storage::StorageError;
use crate::storage::WriteSql;
use crate::storage::rows;

const COLUMNS: &str = "number, organization, email, snils, position, admin, expires_at";

/// Adds an invitation under the SHA-256 of its token.
pub fn insert(sql: &WriteSql, invitation: &Invitation, token: &str) -> Result<(), StorageError> {
    sql.prepare_cached(
        "INSERT INTO invitations (organization, token, email, snils, position, admin, expires_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?
    .execute(params![
        rows::integer(invitation.organization),
        token,
        invitation.email,
        invitation.snils.as_ref().map(Snils::digits),
        invitation.position,
        invitation.admin,
        invitation.expires_at.timestamp(),
    ])?;
    Ok(())
}

/// Finds the invitation whose link has this token (its SHA-256), expired or not.
pub fn find_by_token(sql: &Sql, token: &str) -> Result<Option<Invitation>, StorageError> {
    let query = format!("SELECT {COLUMNS} FROM invitations WHERE token = ?1");
    sql.prepare_cached(&query)?.query_row([token], |row| Ok(read(row))).optional()?.transpose()
}

/// The invitations of an organisation that can still be accepted.
pub fn list(sql: &Sql, organization: Oid, now: DateTime<Utc>) -> Result<Vec<Invitation>, StorageError> {
    let query =
        format!("SELECT {COLUMNS} FROM invitations WHERE organization = ?1 AND expires_at > ?2 ORDER BY number");
    let mut query = sql.prepare_cached(&query)?;
    let found = query.query_map(params![rows::integer(organization), now.timestamp()], |row| Ok(read(row)))?;
    found.map(|row| row?).collect()
}

/// Takes an invitation of an organisation away; `false` where it has none of this number.
pub fn delete(sql: &WriteSql, organization: Oid, number: i64) -> Result<bool, StorageError> {
    let deleted = sql
        .prepare_cached("DELETE FROM invitations WHERE organization = ?1 AND number = ?2")?
        .execute(params![rows::integer(organization), number])?;
    Ok(deleted > 0)
}

fn read(row: &Row<'_>) -> Result<Invitation, StorageError> {
    Ok(Invitation {
        number: row.get(0)?,
        organization: rows::oid(row.get(1)?)?,
        email: row.get(2)?,
        snils: row.get::<_, Option<String>>(3)?.map(|digits| rows::parsed(&digits, Snils::parse)).transpose()?,
        position: row.get(4)?,
        admin: row.get(5)?,
        expires_at: rows::time(row.get(6)?)?,
    })
}
