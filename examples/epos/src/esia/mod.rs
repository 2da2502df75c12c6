//! ЕСИА, as its client sees it: a browser is sent there with a signed request, and what it brings back is turned into
//! what is known of a person, once everything that can be checked was checked.

pub mod cms;
pub mod error;
pub mod gost;
pub mod own;
pub mod person;
pub mod scopes;
pub mod signing;
pub mod standard;
pub mod tokens;
pub mod wire;

use chrono::DateTime;
use chrono::FixedOffset;
use url::Url;

use self::error::EsiaError;
use self::wire::Wire;
use crate::config::Registration;
use crate::rules::came::Came;
use crate::rules::settings::Protocol;
use crate::secrets;
use crate::store::documents::Attempt;

/// What a client needs to know to talk to ЕСИА.
#[derive(Debug)]
pub struct Esia {
    /// The base URL of the stand, without a final slash.
    pub base: String,
    /// `iss` of ЕСИА's own tokens.
    pub issuer: String,
}

/// As whom, and where the browser comes back to.
#[derive(Clone, Copy, Debug)]
pub struct Party<'a> {
    /// The registered system.
    pub registration: &'a Registration,
    /// The address of our callback.
    pub redirect_uri: &'a str,
}

/// One sign-in on its way: as whom, with what, by which line, and when.
#[derive(Clone, Copy, Debug)]
pub struct Talk<'a> {
    /// As whom.
    pub party: Party<'a>,
    /// What was agreed on at its beginning.
    pub attempt: &'a Attempt,
    /// The line to ЕСИА.
    pub wire: &'a Wire,
    /// The time.
    pub now: DateTime<FixedOffset>,
}

/// What must be kept until the browser comes back. All of it is new for each attempt.
#[derive(Clone, Debug)]
pub struct Kept {
    /// Bound to the browser; a UUID, as ЕСИА wants it.
    pub state: String,
    /// What the ID token must repeat.
    pub nonce: String,
    /// PKCE (RFC 7636).
    pub verifier: String,
}

/// Who came, and what a logout needs.
#[derive(Clone, Debug)]
pub struct Arrival {
    /// What is known of them.
    pub came: Came,
    /// The ID token, where the standard endpoints gave one.
    pub id_token: Option<String>,
}

impl Kept {
    /// New secrets.
    pub(crate) fn new() -> Result<Self, secrets::NoRandomness> {
        Ok(Self { state: secrets::uuid()?, nonce: secrets::token()?, verifier: secrets::token()? })
    }
}

impl Esia {
    /// ЕСИА at this address.
    pub fn new(stand: &Url, issuer: String) -> Self {
        Self { base: stand.as_str().trim_end_matches('/').to_owned(), issuer }
    }

    /// The address to which a browser is sent.
    pub async fn begin(&self, talk: Talk<'_>) -> Result<String, EsiaError> {
        match talk.attempt.protocol {
            Protocol::V1 | Protocol::V3 => own::begin(self, talk),
            Protocol::Standard => standard::begin(self, talk).await,
        }
    }

    /// Turns a code into who came.
    pub async fn finish(&self, talk: Talk<'_>, code: &str) -> Result<Arrival, EsiaError> {
        match talk.attempt.protocol {
            Protocol::V1 | Protocol::V3 => own::finish(self, talk, code).await,
            Protocol::Standard => standard::finish(self, talk, code).await,
        }
    }

    /// The address that ends the session at ЕСИА too and leads back.
    pub fn logout(&self, client_id: &str, back: &str, id_token: Option<&str>) -> Result<Url, EsiaError> {
        let (path, parameters) = match id_token {
            Some(token) => ("oidc/end_session", vec![("id_token_hint", token), ("post_logout_redirect_uri", back)]),
            None => ("idp/ext/Logout", vec![("client_id", client_id), ("redirect_url", back)]),
        };
        Url::parse_with_params(&format!("{}/{path}", self.base), parameters)
            .map_err(|error| EsiaError::Setup(error.to_string()))
    }
}
