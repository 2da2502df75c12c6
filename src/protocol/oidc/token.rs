//! The token request and its answer (RFC 6749, 4.1.3, 4.4.2, 5.1 and 6).

use serde::Serialize;

use crate::protocol::authorize::require;
use crate::protocol::meant;
use crate::protocol::parameters::Parameters;
use crate::protocol::reasons;
use crate::protocol::refusal::Refusal;

/// Parameters of the endpoints that a client calls; none may be repeated.
pub const SINGLE: [&str; 13] = [
    "grant_type",
    "code",
    "redirect_uri",
    "code_verifier",
    "refresh_token",
    "scope",
    "client_id",
    "client_secret",
    "client_assertion",
    "client_assertion_type",
    "token",
    "token_type_hint",
    "request_uri",
];

/// What `grant_type` may be.
const GRANTS: [&str; 3] = ["authorization_code", "refresh_token", "client_credentials"];

/// What is exchanged for tokens.
#[derive(Clone, Debug)]
pub enum TokenRequest {
    /// `authorization_code`.
    AuthorizationCode {
        /// The code.
        code: String,
        /// The address, to be compared with that of the authentication request.
        redirect_uri: String,
        /// Proves that it is the same client (RFC 7636).
        code_verifier: Option<String>,
    },
    /// `refresh_token`.
    RefreshToken {
        /// The refresh token.
        refresh_token: String,
        /// No more than was granted.
        scope: Option<String>,
    },
    /// `client_credentials`.
    ClientCredentials {
        /// What is asked for.
        scope: Option<String>,
    },
}

impl TokenRequest {
    /// Refuses a kind of grant that there is not, whoever asks: the client need not be known for that.
    pub fn check_grant_type(sent: &Parameters) -> Result<(), Refusal> {
        match sent.get("grant_type") {
            None | Some("authorization_code" | "refresh_token" | "client_credentials") => Ok(()),
            Some(other) => Err(reasons::standard::grant_type_unsupported(other, meant::hint(other, GRANTS))),
        }
    }

    /// Reads the parameters of the body.
    pub fn parse(sent: &Parameters) -> Result<Self, Refusal> {
        let text = |name: &str| sent.get(name).map(ToOwned::to_owned);
        match require(sent, "grant_type")? {
            "authorization_code" => Ok(Self::AuthorizationCode {
                code: require(sent, "code")?.to_owned(),
                redirect_uri: require(sent, "redirect_uri")?.to_owned(),
                code_verifier: text("code_verifier"),
            }),
            "refresh_token" => Ok(Self::RefreshToken {
                refresh_token: require(sent, "refresh_token")?.to_owned(),
                scope: text("scope"),
            }),
            "client_credentials" => Ok(Self::ClientCredentials { scope: text("scope") }),
            other => Err(reasons::standard::grant_type_unsupported(other, meant::hint(other, GRANTS))),
        }
    }
}

/// The answer to a successful token request (RFC 6749, 5.1; OpenID Connect Core, 3.1.3.3).
#[derive(Clone, Debug, Serialize)]
pub struct TokenResponse {
    /// The access token.
    pub access_token: String,
    /// Always `Bearer`.
    pub token_type: &'static str,
    /// Seconds.
    pub expires_in: i64,
    /// What was granted: it may be less than was asked for. Left out where there is nothing (RFC 6749, 3.3 and 5.1).
    #[serde(skip_serializing_if = "String::is_empty")]
    pub scope: String,
    /// Given with `offline_access`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refresh_token: Option<String>,
    /// Given with `openid`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id_token: Option<String>,
}
