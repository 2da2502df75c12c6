//! Sessions that end, and whom to tell of it.

use crate::domain::session::Session;
use crate::flow::Cx;
use crate::flow::Stop;
use crate::flow::after::Notice;
use crate::protocol::dates::numeric_date;
use crate::storage::oidc_grants;
use crate::storage::sessions;

/// Ends a session. The clients that got ID tokens in it and want to be told hear of it after the commit.
pub fn end(cx: &Cx<'_>, session: &Session) -> Result<(), Stop> {
    for stored in oidc_grants::list_by_session(cx.sql, &session.id)? {
        let grant = stored.grant;
        let party = cx.stand.clients.find(grant.interaction.client.as_str());
        if let Some(party) = party.filter(|party| party.client.backchannel_logout_uri.is_some()) {
            let (id, issued_at) = (cx.stand.random.uuid().to_string(), numeric_date(cx.now));
            cx.after.tell_of_logout(Notice { party, subject: grant.oid, session: grant.session, id, issued_at });
        }
    }
    Ok(sessions::delete_by_id(cx.sql, &session.id)?)
}

/// Ends the session of a cookie (its SHA-256), if there is one.
pub fn end_of_cookie(cx: &Cx<'_>, cookie: Option<&str>) -> Result<(), Stop> {
    let Some(cookie) = cookie else { return Ok(()) };
    match sessions::find(cx.sql, cookie, cx.now)? {
        Some(session) => end(cx, &session),
        // It may have expired.
        None => Ok(sessions::delete(cx.sql, cookie)?),
    }
}
