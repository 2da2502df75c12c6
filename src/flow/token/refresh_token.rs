//! `grant_type=refresh_token` (RFC 6749 section 6): the token rotates, the old one dies.

use std::sync::Arc;

use crate::domain::quirk::Quirk;
use crate::flow::Stop;
use crate::flow::WriteCx;
use crate::flow::account::finding;
use crate::flow::clients::RelyingParty;
use crate::flow::login::consent;
use crate::flow::recognized;
use crate::flow::token::issuing;
use crate::flow::token::issuing::Prepared;
use crate::protocol::reasons;
use crate::protocol::scope::Scope;
use crate::storage::refresh_tokens;

/// Exchanges a refresh token for new tokens and the next refresh token.
pub fn exchange(cx: &WriteCx<'_>, party: Arc<RelyingParty>, token: &str, state: String) -> Result<Prepared, Stop> {
    let hash = cx.stand.fingerprint(token);
    let Some(stored) = refresh_tokens::find(cx.sql, &hash)? else {
        return Err(recognized::refresh_token(cx, token)?.into());
    };
    let client = &party.client;
    let issued_to = &stored.grant.interaction.client;
    if *issued_to != client.mnemonic {
        return Err(reasons::token::refresh_token_of_other_client(issued_to, &client.mnemonic).into());
    }
    if stored.expires_at <= cx.now {
        return Err(reasons::token::refresh_token_expired(stored.expires_at, cx.now).into());
    }
    if !client.has(Quirk::KeepOldRefreshToken) {
        if let Some(used_at) = stored.used_at {
            return Err(reasons::token::refresh_token_used(used_at).into());
        }
        refresh_tokens::update_used(cx.sql, &hash, cx.now)?;
    }
    let withdrawn = consent::missing(cx, stored.grant.oid, &stored.grant.interaction)?;
    if !withdrawn.is_empty() {
        return Err(reasons::token::refresh_consent_withdrawn(Scope::write_list(&withdrawn)).into());
    }
    if let Some(expired) = consent::unpermitted(cx, stored.grant.oid, &stored.grant.interaction)?.first() {
        return Err(reasons::token::refresh_permission_ended(&expired.sysname).into());
    }
    let account = finding::usable(cx, stored.grant.oid)?;
    issuing::prepare(cx, party, stored.grant, &account, state)
}
