//! `limit_ends`: 72 hours after suspicious actions the citizen may enter third-party sites again.

use chrono::DateTime;
use chrono::TimeDelta;
use chrono::Utc;
use serde::Deserialize;
use serde::Serialize;
use serde_json::json;

use crate::domain::account::AccountStatus;
use crate::domain::event::Event;
use crate::domain::event::EventKind;
use crate::fixtures::Citizen;
use crate::flow::Cx;
use crate::flow::Stop;
use crate::flow::WriteCx;
use crate::flow::jobs::queue;
use crate::flow::jobs::queue::JobKind;
use crate::protocol::ids::Oid;
use crate::storage::StorageError;
use crate::storage::accounts;
use crate::storage::events;
use crate::storage::jobs as stored;
use crate::storage::jobs::Job;

/// The kind.
pub const KIND: JobKind = JobKind {
    name: "limit_ends",
    doc: "an account that is `limited` becomes `registered`, 72 hours after it was limited",
    run,
    replan: None,
    about: queue::about_person,
};

/// How long an account is limited (ferra.ru of 18.12.2025).
pub const LENGTH: TimeDelta = TimeDelta::hours(72);

#[derive(Serialize, Deserialize)]
struct Payload {
    oid: Oid,
}

/// Plans when the limit of an account ends.
pub fn plan(cx: &WriteCx<'_>, oid: Oid, until: DateTime<Utc>) -> Result<(), StorageError> {
    queue::schedule(cx, KIND.name, format!("{oid} {}", until.timestamp()), until, &Payload { oid })?;
    Ok(())
}

/// Does a limit of this account still wait for its end?
pub fn is_planned(cx: &Cx<'_>, oid: Oid) -> Result<bool, StorageError> {
    stored::is_waiting(cx.sql, KIND.name, &format!("{oid} "))
}

/// When the limit of this account ends.
pub fn ends_at(cx: &Cx<'_>, oid: Oid) -> Result<Option<DateTime<Utc>>, StorageError> {
    stored::find_waiting(cx.sql, KIND.name, &format!("{oid} "))
}

/// Limits an account from now on.
pub fn begin(cx: &WriteCx<'_>, oid: Oid) -> Result<(), StorageError> {
    lift(cx, oid)?;
    accounts::update_status(cx.sql, oid, AccountStatus::Limited, cx.now)?;
    plan(cx, oid, cx.now + LENGTH)
}

/// Forgets when a limit was to end: one that begins later has an end of its own.
pub fn lift(cx: &WriteCx<'_>, oid: Oid) -> Result<(), StorageError> {
    stored::delete_waiting(cx.sql, KIND.name, &format!("{oid} "))
}

/// Whose account fixtures limit, and until when, where they say it.
pub fn of_fixtures(citizens: &[Citizen]) -> impl Iterator<Item = (Oid, Option<DateTime<Utc>>)> {
    let limited = citizens.iter().filter(|citizen| citizen.account.status == AccountStatus::Limited);
    limited.map(|citizen| (citizen.account.oid, citizen.limited_until))
}

/// The limits that fixtures begin with: until the time that they name, or as long as limits are.
pub fn plan_all(cx: &WriteCx<'_>, limited: &[(Oid, Option<DateTime<Utc>>)]) -> Result<(), StorageError> {
    limited.iter().try_for_each(|(oid, until)| plan(cx, *oid, until.unwrap_or(cx.now + LENGTH)))
}

fn run(cx: &WriteCx<'_>, job: &Job) -> Result<(), Stop> {
    let Payload { oid } = queue::payload(job)?;
    let account = accounts::find(cx.sql, oid)?;
    // Somebody lifted the limit before, or put another state in its place.
    if account.is_none_or(|account| account.status != AccountStatus::Limited) {
        return Ok(());
    }
    accounts::update_status(cx.sql, oid, AccountStatus::Registered, cx.now)?;
    Ok(events::insert(cx.sql, &Event { oid, kind: EventKind::LimitEnded, happened_at: cx.now, data: json!({}) })?)
}
