//! What a sign-in needs to know of ЕСИА, of us and of itself.

use chrono::DateTime;
use chrono::FixedOffset;
use url::Url;

use super::wire::Wire;
use crate::config::Registration;
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
}
