//! The userinfo endpoint (OpenID Connect Core 1.0, 5.3).

use serde_json::Map;
use serde_json::Value;

use crate::flow::Cx;
use crate::flow::Stop;
use crate::flow::access;
use crate::flow::access::Grant;
use crate::flow::account::finding;
use crate::flow::oidc::claims;
use crate::flow::oidc::claims::Place;
use crate::flow::stand::Stand;
use crate::protocol::reasons;
use crate::protocol::refusal::Refusal;
use crate::storage::oidc_grants;

/// Reads an access token of these endpoints.
pub fn read(stand: &Stand, token: &str) -> Result<Grant, Refusal> {
    let grant = access::read_token(stand, token)?;
    if grant.standard.is_none() {
        return Err(reasons::standard::access_token_of_other_endpoint());
    }
    if !grant.scopes.iter().any(|scope| scope.name == "openid") {
        return Err(reasons::standard::access_token_without_openid());
    }
    Ok(grant)
}

/// Whom the answer is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    /// Whoever gave the token.
    Subject,
    /// Somebody else, which is wrong on purpose.
    Other,
}

/// What the token tells of its subject.
pub fn answer(cx: &Cx<'_>, held: &Grant, about: About) -> Result<Map<String, Value>, Stop> {
    let account = access::confirm(cx, held)?;
    let grant = match held.standard.as_ref().and_then(|standard| standard.grant.as_deref()) {
        Some(id) => oidc_grants::find(cx.sql, id)?,
        None => None,
    };
    let (Some(account), Some(mut stored)) = (account, grant) else {
        return Err(reasons::standard::access_token_about_nobody().into());
    };
    // A refreshed token may hold less than was granted.
    stored.grant.interaction.scopes.clone_from(&held.scopes);
    let other = if about == About::Other { finding::other_than(cx, account.oid)? } else { None };
    let account = other.unwrap_or(account);
    let mut told = Map::new();
    told.insert("sub".into(), account.oid.to_string().into());
    told.extend(claims::of_grant(cx, Place::Userinfo, &stored.grant, &account)?);
    Ok(told)
}
