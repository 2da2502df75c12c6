//! What the login page offers on its way, between the second factor and the rest: a second factor, MAX, another password.
//!
//! An account offers what its fixture says. An offer that is declined is not made again in the same session; a second
//! factor can be declined so often as the rule `login.mfa_skips` says, and then the step stays until it is taken.

use crate::domain::account::Account;
use crate::domain::account::SecondFactor;
use crate::domain::offer::Offer;
use crate::domain::rule::Rule;
use crate::domain::session::Session;
use crate::flow::Cx;
use crate::flow::Stop;
use crate::flow::WriteCx;
use crate::flow::account::protection;
use crate::flow::account::protection::Hindrance;
use crate::flow::login::due::Due;
use crate::flow::login::due::Step;
use crate::flow::login::progress::Progress;
use crate::flow::login::progress::SignedIn;
use crate::protocol::ids::Oid;
use crate::storage::accounts;
use crate::storage::protection as stored;
use crate::storage::sessions;

/// Something is offered that was not answered yet.
pub const STEP: Step = Step {
    name: "offer",
    due: |progress| {
        let (offer, is_skippable) = progress.citizen.as_ref()?.offer?;
        Some(Due::Offer { offer, is_skippable })
    },
};

/// The offer that is made now, if there is one left, and whether it can be declined.
pub fn next(cx: &Cx<'_>, account: &Account, session: &Session) -> Result<Option<(Offer, bool)>, Stop> {
    let Some(offer) = account.offers.iter().copied().find(|offer| !session.declined.contains(offer)) else {
        return Ok(None);
    };
    let is_left = offer != Offer::FillMfa
        || stored::count_declined(cx.sql, account.oid, offer)? < cx.stand.config.rules.count(Rule::MfaSkips);
    Ok(Some((offer, offer.is_skippable() && is_left)))
}

/// Declines an offer, if it is the one that is made and can be declined.
pub fn decline(cx: &WriteCx<'_>, progress: &mut Progress, wanted: Offer) -> Result<(), Stop> {
    let Some(citizen) = progress.citizen.as_mut() else { return Ok(()) };
    if citizen.offer == Some((wanted, true)) {
        citizen.session.declined.push(wanted);
        sessions::update_declined(cx.sql, &citizen.session.id, &citizen.session.declined)?;
        stored::insert_declined(cx.sql, citizen.account.oid, wanted)?;
        citizen.offer = next(cx, &citizen.account, &citizen.session)?;
    }
    Ok(())
}

/// Passes over the offer that is made now, where it can be declined; not counted, for nobody has seen it.
pub fn pass_over(cx: &WriteCx<'_>, progress: &mut Progress) -> Result<bool, Stop> {
    let Some(citizen) = progress.citizen.as_mut() else { return Ok(false) };
    let Some((offer, true)) = citizen.offer else { return Ok(false) };
    citizen.session.declined.push(offer);
    sessions::update_declined(cx.sql, &citizen.session.id, &citizen.session.declined)?;
    citizen.offer = next(cx, &citizen.account, &citizen.session)?;
    Ok(true)
}

/// Takes the offer of a second factor: by SMS, or by MAX where that is offered.
pub fn accept(cx: &WriteCx<'_>, progress: &mut Progress) -> Result<Result<(), Hindrance>, Stop> {
    let Some(citizen) = progress.citizen.as_mut() else { return Ok(Ok(())) };
    let factor = match citizen.offer {
        Some((Offer::FillMfa, _)) => SecondFactor::Sms,
        Some((Offer::MaxQuiz | Offer::MaxQuizRequired, _)) => SecondFactor::Max,
        Some((Offer::ChangePassword, _)) | None => return Ok(Ok(())),
    };
    if let Err(hindrance) = protection::choose(cx, citizen.account.oid, &citizen.session.id, factor)? {
        return Ok(Err(hindrance));
    }
    taken(cx, citizen).map(Ok)
}

/// The offer that is made now was taken: it is not made again.
pub fn taken(cx: &WriteCx<'_>, citizen: &mut SignedIn) -> Result<(), Stop> {
    let Some((offer, _)) = citizen.offer else { return Ok(()) };
    let oid: Oid = citizen.account.oid;
    citizen.account.offers.retain(|known| *known != offer);
    accounts::update_offers(cx.sql, oid, &citizen.account.offers, cx.now)?;
    if let Some(account) = accounts::find(cx.sql, oid)? {
        citizen.account = account;
    }
    citizen.session.second_factor = crate::domain::challenge::SecondProof::Given;
    citizen.offer = next(cx, &citizen.account, &citizen.session)?;
    Ok(())
}
