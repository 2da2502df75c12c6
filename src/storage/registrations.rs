//! Registrations on their way, at most one of a browser.

use chrono::DateTime;
use chrono::Utc;
use rusqlite::OptionalExtension as _;
use rusqlite::Row;
use rusqlite::params;

use crate::domain::contact::ContactKind;
use crate::domain::name::FullName;
use crate::domain::name::NamePart;
use crate::domain::registration::Acceptance;
use crate::domain::registration::Registration;
use crate::domain::registration::Stage;
use crate::storage::Sql;
use crate::storage::StorageError;
use crate::storage::WriteSql;
use crate::storage::rows;
use crate::storage::sweeping;
use crate::storage::sweeping::Longest;

const COLUMNS: &str = "id, last_name, first_name, type, value, second_email, stage, interaction, conditions, privacy, \
                       accepted_at, expires_at";

/// Finds the one of a browser, while it lives.
pub fn find_by_browser(sql: &Sql, browser: &str, now: DateTime<Utc>) -> Result<Option<Registration>, StorageError> {
    let query = format!("SELECT {COLUMNS} FROM registrations WHERE browser = ?1 AND expires_at > ?2");
    let mut query = sql.prepare_cached(&query)?;
    query.query_row(params![browser, now.timestamp()], |row| Ok(read(row))).optional()?.transpose()
}

/// Finds one by its id, while it lives.
pub fn find(sql: &Sql, id: &str, now: DateTime<Utc>) -> Result<Option<Registration>, StorageError> {
    let query = format!("SELECT {COLUMNS} FROM registrations WHERE id = ?1 AND expires_at > ?2");
    let mut query = sql.prepare_cached(&query)?;
    query.query_row(params![id, now.timestamp()], |row| Ok(read(row))).optional()?.transpose()
}

/// The id of the one that holds a contact.
pub fn find_holder(sql: &Sql, login_key: &str, now: DateTime<Utc>) -> Result<Option<String>, StorageError> {
    Ok(sql
        .prepare_cached("SELECT id FROM registrations WHERE login_key = ?1 AND expires_at > ?2")?
        .query_row(params![login_key, now.timestamp()], |row| row.get(0))
        .optional()?)
}

/// Adds one that begins in a browser.
pub fn insert(sql: &WriteSql, browser: &str, registration: &Registration) -> Result<(), StorageError> {
    sql.prepare_cached(
        "INSERT INTO registrations (browser, id, last_name, first_name, type, value, login_key, second_email, stage,
                                    interaction, conditions, privacy, accepted_at, expires_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
    )?
    .execute(params![
        browser,
        registration.id,
        registration.name.last_name().as_str(),
        registration.name.first_name().as_str(),
        registration.kind.wire(),
        registration.value,
        registration.held(),
        registration.second_email,
        registration.stage.name(),
        registration.interaction,
        registration.acceptance.conditions,
        registration.acceptance.privacy,
        registration.acceptance.at.timestamp(),
        registration.expires_at.timestamp(),
    ])?;
    Ok(())
}

/// Moves it to a stage, with what it holds there and until when.
pub fn update_stage(sql: &WriteSql, registration: &Registration) -> Result<(), StorageError> {
    sql.prepare_cached("UPDATE registrations SET stage = ?2, login_key = ?3, expires_at = ?4 WHERE id = ?1")?.execute(
        params![registration.id, registration.stage.name(), registration.held(), registration.expires_at.timestamp()],
    )?;
    Ok(())
}

/// Replaces the login that goes on afterwards.
pub fn update_interaction(sql: &WriteSql, id: &str, interaction: &str) -> Result<(), StorageError> {
    sql.prepare_cached("UPDATE registrations SET interaction = ?2 WHERE id = ?1")?.execute([id, interaction])?;
    Ok(())
}

/// The browser of one.
pub fn find_browser(sql: &Sql, id: &str) -> Result<Option<String>, StorageError> {
    let mut query = sql.prepare_cached("SELECT browser FROM registrations WHERE id = ?1")?;
    Ok(query.query_row([id], |row| row.get(0)).optional()?)
}

/// Moves it to another browser.
pub fn update_browser(sql: &WriteSql, id: &str, browser: &str) -> Result<(), StorageError> {
    sql.prepare_cached("UPDATE registrations SET browser = ?2 WHERE id = ?1")?.execute([id, browser])?;
    Ok(())
}

/// Takes one away.
pub fn delete(sql: &WriteSql, id: &str) -> Result<(), StorageError> {
    sql.prepare_cached("DELETE FROM registrations WHERE id = ?1")?.execute([id])?;
    Ok(())
}

/// Forgets those that nobody finished.
pub fn delete_expired(sql: &WriteSql, now: DateTime<Utc>) -> Result<(), StorageError> {
    sweeping::sweep(sql, "registrations", now, Longest::Month)
}

fn read(row: &Row<'_>) -> Result<Registration, StorageError> {
    let name_part = |at: usize| rows::parsed(&row.get::<_, String>(at)?, NamePart::parse);
    Ok(Registration {
        id: row.get(0)?,
        name: FullName::new(name_part(1)?, name_part(2)?, None),
        kind: rows::named(&row.get::<_, String>(3)?, ContactKind::from_wire)?,
        value: row.get(4)?,
        second_email: row.get(5)?,
        stage: rows::named(&row.get::<_, String>(6)?, Stage::from_name)?,
        interaction: row.get(7)?,
        acceptance: Acceptance { conditions: row.get(8)?, privacy: row.get(9)?, at: rows::time(row.get(10)?)? },
        expires_at: rows::time(row.get(11)?)?,
    })
}
