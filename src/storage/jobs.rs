//! Work that waits for a time: one row for each, kept after it was done.

use chrono::DateTime;
use chrono::Utc;
use rusqlite::OptionalExtension as _;
use rusqlite::Row;
use rusqlite::params;

use crate::storage::Sql;
use crate::storage::StorageError;
use crate::storage::WriteSql;
use crate::storage::rows;

const COLUMNS: &str = "id, kind, due_at, payload, done_at, error";

/// Work to be planned.
#[derive(Clone, Debug)]
pub struct NewJob<'a> {
    /// What kind.
    pub kind: &'a str,
    /// What makes it the same job as another one; no job is planned twice, done or not.
    pub key: String,
    /// When it is due.
    pub due_at: DateTime<Utc>,
    /// What its kind needs to know, as JSON.
    pub payload: String,
}

/// Work as it is stored.
#[derive(Clone, Debug)]
pub struct Job {
    /// Its number.
    pub id: i64,
    /// What kind.
    pub kind: String,
    /// When it is due.
    pub due_at: DateTime<Utc>,
    /// What its kind needs to know, as JSON.
    pub payload: String,
    /// When it was run, or failed.
    pub done_at: Option<DateTime<Utc>>,
    /// Why it failed.
    pub error: Option<String>,
}

/// Adds a job; false if it is there already.
pub fn insert(sql: &WriteSql, job: &NewJob<'_>) -> Result<bool, StorageError> {
    let added = sql
        .prepare_cached(
            "INSERT INTO jobs (kind, key, due_at, payload) VALUES (?1, ?2, ?3, ?4) ON CONFLICT (kind, key) DO NOTHING",
        )?
        .execute(params![job.kind, job.key, job.due_at.timestamp(), job.payload])?;
    Ok(added > 0)
}

/// The waiting job that comes first among those that are due.
pub fn find_due(sql: &Sql, now: DateTime<Utc>) -> Result<Option<Job>, StorageError> {
    let query =
        format!("SELECT {COLUMNS} FROM jobs WHERE done_at IS NULL AND due_at <= ?1 ORDER BY due_at, id LIMIT 1");
    sql.prepare_cached(&query)?.query_row([now.timestamp()], |row| Ok(job(row))).optional()?.transpose()
}

/// When the next waiting job is due.
pub fn find_next_due(sql: &Sql) -> Result<Option<DateTime<Utc>>, StorageError> {
    let mut query = sql.prepare_cached("SELECT min(due_at) FROM jobs WHERE done_at IS NULL")?;
    query.query_row([], |row| row.get::<_, Option<i64>>(0))?.map(rows::time).transpose()
}

/// When the next job of a kind is due after a time.
pub fn find_next_of(sql: &Sql, kind: &str, after: DateTime<Utc>) -> Result<Option<DateTime<Utc>>, StorageError> {
    let mut query =
        sql.prepare_cached("SELECT min(due_at) FROM jobs WHERE kind = ?1 AND due_at > ?2 AND done_at IS NULL")?;
    let found = query.query_row(params![kind, after.timestamp()], |row| row.get::<_, Option<i64>>(0))?;
    found.map(rows::time).transpose()
}

/// Does a job of this kind wait whose key begins so?
pub fn is_waiting(sql: &Sql, kind: &str, key: &str) -> Result<bool, StorageError> {
    Ok(sql
        .prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM jobs
             WHERE kind = ?1 AND key BETWEEN ?2 AND ?2 || char(1114111) AND done_at IS NULL)",
        )?
        .query_row([kind, key], |row| row.get(0))?)
}

/// When the first waiting job of this kind is due whose key begins so.
pub fn find_waiting(sql: &Sql, kind: &str, key: &str) -> Result<Option<DateTime<Utc>>, StorageError> {
    let mut query = sql.prepare_cached(
        "SELECT min(due_at) FROM jobs WHERE kind = ?1 AND key BETWEEN ?2 AND ?2 || char(1114111) AND done_at IS NULL",
    )?;
    query.query_row([kind, key], |row| row.get::<_, Option<i64>>(0))?.map(rows::time).transpose()
}

