//! Sessions: opened, renewed and ended, and who is told of their end.

use chrono::TimeDelta;
use serde::Deserialize;
use serde::Serialize;

use crate::domain::account::Account;
use crate::domain::challenge::SecondProof;
use crate::domain::quirk::Quirk;
use crate::domain::rule::Rule;
use crate::domain::session::Session;
use crate::domain::session::SignInMethod;
use crate::flow::Cx;
use crate::flow::Stop;
use crate::flow::WriteCx;
use crate::flow::after::Notice;
use crate::flow::clients::RelyingParty;
use crate::flow::jobs::queue;
use crate::flow::jobs::queue::About;
use crate::flow::jobs::queue::JobKind;
use crate::protocol::dates::numeric_date;
use crate::storage::jobs::Job;
use crate::storage::oidc_grants;
use crate::storage::sessions;

/// A fresh session and the value of its cookie.
#[derive(Debug)]
pub struct Opened {
    /// For the cookie; only its SHA-256 is stored.
    pub cookie: String,
    /// Id of the session.
    pub session: String,
    /// Does the session end with the browser («Чужой компьютер»)?
    pub foreign_computer: bool,
}

/// The kind of job.
pub const EXPIRY: JobKind = JobKind {
    name: "session_expires",
    doc: "a session that has ended by its age is told to the systems that want to know, by session.expiry_logout",
    run: expire,
    replan: None,
    about,
};

#[derive(Serialize, Deserialize)]
struct Payload {
    session: String,
}

/// Opens a session; one that the browser had before ends (session fixation).
pub fn open(
    cx: &WriteCx<'_>,
    account: &Account,
    before: Option<&str>,
    (method, foreign_computer): (SignInMethod, bool),
) -> Result<Opened, Stop> {
    let lifetime =
        if foreign_computer { cx.stand.config.foreign_session_lifetime } else { cx.stand.config.session_lifetime };
    let session = Session {
        id: cx.stand.random.uuid().to_string(),
        oid: account.oid,
        method,
        role: None,
        auth_time: cx.now,
        expires_at: cx.now + lifetime,
        second_factor: SecondProof::NotAsked,
        declined: Vec::new(),
        foreign_computer,
    };
    let cookie = cx.stand.random.token();
    sessions::insert(cx.sql, &session, &cx.stand.fingerprint(&cookie))?;
    replace(cx, before, &session.id)?;
    Ok(Opened { cookie, session: session.id, foreign_computer })
}

/// Ends the session that the browser had before this one.
pub fn replace(cx: &WriteCx<'_>, before: Option<&str>, by: &str) -> Result<(), Stop> {
    let Some(cookie) = before else { return Ok(()) };
    let replaced = sessions::find(cx.sql, cookie, cx.now)?;
    sessions::delete(cx.sql, cookie)?;
    if let Some(replaced) = replaced {
        // Whoever was told of the old session is to hear of the end of the new one (Back-Channel Logout).
        oidc_grants::update_session(cx.sql, &replaced.id, by)?;
        plan_expiry(cx, by)?;
    }
    Ok(())
}

/// Gives a session that can do more from now on another cookie, so that whoever knew the old one is left behind.
pub fn renew(cx: &WriteCx<'_>, session: &Session) -> Result<Opened, Stop> {
    let cookie = cx.stand.random.token();
    sessions::update_cookie(cx.sql, &session.id, &cx.stand.fingerprint(&cookie))?;
    Ok(Opened { cookie, session: session.id.clone(), foreign_computer: session.foreign_computer })
}

/// Ends a session. The clients that got ID tokens in it and want to be told hear of it after the commit.
pub fn end(cx: &WriteCx<'_>, session: &Session) -> Result<(), Stop> {
    end_for(cx, session, None)
}

/// Ends a session at the wish of a client, which may not want to hear of its own logout.
pub fn end_for(cx: &WriteCx<'_>, session: &Session, by: Option<&RelyingParty>) -> Result<(), Stop> {
    let quiet = by.filter(|party| party.client.has(Quirk::NoOwnLogoutToken)).map(|party| &party.client.mnemonic);
    for stored in oidc_grants::list_by_session(cx.sql, &session.id)? {
        let grant = stored.grant;
        let party = cx.stand.clients.find(grant.interaction.client.as_str());
        let listens = party
            .filter(|party| party.client.backchannel_logout_uri.is_some() && quiet != Some(&party.client.mnemonic));
        if let Some(party) = listens {
            let (id, issued_at) = (cx.stand.random.uuid().to_string(), numeric_date(cx.now));
            cx.after.tell_of_logout(Notice { party, subject: grant.oid, session: grant.session, id, issued_at });
        }
    }
    Ok(sessions::delete_by_id(cx.sql, &session.id)?)
}

/// A system got a code in a session: it may have to hear of the end that comes by itself.
pub fn plan_expiry(cx: &WriteCx<'_>, id: &str) -> Result<(), Stop> {
    if !cx.stand.config.rules.is_on(Rule::SessionExpiryLogout) {
        return Ok(());
    }
    if let Some(session) = sessions::find_by_id(cx.sql, id, cx.now)? {
        let payload = Payload { session: session.id.clone() };
        queue::schedule(cx, EXPIRY.name, session.id, session.expires_at, &payload)?;
    }
    Ok(())
}

fn about(cx: &Cx<'_>, job: &Job) -> Result<About, Stop> {
    let Payload { session } = queue::payload(job)?;
    let person = sessions::find_by_id(cx.sql, &session, cx.now)?.map(|session| session.oid);
    Ok(About { person, words: None })
}

fn expire(cx: &WriteCx<'_>, job: &Job) -> Result<(), Stop> {
    let Payload { session } = queue::payload(job)?;
    // It has expired at this very second; what was ended before is gone.
    match sessions::find_by_id(cx.sql, &session, cx.now - TimeDelta::seconds(1))? {
        Some(session) => end(cx, &session),
        None => Ok(()),
    }
}

/// Ends the session of a cookie (its SHA-256), if there is one; `by` is the client that wishes it.
pub fn end_of_cookie(cx: &WriteCx<'_>, cookie: Option<&str>, by: Option<&RelyingParty>) -> Result<(), Stop> {
    let Some(cookie) = cookie else { return Ok(()) };
    match sessions::find(cx.sql, cookie, cx.now)? {
        Some(session) => end_for(cx, &session, by),
        // It may have expired.
        None => Ok(sessions::delete(cx.sql, cookie)?),
    }
}
