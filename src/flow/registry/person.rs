//! What follows for a person from the answers of МВД and СФР.

use crate::domain::account::AccountLevel;
use crate::domain::check::CheckState;
use crate::domain::check::CheckSubject;
use crate::domain::check::Outcome;
use crate::domain::check::Registry;
use crate::domain::document::Document;
use crate::flow::Cx;
use crate::flow::Stop;
use crate::flow::account::levels;
use crate::flow::account::levels::Proof;
use crate::flow::outbox;
use crate::flow::outbox::letters;
use crate::flow::registry::records::Record;
use crate::protocol::ids::Oid;
use crate::storage::accounts;
use crate::storage::checks;
use crate::storage::documents;

/// Once every registry that was asked has answered: the level rises, or the holder is told what did not pass.
pub(super) fn settle(cx: &Cx<'_>, oid: Oid) -> Result<(), Stop> {
    let all = checks::list(cx.sql, CheckSubject::Person(oid))?;
    let answers: Option<Vec<(Registry, Outcome)>> = all
        .iter()
        .map(|check| match check.state {
            CheckState::Running => None,
            CheckState::Answered(outcome) => Some((check.registry, outcome)),
        })
        .collect();
    let Some(answers) = answers else { return Ok(()) };
    if answers.contains(&(Registry::Mvd, Outcome::Found)) {
        verify_document(cx, oid)?;
    }
    let failures: Vec<_> = answers.iter().filter_map(|(registry, outcome)| outcome.reason(*registry)).collect();
    if !failures.is_empty() {
        return fail(cx, oid, &failures);
    }
    let both = [Registry::Mvd, Registry::Sfr].map(|registry| (registry, Outcome::Found));
    if both.iter().all(|passed| answers.contains(passed)) {
        levels::raise(cx, oid, Proof::Registries)?;
    }
    Ok(())
}

fn verify_document(cx: &Cx<'_>, oid: Oid) -> Result<(), Stop> {
    let Some(record) = Record::of(cx, CheckSubject::Person(oid))? else { return Ok(()) };
    if let Some(document) = record.document(Registry::Mvd).filter(|document| !document.verified) {
        documents::update(cx.sql, &Document { verified: true, ..document.clone() })?;
        accounts::touch(cx.sql, oid, cx.now)?;
    }
    Ok(())
}

fn fail(cx: &Cx<'_>, oid: Oid, reasons: &[String]) -> Result<(), Stop> {
    let account = accounts::find(cx.sql, oid)?;
    if account.is_some_and(|account| account.level == AccountLevel::SimplifiedReady) {
        accounts::update_level(cx.sql, oid, AccountLevel::Simplified, cx.now)?;
    }
    outbox::write(cx, oid, &letters::CHECK_FAILED, &[("Код", reasons.join(", ")), ("Когда", outbox::time(cx))])
}
