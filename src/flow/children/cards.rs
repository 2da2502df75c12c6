//! Cards: made, changed, sent to ЗАГС and СФР, taken away.

use crate::domain::check::CheckSubject;
use crate::domain::check::Registry;
use crate::domain::child::ChildCard;
use crate::domain::document::Document;
use crate::domain::document::DocumentData;
use crate::domain::document::DocumentKind;
use crate::domain::person::Person;
use crate::flow::Cx;
use crate::flow::Stop;
use crate::flow::WriteCx;
use crate::flow::account::family;
use crate::flow::children;
use crate::flow::registry::asking;
use crate::protocol::ids::Oid;
use crate::storage::checks;
use crate::storage::children as stored;
use crate::storage::documents;
use crate::storage::documents::DocumentOwner;

/// What a parent says of a child.
#[derive(Clone, Debug)]
pub struct CardData {
    /// The child.
    pub person: Person,
    /// What kind of birth certificate.
    pub kind: DocumentKind,
    /// The certificate.
    pub certificate: DocumentData,
}

/// Why a card is not made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unsaved {
    /// The parent has a card of this child.
    SameChild,
    /// It is being checked, or was verified: its data stay as they are.
    Closed,
    /// The parent has no such card.
    Gone,
}

/// What became of marked cards.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Submitted {
    /// So many were sent.
    pub sent: usize,
    /// So many are for the service centre: their certificates are not Russian ones.
    pub foreign: usize,
}

/// Makes a new card; gives its number.
pub fn add(cx: &WriteCx<'_>, parent: Oid, data: &CardData) -> Result<Result<i64, Unsaved>, Stop> {
    let card = put_together(cx, stored::next_id(cx.sql)?, data)?;
    if has_same_child(cx, parent, &card)? {
        return Ok(Err(Unsaved::SameChild));
    }
    stored::insert(cx.sql, parent, &card)?;
    Ok(Ok(card.id))
}

/// Changes a card; whatever registries have said of it before is forgotten.
pub fn change(cx: &WriteCx<'_>, parent: Oid, id: i64, data: &CardData) -> Result<Result<(), Unsaved>, Stop> {
    let Some(old) = children::card(cx, parent, id)? else { return Ok(Err(Unsaved::Gone)) };
    if old.account.is_some() || !children::state(cx, &old)?.is_open() {
        return Ok(Err(Unsaved::Closed));
    }
    let card = put_together(cx, id, data)?;
    if has_same_child(cx, parent, &card)? {
        return Ok(Err(Unsaved::SameChild));
    }
    for document in &old.documents {
        documents::delete(cx.sql, document.id)?;
    }
    for document in &card.documents {
        documents::insert(cx.sql, DocumentOwner::Card(id), document)?;
    }
    stored::update(cx.sql, &card)?;
    checks::delete(cx.sql, CheckSubject::Card(id))?;
    Ok(Ok(()))
}

/// Sends those of the marked cards that can be sent: the certificate to ЗАГС, the search of СНИЛС to СФР.
pub fn submit(cx: &WriteCx<'_>, parent: Oid, marked: &[i64]) -> Result<Submitted, Stop> {
    let mut submitted = Submitted::default();
    for card in stored::list(cx.sql, parent)?.iter().filter(|card| marked.contains(&card.id)) {
        if !children::state(cx, card)?.is_open() {
            continue;
        }
        if !card.is_russian() {
            submitted.foreign += 1;
            continue;
        }
        for registry in [Registry::Zags, Registry::Sfr] {
            asking::ask(cx, CheckSubject::Card(card.id), registry)?;
        }
        submitted.sent += 1;
    }
    Ok(submitted)
}

/// Takes a card away; one with an account must be unlinked first.
pub fn delete(cx: &WriteCx<'_>, parent: Oid, id: i64) -> Result<Result<(), Unsaved>, Stop> {
    let Some(card) = children::card(cx, parent, id)? else { return Ok(Err(Unsaved::Gone)) };
    if card.account.is_some() {
        return Ok(Err(Unsaved::Closed));
    }
    family::forget_wishes(cx, id)?;
    checks::delete(cx.sql, CheckSubject::Card(id))?;
    stored::delete(cx.sql, id)?;
    Ok(Ok(()))
}

fn put_together(cx: &Cx<'_>, id: i64, data: &CardData) -> Result<ChildCard, Stop> {
    let certificate =
        Document { id: documents::next_id(cx.sql)?, kind: data.kind, verified: false, data: data.certificate.clone() };
    Ok(ChildCard {
        id,
        person: data.person.clone(),
        documents: vec![certificate],
        contacts: (None, None),
        account: None,
    })
}

fn has_same_child(cx: &Cx<'_>, parent: Oid, card: &ChildCard) -> Result<bool, Stop> {
    Ok(stored::list(cx.sql, parent)?.iter().any(|other| other.id != card.id && other.is_same_child(card)))
}
