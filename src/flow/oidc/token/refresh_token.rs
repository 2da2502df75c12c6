//! `grant_type=refresh_token` (RFC 6749, 6; RFC 9700, 4.14): the token rotates; whoever uses an old one kills the
//! whole family, for one of the two who have it must be a thief.

use std::sync::Arc;

use crate::domain::quirk::Quirk;
use crate::flow::Cx;
use crate::flow::Stop;
use crate::flow::clients::RelyingParty;
use crate::flow::login::consent;
use crate::flow::login::sign_in::fingerprint;
use crate::flow::oidc::token::invalid_grant;
use crate::flow::oidc::token::mint;
use crate::flow::oidc::token::mint::Minting;
use crate::flow::oidc::token::usable_account;
use crate::protocol::oidc::error::StandardError;
use crate::protocol::oidc::error::StandardRefusal;
use crate::protocol::scope::Scope;
use crate::storage::oidc_grants;
use crate::storage::oidc_grants::StoredGrant;
use crate::storage::oidc_refresh_tokens;

/// Exchanges a refresh token for new tokens and the next refresh token.
pub fn exchange(cx: &Cx<'_>, party: Arc<RelyingParty>, token: &str, scope: Option<&str>) -> Result<Minting, Stop> {
    let hash = fingerprint(token);
    let found = oidc_refresh_tokens::find(cx.sql, &hash)?;
    let grant = match &found {
        Some(stored) => oidc_grants::find(cx.sql, &stored.grant_id)?,
        None => None,
    };
    let (Some(stored), Some(mut grant)) = (found, grant) else {
        return Err(invalid_grant("refresh_token: unknown"));
    };
    let issued_to = &grant.grant.interaction.client;
    if *issued_to != party.client.mnemonic {
        let detail = format!("refresh_token: issued to client {issued_to}, not to {}", party.client.mnemonic);
        return Err(invalid_grant(detail));
    }
    if let Some(revoked_at) = grant.revoked_at {
        return Err(invalid_grant(format!("refresh_token: revoked at {revoked_at}")));
    }
    if let Some(used_at) = stored.used_at.filter(|_| !party.client.has(Quirk::KeepOldRefreshToken)) {
        oidc_grants::update_revoked(cx.sql, &grant.id, cx.now)?;
        let detail = format!("refresh_token: already exchanged at {used_at}; its whole family is revoked");
        return Err(invalid_grant(detail));
    }
    if stored.expires_at <= cx.now {
        let detail = format!("refresh_token: expired at {}, the stand's clock shows {}", stored.expires_at, cx.now);
        return Err(invalid_grant(detail));
    }
    let narrowed = narrowed(&grant, scope)?;
    let withdrawn = consent::missing(cx, grant.grant.oid, &grant.grant.interaction)?;
    if !withdrawn.is_empty() {
        let detail = format!("refresh_token: the citizen no longer allows {}", Scope::write_list(&withdrawn));
        return Err(invalid_grant(detail));
    }
    let account = usable_account(cx, grant.grant.oid)?;
    oidc_refresh_tokens::update_used(cx.sql, &hash, cx.now)?;
    grant.grant.interaction.scopes = narrowed;
    mint::prepare(cx, party, grant, &account, mint::Occasion::Refresh)
}

/// The scopes of this exchange: those that were granted, or some of them.
fn narrowed(grant: &StoredGrant, scope: Option<&str>) -> Result<Vec<Scope>, StandardRefusal> {
    let granted = &grant.grant.interaction.scopes;
    let Some(text) = scope else { return Ok(granted.clone()) };
    let invalid = |detail: String| StandardRefusal::new(StandardError::InvalidScope, detail);
    let asked = Scope::parse_list(text).map_err(|error| invalid(error.to_string()))?;
    match asked.iter().find(|scope| !granted.contains(scope)) {
        Some(foreign) => Err(invalid(format!("scope {foreign} was not granted: {}", Scope::write_list(granted)))),
        None if asked.is_empty() => Err(invalid("scope is empty".to_owned())),
        None => Ok(asked),
    }
}
