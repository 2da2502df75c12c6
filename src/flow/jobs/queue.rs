//! How jobs are planned, and what a kind of them is.

use chrono::DateTime;
use chrono::Utc;
use serde::Deserialize;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::flow::Broken;
use crate::flow::Cx;
use crate::flow::Stop;
use crate::flow::WriteCx;
use crate::protocol::ids::Oid;
use crate::storage::StorageError;
use crate::storage::jobs;
use crate::storage::jobs::Job;
use crate::storage::jobs::NewJob;
use crate::storage::rows;
use crate::texts::Text;

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
    /// Says to a tester what one of them is about.
    pub about: Telling,
}

/// What a job is about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct About {
    /// Whom it is about, where it is one person who is still there.
    pub person: Option<Oid>,
    /// What else there is to say.
    pub words: Option<Text>,
}

/// Says what a job is about.
pub type Telling = fn(&Cx<'_>, &Job) -> Result<About, Stop>;

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

/// About whom a job is whose payload names a person.
pub fn about_person(_: &Cx<'_>, job: &Job) -> Result<About, Stop> {
    #[derive(Deserialize)]
    struct Whose {
        oid: Oid,
    }
    let Whose { oid } = payload(job)?;
    Ok(About { person: Some(oid), words: None })
}

/// What the payload of a job says.
pub fn payload<T: DeserializeOwned>(job: &Job) -> Result<T, Broken> {
    Ok(rows::from_json(&job.payload)?)
}
