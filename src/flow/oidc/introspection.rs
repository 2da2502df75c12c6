//! Introspection (RFC 7662): is a token good, and for what? Any client that proves itself may ask about any token of
//! these endpoints: on a test stand resource servers are clients like others.

use serde_json::Map;
use serde_json::Value;
use serde_json::json;

use crate::crypto::jws;
use crate::flow::Cx;
use crate::flow::Stop;
use crate::flow::WriteCx;
use crate::flow::access;
use crate::flow::access::Grant;
use crate::flow::mint::standard::GRANT;
use crate::flow::oidc::client_authentication;
use crate::flow::oidc::client_authentication::Authenticated;
use crate::flow::stand::Stand;
use crate::protocol::authorize::require;
use crate::protocol::dates::numeric_date;
use crate::protocol::parameters::Parameters;
use crate::protocol::refusal::Refusal;
use crate::protocol::scope::Scope;
use crate::storage::oidc_grants;
use crate::storage::oidc_refresh_tokens;

/// A question whose client is proved.
#[derive(Debug)]
pub struct Question {
    client: Authenticated,
    token: String,
    /// What it says, if it is an access token of ours that has not expired.
    access: Option<(Grant, Map<String, Value>)>,
    issuer: String,
}

/// Proves the client and reads the token; whatever it is, there is an answer.
pub fn check(stand: &Stand, authorization: Option<&str>, sent: &Parameters) -> Result<Question, Refusal> {
    let client = client_authentication::authenticate(stand, authorization, sent)?.confidential()?;
    let token = require(sent, "token")?.to_owned();
    let grant = access::read_token(stand, &token).ok().filter(|grant| grant.standard.is_some());
    let claims = jws::decode(&token).map(|jws| jws.payload().clone()).ok();
    Ok(Question { client, token, access: grant.zip(claims), issuer: stand.standard_issuer() })
}

/// The answer (RFC 7662, 2.2).
pub fn answer(cx: &WriteCx<'_>, question: Question) -> Result<Value, Stop> {
    question.client.settle(cx)?;
    match question.access {
        Some((grant, mut claims)) => match access::confirm(cx, &grant) {
            Ok(_) => {
                claims.remove(GRANT);
                let mut active = Map::new();
                active.insert("active".into(), true.into());
                active.insert("token_type".into(), "Bearer".into());
                active.extend(claims);
                Ok(Value::Object(active))
            }
            Err(Stop::Broken(broken)) => Err(broken.into()),
            Err(Stop::Refused(_)) => Ok(inactive()),
        },
        None => refresh_token(cx, &question.token, &question.issuer),
    }
}

fn refresh_token(cx: &Cx<'_>, token: &str, issuer: &str) -> Result<Value, Stop> {
    let Some(stored) = oidc_refresh_tokens::find(cx.sql, &cx.stand.fingerprint(token))? else { return Ok(inactive()) };
    let Some(grant) = oidc_grants::find(cx.sql, &stored.grant_id)? else { return Ok(inactive()) };
    if stored.used_at.is_some() || stored.expires_at <= cx.now || grant.revoked_at.is_some() {
        return Ok(inactive());
    }
    Ok(json!({
        "active": true,
        "iss": issuer,
        "sub": grant.grant.oid.to_string(),
        "client_id": grant.grant.interaction.client,
        "scope": Scope::write_list(&grant.grant.interaction.scopes),
        "exp": numeric_date(stored.expires_at),
    }))
}

fn inactive() -> Value {
    json!({ "active": false })
}
