//! Work that waits for a time: put down as a row, carried out when the stand's clock passes its due time.
//!
//! Whether the clock was waited for, set or advanced makes no difference. Jobs run in the order of their due times,
//! each in a transaction of its own, and **inside it `cx.now` is the due time**, not what the clock shows by then: a
//! jump over a year leaves the same marks as a year of waiting. `done_at` of the row alone is what the clock showed.
//! A job that breaks is marked with its error and not tried again; those after it run.
//!
//! What was done stays done when the clock is moved backwards. Jobs that wait keep their due times, and so come later;
//! a kind whose jobs follow from the time itself (`replan`) puts them down anew from where the clock is now, but none
//! that was done before. [`KINDS`] is the catalogue; a new kind is a file and a row.

pub mod agenda;
pub mod birthday;
pub mod document_expiry;
pub mod limit_ends;
pub mod lock_ends;

use std::sync::Arc;

use chrono::DateTime;
use chrono::TimeDelta;
use chrono::Utc;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::clock::Reading;
use crate::fixtures::World;
use crate::flow::Broken;
use crate::flow::Cx;
use crate::flow::Stop;
use crate::flow::confirmation::post;
use crate::flow::registry;
use crate::flow::stand::Stand;
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
    pub run: fn(&Cx<'_>, &Job) -> Result<(), Stop>,
    /// Puts its jobs down anew after `cx.now`, where they follow from the time itself.
    pub replan: Option<Replan>,
}

/// Puts jobs down anew.
pub type Replan = fn(&Cx<'_>) -> Result<(), StorageError>;

/// Every kind of work.
pub const KINDS: &[JobKind] =
    &[limit_ends::KIND, birthday::KIND, registry::KIND, post::KIND, document_expiry::KIND, lock_ends::KIND];

/// How many jobs were carried out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ran {
    /// To their end.
    pub done: usize,
    /// Until they broke.
    pub failed: usize,
}

/// Puts a job down; false if it is there already, waiting or done. `key` tells it from others of its kind.
pub fn schedule(
    cx: &Cx<'_>,
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

/// What a new world has to wait for.
pub fn plan_world(cx: &Cx<'_>, world: &World) -> Result<(), StorageError> {
    limit_ends::plan_world(cx, world)?;
    replan(cx)
}

/// Puts down anew what follows from the time itself: in a new stand, and after the clock went backwards.
pub fn replan(cx: &Cx<'_>) -> Result<(), StorageError> {
    for kind in KINDS {
        if let Some(replan) = kind.replan {
            // What is due already is not forgotten: it runs as soon as somebody looks.
            jobs::delete_after(cx.sql, kind.name, cx.now)?;
            replan(cx)?;
        }
    }
    cx.stand.agenda.set(jobs::find_next_due(cx.sql)?);
    Ok(())
}

/// How long nothing will be due, unless something changes; for ever while the clock stands still.
pub fn time_left(stand: &Stand) -> Option<TimeDelta> {
    let Reading { now, ahead } = stand.clock.reading();
    ahead?;
    Some(stand.agenda.next_due()? - now)
}

/// Carries out everything that is due by the stand's clock.
pub async fn run_due(stand: &Arc<Stand>) -> Result<Ran, Stop> {
    let _turn = stand.agenda.turn().await;
    run_in_turn(stand).await
}

/// The same, for whoever has the turn.
pub async fn run_in_turn(stand: &Arc<Stand>) -> Result<Ran, Stop> {
    let mut ran = Ran::default();
    while let Some(job) = stand.read(|cx| Ok(jobs::find_due(cx.sql, cx.now)?))? {
        match carry_out(stand, job.clone()).await {
            Ok(()) => ran.done += 1,
            Err(stop) => {
                give_up(stand, &job, &stop).await?;
                ran.failed += 1;
            }
        }
    }
    let look_again = |cx: &Cx<'_>| {
        cx.stand.agenda.set(jobs::find_next_due(cx.sql)?);
        Ok(())
    };
    stand.write(look_again).await?;
    Ok(ran)
}

async fn carry_out(stand: &Arc<Stand>, job: Job) -> Result<(), Stop> {
    let work = move |cx: &Cx<'_>| {
        let kind = KINDS.iter().find(|kind| kind.name == job.kind);
        let kind = kind.ok_or_else(|| StorageError::Row(format!("{:?} is no kind of job", job.kind)))?;
        (kind.run)(&cx.at(job.due_at), &job)?;
        tracing::info!(target: "esia_mock::jobs", "{} {} of {}", job.kind, job.payload, job.due_at);
        Ok(jobs::update_done(cx.sql, job.id, cx.now, None)?)
    };
    stand.write(work).await
}

/// Marks a job as failed, so that it does not stand in the way.
async fn give_up(stand: &Arc<Stand>, job: &Job, stop: &Stop) -> Result<(), Stop> {
    let reason = if let Stop::Broken(broken) = stop { broken.to_string() } else { format!("{stop:?}") };
    tracing::error!(target: "esia_mock::jobs", "{} {} of {} failed: {reason}", job.kind, job.payload, job.due_at);
    let id = job.id;
    stand.write(move |cx| Ok(jobs::update_done(cx.sql, id, cx.now, Some(&reason))?)).await
}

/// What the payload of a job says.
pub fn payload<T: DeserializeOwned>(job: &Job) -> Result<T, Broken> {
    Ok(rows::from_json(&job.payload)?)
}
