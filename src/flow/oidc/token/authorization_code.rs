//! `grant_type=authorization_code` (RFC 6749, 4.1.3; RFC 7636, 4.6).

use std::sync::Arc;

use crate::flow::Stop;
use crate::flow::WriteCx;
use crate::flow::account::finding;
use crate::flow::clients::RelyingParty;
use crate::flow::oidc::token::issuing;
use crate::flow::oidc::token::issuing::Prepared;
use crate::flow::recognized;
use crate::flow::token::pkce;
use crate::protocol::reasons;
use crate::storage::oidc_grants;
use crate::storage::oidc_grants::StoredGrant;

/// Exchanges a code; its second use revokes what the first one brought (RFC 6749, 4.1.2).
pub fn exchange(
    cx: &WriteCx<'_>,
    party: Arc<RelyingParty>,
    code: &str,
    redirect_uri: &str,
    code_verifier: Option<&str>,
) -> Result<Prepared, Stop> {
    let Some(stored) = oidc_grants::find_by_code(cx.sql, &cx.stand.fingerprint(code))? else {
        return Err(match recognized::of(cx, code)? {
            Some((what, belongs)) => reasons::token::code_other_token(what, belongs),
            None => reasons::token::code_unknown(recognized::flaw(code)),
        }
        .into());
    };
    let interaction = &stored.grant.interaction;
    // A foreign client must not be able to use up somebody's code.
    if interaction.client != party.client.mnemonic {
        return Err(reasons::token::code_of_other_client(&interaction.client, &party.client.mnemonic).into());
    }
    if let (Some(used_at), Some(reason)) = (stored.exchanged_at, &stored.grant.spent_by) {
        return Err(reasons::token::code_spent(used_at, reason, "").into());
    }
    if let Some(used_at) = stored.exchanged_at {
        oidc_grants::update_revoked(cx.sql, &stored.id, cx.now)?;
        return Err(reasons::token::code_replayed(used_at).into());
    }
    oidc_grants::update_exchanged(cx.sql, &stored.id, cx.now)?;
    let id = stored.id.clone();
    match settle(cx, party, stored, redirect_uri, code_verifier) {
        Err(Stop::Refused(refusal)) => {
            oidc_grants::update_spent(cx.sql, &id, refusal.row.id)?;
            Err(Stop::Refused(refusal))
        }
        settled => settled,
    }
}

/// What follows when the code is used up, whatever comes of it.
fn settle(
    cx: &WriteCx<'_>,
    party: Arc<RelyingParty>,
    stored: StoredGrant,
    redirect_uri: &str,
    code_verifier: Option<&str>,
) -> Result<Prepared, Stop> {
    let interaction = &stored.grant.interaction;
    if stored.code_expires_at <= cx.now {
        return Err(reasons::token::code_expired(stored.code_expires_at, cx.now).into());
    }
    let asked = interaction.destination.address();
    if redirect_uri != asked {
        return Err(reasons::token::redirect_uri_differs(redirect_uri, asked).into());
    }
    pkce::check(interaction.challenge.as_ref(), code_verifier).map_err(|mistake| mistake.refusal())?;
    let account = finding::usable(cx, stored.grant.oid)?;
    issuing::prepare(cx, party, stored, &account, issuing::Occasion::Code)
}
