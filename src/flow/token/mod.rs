//! Station 8, `token`: a code, a refresh token or the client's word becomes tokens
//! (`/aas/oauth2/te`, `/aas/oauth2/v3/te`; МР, «получение маркера доступа»; RFC 6749 section 4.1.3).
//!
//! [`check`] needs no database, [`exchange`] is the transaction, [`issuing::sign`] signs after it.

pub mod api_key;
pub mod authorization_code;
pub mod client_credentials;
pub mod issuing;
pub mod pkce;
pub mod refresh_token;

use std::sync::Arc;

use crate::domain::quirk::Quirk;
use crate::flow::Stop;
use crate::flow::WriteCx;
use crate::flow::clients::RelyingParty;
use crate::flow::login::client_check;
use crate::flow::signature;
use crate::flow::signature::signed::Signed;
use crate::flow::stand::Stand;
use crate::flow::taken;
use crate::flow::token::authorization_code::Presented;
use crate::flow::token::issuing::Prepared;
use crate::protocol::authorize::require;
use crate::protocol::parameters::Parameters;
use crate::protocol::reasons;
use crate::protocol::refusal::Refusal;
use crate::protocol::refusal::Warnings;
use crate::protocol::signed_text::Generation;
use crate::protocol::token::TokenGrant;
use crate::protocol::token::TokenRequest;

/// A token request whose client is proved.
#[derive(Debug)]
pub struct CheckedTokenRequest {
    /// Who asks.
    pub party: Arc<RelyingParty>,
    /// What for.
    pub request: TokenRequest,
    /// The authorization code, read and found to be ours.
    pub code_id: Option<String>,
    /// By whose rules.
    pub generation: Generation,
    /// What of it is taken although the real ЕСИА may refuse it.
    pub warnings: Warnings,
}

/// Proves the client and reads what it sent.
pub fn check(stand: &Stand, generation: Generation, mut sent: Parameters) -> Result<CheckedTokenRequest, Refusal> {
    if let Some(name) = sent.repeated(&["client_id"]) {
        return Err(reasons::request::parameter_repeated(name));
    }
    let party = client_check::find(stand, require(&sent, "client_id")?)?;
    if party.client.has(Quirk::MissingGrantType) && sent.get("grant_type").is_none() {
        sent.set("grant_type", "authorization_code".to_owned());
    }
    // A refresh without the hash is right as well (AISGorod): then any certificate of the client will do.
    if sent.get("grant_type") != Some("refresh_token") {
        client_check::require_hash(&party, generation, &sent)?;
    }
    let request = TokenRequest::parse(&sent, generation)?;
    let now = stand.clock.now();
    let mut warnings = client_check::check_timestamp(stand, &request.timestamp, now)?;
    let orders = request.grant.signed_texts(generation);
    let signed = Signed { generation, orders, sent: &sent, clients: &stand.clients };
    warnings.extend(signature::check(&party, &signed, now)?);
    warnings.extend(taken::of_repetition(stand, &sent));
    warnings.extend(taken::of_token_request(generation, &sent));
    let code_id = match &request.grant {
        TokenGrant::AuthorizationCode { code, .. } => Some(authorization_code::read(stand, code)?),
        TokenGrant::RefreshToken { .. } | TokenGrant::ClientCredentials => None,
    };
    Ok(CheckedTokenRequest { party, request, code_id, generation, warnings })
}

/// Exchanges what is exchanged; a code or refresh token is used up even where this ends in a refusal.
pub fn exchange(cx: &WriteCx<'_>, checked: CheckedTokenRequest) -> Result<Prepared, Stop> {
    let CheckedTokenRequest { party, request, code_id, generation, .. } = checked;
    let citizens = !matches!(request.grant, TokenGrant::ClientCredentials);
    let prepared = match (&request.grant, code_id) {
        (TokenGrant::AuthorizationCode { redirect_uri, code_verifier, .. }, Some(id)) => {
            let presented = Presented { id: &id, generation, redirect_uri, code_verifier: code_verifier.as_deref() };
            authorization_code::exchange(cx, party, presented, request.state.clone())
        }
        (TokenGrant::RefreshToken { refresh_token }, _) => {
            refresh_token::exchange(cx, party, refresh_token, request.state.clone())
        }
        (TokenGrant::AuthorizationCode { .. } | TokenGrant::ClientCredentials, _) => {
            client_credentials::exchange(cx, party, &request)
        }
    }?;
    let wider = taken::of_scope(&request.scope, prepared.scope()).filter(|_| citizens);
    Ok(prepared.warned(wider))
}
