//! How jobs are planned, and what a kind of them is.

use chrono::DateTime;
use chrono::Utc;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::flow::Broken;
use crate::flow::Stop;
use crate::flow::WriteCx;
use crate::storage::StorageError;
use crate::storage::jobs;
use crate::storage::jobs::Job;
use crate::storage::jobs::NewJob;
use crate::storage::rows;

/// A kind of work.
#[derive(Debug)]
pub struct JobKind {
    /// Its name in the database.
    pub name: &'static str,
    /// What it does, and when.
    pub doc: &'static str,
    /// Does it.
    pub run: fn(&WriteCx<'_>, &Job) -> Result<(), Stop>,
    /// Plans its jobs again after `cx.now`, where they follow from the time itself.
    pub replan: Option<Replan>,
}

/// Plans jobs again.
pub type Replan = fn(&WriteCx<'_>) -> Result<(), StorageError>;

/// Puts a job down; false if it is there already, waiting or done. `key` tells it from others of its kind.
pub fn schedule(
    cx: &WriteCx<'_>,
    kind: &'static str,
    key: String,
    due_at: DateTime<Utc>,
    payload: &impl Serialize,
) -> Result<bool, StorageError> {
    let added = jobs::insert(cx.sql, &NewJob { kind, key, due_at, payload: rows::to_json(payload)? })?;
    if added {
        cx.stand.agenda.add(due_at);
    }
    Ok(added)
}

/// What the payload of a job says.
pub fn payload<T: DeserializeOwned>(job: &Job) -> Result<T, Broken> {
    Ok(rows::from_json(&job.payload)?)
}
