//! A sign-in to the stand's own pages: the same stations, but no relying party and no code at the end.

use crate::domain::interaction::Destination;
use crate::domain::interaction::Interaction;
use crate::flow::Cx;
use crate::flow::Stop;
use crate::flow::WriteCx;
use crate::flow::account::holder::Holder;
use crate::flow::login::second_factor;
use crate::protocol::authorize::AccessType;
use crate::protocol::subject_filter::SubjectFilter;
use crate::storage::accounts;
use crate::storage::interactions;
use crate::storage::people;
use crate::storage::sessions;

/// Begins a sign-in that leads to a page of ours; gives its id.
pub fn begin(cx: &WriteCx<'_>, browser: &str, path: &str) -> Result<String, Stop> {
    let interaction = Interaction {
        destination: Destination::Own { path: path.to_owned() },
        client: cx.stand.clients.own().client.mnemonic.clone(),
        scopes: Vec::new(),
        state: String::new(),
        access_type: AccessType::Online,
        nonce: None,
        challenge: None,
        scope_org: Vec::new(),
        filter: SubjectFilter::default(),
        permissions: Vec::new(),
        refused: false,
        acting_for: None,
    };
    let id = cx.stand.random.token();
    interactions::delete_expired(cx.sql, cx.now)?;
    interactions::insert(cx.sql, browser, &id, &interaction, cx.now + cx.stand.config.interaction_lifetime)?;
    Ok(id)
}

/// Who has signed in, completely, by the cookie of the session (its SHA-256).
pub fn holder(cx: &Cx<'_>, cookie: Option<&str>) -> Result<Option<Holder>, Stop> {
    let Some(cookie) = cookie else { return Ok(None) };
    let Some(session) = sessions::find(cx.sql, cookie, cx.now)? else { return Ok(None) };
    let Some(account) = accounts::find(cx.sql, session.oid)? else { return Ok(None) };
    let Some(person) = people::find(cx.sql, session.oid)? else { return Ok(None) };
    let is_in = account.blocked_at(None).is_none() && !second_factor::is_wanted(&account, &session);
    Ok(is_in.then_some(Holder { session, account, person }))
}
