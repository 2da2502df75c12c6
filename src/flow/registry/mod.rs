//! Checks by МВД, СФР and ЗАГС: asked now, answered when the time has come (a job), and what follows from the answer.
//!
//! A registry of the stand knows everybody whose data were verified before, and believes everybody else; a tester may
//! arrange another answer for a number ([`checks::insert_arranged`]).

pub mod answer;
pub mod asking;
mod card;
mod person;
pub mod records;
pub mod words;

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
use crate::flow::WriteCx;
use crate::flow::jobs::queue;
use crate::flow::jobs::queue::About;
use crate::flow::jobs::queue::JobKind;
use crate::flow::registry::asking::Payload;
use crate::flow::registry::asking::plan;
use crate::flow::registry::asking::tell;
use crate::flow::registry::records::Record;
use crate::protocol::ids::Oid;
use crate::storage::checks;
use crate::storage::jobs::Job;
use crate::texts::Text;

/// The kind of job that brings an answer.
pub const KIND: JobKind = JobKind {
    name: asking::KIND,
    doc: "МВД, СФР or ЗАГС answers about somebody's data, or is asked again",
    run,
    replan: None,
    about,
};

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

fn about(cx: &Cx<'_>, job: &Job) -> Result<About, Stop> {
    let Payload { subject, registry, .. } = queue::payload(job)?;
    let record = Record::of(cx, subject)?;
    let person = record.as_ref().and_then(|record| record.holder);
    let words = match (subject, record) {
        (CheckSubject::Card(_), Some(record)) => Text::new("desk-job-registry-child")
            .with("registry", words::name(registry))
            .with("name", record.person.name.to_string()),
        (CheckSubject::Person(_) | CheckSubject::Card(_), _) => words::name(registry),
    };
    Ok(About { person, words: Some(words) })
}

fn run(cx: &WriteCx<'_>, job: &Job) -> Result<(), Stop> {
    let payload: Payload = queue::payload(job)?;
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
