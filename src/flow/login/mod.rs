//! The login, stations 1 to 7, and the dispatcher that decides which step comes next.
//!
//! [`request`] and [`client_check`] ask nobody anything. After them a login is stored, and the steps
//! follow in the order of [`STEPS`]. A step never calls or leads to another one: it settles its own
//! matter and returns here, where what comes next is decided from stored facts alone. So a page can
//! be reloaded, and a login can be entered anywhere.

#![deny(clippy::wildcard_enum_match_arm)]

pub mod client_check;
pub mod code;
pub mod consent;
pub mod demands;
pub mod due;
pub mod entry;
pub mod lock_ends;
pub mod lockout;
pub mod offers;
pub mod outcome;
pub mod own_pages;
pub mod progress;
pub mod qr;
pub mod reaction;
pub mod request;
pub mod role;
pub mod second_factor;
pub mod sign_in;

use crate::domain::interaction::Destination;
use crate::domain::interaction::Interaction;
use crate::domain::scope;
use crate::flow::Broken;
use crate::flow::Cx;
use crate::flow::Stop;
use crate::flow::WriteCx;
use crate::flow::ages;
use crate::flow::consents;
use crate::flow::login::client_check::CheckedRequest;
use crate::flow::login::due::Due;
use crate::flow::login::due::Step;
use crate::flow::login::progress::Progress;
use crate::flow::login::progress::SignedIn;
use crate::flow::login::progress::Visitor;
use crate::storage::accounts;
use crate::storage::interactions;
use crate::storage::organizations;
use crate::storage::people;
use crate::storage::sessions;

/// The steps in their order; the last one is always due.
pub const STEPS: [Step; 6] = [sign_in::STEP, second_factor::STEP, offers::STEP, role::STEP, consent::STEP, code::STEP];

/// The only place that decides what comes next.
pub fn next(progress: &Progress) -> Due<'_> {
    STEPS.into_iter().find_map(|step| (step.due)(progress)).unwrap_or(Due::Code)
}

/// Stores a checked request as the newest login of a browser; gives its id.
pub fn begin(cx: &WriteCx<'_>, checked: &CheckedRequest, browser: &str) -> Result<String, Stop> {
    let expires_at = cx.now + cx.stand.config.interaction_lifetime;
    interactions::delete_expired(cx.sql, cx.now)?;
    let id = cx.stand.random.token();
    interactions::insert(cx.sql, browser, &id, &checked.interaction, expires_at)?;
    Ok(id)
}

/// Remembers that a session was opened in this login, the newest of the browser if it is not said which: standard
/// requests may demand it.
pub fn sign_in_happened(cx: &WriteCx<'_>, browser: &str, id: Option<&str>, session: &str) -> Result<(), Stop> {
    let Some(mut stored) = interactions::find(cx.sql, browser, id, cx.now)? else { return Ok(()) };
    if let Destination::Oidc(request) = &mut stored.interaction.destination {
        request.session = Some(session.to_owned());
        interactions::update(cx.sql, &stored.id, &stored.interaction)?;
    }
    Ok(())
}

/// Loads a login of this browser: the one with this id, or the newest.
pub fn load(cx: &Cx<'_>, visitor: &Visitor, id: Option<&str>) -> Result<Option<Progress>, Stop> {
    let Some(mut stored) = interactions::find(cx.sql, &visitor.browser, id, cx.now)? else { return Ok(None) };
    // A client that was removed meanwhile leaves nothing to go on with.
    let Some(party) = cx.stand.clients.of(&stored.interaction) else { return Ok(None) };
    let citizen = match &visitor.session {
        Some(cookie) => signed_in(cx, cookie, &mut stored.interaction)?,
        None => None,
    };
    let browser = visitor.browser.clone();
    Ok(Some(Progress { id: stored.id, browser, interaction: stored.interaction, party, citizen }))
}

/// What breaks where a login is gone that was there in the same transaction.
pub fn gone() -> Broken {
    Broken::Page("a login that was on its way is gone".to_owned())
}

/// Has a browser a login on its way?
pub fn is_on_its_way(cx: &Cx<'_>, browser: &str) -> Result<bool, Stop> {
    Ok(!browser.is_empty() && interactions::find(cx.sql, browser, None, cx.now)?.is_some())
}

/// Does a login ask for anything that its holder must allow?
pub fn asks(interaction: &Interaction) -> bool {
    let wants_data =
        interaction.asked().any(|asked| scope::find(&asked.name).is_some_and(|row| !row.title_key.is_empty()));
    wants_data || !interaction.permissions.is_empty()
}

/// Who has signed in, as far as this login is concerned.
pub fn signed_in(cx: &Cx<'_>, cookie: &str, interaction: &mut Interaction) -> Result<Option<SignedIn>, Stop> {
    let Some(session) = sessions::find(cx.sql, cookie, cx.now)? else { return Ok(None) };
    if interaction.destination.standard().is_some_and(|request| !request.accepts(&session)) {
        return Ok(None);
    }
    let Some(account) = accounts::find(cx.sql, session.oid)? else { return Ok(None) };
    if account.blocked_at(Some(&interaction.destination)).is_some() {
        return Ok(None);
    }
    let Some(person) = people::find(cx.sql, session.oid)? else { return Ok(None) };
    let mut roles = organizations::list_roles(cx.sql, session.oid)?;
    roles.retain(|(role, organization)| role.active && !organization.is_liquidated);
    interaction.act_as(session.role);
    let missing = consent::missing(cx, session.oid, interaction)?;
    let unpermitted = consent::unpermitted(cx, session.oid, interaction)?;
    let asked_anew = interaction.destination.standard().is_some_and(|request| request.consent_anew);
    let is_outgrown = ages::is_outgrown(cx, &account, &person);
    let asks_parent = asks(interaction) && consents::asks_parent(cx, &account, &person, &interaction.client)?;
    let offer = offers::next(cx, &account, &session)?;
    Ok(Some(SignedIn {
        session,
        account,
        person,
        roles,
        missing,
        unpermitted,
        is_outgrown,
        asks_parent,
        offer,
        asked_anew,
    }))
}
