//! What follows for a person from the answers of МВД and СФР.

use serde_json::json;

use crate::domain::account::AccountLevel;
use crate::domain::check::CheckState;
use crate::domain::check::CheckSubject;
use crate::domain::check::Outcome;
use crate::domain::check::Registry;
use crate::domain::document::Document;
use crate::domain::event::EventKind;
use crate::flow::Cx;
use crate::flow::Stop;
use crate::flow::WriteCx;
use crate::flow::account;
use crate::flow::account::levels;
use crate::flow::account::levels::Proof;
use crate::flow::outbox;
use crate::flow::outbox::letters;
use crate::flow::profile::document_expiry;
use crate::flow::profile::personal;
use crate::flow::registry::records::Record;
use crate::flow::registry::words;
use crate::protocol::ids::Oid;
use crate::storage::accounts;
use crate::storage::checks;
use crate::storage::corrections;
use crate::storage::documents;
use crate::storage::people;
use crate::texts::Language;
use crate::texts::Text;

/// Once every registry that was asked has answered: the data count and the level rises, or the holder is told what did
/// not pass.
pub(super) fn settle(cx: &WriteCx<'_>, oid: Oid) -> Result<(), Stop> {
    let all = checks::list(cx.sql, CheckSubject::Person(oid))?;
    let answers: Option<Vec<(Registry, Outcome)>> = all
        .iter()
        .map(|check| match check.state {
            CheckState::Running => None,
            CheckState::Answered(outcome) => Some((check.registry, outcome)),
        })
        .collect();
    let Some(answers) = answers else { return Ok(()) };
    let failures = failures(cx, oid, &answers)?;
    // Of a correction, nothing counts before all of it does.
    let is_correction = corrections::find(cx.sql, oid)?.is_some();
    if answers.contains(&(Registry::Mvd, Outcome::Found)) && (failures.is_empty() || !is_correction) {
        verify_document(cx, oid)?;
    }
    if !failures.is_empty() {
        return fail(cx, oid, &failures);
    }
    correct(cx, oid)?;
    let both = [Registry::Mvd, Registry::Sfr].map(|registry| (registry, Outcome::Found));
    if both.iter().all(|passed| answers.contains(passed)) {
        levels::raise(cx, oid, Proof::Registries)?;
    }
    Ok(())
}

/// What did not pass: the code of each reason, and its words.
fn failures(cx: &Cx<'_>, oid: Oid, answers: &[(Registry, Outcome)]) -> Result<Vec<(String, Text)>, Stop> {
    let told =
        |(registry, outcome): &(Registry, Outcome)| outcome.reason(*registry).zip(words::reason(*registry, *outcome));
    let mut failures: Vec<_> = answers.iter().filter_map(told).collect();
    let snils = people::find(cx.sql, oid)?.and_then(|person| person.snils);
    // Somebody else may have become sure of the same number while this check ran.
    if failures.is_empty() && snils.map_or(Ok(false), |snils| personal::is_taken(cx, oid, &snils))? {
        failures.push(("SNILS_TAKEN".to_owned(), Text::new("registry-snils-taken")));
    }
    Ok(failures)
}

/// The document that was asked about is verified, and takes the place of the one before.
fn verify_document(cx: &WriteCx<'_>, oid: Oid) -> Result<(), Stop> {
    let Some(record) = Record::of(cx, CheckSubject::Person(oid))? else { return Ok(()) };
    let Some(document) = record.document(Registry::Mvd).filter(|document| !document.verified) else { return Ok(()) };
    documents::update(cx.sql, &Document { verified: true, ..document.clone() })?;
    personal::remove_identities(cx, oid, |other| other.id != document.id)?;
    if let Some(born) = record.person.birth_date {
        document_expiry::plan(cx, born, document)?;
    }
    accounts::touch(cx.sql, oid, cx.now)?;
    account::happened(cx, oid, EventKind::DocumentVerified, json!({ "type": document.kind.wire() }))
}

/// What the holder of a sure account has written counts from now on.
fn correct(cx: &WriteCx<'_>, oid: Oid) -> Result<(), Stop> {
    let Some(corrected) = corrections::find(cx.sql, oid)? else { return Ok(()) };
    let before = people::find(cx.sql, oid)?;
    people::update(cx.sql, oid, &corrected)?;
    corrections::delete(cx.sql, oid)?;
    accounts::touch(cx.sql, oid, cx.now)?;
    let names = (before.map(|before| before.name.to_string()), corrected.name.to_string());
    account::happened(cx, oid, EventKind::NameChanged, json!({ "before": names.0, "after": names.1 }))?;
    outbox::write(cx, oid, &letters::DATA_CHANGED, &[("ФИО", names.1), ("Когда", outbox::time(cx))])
}

fn fail(cx: &WriteCx<'_>, oid: Oid, failures: &[(String, Text)]) -> Result<(), Stop> {
    let account = accounts::find(cx.sql, oid)?;
    if account.is_some_and(|account| account.level == AccountLevel::SimplifiedReady) {
        accounts::update_level(cx.sql, oid, AccountLevel::Simplified, cx.now)?;
    }
    let codes: Vec<_> = failures.iter().map(|(code, _)| code.as_str()).collect();
    let reasons: Vec<_> = failures.iter().map(|(_, words)| Language::Russian.say(words)).collect();
    let facts = [("Причина", reasons.join("; ")), ("Код", codes.join(", ")), ("Когда", outbox::time(cx))];
    outbox::write(cx, oid, &letters::CHECK_FAILED, &facts)
}
