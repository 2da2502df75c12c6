//! Codes and links that are on their way: to a new password, or to a contact that is to be verified.

use crate::domain::contact::ContactKind;
use crate::domain::verification::Purpose;
use crate::flow::Stop;
use crate::flow::WriteCx;
use crate::flow::account::attempts;
use crate::flow::verification;
use crate::protocol::ids::Oid;

/// Kinds that one can sign in with, and that are therefore verified.
pub const VERIFIED: [ContactKind; 2] = [ContactKind::Mobile, ContactKind::Email];

/// Makes codes and links worthless that lead to a new password: whoever has one of an earlier day is not to use it.
pub fn forget(cx: &WriteCx<'_>, oid: Oid) -> Result<(), Stop> {
    verification::cancel(cx, Purpose::FirstPassword, &oid.to_string(), ContactKind::Email)?;
    let key = attempts::key_of(oid);
    verification::cancel(cx, Purpose::Recovery, &key, ContactKind::Mobile)?;
    verification::cancel(cx, Purpose::Recovery, &key, ContactKind::Email)?;
    verification::cancel(cx, Purpose::TrustedContact, &key, ContactKind::Mobile)
}

/// Gives up a change: the code or link is worthless, and the contact free for others. One that was added and never
/// verified stays, to be removed by itself.
pub fn cancel_change(cx: &WriteCx<'_>, oid: Oid, kind: ContactKind) -> Result<(), Stop> {
    verification::cancel(cx, Purpose::Contact, &oid.to_string(), kind)
}
