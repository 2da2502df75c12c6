//! What a registry answers: what a tester has arranged, or what follows from whom the stand knows.

use crate::domain::account::AccountLevel;
use crate::domain::check::CheckSubject;
use crate::domain::check::Outcome;
use crate::domain::check::Registry;
use crate::domain::person::Person;
use crate::flow::Cx;
use crate::flow::Stop;
use crate::flow::registry::records::Record;
use crate::storage::accounts;
use crate::storage::checks;
use crate::storage::checks::Arranged;
use crate::storage::children;
use crate::storage::documents;
use crate::storage::documents::DocumentOwner;
use crate::storage::people;

/// The answer about a subject as its data are now.
pub fn of(cx: &Cx<'_>, subject: CheckSubject, registry: Registry) -> Result<Outcome, Stop> {
    let Some(record) = Record::of(cx, subject)? else { return Ok(Outcome::NotFound) };
    if let Some(arranged) = arranged(cx, &record, registry)? {
        return Ok(arranged.outcome);
    }
    if record.number(registry).is_none() {
        return Ok(Outcome::NotFound);
    }
    let known = match registry {
        Registry::Sfr => known_by_snils(cx, &record)?,
        Registry::Mvd | Registry::Zags => known_by_document(cx, &record, registry)?,
    };
    Ok(known
        .iter()
        .map(|known| compare(&record.person, known))
        .find(|outcome| *outcome != Outcome::Found)
        .unwrap_or(Outcome::Found))
}

/// What a tester has arranged for the number that is asked about, or for the person whatever their numbers are.
pub fn arranged(cx: &Cx<'_>, record: &Record, registry: Registry) -> Result<Option<Arranged>, Stop> {
    if let Some(number) = record.number(registry)
        && let Some(arranged) = checks::find_arranged(cx.sql, registry, &number)?
    {
        return Ok(Some(arranged));
    }
    let holder = record.holder.filter(|_| registry.is_asked_about(record.subject));
    Ok(holder.map(|oid| checks::find_arranged(cx.sql, registry, &checks::person_key(oid))).transpose()?.flatten())
}

fn compare(asked: &Person, known: &Person) -> Outcome {
    if asked.name != known.name {
        return Outcome::MismatchName;
    }
    // What was never told contradicts nothing.
    let contradicts =
        |asked: Option<String>, known: Option<String>| asked.zip(known).is_some_and(|(one, two)| one != two);
    let birth = |person: &Person| person.birth_date.map(|date| date.to_string());
    let gender = |person: &Person| person.gender.map(|gender| gender.wire().to_owned());
    let differs = contradicts(birth(asked), birth(known)) || contradicts(gender(asked), gender(known));
    if differs { Outcome::MismatchBirthDate } else { Outcome::Found }
}

/// Who has this СНИЛС for certain.
fn known_by_snils(cx: &Cx<'_>, record: &Record) -> Result<Vec<Person>, Stop> {
    let Some(snils) = &record.person.snils else { return Ok(Vec::new()) };
    let sure = |level: AccountLevel| level.shows_snils();
    let mut known = Vec::new();
    let others = accounts::list_by_snils(cx.sql, snils)?.into_iter().filter(|account| !record.is_of(account.oid));
    for account in others.filter(|account| sure(account.level)) {
        known.extend(people::find(cx.sql, account.oid)?);
    }
    Ok(known)
}

/// Who has this document for certain.
fn known_by_document(cx: &Cx<'_>, record: &Record, registry: Registry) -> Result<Vec<Person>, Stop> {
    let Some(document) = record.document(registry) else { return Ok(Vec::new()) };
    let Some(number) = &document.data.number else { return Ok(Vec::new()) };
    let mut known = Vec::new();
    for owner in documents::list_verified(cx.sql, document.kind, document.data.series.as_deref(), number)? {
        known.extend(match owner {
            // What somebody was called before is no contradiction to what they are called now.
            DocumentOwner::Person(oid) if record.is_of(oid) => None,
            DocumentOwner::Person(oid) => people::find(cx.sql, oid)?,
            DocumentOwner::Card(id) => children::find(cx.sql, id)?.map(|(_, card)| card.person),
        });
    }
    Ok(known)
}