/// Forgets the jobs of a kind, done or not, by the beginning of their keys.
pub fn delete_of(sql: &WriteSql, kind: &str, key: &str) -> Result<(), StorageError> {
    sql.prepare_cached("DELETE FROM jobs WHERE kind = ?1 AND key BETWEEN ?2 AND ?2 || char(1114111)")?
        .execute([kind, key])?;
    Ok(())
}

/// Takes away the jobs of a kind that still wait, by the beginning of their keys.
pub fn delete_waiting(sql: &WriteSql, kind: &str, key: &str) -> Result<(), StorageError> {
    sql.prepare_cached(
        "DELETE FROM jobs WHERE kind = ?1 AND key BETWEEN ?2 AND ?2 || char(1114111) AND done_at IS NULL",
    )?
    .execute([kind, key])?;
    Ok(())
}

/// A place in the list of all jobs: how far somebody has read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Among those that wait, or among those that were done?
    pub waits: bool,
    /// When the job there is due, in seconds.
    pub due_at: i64,
    /// Its number.
    pub id: i64,
}

/// Jobs behind a place, or from the beginning on: those that wait, the first one first, and then the done ones, the last
/// one first.
pub fn list(sql: &Sql, after: Option<Place>, most: u32) -> Result<Vec<Job>, StorageError> {
    let waiting = format!(
        "SELECT {COLUMNS} FROM jobs WHERE done_at IS NULL AND (due_at, id) > (?2, ?3) ORDER BY due_at, id LIMIT ?1"
    );
    let done = format!(
        "SELECT {COLUMNS} FROM jobs WHERE done_at IS NOT NULL AND (due_at, id) < (?2, ?3)
         ORDER BY due_at DESC, id DESC LIMIT ?1"
    );
    let first = Place { waits: true, due_at: i64::MIN, id: 0 };
    let first_done = Place { waits: false, due_at: i64::MAX, id: i64::MAX };
    let parts = match after {
        Some(after) if !after.waits => vec![(done, after)],
        after => vec![(waiting, after.unwrap_or(first)), (done, first_done)],
    };
    let mut list = Vec::new();
    for (part, from) in parts {
        let left = most.saturating_sub(u32::try_from(list.len()).unwrap_or(most));
        let mut query = sql.prepare_cached(&part)?;
        for found in query.query_map(params![left, from.due_at, from.id], |row| Ok(job(row)))? {
            list.push(found??);
        }
    }
    Ok(list)
}

/// Marks a job as done, or as failed for this reason.
pub fn update_done(sql: &WriteSql, id: i64, now: DateTime<Utc>, error: Option<&str>) -> Result<(), StorageError> {
    sql.prepare_cached("UPDATE jobs SET done_at = ?2, error = ?3 WHERE id = ?1")?.execute(params![
        id,
        now.timestamp(),
        error
    ])?;
    Ok(())
}

/// Forgets the jobs of a kind that wait for a later time.
pub fn delete_after(sql: &WriteSql, kind: &str, now: DateTime<Utc>) -> Result<(), StorageError> {
    sql.prepare_cached("DELETE FROM jobs WHERE kind = ?1 AND done_at IS NULL AND due_at > ?2")?
        .execute(params![kind, now.timestamp()])?;
    Ok(())
}

fn job(row: &Row<'_>) -> Result<Job, StorageError> {
    Ok(Job {
        id: row.get(0)?,
        kind: row.get(1)?,
        due_at: rows::time(row.get(2)?)?,
        payload: row.get(3)?,
        done_at: row.get::<_, Option<i64>>(4)?.map(rows::time).transpose()?,
        error: row.get(5)?,
    })
}
