//! What a browser has begun and not finished, by kind: pictures to be read, checks before a sign-in, recoveries.

use chrono::DateTime;
use chrono::Utc;
use rusqlite::OptionalExtension as _;
use rusqlite::params;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::storage::Sql;
use crate::storage::StorageError;
use crate::storage::WriteSql;
use crate::storage::rows;
use crate::storage::sweeping;
use crate::storage::sweeping::Longest;

/// The most of one kind in one browser; the oldest give way.
const MOST_OF_ONE_BROWSER: i64 = 20;

/// Of which kind and browser a draft is.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    /// What kind of thing.
    pub kind: &'static str,
    /// The SHA-256 of the browser's cookie.
    pub browser: &'a str,
}

/// Finds a draft of this browser that has not expired: the one with this id, or the newest.
pub fn find<T: DeserializeOwned>(
    sql: &Sql,
    place: Place<'_>,
    id: Option<&str>,
    now: DateTime<Utc>,
) -> Result<Option<(String, T)>, StorageError> {
    let query = "SELECT id, data FROM drafts WHERE kind = ?1 AND browser = ?2 AND expires_at > ?3
                 AND (?4 IS NULL OR id = ?4) ORDER BY number DESC LIMIT 1";
    let found: Option<(String, String)> = sql
        .prepare_cached(query)?
        .query_row(params![place.kind, place.browser, now.timestamp(), id], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    found.map(|(id, data)| Ok((id, rows::from_json(&data)?))).transpose()
}

/// Adds a draft, and forgets what has expired.
pub fn insert(
    sql: &WriteSql,
    place: Place<'_>,
    id: &str,
    data: &impl Serialize,
    (now, expires_at): (DateTime<Utc>, DateTime<Utc>),
) -> Result<(), StorageError> {
    sweeping::sweep(sql, "drafts", now, Longest::Day)?;
    sql.prepare_cached("INSERT INTO drafts (id, kind, browser, data, expires_at) VALUES (?1, ?2, ?3, ?4, ?5)")?
        .execute(params![id, place.kind, place.browser, rows::to_json(data)?, expires_at.timestamp()])?;
    sql.prepare_cached(
        "DELETE FROM drafts WHERE kind = ?1 AND browser = ?2 AND number <=
         (SELECT number FROM drafts WHERE kind = ?1 AND browser = ?2 ORDER BY number DESC LIMIT 1 OFFSET ?3)",
    )?
    .execute(params![place.kind, place.browser, MOST_OF_ONE_BROWSER])?;
    Ok(())
}

/// Replaces what is stored of a draft.
pub fn update(sql: &WriteSql, id: &str, data: &impl Serialize) -> Result<(), StorageError> {
    sql.prepare_cached("UPDATE drafts SET data = ?2 WHERE id = ?1")?.execute(params![id, rows::to_json(data)?])?;
    Ok(())
}

/// Takes a draft away.
pub fn delete(sql: &WriteSql, id: &str) -> Result<(), StorageError> {
    sql.prepare_cached("DELETE FROM drafts WHERE id = ?1")?.execute([id])?;
    Ok(())
}

/// Takes away every draft of a kind in a browser.
pub fn delete_kind(sql: &WriteSql, place: Place<'_>) -> Result<(), StorageError> {
    sql.prepare_cached("DELETE FROM drafts WHERE kind = ?1 AND browser = ?2")?.execute([place.kind, place.browser])?;
    Ok(())
}
