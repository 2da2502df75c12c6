//! `grant_type=authorization_code` (RFC 6749, 4.1.3; RFC 7636, 4.6).

use std::sync::Arc;

use crate::flow::Cx;
use crate::flow::Stop;
use crate::flow::clients::RelyingParty;
use crate::flow::login::sign_in::fingerprint;
use crate::flow::oidc::token::invalid_grant;
use crate::flow::oidc::token::mint;
use crate::flow::oidc::token::mint::Minting;
use crate::flow::oidc::token::usable_account;
use crate::flow::token::pkce;
use crate::storage::oidc_grants;

/// Exchanges a code; its second use revokes what the first one brought (RFC 6749, 4.1.2).
pub fn exchange(
    cx: &Cx<'_>,
    party: Arc<RelyingParty>,
    code: &str,
    redirect_uri: &str,
    code_verifier: Option<&str>,
) -> Result<Minting, Stop> {
    let Some(stored) = oidc_grants::find_by_code(cx.sql, &fingerprint(code))? else {
        return Err(invalid_grant("code: unknown, or used long ago"));
    };
    let interaction = &stored.grant.interaction;
    // A foreign client must not be able to use up somebody's code.
    if interaction.client != party.client.mnemonic {
        let detail = format!("code: issued to client {}, not to {}", interaction.client, party.client.mnemonic);
        return Err(invalid_grant(detail));
    }
    if let Some(used_at) = stored.exchanged_at {
        oidc_grants::update_revoked(cx.sql, &stored.id, cx.now)?;
        return Err(invalid_grant(format!("code: already exchanged at {used_at}; what it brought is revoked")));
    }
    oidc_grants::update_exchanged(cx.sql, &stored.id, cx.now)?;
    if stored.code_expires_at <= cx.now {
        let detail = format!("code: expired at {}, the stand's clock shows {}", stored.code_expires_at, cx.now);
        return Err(invalid_grant(detail));
    }
    if redirect_uri != interaction.redirect_uri {
        let detail =
            format!("redirect_uri is {redirect_uri:?}, in the code request it was {:?}", interaction.redirect_uri);
        return Err(invalid_grant(detail));
    }
    pkce::check(interaction.challenge.as_ref(), code_verifier).map_err(|mistake| invalid_grant(mistake.to_string()))?;
    let account = usable_account(cx, stored.grant.oid)?;
    mint::prepare(cx, party, stored, &account, mint::Occasion::Code)
}
