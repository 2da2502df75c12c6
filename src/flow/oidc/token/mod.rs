//! Station 8 at the standard endpoints (RFC 6749, 4.1.3, 4.4 and 6; OpenID Connect Core 1.0, 3.1.3 and 12).
//!
//! [`check`] needs no database, [`exchange`] is the transaction, [`issuing::sign`] signs after it.

pub mod authorization_code;
pub mod client_credentials;
pub mod issuing;
pub mod refresh_token;

use crate::flow::Stop;
use crate::flow::WriteCx;
use crate::flow::oidc::client_authentication;
use crate::flow::oidc::client_authentication::Authenticated;
use crate::flow::oidc::token::issuing::Prepared;
use crate::flow::stand::Stand;
use crate::protocol::oidc::token::TokenRequest;
use crate::protocol::parameters::Parameters;
use crate::protocol::refusal::Refusal;

/// A token request whose client is proved.
#[derive(Debug)]
pub struct CheckedTokenRequest {
    client: Authenticated,
    request: TokenRequest,
}

/// Proves the client and reads what it sent.
pub fn check(stand: &Stand, authorization: Option<&str>, sent: &Parameters) -> Result<CheckedTokenRequest, Refusal> {
    TokenRequest::check_grant_type(sent)?;
    let client = client_authentication::authenticate(stand, authorization, sent)?;
    Ok(CheckedTokenRequest { client, request: TokenRequest::parse(sent)? })
}

/// Exchanges what is exchanged; a code or refresh token is used up even where this ends in a refusal.
pub fn exchange(cx: &WriteCx<'_>, checked: CheckedTokenRequest) -> Result<Prepared, Stop> {
    checked.client.settle(cx)?;
    let party = checked.client.party;
    match &checked.request {
        TokenRequest::AuthorizationCode { code, redirect_uri, code_verifier } => {
            authorization_code::exchange(cx, party, code, redirect_uri, code_verifier.as_deref())
        }
        TokenRequest::RefreshToken { refresh_token, scope } => {
            refresh_token::exchange(cx, party, refresh_token, scope.as_deref())
        }
        TokenRequest::ClientCredentials { scope } => client_credentials::exchange(cx, party, scope.as_deref()),
    }
}
