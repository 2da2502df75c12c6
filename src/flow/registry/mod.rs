//! Checks by МВД, СФР and ЗАГС: asked now, answered when the time has come (a job), and what follows from the answer.
//!
//! A registry of the stand knows everybody whose data were verified before, and believes everybody else; a tester may
//! put down another answer for a number ([`checks::insert_arranged`](crate::storage::checks::insert_arranged)).

pub mod answer;
mod card;
mod person;
pub mod records;
pub mod words;

use chrono::DateTime;
use chrono::TimeDelta;
use chrono::Utc;
use serde::Deserialize;
use serde::Serialize;
use serde_json::json;

use crate::domain::check::Check;
use crate::domain::check::CheckState;
use crate::domain::check::CheckSubject;
use crate::domain::check::DocumentState;
use crate::domain::check::Outcome;
use crate::domain::check::Registry;
use crate::domain::document::Document;
use crate::domain::event::EventKind;
use crate::domain::rule::Rule;
use crate::flow::Cx;
use crate::flow::Stop;
use crate::flow::account;
use crate::flow::jobs;
use crate::flow::jobs::JobKind;
use crate::flow::registry::records::Record;
use crate::protocol::ids::Oid;
use crate::storage::checks;
use crate::storage::children;
use crate::storage::jobs::Job;

/// The kind of job that brings an answer.
pub const KIND: JobKind = JobKind {
    name: "registry_answer",
    doc: "МВД, СФР or ЗАГС answers about somebody's data, or is asked again",
    run,
    replan: None,
};

#[derive(Serialize, Deserialize)]
struct Payload {
    check: i64,
    subject: CheckSubject,
    registry: Registry,
    tries: u32,
}

/// Asks a registry about a subject, in place of an earlier question.
pub fn ask(cx: &Cx<'_>, subject: CheckSubject, registry: Registry) -> Result<(), Stop> {
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
pub fn ask_anew(cx: &Cx<'_>, subject: CheckSubject, registries: &[Registry]) -> Result<(), Stop> {
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

/// The documents of a person, and how it stands with each: МВД is asked about the newest one of identity.
pub fn documents(cx: &Cx<'_>, oid: Oid) -> Result<Vec<(Document, DocumentState)>, Stop> {
    let subject = CheckSubject::Person(oid);
    let Some(record) = Record::of(cx, subject)? else { return Ok(Vec::new()) };
    let mvd = checks::list(cx.sql, subject)?.into_iter().find(|check| check.registry == Registry::Mvd);
    let asked = record.document(Registry::Mvd).map(|document| document.id);
    let state = |document: &Document| match mvd.as_ref().filter(|_| !document.verified && asked == Some(document.id)) {
        Some(check) => match check.state {
            CheckState::Running => DocumentState::Verifying,
            CheckState::Answered(outcome) => DocumentState::NotVerified(Some((Registry::Mvd, outcome))),
        },
        None => DocumentState::of(document.verified),
    };
    let states: Vec<_> = record.documents.iter().map(state).collect();
    Ok(record.documents.into_iter().zip(states).collect())
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

fn plan(cx: &Cx<'_>, due_at: DateTime<Utc>, payload: &Payload) -> Result<(), Stop> {
    jobs::schedule(cx, KIND.name, format!("{} {}", payload.check, payload.tries), due_at, payload)?;
    Ok(())
}

fn run(cx: &Cx<'_>, job: &Job) -> Result<(), Stop> {
    let payload: Payload = jobs::payload(job)?;
    let all = checks::list(cx.sql, payload.subject)?;
    // Somebody corrected the data meanwhile, or they are gone: what was asked about does not matter any more.
    let Some(check) = all.into_iter().find(|check| check.number == payload.check) else { return Ok(()) };
    let outcome = answer::of(cx, payload.subject, payload.registry)?;
    if outcome == Outcome::Timeout && payload.tries < cx.stand.config.rules.count(Rule::RegistryTries) {
        let due_at = cx.ends(Rule::RegistryRetry);
        return plan(cx, due_at, &Payload { tries: payload.tries + 1, ..payload });
    }
    checks::update(cx.sql, &Check { state: CheckState::Answered(outcome), ..check })?;
    let reason = outcome.reason(payload.registry);
    let data = json!({ "registry": payload.registry.name(), "outcome": outcome.name(), "reason": reason });
    tell(cx, payload.subject, EventKind::CheckAnswered, data)?;
    match payload.subject {
        CheckSubject::Person(oid) => person::settle(cx, oid),
        CheckSubject::Card(id) => card::settle(cx, id, payload.registry, outcome),
    }
}

/// Writes down what happened to a subject; of a card, its parent is told.
fn tell(cx: &Cx<'_>, subject: CheckSubject, kind: EventKind, mut data: serde_json::Value) -> Result<(), Stop> {
    let oid: Option<Oid> = match subject {
        CheckSubject::Person(oid) => Some(oid),
        CheckSubject::Card(id) => {
            data["card"] = id.into();
            children::find(cx.sql, id)?.map(|(parent, _)| parent)
        }
    };
    oid.map_or(Ok(()), |oid| account::happened(cx, oid, kind, data))
}
