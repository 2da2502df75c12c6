//! The userinfo endpoint (OpenID Connect Core 1.0, 5.3).

use serde_json::Map;
use serde_json::Value;

use crate::flow::Cx;
use crate::flow::Stop;
use crate::flow::access;
use crate::flow::access::Grant;
use crate::flow::oidc::claims;
use crate::flow::oidc::claims::Place;
use crate::flow::stand::Stand;
use crate::protocol::error::Refusal;
use crate::protocol::oidc::error::StandardError;
use crate::protocol::oidc::error::StandardRefusal;
use crate::storage::oidc_grants;

/// Reads an access token of this door.
pub fn read(stand: &Stand, token: &str) -> Result<Grant, StandardRefusal> {
    let grant = access::read_token(stand, token).map_err(|refusal| invalid(&refusal))?;
    if grant.standard.is_none() {
        return Err(StandardRefusal::new(StandardError::InvalidToken, "the token is of another door of the stand"));
    }
    if !grant.scopes.iter().any(|scope| scope.name == "openid") {
        let detail = "the access token was granted without the scope openid";
        return Err(StandardRefusal::new(StandardError::InsufficientScope, detail));
    }
    Ok(grant)
}

/// What the token tells of its subject.
pub fn answer(cx: &Cx<'_>, held: &Grant) -> Result<Map<String, Value>, Stop> {
    let account = access::confirm(cx, held).map_err(declined)?;
    let grant = match held.standard.as_ref().and_then(|standard| standard.grant.as_deref()) {
        Some(id) => oidc_grants::find(cx.sql, id)?,
        None => None,
    };
    let (Some(account), Some(mut stored)) = (account, grant) else {
        return Err(StandardRefusal::new(StandardError::InvalidToken, "the access token is about nobody").into());
    };
    // A refreshed token may hold less than was granted.
    stored.grant.interaction.scopes.clone_from(&held.scopes);
    let mut told = Map::new();
    told.insert("sub".into(), account.oid.to_string().into());
    told.extend(claims::of_grant(cx, Place::Userinfo, &stored.grant, &account)?);
    Ok(told)
}

fn invalid(refusal: &Refusal) -> StandardRefusal {
    StandardRefusal::new(StandardError::InvalidToken, refusal.detail.clone())
}

/// A refusal of station 9 in the words of this door.
pub fn declined(stop: Stop) -> Stop {
    match stop {
        Stop::Refused(refusal) => invalid(&refusal).into(),
        other => other,
    }
}
