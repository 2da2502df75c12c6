//! `grant_type=refresh_token` (RFC 6749, 6; RFC 9700, 4.14): the token rotates; whoever uses an old one kills the
//! whole family, for one of the two who have it must be a thief.

use std::sync::Arc;

use crate::domain::quirk::Quirk;
use crate::domain::scope;
use crate::flow::Stop;
use crate::flow::WriteCx;
use crate::flow::account::finding;
use crate::flow::clients::RelyingParty;
use crate::flow::login::consent;
use crate::flow::oidc::token::issuing;
use crate::flow::oidc::token::issuing::Prepared;
use crate::flow::recognized;
use crate::protocol::reasons;
use crate::protocol::refusal::Refusal;
use crate::protocol::scope::Scope;
use crate::storage::oidc_grants;
use crate::storage::oidc_grants::StoredGrant;
use crate::storage::oidc_refresh_tokens;

/// Exchanges a refresh token for new tokens and the next refresh token.
pub fn exchange(
    cx: &WriteCx<'_>,
    party: Arc<RelyingParty>,
    token: &str,
    scope: Option<&str>,
) -> Result<Prepared, Stop> {
    let hash = cx.stand.fingerprint(token);
    let found = oidc_refresh_tokens::find(cx.sql, &hash)?;
    let grant = match &found {
        Some(stored) => oidc_grants::find(cx.sql, &stored.grant_id)?,
        None => None,
    };
    let (Some(stored), Some(mut grant)) = (found, grant) else {
        return Err(recognized::refresh_token(cx, token)?.into());
    };
    let issued_to = &grant.grant.interaction.client;
    if *issued_to != party.client.mnemonic {
        return Err(reasons::token::refresh_token_of_other_client(issued_to, &party.client.mnemonic).into());
    }
    if let Some(revoked_at) = grant.revoked_at {
        return Err(reasons::token::refresh_token_revoked(revoked_at).into());
    }
    if let Some(used_at) = stored.used_at.filter(|_| !party.client.has(Quirk::KeepOldRefreshToken)) {
        oidc_grants::update_revoked(cx.sql, &grant.id, cx.now)?;
        return Err(reasons::token::refresh_token_replayed(used_at).into());
    }
    if stored.expires_at <= cx.now {
        return Err(reasons::token::refresh_token_expired(stored.expires_at, cx.now).into());
    }
    let narrowed = narrowed(&grant, scope)?;
    let withdrawn = consent::missing(cx, grant.grant.oid, &grant.grant.interaction)?;
    if !withdrawn.is_empty() {
        return Err(reasons::token::refresh_consent_withdrawn(Scope::write_list(&withdrawn)).into());
    }
    let account = finding::usable(cx, grant.grant.oid)?;
    oidc_refresh_tokens::update_used(cx.sql, &hash, cx.now)?;
    grant.grant.interaction.scopes = narrowed;
    issuing::prepare(cx, party, grant, &account, issuing::Occasion::Refresh)
}

/// The scopes of this exchange: those that were granted, or some of them.
fn narrowed(grant: &StoredGrant, wanted: Option<&str>) -> Result<Vec<Scope>, Refusal> {
    let granted = &grant.grant.interaction.scopes;
    let Some(text) = wanted else { return Ok(granted.clone()) };
    let asked =
        Scope::parse_list(text).map_err(|error| reasons::request::scope_malformed(error.words(), scope::hint(text)))?;
    match asked.iter().find(|scope| !granted.contains(scope)) {
        Some(foreign) => Err(reasons::standard::scope_not_granted(foreign, Scope::write_list(granted))),
        None if asked.is_empty() => Err(reasons::standard::scope_empty()),
        None => Ok(asked),
    }
}
