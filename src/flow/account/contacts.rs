//! Phones and e-mails of accounts: each belongs to one alone, also while it is on its way there.

use crate::domain::contact::Contact;
use crate::domain::contact::ContactKind;
use crate::domain::contact::Verification;
use crate::domain::verification::Purpose;
use crate::flow::Cx;
use crate::flow::Stop;
use crate::flow::WriteCx;
use crate::protocol::ids::Oid;
use crate::storage::accounts;
use crate::storage::child_applications;
use crate::storage::contacts;
use crate::storage::registrations;
use crate::storage::verifications;

/// Who has a contact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Holder {
    /// An account, verified or not.
    Account(Oid),
    /// Something that waits for it to be verified.
    Pending(Purpose, String),
}

/// Who has a contact that one can sign in with; `value` is in its one spelling.
pub fn holder(cx: &Cx<'_>, kind: ContactKind, value: &str) -> Result<Option<Holder>, Stop> {
    let Some(key) = kind.login_key(value) else { return Ok(None) };
    if let Some(oid) = contacts::find_owner(cx.sql, &key)? {
        return Ok(Some(Holder::Account(oid)));
    }
    // A registration outlives the code that it waits for.
    if let Some(id) = registrations::find_holder(cx.sql, &key, cx.now)? {
        return Ok(Some(Holder::Pending(Purpose::Registration, id)));
    }
    if let Some((purpose, subject)) = verifications::find_holder(cx.sql, &key, cx.now)? {
        return Ok(Some(Holder::Pending(purpose, subject)));
    }
    let card = child_applications::find_holder(cx.sql, &key, cx.now)?;
    Ok(card.map(|card| Holder::Pending(Purpose::Child, card.to_string())))
}

/// Gives an account a contact. Whoever calls has made sure that nobody else has it.
pub fn add(
    cx: &WriteCx<'_>,
    owner: Oid,
    kind: ContactKind,
    value: &str,
    verification: Verification,
) -> Result<Contact, Stop> {
    let contact = Contact { id: contacts::next_id(cx.sql)?, kind, value: value.to_owned(), verification };
    contacts::insert(cx.sql, owner, &contact, kind.login_key(value).as_deref())?;
    Ok(contact)
}

/// Gives an account a contact that was just verified, in place of the one of its kind that it had.
pub fn put_verified(cx: &WriteCx<'_>, owner: Oid, kind: ContactKind, value: &str) -> Result<(), Stop> {
    let verification = Verification::Verified;
    match contacts::list(cx.sql, owner)?.into_iter().find(|contact| contact.kind == kind) {
        Some(known) => {
            let contact = Contact { value: value.to_owned(), verification, ..known };
            contacts::update(cx.sql, &contact, kind.login_key(value).as_deref())?;
        }
        None => {
            add(cx, owner, kind, value, verification)?;
        }
    }
    Ok(accounts::touch(cx.sql, owner, cx.now)?)
}

/// The first contact of a kind that was verified.
pub fn verified(cx: &Cx<'_>, oid: Oid, kind: ContactKind) -> Result<Option<String>, Stop> {
    let all = contacts::list(cx.sql, oid)?;
    let mut verified = all.into_iter().filter(|contact| contact.kind == kind && contact.verification.is_verified());
    Ok(verified.next().map(|contact| contact.value))
}

/// Where codes are sent to: the first mobile phone that was verified.
pub fn mobile(cx: &Cx<'_>, oid: Oid) -> Result<Option<String>, Stop> {
    verified(cx, oid, ContactKind::Mobile)
}
