//! `grant_type=refresh_token` (RFC 6749 section 6): the token rotates, the old one dies.

use std::sync::Arc;

use crate::domain::quirk::Quirk;
use crate::domain::session::Door;
use crate::flow::Cx;
use crate::flow::Stop;
use crate::flow::clients::RelyingParty;
use crate::flow::login::consent;
use crate::flow::login::sign_in::fingerprint;
use crate::flow::token::invalid_grant;
use crate::flow::token::mint;
use crate::flow::token::mint::Minting;
use crate::flow::token::usable_account;
use crate::protocol::scope::Scope;
use crate::storage::refresh_tokens;

/// Exchanges a refresh token for new markers and the next refresh token.
pub fn exchange(cx: &Cx<'_>, party: Arc<RelyingParty>, token: &str, state: String) -> Result<Minting, Stop> {
    let hash = fingerprint(token);
    let Some(stored) = refresh_tokens::find(cx.sql, &hash)? else {
        return Err(invalid_grant("refresh_token: unknown").into());
    };
    let client = &party.client;
    let issued_to = &stored.grant.interaction.client;
    if *issued_to != client.mnemonic {
        let detail = format!("refresh_token: issued to client {issued_to}, not to {}", client.mnemonic);
        return Err(invalid_grant(detail).into());
    }
    if stored.grant.interaction.door == Door::Oidc {
        return Err(invalid_grant("refresh_token: issued at the standard OpenID Connect door").into());
    }
    if stored.expires_at <= cx.now {
        let detail = format!("refresh_token: expired at {}, the stand's clock shows {}", stored.expires_at, cx.now);
        return Err(invalid_grant(detail).into());
    }
    if !client.has(Quirk::KeepOldRefreshToken) {
        if let Some(used_at) = stored.used_at {
            return Err(invalid_grant(format!("refresh_token: already exchanged at {used_at}")).into());
        }
        refresh_tokens::update_used(cx.sql, &hash, cx.now)?;
    }
    let withdrawn = consent::missing(cx, stored.grant.oid, &stored.grant.interaction)?;
    if !withdrawn.is_empty() {
        let detail = format!("refresh_token: the citizen no longer allows {}", Scope::write_list(&withdrawn));
        return Err(invalid_grant(detail).into());
    }
    if let Some(expired) = consent::unpermitted(cx, stored.grant.oid, &stored.grant.interaction)?.first() {
        let detail =
            format!("refresh_token: the digital-profile consent {} has expired or was withdrawn", expired.sysname);
        return Err(invalid_grant(detail).into());
    }
    let account = usable_account(cx, stored.grant.oid)?;
    mint::prepare(cx, party, stored.grant, &account, state)
}
