//! A question to a registry, and when its answer comes.

use chrono::DateTime;
use chrono::TimeDelta;
use chrono::Utc;
use serde::Deserialize;
use serde::Serialize;
use serde_json::json;

use crate::domain::check::Check;
use crate::domain::check::CheckState;
use crate::domain::check::CheckSubject;
use crate::domain::check::Registry;
use crate::domain::event::EventKind;
use crate::domain::rule::Rule;
use crate::flow::Cx;
use crate::flow::Stop;
use crate::flow::WriteCx;
use crate::flow::account;
use crate::flow::jobs::queue;
use crate::flow::registry::answer;
use crate::flow::registry::records::Record;
use crate::protocol::ids::Oid;
use crate::storage::checks;
use crate::storage::children;

/// The kind of job that brings an answer.
pub(super) const KIND: &str = "registry_answer";

#[derive(Serialize, Deserialize)]
pub(super) struct Payload {
    pub(super) check: i64,
    pub(super) subject: CheckSubject,
    pub(super) registry: Registry,
    pub(super) tries: u32,
}

/// Asks a registry about a subject, in place of an earlier question.
pub fn ask(cx: &WriteCx<'_>, subject: CheckSubject, registry: Registry) -> Result<(), Stop> {
    let check = Check { registry, state: CheckState::Running, number: 0, started_at: cx.now };
    let number = checks::insert(cx.sql, subject, &check)?;
    tell(cx, subject, EventKind::CheckStarted, json!({ "registry": registry.name() }))?;
    let due_at = match arranged_delay(cx, subject, registry)? {
        Some(delay) => cx.now + delay,
        None => usual_time(cx, subject, registry),
    };
    plan(cx, due_at, &Payload { check: number, subject, registry, tries: 1 })
}

/// Asks registries about a subject and forgets whatever was asked and answered before.
pub fn ask_anew(cx: &WriteCx<'_>, subject: CheckSubject, registries: &[Registry]) -> Result<(), Stop> {
    checks::delete(cx.sql, subject)?;
    registries.iter().try_for_each(|registry| ask(cx, subject, *registry))
}

/// Is a registry still to answer about a subject?
pub fn is_running(cx: &Cx<'_>, subject: CheckSubject) -> Result<bool, Stop> {
    Ok(checks::list(cx.sql, subject)?.iter().any(|check| check.state == CheckState::Running))
}

/// A child's card is checked no faster than its own rule says.
fn usual_time(cx: &Cx<'_>, subject: CheckSubject, registry: Registry) -> DateTime<Utc> {
    let usual = cx.ends(usual_delay(registry));
    match subject {
        CheckSubject::Person(_) => usual,
        CheckSubject::Card(_) => usual.max(cx.ends(Rule::ChildCheckEarliest)),
    }
}

fn usual_delay(registry: Registry) -> Rule {
    match registry {
        Registry::Mvd => Rule::MvdDelay,
        Registry::Sfr => Rule::SfrDelay,
        Registry::Zags => Rule::ZagsDelay,
    }
}

fn arranged_delay(cx: &Cx<'_>, subject: CheckSubject, registry: Registry) -> Result<Option<TimeDelta>, Stop> {
    let Some(record) = Record::of(cx, subject)? else { return Ok(None) };
    let arranged = answer::arranged(cx, &record, registry)?;
    Ok(arranged.and_then(|arranged| arranged.after).map(|seconds| TimeDelta::seconds(seconds.into())))
}

pub(super) fn plan(cx: &WriteCx<'_>, due_at: DateTime<Utc>, payload: &Payload) -> Result<(), Stop> {
    queue::schedule(cx, KIND, format!("{} {}", payload.check, payload.tries), due_at, payload)?;
    Ok(())
}

/// Writes down what happened to a subject; of a card, its parent is told.
pub(super) fn tell(
    cx: &WriteCx<'_>,
    subject: CheckSubject,
    kind: EventKind,
    mut data: serde_json::Value,
) -> Result<(), Stop> {
    let oid: Option<Oid> = match subject {
        CheckSubject::Person(oid) => Some(oid),
        CheckSubject::Card(id) => {
            data["card"] = id.into();
            children::find(cx.sql, id)?.map(|(parent, _)| parent)
        }
    };
    oid.map_or(Ok(()), |oid| account::happened(cx, oid, kind, data))
}
