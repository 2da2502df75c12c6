//! Logins on their way.

use chrono::DateTime;
use chrono::Utc;
use rusqlite::OptionalExtension as _;
use rusqlite::params;

use crate::domain::interaction::Interaction;
use crate::storage::Sql;
use crate::storage::StorageError;
use crate::storage::WriteSql;
use crate::storage::shapes::kept;
use crate::storage::sweeping;
use crate::storage::sweeping::Longest;

/// The most logins on their way in one browser; the oldest give way.
const MOST_OF_ONE_BROWSER: i64 = 20;

/// A stored login on its way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored {
    /// Its id.
    pub id: String,
    /// What was asked.
    pub interaction: Interaction,
}

/// Finds a login by its id, or the newest one of the browser; both only while they live.
pub fn find(sql: &Sql, browser: &str, id: Option<&str>, now: DateTime<Utc>) -> Result<Option<Stored>, StorageError> {
    let query = "SELECT id, data FROM interactions
                 WHERE browser = ?1 AND expires_at > ?2 AND (?3 IS NULL OR id = ?3)
                 ORDER BY number DESC LIMIT 1";
    let found: Option<(String, String)> = sql
        .prepare_cached(query)?
        .query_row(params![browser, now.timestamp(), id], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    found.map(|(id, data)| Ok(Stored { id, interaction: kept::of_text(&data)? })).transpose()
}

/// Adds a login that begins in a browser.
pub fn insert(
    sql: &WriteSql,
    browser: &str,
    id: &str,
    interaction: &Interaction,
    expires_at: DateTime<Utc>,
) -> Result<(), StorageError> {
    sql.prepare_cached("INSERT INTO interactions (id, browser, data, expires_at) VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![id, browser, kept::text(interaction)?, expires_at.timestamp()])?;
    sql.prepare_cached(
        "DELETE FROM interactions WHERE browser = ?1 AND number <=
         (SELECT number FROM interactions WHERE browser = ?1 ORDER BY number DESC LIMIT 1 OFFSET ?2)",
    )?
    .execute(params![browser, MOST_OF_ONE_BROWSER])?;
    Ok(())
}

/// Replaces what is stored of a login.
pub fn update(sql: &WriteSql, id: &str, interaction: &Interaction) -> Result<(), StorageError> {
    sql.prepare_cached("UPDATE interactions SET data = ?2 WHERE id = ?1")?
        .execute(params![id, kept::text(interaction)?])?;
    Ok(())
}

/// Lets the logins of a browser belong to its new name.
pub fn update_browser(sql: &WriteSql, from: &str, to: &str) -> Result<(), StorageError> {
    sql.prepare_cached("UPDATE interactions SET browser = ?2 WHERE browser = ?1")?.execute([from, to])?;
    Ok(())
}

/// Ends the login.
pub fn delete(sql: &WriteSql, id: &str) -> Result<(), StorageError> {
    sql.prepare_cached("DELETE FROM interactions WHERE id = ?1")?.execute([id])?;
    Ok(())
}

/// Forgets logins that nobody finished.
pub fn delete_expired(sql: &WriteSql, now: DateTime<Utc>) -> Result<(), StorageError> {
    sweeping::sweep(sql, "interactions", now, Longest::Day)
}
