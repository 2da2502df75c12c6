//! What the real login page offers on its way: a second factor, MAX, another password.
//!
//! Not a station: it decides nothing about the login, and only the conversation as JSON shows it. Asked once a session.

use crate::domain::offer::Offer;
use crate::flow::Cx;
use crate::flow::Stop;
use crate::flow::login::Progress;
use crate::flow::login::SignedIn;
use crate::storage::sessions;

/// The offer that is made now, if there is one left.
pub fn next(citizen: &SignedIn) -> Option<Offer> {
    citizen.account.offers.iter().copied().find(|offer| !citizen.session.declined.contains(offer))
}

/// Declines an offer, if it is the one that is made and can be declined.
pub fn decline(cx: &Cx<'_>, progress: &mut Progress, wanted: Offer) -> Result<(), Stop> {
    let Some(citizen) = progress.citizen.as_mut() else { return Ok(()) };
    if next(citizen) == Some(wanted) && wanted.is_skippable() {
        citizen.session.declined.push(wanted);
        sessions::update_declined(cx.sql, &citizen.session.id, &citizen.session.declined)?;
    }
    Ok(())
}
