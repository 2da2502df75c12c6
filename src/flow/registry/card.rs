//! What follows for a child's card from the answers of ЗАГС and СФР: the certificate is verified, СНИЛС is found.

use crate::domain::check::Outcome;
use crate::domain::check::Registry;
use crate::domain::child::ChildCard;
use crate::domain::document::Document;
use crate::domain::person::Person;
use crate::domain::snils::Snils;
use crate::flow::Cx;
use crate::flow::Stop;
use crate::flow::WriteCx;
use crate::storage::accounts;
use crate::storage::children;
use crate::storage::documents;
use crate::storage::documents::DocumentOwner;
use crate::storage::people;

/// Where no card has a number yet, СФР gives one that begins so: no such numbers are issued, so it is nobody's.
const MADE_UP: u32 = 900_000_000;

/// Writes down what a registry has confirmed; what it has not is told by the check itself.
pub(super) fn settle(cx: &WriteCx<'_>, id: i64, registry: Registry, outcome: Outcome) -> Result<(), Stop> {
    let Some((_, card)) = children::find(cx.sql, id)?.filter(|_| outcome == Outcome::Found) else { return Ok(()) };
    match registry {
        Registry::Zags => verify_certificate(cx, &card),
        Registry::Sfr if card.person.snils.is_none() => {
            let snils = Some(search(cx, &card)?);
            let person = Person { snils, ..card.person.clone() };
            Ok(children::update(cx.sql, &ChildCard { person, ..card })?)
        }
        Registry::Sfr | Registry::Mvd => Ok(()),
    }
}

fn verify_certificate(cx: &WriteCx<'_>, card: &ChildCard) -> Result<(), Stop> {
    let Some(certificate) = card.certificate() else { return Ok(()) };
    Ok(documents::update(cx.sql, &Document { verified: true, ..certificate.clone() })?)
}

/// The СНИЛС of a child: that of whoever has the certificate or the name and date of birth, or else a new one.
fn search(cx: &Cx<'_>, card: &ChildCard) -> Result<Snils, Stop> {
    for known in known_by_certificate(cx, card)?.into_iter().chain(known_by_name(cx, card)?) {
        if let Some(snils) = snils_of(cx, known)? {
            return Ok(snils);
        }
    }
    loop {
        let drawn = u32::from_be_bytes(cx.stand.random.bytes());
        let snils = Snils::of_number(MADE_UP + drawn % (1_000_000_000 - MADE_UP));
        if !children::has_snils(cx.sql, &snils)? && accounts::list_by_snils(cx.sql, &snils)?.is_empty() {
            return Ok(snils);
        }
    }
}

fn known_by_certificate(cx: &Cx<'_>, card: &ChildCard) -> Result<Vec<DocumentOwner>, Stop> {
    let Some(certificate) = card.certificate() else { return Ok(Vec::new()) };
    let Some(number) = &certificate.data.number else { return Ok(Vec::new()) };
    Ok(documents::list_verified(cx.sql, certificate.kind, certificate.data.series.as_deref(), number)?)
}

fn known_by_name(cx: &Cx<'_>, card: &ChildCard) -> Result<Vec<DocumentOwner>, Stop> {
    let Some(born) = card.person.birth_date else { return Ok(Vec::new()) };
    let people = people::list_by_name(cx.sql, &card.person.name, born)?.into_iter().map(DocumentOwner::Person);
    let cards = children::list_by_name(cx.sql, &card.person.name, born)?.into_iter().map(DocumentOwner::Card);
    Ok(people.chain(cards).collect())
}

/// СНИЛС of somebody, if it is certain.
fn snils_of(cx: &Cx<'_>, owner: DocumentOwner) -> Result<Option<Snils>, Stop> {
    Ok(match owner {
        DocumentOwner::Person(oid) => {
            let is_sure = accounts::find(cx.sql, oid)?.is_some_and(|account| account.level.shows_snils());
            people::find(cx.sql, oid)?.filter(|_| is_sure).and_then(|person| person.snils)
        }
        DocumentOwner::Card(id) => children::find(cx.sql, id)?.and_then(|(_, card)| card.person.snils),
    })
}
