//! Documents beside the one of identity: added and removed at will, and checked by nobody.

use serde_json::json;

use crate::domain::document::Document;
use crate::domain::document::DocumentData;
use crate::domain::document::DocumentKind;
use crate::domain::event::EventKind;
use crate::flow::Stop;
use crate::flow::WriteCx;
use crate::flow::account;
use crate::flow::profile::personal;
use crate::protocol::ids::Oid;
use crate::storage::accounts;
use crate::storage::documents;
use crate::storage::documents::DocumentOwner;

/// Kinds that a holder may add.
pub const ADDED: [DocumentKind; 4] = [
    DocumentKind::DrivingLicence,
    DocumentKind::MedicalPolicy,
    DocumentKind::BirthCertificate,
    DocumentKind::InternationalPassport,
];

/// So many documents are more than anybody has.
const MOST: usize = 50;

/// Adds a document; false where there are too many already.
pub fn add(cx: &WriteCx<'_>, oid: Oid, kind: DocumentKind, data: DocumentData) -> Result<bool, Stop> {
    let owner = DocumentOwner::Person(oid);
    if documents::list(cx.sql, owner)?.len() >= MOST {
        return Ok(false);
    }
    let id = documents::next_id(cx.sql)?;
    documents::insert(cx.sql, owner, &Document { id, kind, verified: false, data })?;
    changed(cx, oid, EventKind::DocumentAdded, kind)?;
    Ok(true)
}

/// Removes a document of somebody: one that was added, or a replacement of the passport that was not verified. False if
/// they have none such.
pub fn remove(cx: &WriteCx<'_>, oid: Oid, id: i64) -> Result<bool, Stop> {
    let held = documents::list(cx.sql, DocumentOwner::Person(oid))?;
    let Some(document) = held.into_iter().find(|document| document.id == id) else { return Ok(false) };
    if document.kind.is_identity() {
        let is_replacement = accounts::find(cx.sql, oid)?.is_some_and(|account| personal::is_sure(&account));
        if document.verified || !is_replacement {
            return Ok(false);
        }
        personal::withdraw(cx, oid)?;
    } else {
        documents::delete(cx.sql, id)?;
    }
    changed(cx, oid, EventKind::DocumentRemoved, document.kind)?;
    Ok(true)
}

fn changed(cx: &WriteCx<'_>, oid: Oid, event: EventKind, kind: DocumentKind) -> Result<(), Stop> {
    accounts::touch(cx.sql, oid, cx.now)?;
    account::happened(cx, oid, event, json!({ "type": kind.wire() }))
}
