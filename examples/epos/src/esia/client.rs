//! The client of ЕСИА, whichever protocol it speaks.

use url::Url;

use super::error::EsiaError;
use super::own;
use super::standard;
use super::talk::Arrival;
use super::talk::Esia;
use super::talk::Talk;
use crate::rules::settings::Protocol;

/// The address to which a browser is sent.
pub async fn begin(esia: &Esia, talk: Talk<'_>) -> Result<String, EsiaError> {
    match talk.attempt.protocol {
        Protocol::V1 | Protocol::V3 => own::begin(esia, talk),
        Protocol::Standard => standard::begin(esia, talk).await,
    }
}

/// Turns a code into who came.
pub async fn finish(esia: &Esia, talk: Talk<'_>, code: &str) -> Result<Arrival, EsiaError> {
    match talk.attempt.protocol {
        Protocol::V1 | Protocol::V3 => own::finish(esia, talk, code).await,
        Protocol::Standard => standard::finish(esia, talk, code).await,
    }
}

/// The address that ends the session at ЕСИА too and leads back.
pub fn logout(esia: &Esia, client_id: &str, back: &str, id_token: Option<&str>) -> Result<Url, EsiaError> {
    let (path, parameters) = match id_token {
        Some(token) => ("oidc/end_session", vec![("id_token_hint", token), ("post_logout_redirect_uri", back)]),
        None => ("idp/ext/Logout", vec![("client_id", client_id), ("redirect_url", back)]),
    };
    Url::parse_with_params(&format!("{}/{path}", esia.base), parameters)
        .map_err(|error| EsiaError::Setup(error.to_string()))
}
