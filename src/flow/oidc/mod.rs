//! The standard OpenID Connect endpoints: the same logins, sessions and consents as at ЕСИА's own, in the words of the
//! OpenID Foundation and the IETF.
//!
//! | module | what | defined by |
//! |---|---|---|
//! | [`client_check`], [`request_object`], [`pushed_request`] | stations 1 and 2 | OpenID Connect Core 1.0, 3.1.2 and 6; RFC 9126 |
//! | [`begin`] | from a checked request to the login, or `prompt=none` | Core, 3.1.2.1 |
//! | [`code`], [`way_back`] | station 7 | Core, 3.1.2.5; RFC 9207 |
//! | [`client_authentication`], [`assertion`], [`client_keys`] | who calls | RFC 6749, 2.3; RFC 7523 |
//! | [`token`] | station 8 | RFC 6749; RFC 9068; Core, 3.1.3 and 12 |
//! | [`claims`], [`userinfo`] | what is told of the citizen | Core, 5 |
//! | [`introspection`], [`revocation`] | tokens afterwards | RFC 7662; RFC 7009 |
//! | [`end_session`] | the end of a session | RP-Initiated Logout 1.0 |

#![deny(clippy::wildcard_enum_match_arm)]

pub mod assertion;
pub mod begin;
pub mod claims;
pub mod client_authentication;
pub mod client_check;
pub mod client_keys;
pub mod code;
pub mod end_session;
pub mod hint;
pub mod introspection;
pub mod pushed_request;
pub mod request_object;
pub mod revocation;
pub mod token;
pub mod userinfo;
pub mod way_back;

use std::sync::Arc;

use crate::flow::clients::RelyingParty;
use crate::flow::stand::Stand;
use crate::protocol::parameters::Parameters;
use crate::protocol::parameters::ParametersError;
use crate::protocol::reasons;
use crate::protocol::refusal::Refusal;

/// Reads the parameters of a query or a body.
pub fn parameters(text: &[u8]) -> Result<Parameters, Refusal> {
    Parameters::parse(text).map_err(ParametersError::refused)
}

/// Finds the client of a parameter.
fn find(stand: &Stand, client_id: &str) -> Result<Arc<RelyingParty>, Refusal> {
    stand.clients.find(client_id).ok_or_else(|| {
        let shown: String = client_id.chars().take(64).collect();
        reasons::client::client_unknown(&shown, stand.clients.hint(&shown), stand.clients.names())
    })
}
