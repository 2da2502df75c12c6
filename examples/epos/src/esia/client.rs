//! The client of ЕСИА, whichever protocol it speaks.

use url::Url;

use super::error::EsiaError;
use super::own;
use super::standard;
use super::talk::Esia;
use super::talk::Talk;
use crate::rules::came::Came;
use crate::rules::settings::Protocol;

/// The address to which a browser is sent.
pub async fn begin(esia: &Esia, talk: Talk<'_>) -> Result<String, EsiaError> {
    match talk.attempt.protocol {
        Protocol::V1 | Protocol::V3 => own::begin(esia, talk),
        Protocol::Standard => standard::begin(esia, talk).await,
    }
}

/// Turns a code into who came.
pub async fn finish(esia: &Esia, talk: Talk<'_>, code: &str) -> Result<Came, EsiaError> {
    match talk.attempt.protocol {
        Protocol::V1 | Protocol::V3 => own::finish(esia, talk, code).await,
        Protocol::Standard => standard::finish(esia, talk, code).await,
    }
}

/// The address that ends the session at ЕСИА too and leads back. No token is in it: addresses are written down by
/// everybody on the way; so at the standard endpoint the citizen is asked whether they mean it.
pub fn logout(esia: &Esia, protocol: Protocol, client_id: &str, back: &str) -> Result<Url, EsiaError> {
    let (path, address) = match protocol {
        Protocol::V1 | Protocol::V3 => ("idp/ext/Logout", "redirect_url"),
        Protocol::Standard => ("oidc/end_session", "post_logout_redirect_uri"),
    };
    Url::parse_with_params(&format!("{}/{path}", esia.base), [("client_id", client_id), (address, back)])
        .map_err(|error| EsiaError::Setup(error.to_string()))
}
