//! Runs what is due, whatever its kind.

use std::sync::Arc;

use chrono::DateTime;
use chrono::TimeDelta;
use chrono::Utc;

use crate::clock::Reading;
use crate::flow::Cx;
use crate::flow::Stop;
use crate::flow::WriteCx;
use crate::flow::account::birthday;
use crate::flow::account::limit_ends;
use crate::flow::account::sessions;
use crate::flow::confirmation::post;
use crate::flow::jobs::queue::About;
use crate::flow::jobs::queue::JobKind;
use crate::flow::login::lock_ends;
use crate::flow::profile::document_expiry;
use crate::flow::registry;
use crate::flow::stand::Stand;
use crate::protocol::ids::Oid;
use crate::storage::StorageError;
use crate::storage::jobs;
use crate::storage::jobs::Job;

/// Every kind of work.
pub const KINDS: &[JobKind] = &[
    limit_ends::KIND,
    birthday::KIND,
    registry::KIND,
    post::KIND,
    document_expiry::KIND,
    lock_ends::KIND,
    sessions::EXPIRY,
];

/// How many jobs were run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ran {
    /// To their end.
    pub done: usize,
    /// Until they broke.
    pub failed: usize,
}

/// What a job is about; nothing, where its kind is unknown.
pub fn about(cx: &Cx<'_>, job: &Job) -> Result<About, Stop> {
    match KINDS.iter().find(|kind| kind.name == job.kind) {
        Some(kind) => (kind.about)(cx, job),
        None => Ok(About::default()),
    }
}

/// What a new world has to wait for.
pub fn plan_world(cx: &WriteCx<'_>, limited: &[(Oid, Option<DateTime<Utc>>)]) -> Result<(), StorageError> {
    limit_ends::plan_all(cx, limited)?;
    replan(cx)
}

/// Plans again what follows from the time itself: in a new stand, and after the clock went backwards.
pub fn replan(cx: &WriteCx<'_>) -> Result<(), StorageError> {
    for kind in KINDS {
        if let Some(replan) = kind.replan {
            // What is due already is not forgotten: it runs as soon as somebody looks.
            jobs::delete_after(cx.sql, kind.name, cx.now)?;
            replan(cx)?;
        }
    }
    look(cx)
}

/// Looks when the next job is due.
pub fn look(cx: &Cx<'_>) -> Result<(), StorageError> {
    cx.stand.agenda.set(jobs::find_next_due(cx.sql)?);
    Ok(())
}

/// How long nothing will be due, unless something changes; for ever while the clock stands still.
pub fn time_left(stand: &Stand) -> Option<TimeDelta> {
    let Reading { now, ahead } = stand.clock.reading();
    ahead?;
    Some(stand.agenda.next_due()? - now)
}

/// Runs what is due, before somebody sees a world that is behind its clock. Where that fails, nobody tries again
/// until [`try_again`] says so: everybody would wait for the same in vain.
pub async fn run_due(stand: &Arc<Stand>) -> Result<(), Stop> {
    if !stand.agenda.is_due(stand.clock.now()) {
        return Ok(());
    }
    let _turn = stand.agenda.turn().await;
    // Whoever had the turn before may have done it all, or have failed.
    if stand.agenda.is_due(stand.clock.now()) {
        run_in_turn(stand).await.inspect_err(|_| stand.agenda.rest())?;
    }
    Ok(())
}

/// Runs what is due where that has failed before.
pub async fn try_again(stand: &Arc<Stand>) -> Result<(), Stop> {
    stand.agenda.go_on();
    run_due(stand).await
}

/// Runs everything that is due by the stand's clock, for whoever has the turn.
pub async fn run_in_turn(stand: &Arc<Stand>) -> Result<Ran, Stop> {
    let mut ran = Ran::default();
    while let Some(job) = stand.read(|cx| Ok(jobs::find_due(cx.sql, cx.now)?))? {
        match carry_out(stand, job.clone()).await {
            Ok(()) => ran.done += 1,
            // The job has not run, or was undone: it stays, and comes first the next time.
            Err(stop) if stop.is_transient() => return Err(stop),
            Err(stop) => {
                give_up(stand, &job, &stop).await?;
                ran.failed += 1;
            }
        }
    }
    stand.write(|cx| Ok(look(cx)?)).await?;
    Ok(ran)
}

async fn carry_out(stand: &Arc<Stand>, job: Job) -> Result<(), Stop> {
    let work = move |cx: &WriteCx<'_>| {
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
