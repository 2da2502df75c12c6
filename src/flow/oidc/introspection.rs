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
use crate::flow::recognized;
use crate::flow::stand::Stand;
use crate::protocol::authorize::require;
use crate::protocol::dates::numeric_date;
use crate::protocol::parameters::Parameters;
use crate::protocol::reasons;
use crate::protocol::refusal::Refusal;
use crate::protocol::scope::Scope;
use crate::storage::oidc_grants;
use crate::storage::oidc_refresh_tokens;

/// What it says, if it is an access token of ours that has not expired; why not, if it is a token at all.
type Access = Result<(Grant, Map<String, Value>), Option<Box<Refusal>>>;

/// A question whose client is proved.
#[derive(Debug)]
pub struct Question {
    client: Authenticated,
    token: String,
    access: Access,
    issuer: String,
}

/// Proves the client and reads the token; whatever it is, there is an answer.
pub fn check(stand: &Stand, authorization: Option<&str>, sent: &Parameters) -> Result<Question, Refusal> {
    let client = client_authentication::authenticate(stand, authorization, sent)?.confidential()?;
    let token = require(sent, "token")?.to_owned();
    let access = access_token(stand, &token);
    Ok(Question { client, token, access, issuer: stand.standard_issuer() })
}

fn access_token(stand: &Stand, token: &str) -> Access {
    // What is not signed may be a refresh token.
    let claims = jws::decode(token).map_err(|_| None)?.payload().clone();
    let grant = access::read_token(stand, token).map_err(|refusal| Some(Box::new(refusal)))?;
    match grant.standard {
        Some(_) => Ok((grant, claims)),
        None => Err(Some(Box::new(reasons::standard::access_token_of_other_endpoint()))),
    }
}

/// The answer, and why a token is good for nothing.
pub type Told = (Value, Option<Box<Refusal>>);

/// The answer (RFC 7662, 2.2). Whoever asks is told no more than that a token is not active; why is for the log, the
/// header and the journal.
pub fn answer(cx: &WriteCx<'_>, question: Question) -> Result<Told, Stop> {
    question.client.settle(cx)?;
    match question.access {
        Ok((grant, mut claims)) => match access::confirm(cx, &grant) {
            Ok(_) => {
                claims.remove(GRANT);
                let mut active = Map::new();
                active.insert("active".into(), true.into());
                active.insert("token_type".into(), "Bearer".into());
                active.extend(claims);
                Ok((Value::Object(active), None))
            }
            Err(Stop::Broken(broken)) => Err(broken.into()),
            Err(Stop::Refused(why)) => Ok(inactive(*why)),
        },
        Err(Some(why)) => Ok(inactive(*why)),
        Err(None) => refresh_token(cx, &question.token, &question.issuer),
    }
}

fn refresh_token(cx: &Cx<'_>, token: &str, issuer: &str) -> Result<Told, Stop> {
    let stored = oidc_refresh_tokens::find(cx.sql, &cx.stand.fingerprint(token))?;
    let grant = match &stored {
        Some(stored) => oidc_grants::find(cx.sql, &stored.grant_id)?,
        None => None,
    };
    let (Some(stored), Some(grant)) = (stored, grant) else {
        return Ok(inactive(recognized::refresh_token(cx, token)?));
    };
    if let Some(revoked_at) = grant.revoked_at {
        return Ok(inactive(reasons::token::refresh_token_revoked(revoked_at)));
    }
    if let Some(used_at) = stored.used_at {
        return Ok(inactive(reasons::token::refresh_token_used(used_at)));
    }
    if stored.expires_at <= cx.now {
        return Ok(inactive(reasons::token::refresh_token_expired(stored.expires_at, cx.now)));
    }
    let active = json!({
        "active": true,
        "iss": issuer,
        "sub": grant.grant.oid.to_string(),
        "client_id": grant.grant.interaction.client,
        "scope": Scope::write_list(&grant.grant.interaction.scopes),
        "exp": numeric_date(stored.expires_at),
    });
    Ok((active, None))
}

fn inactive(why: Refusal) -> Told {
    (json!({ "active": false }), Some(Box::new(why)))
}
