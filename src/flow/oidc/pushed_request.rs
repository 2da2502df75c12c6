//! Pushed authorization requests (RFC 9126): the client leaves its parameters here and sends the browser with their
//! address, which serves once and for ninety seconds.

use chrono::TimeDelta;

use crate::flow::Cx;
use crate::flow::Stop;
use crate::flow::WriteCx;
use crate::flow::oidc::client_authentication;
use crate::flow::oidc::client_authentication::Authenticated;
use crate::flow::oidc::client_check;
use crate::flow::stand::Stand;
use crate::protocol::authorize::require;
use crate::protocol::oidc::authorize::SINGLE;
use crate::protocol::oidc::metadata::PUSHED_REQUEST;
use crate::protocol::parameters::Parameters;
use crate::protocol::reasons;
use crate::protocol::refusal::Refusal;
use crate::storage::oidc_pushed_requests;
use crate::storage::oidc_pushed_requests::PushedRequest;

/// Life of a pushed request.
pub const LIFETIME: i64 = 90;

/// A request that may be stored.
#[derive(Debug)]
pub struct CheckedPush {
    client: Authenticated,
    parameters: Parameters,
}

/// Proves the client and checks the request as if the browser had brought it (RFC 9126, 2.1).
pub fn check(stand: &Stand, authorization: Option<&str>, mut sent: Parameters) -> Result<CheckedPush, Refusal> {
    if let Some(name) = sent.repeated(&SINGLE) {
        return Err(reasons::request::parameter_repeated(name));
    }
    let client = client_authentication::authenticate(stand, authorization, &sent)?;
    if sent.get("request_uri").is_some() {
        return Err(reasons::standard::request_uri_pushed());
    }
    for name in ["client_secret", "client_assertion", "client_assertion_type"] {
        sent.remove(name);
    }
    sent.set("client_id", client.party.client.mnemonic.to_string());
    client_check::check(stand, sent.clone()).map_err(|denied| *denied.refusal)?;
    // Anybody can push for a public client: what nobody will read is not kept.
    sent.keep(&SINGLE);
    Ok(CheckedPush { client, parameters: sent })
}

/// Stores the request; gives its `request_uri`.
pub fn push(cx: &WriteCx<'_>, checked: &CheckedPush) -> Result<String, Stop> {
    checked.client.settle(cx)?;
    let address = format!("{PUSHED_REQUEST}{}", cx.stand.random.token());
    let request = PushedRequest {
        client: checked.client.party.client.mnemonic.to_string(),
        parameters: checked.parameters.encoded(),
        expires_at: cx.now + TimeDelta::seconds(LIFETIME),
    };
    oidc_pushed_requests::insert(cx.sql, &cx.stand.fingerprint(&address), &request, cx.now)?;
    Ok(address)
}

/// Does the browser bring the address of a pushed request?
pub fn is_named(sent: &Parameters) -> bool {
    sent.get("request_uri").is_some_and(|address| address.starts_with(PUSHED_REQUEST))
}

/// Looks at a pushed request, and leaves it where it is.
pub fn look(cx: &Cx<'_>, sent: &Parameters) -> Result<Option<Parameters>, Stop> {
    let Some(address) = sent.get("request_uri") else { return Ok(None) };
    let pushed = oidc_pushed_requests::find(cx.sql, &cx.stand.fingerprint(address))?;
    Ok(pushed.and_then(|pushed| Parameters::parse(pushed.parameters.as_bytes()).ok()))
}

/// Takes a pushed request out; nothing that stands beside its address counts (RFC 9126, 4).
pub fn take(cx: &WriteCx<'_>, sent: &Parameters) -> Result<Parameters, Stop> {
    if let Some(name) = sent.repeated(&["client_id", "request_uri"]) {
        return Err(reasons::request::parameter_repeated(name).into());
    }
    let client_id = require(sent, "client_id")?;
    let id = cx.stand.fingerprint(require(sent, "request_uri")?);
    let Some(pushed) = oidc_pushed_requests::find(cx.sql, &id)? else {
        return Err(reasons::standard::pushed_request_unknown().into());
    };
    // A foreign client must not be able to use up somebody's request.
    if pushed.client != client_id {
        return Err(reasons::standard::pushed_request_of_other_client().into());
    }
    oidc_pushed_requests::delete(cx.sql, &id)?;
    if pushed.expires_at <= cx.now {
        return Err(reasons::standard::pushed_request_expired().into());
    }
    Ok(Parameters::parse(pushed.parameters.as_bytes())
        .map_err(|error| reasons::request::parameters_unreadable(error.words()))?)
}
