//! The phone and the e-mail of somebody: given, changed, verified, removed.
//!
//! A verified contact stays what it is, login and data, until the one that is to replace it has been verified. One that
//! was never verified is replaced at once.

use serde_json::json;

use crate::domain::account::SecondFactor;
use crate::domain::contact::Contact;
use crate::domain::contact::ContactKind;
use crate::domain::contact::Verification;
use crate::domain::event::EventKind;
use crate::domain::verification::PendingVerification;
use crate::domain::verification::Purpose;
use crate::flow::Cx;
use crate::flow::Stop;
use crate::flow::WriteCx;
use crate::flow::account;
use crate::flow::outbox;
use crate::flow::outbox::letters;
use crate::flow::verification;
use crate::flow::verification::Mistake;
use crate::flow::verification::Unsent;
use crate::flow::verification::Wanted;
use crate::protocol::ids::Oid;
use crate::storage::accounts;
use crate::storage::contacts;
use crate::storage::people;
use crate::storage::verifications;

/// Why a contact is not changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotChanged {
    /// It is this one already.
    Same,
    /// Nothing was sent to it.
    Unsent(Unsent),
}

/// Why a contact is not removed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotRemoved {
    /// They have none such.
    Absent,
    /// At least one verified contact must remain.
    Last,
    /// Codes of the second factor go to it.
    SecondFactor,
}

/// The contact of a kind: the first one, where fixtures give several.
pub fn current(cx: &Cx<'_>, oid: Oid, kind: ContactKind) -> Result<Option<Contact>, Stop> {
    Ok(contacts::list(cx.sql, oid)?.into_iter().find(|contact| contact.kind == kind))
}

/// What is to become the contact of a kind, once it is verified.
pub fn pending(cx: &Cx<'_>, oid: Oid, kind: ContactKind) -> Result<Option<PendingVerification>, Stop> {
    Ok(verifications::find(cx.sql, Purpose::Contact, &oid.to_string(), kind)?)
}

/// What is to take the place of a contact: the first of its kind alone can be changed, and it is one that was verified.
pub fn replacement(cx: &Cx<'_>, oid: Oid, contact: &Contact) -> Result<Option<PendingVerification>, Stop> {
    let is_changed = contact.verification.is_verified()
        && contact.kind.is_login()
        && current(cx, oid, contact.kind)?.is_some_and(|first| first.id == contact.id);
    if is_changed { pending(cx, oid, contact.kind) } else { Ok(None) }
}

/// Begins to give or to change a contact (`value` in its one spelling): sends a code or a letter to it.
pub fn change(cx: &WriteCx<'_>, oid: Oid, kind: ContactKind, value: &str) -> Result<Result<(), NotChanged>, Stop> {
    let current = current(cx, oid, kind)?;
    let is_same = |contact: &Contact| kind.login_key(&contact.value) == kind.login_key(value);
    if current.as_ref().is_some_and(|contact| contact.verification.is_verified() && is_same(contact)) {
        return Ok(Err(NotChanged::Same));
    }
    let Some(person) = people::find(cx.sql, oid)? else { return Ok(Err(NotChanged::Same)) };
    let wanted = Wanted {
        purpose: Purpose::Contact,
        subject: &oid.to_string(),
        whose: Some(oid),
        kind,
        value,
        holds: true,
        name: &person.name.to_string(),
        letter: &letters::CONTACT_LINK,
    };
    if let Err(unsent) = verification::send(cx, &wanted)? {
        return Ok(Err(NotChanged::Unsent(unsent)));
    }
    let key = kind.login_key(value);
    match current {
        None => {
            account::contacts::add(cx, oid, kind, value, Verification::NotVerified)?;
            tell(cx, oid, EventKind::ContactAdded, kind, value)?;
        }
        Some(contact) if !contact.verification.is_verified() => {
            contacts::update(cx.sql, &Contact { value: value.to_owned(), ..contact }, key.as_deref())?;
        }
        Some(_) => {}
    }
    accounts::touch(cx.sql, oid, cx.now)?;
    Ok(Ok(()))
}

/// Sends the code or the letter again.
pub fn resend(cx: &WriteCx<'_>, oid: Oid, kind: ContactKind) -> Result<Option<Result<(), NotChanged>>, Stop> {
    let unverified = || current(cx, oid, kind).map(|known| known.filter(|contact| !contact.verification.is_verified()));
    let value = match pending(cx, oid, kind)? {
        Some(pending) => Some(pending.value),
        None => unverified()?.map(|contact| contact.value),
    };
    value.map(|value| change(cx, oid, kind, &value)).transpose()
}

