//! A contact becomes verified, or is so no more, because a tester says so.

use crate::domain::account::AccountStatus;
use crate::domain::account::SecondFactor;
use crate::domain::contact::Contact;
use crate::domain::contact::ContactKind;
use crate::domain::contact::Verification;
use crate::flow::Stop;
use crate::flow::WriteCx;
use crate::flow::account::links;
use crate::flow::profile::contacts as own_contacts;
use crate::protocol::ids::Oid;
use crate::storage::accounts;
use crate::storage::contacts;

/// Why it does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotSet {
    /// They have no such contact.
    Absent,
    /// Codes of the second factor go to it.
    SecondFactor,
    /// The account was deleted.
    Deleted,
}

/// Sets whether a contact is verified; its value may be in any usual spelling. One that is to take the place of another
/// does so once it is verified.
pub fn set(cx: &WriteCx<'_>, oid: Oid, value: &str, is_verified: bool) -> Result<Result<(), NotSet>, Stop> {
    let Some(account) = accounts::find(cx.sql, oid)? else { return Ok(Err(NotSet::Absent)) };
    if account.status == AccountStatus::Deleted {
        return Ok(Err(NotSet::Deleted));
    }
    if is_verified {
        for kind in links::VERIFIED {
            let pending = own_contacts::pending(cx, oid, kind)?;
            if let Some(pending) = pending.filter(|pending| is_same(kind, &pending.value, value)) {
                return own_contacts::settle(cx, &pending).map(Ok);
            }
        }
    }
    let all = contacts::list(cx.sql, oid)?;
    let Some(known) = all.iter().find(|contact| is_same(contact.kind, &contact.value, value)) else {
        return Ok(Err(NotSet::Absent));
    };
    let is_other_phone = |contact: &Contact| {
        contact.kind == ContactKind::Mobile && contact.id != known.id && contact.verification.is_verified()
    };
    let needs_phone = matches!(account.second_factor, SecondFactor::Sms | SecondFactor::Max);
    if !is_verified && needs_phone && known.kind == ContactKind::Mobile && !all.iter().any(is_other_phone) {
        return Ok(Err(NotSet::SecondFactor));
    }
    let contact = Contact { verification: Verification::of(is_verified), ..known.clone() };
    contacts::update(cx.sql, &contact, contact.kind.login_key(&contact.value).as_deref())?;
    accounts::touch(cx.sql, oid, cx.now).map(Ok).map_err(Stop::from)
}

/// Are both the same contact of this kind, whatever their spelling?
fn is_same(kind: ContactKind, one: &str, other: &str) -> bool {
    let key = |text: &str| kind.normalize(text).ok().map(|value| kind.login_key(&value).unwrap_or(value));
    key(one).is_some() && key(one) == key(other)
}
