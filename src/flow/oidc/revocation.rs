//! Revocation (RFC 7009): a refresh token takes its whole grant along, an access token goes alone. A token that is
//! unknown or dead already is no error (2.2).

use chrono::DateTime;
use serde_json::Value;

use crate::crypto::jws;
use crate::crypto::jws::Jws;
use crate::flow::Stop;
use crate::flow::WriteCx;
use crate::flow::clients::RelyingParty;
use crate::flow::mint::kind::is_standard_access;
use crate::flow::oidc::client_authentication;
use crate::flow::oidc::client_authentication::Authenticated;
use crate::flow::recognized;
use crate::flow::stand::Stand;
use crate::protocol::authorize::require;
use crate::protocol::parameters::Parameters;
use crate::protocol::reasons;
use crate::protocol::refusal::Refusal;
use crate::protocol::refusal::Warnings;
use crate::storage::oidc_grants;
use crate::storage::oidc_refresh_tokens;
use crate::storage::oidc_spent_tokens;

/// A wish whose client is proved.
#[derive(Debug)]
pub struct Wish {
    client: Authenticated,
    token: String,
    /// The token, if this stand signed it as an access token.
    access: Option<Jws>,
}

/// Proves the client and reads the token.
pub fn check(stand: &Stand, authorization: Option<&str>, sent: &Parameters) -> Result<Wish, Refusal> {
    let client = client_authentication::authenticate(stand, authorization, sent)?;
    let token = require(sent, "token")?.to_owned();
    let access = jws::decode(&token).ok().filter(|jws| is_standard_access(jws) && stand.verify(jws).is_ok());
    Ok(Wish { client, token, access })
}

/// Revokes the token; tells if there was nothing to revoke.
pub fn revoke(cx: &WriteCx<'_>, wish: &Wish) -> Result<Warnings, Stop> {
    wish.client.settle(cx)?;
    if let Some(jws) = &wish.access {
        let text = |name: &str| jws.payload().get(name).and_then(Value::as_str).unwrap_or_default();
        own(&wish.client.party, text("client_id"))?;
        let expires_at = jws.payload().get("exp").and_then(Value::as_i64).unwrap_or_default();
        if let Some(expires_at) = DateTime::from_timestamp(expires_at, 0) {
            oidc_spent_tokens::insert(cx.sql, text("jti"), expires_at, cx.now)?;
        }
        return Ok(Warnings::new());
    }
    let stored = oidc_refresh_tokens::find(cx.sql, &cx.stand.fingerprint(&wish.token))?;
    let grant = match &stored {
        Some(stored) => oidc_grants::find(cx.sql, &stored.grant_id)?,
        None => None,
    };
    let Some(grant) = grant else {
        return Ok(vec![reasons::taken::taken_revocation_of_nothing(recognized::flaw(&wish.token))]);
    };
    own(&wish.client.party, grant.grant.interaction.client.as_str())?;
    oidc_grants::update_revoked(cx.sql, &grant.id, cx.now)?;
    Ok(Warnings::new())
}

/// A client revokes what was issued to itself only (RFC 7009, 2.1).
fn own(party: &RelyingParty, issued_to: &str) -> Result<(), Refusal> {
    if party.client.mnemonic.as_str() == issued_to {
        return Ok(());
    }
    Err(reasons::standard::token_of_other_client(issued_to, &party.client.mnemonic))
}