/// Takes the code that was sent to a phone.
pub fn confirm(cx: &WriteCx<'_>, oid: Oid, code: &str) -> Result<Result<(), Mistake>, Stop> {
    match verification::verify_code(cx, Purpose::Contact, &oid.to_string(), code)? {
        Ok(pending) => settle(cx, &pending).map(Ok),
        Err(mistake) => Ok(Err(mistake)),
    }
}

/// What the link of a letter wanted is done: the contact is verified, and the link used up.
pub fn settle(cx: &WriteCx<'_>, pending: &PendingVerification) -> Result<(), Stop> {
    let Some(oid) = pending.subject.parse().ok().map(Oid) else { return Ok(()) };
    let (kind, value) = (pending.kind, &pending.value);
    verification::cancel(cx, Purpose::Contact, &pending.subject, kind)?;
    let before = current(cx, oid, kind)?;
    let key = kind.login_key(value);
    match &before {
        Some(before) => {
            let verified = Contact { value: value.clone(), verification: Verification::Verified, ..before.clone() };
            contacts::update(cx.sql, &verified, key.as_deref())?;
        }
        None => {
            account::contacts::add(cx, oid, kind, value, Verification::Verified)?;
        }
    }
    accounts::touch(cx.sql, oid, cx.now)?;
    let replaced = before.map(|before| before.value).filter(|before| before != value);
    let facts = json!({ "type": kind.wire(), "value": value, "before": replaced });
    account::happened(cx, oid, EventKind::ContactVerified, facts)?;
    tell_before(cx, oid, kind, value, replaced)
}

/// Whoever had the contact before hears of it, for somebody else may have changed it.
fn tell_before(
    cx: &WriteCx<'_>,
    oid: Oid,
    kind: ContactKind,
    value: &str,
    replaced: Option<String>,
) -> Result<(), Stop> {
    let facts = [("Новый контакт", value.to_owned()), ("Когда", outbox::time(cx))];
    let Some(replaced) = replaced else { return Ok(()) };
    if kind != ContactKind::Email {
        return outbox::write(cx, oid, &letters::CONTACT_CHANGED, &facts);
    }
    let Some(person) = people::find(cx.sql, oid)? else { return Ok(()) };
    let addressee = outbox::Addressee { whose: Some(oid), to: &replaced, name: &person.name.to_string() };
    outbox::write_to(cx, addressee, &letters::CONTACT_CHANGED, &facts, "")
}

/// Removes a contact.
pub fn remove(cx: &WriteCx<'_>, oid: Oid, id: i64) -> Result<Result<(), NotRemoved>, Stop> {
    let all = contacts::list(cx.sql, oid)?;
    let Some(contact) = all.iter().find(|contact| contact.id == id) else { return Ok(Err(NotRemoved::Absent)) };
    let opens = |other: &&Contact| other.kind.is_login() && other.verification.is_verified();
    let others = || all.iter().filter(|other| other.id != id).filter(opens);
    if opens(&contact) {
        if others().next().is_none() {
            return Ok(Err(NotRemoved::Last));
        }
        let factor = accounts::find(cx.sql, oid)?.map(|account| account.second_factor).unwrap_or_default();
        let needs_phone = matches!(factor, SecondFactor::Sms | SecondFactor::Max);
        let is_phone = contact.kind == ContactKind::Mobile;
        if needs_phone && is_phone && others().all(|other| other.kind != ContactKind::Mobile) {
            return Ok(Err(NotRemoved::SecondFactor));
        }
    }
    contacts::delete(cx.sql, id)?;
    verification::cancel(cx, Purpose::Contact, &oid.to_string(), contact.kind)?;
    accounts::touch(cx.sql, oid, cx.now)?;
    tell(cx, oid, EventKind::ContactRemoved, contact.kind, &contact.value)?;
    Ok(Ok(()))
}

fn tell(cx: &WriteCx<'_>, oid: Oid, event: EventKind, kind: ContactKind, value: &str) -> Result<(), Stop> {
    account::happened(cx, oid, event, json!({ "type": kind.wire(), "value": value }))
}
