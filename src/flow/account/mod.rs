//! The account and its life: how it comes into being, what changes it, how it ends.
//!
//! What holds whatever happens, in whatever order (a property test tries):
//!
//! - a phone or e-mail that one can sign in with belongs to one account, or to one that is on its way to it;
//! - a level rises by its proof and by nothing else ([`levels`]);
//! - an account that is linked to a card is that of a child below 18, and the card has its СНИЛС if it has one;
//! - nobody sees more than was allowed;
//! - a deleted account holds no contact, no СНИЛС, no session and no token.

pub mod attempts;
pub mod birthday;
pub mod closing;
pub mod contacts;
pub mod creation;
pub mod family;
pub mod finding;
pub mod holder;
pub mod levels;
pub mod limit_ends;
pub mod links;
pub mod names;
pub mod passwords;
pub mod protection;
pub mod sessions;
pub mod trusted_contacts;

use serde_json::Value;

use crate::domain::event::Event;
use crate::domain::event::EventKind;
use crate::flow::Stop;
use crate::flow::WriteCx;
use crate::protocol::ids::Oid;
use crate::storage::events;

/// Writes down what happened, for «Лента уведомлений».
pub fn happened(cx: &WriteCx<'_>, oid: Oid, kind: EventKind, data: Value) -> Result<(), Stop> {
    events::insert(cx.sql, &Event { oid, kind, happened_at: cx.now, data })?;
    cx.after.tell_of_event();
    Ok(())
}
