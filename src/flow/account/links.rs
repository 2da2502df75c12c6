//! Codes and links that lead to a new password.

use crate::domain::contact::ContactKind;
use crate::domain::verification::Purpose;
use crate::flow::Cx;
use crate::flow::Stop;
use crate::flow::account::attempts;
use crate::flow::verification;
use crate::protocol::ids::Oid;

/// Makes codes and links worthless that lead to a new password: whoever has one of an earlier day is not to use it.
pub fn forget(cx: &Cx<'_>, oid: Oid) -> Result<(), Stop> {
    verification::cancel(cx, Purpose::FirstPassword, &oid.to_string(), ContactKind::Email)?;
    let key = attempts::key_of(oid);
    verification::cancel(cx, Purpose::Recovery, &key, ContactKind::Mobile)?;
    verification::cancel(cx, Purpose::Recovery, &key, ContactKind::Email)?;
    verification::cancel(cx, Purpose::TrustedContact, &key, ContactKind::Mobile)
}
