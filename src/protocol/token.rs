//! The request of tokens and its answer (`/aas/oauth2/te`, `/aas/oauth2/v3/te`; МР, «получение маркера
//! доступа»; RFC 6749 sections 4.1.3, 4.4.2, 5.1 and 6).

use serde::Serialize;

use crate::protocol::authorize::require;
use crate::protocol::authorize::scope_absent;
use crate::protocol::authorize::state;
use crate::protocol::meant;
use crate::protocol::parameters::Parameters;
use crate::protocol::reasons;
use crate::protocol::refusal::Refusal;
use crate::protocol::signed_text;
use crate::protocol::signed_text::Generation;
use crate::protocol::signed_text::Order;

const SINGLE: [&str; 12] = [
    "client_id",
    "client_secret",
    "grant_type",
    "code",
    "refresh_token",
    "redirect_uri",
    "scope",
    "state",
    "timestamp",
    "client_certificate_hash",
    "scope_org",
    "code_verifier",
];

/// What `grant_type` may be.
const GRANTS: [&str; 3] = ["authorization_code", "refresh_token", "client_credentials"];

/// What is exchanged for tokens.
#[derive(Clone, Debug)]
pub enum TokenGrant {
    /// `authorization_code`.
    AuthorizationCode {
        /// The code.
        code: String,
        /// The address, to be compared with that of the code request.
        redirect_uri: String,
        /// PKCE; v3 only.
        code_verifier: Option<String>,
    },
    /// `refresh_token`.
    RefreshToken {
        /// The refresh token.
        refresh_token: String,
    },
    /// `client_credentials`.
    ClientCredentials,
}

/// A well-formed token request.
#[derive(Clone, Debug)]
pub struct TokenRequest {
    /// What is exchanged.
    pub grant: TokenGrant,
    /// Scopes as sent.
    pub scope: String,
    /// State, echoed.
    pub state: String,
    /// Timestamp as sent.
    pub timestamp: String,
}

impl TokenGrant {
    /// The texts of which the client signs one.
    pub fn signed_texts(&self, generation: Generation) -> &'static [&'static Order] {
        match (generation, self) {
            (Generation::V1, _) => &[&signed_text::V1],
            (Generation::V3, Self::AuthorizationCode { .. }) => &[&signed_text::V3_CODE],
            // Two clients, two ways, no third source: both are right.
            (Generation::V3, Self::RefreshToken { .. }) => &[&signed_text::V2, &signed_text::V3_REFRESH],
            (Generation::V3, Self::ClientCredentials) => &[&signed_text::V2],
        }
    }
}

impl TokenRequest {
    /// Reads the parameters in the order in which mistakes are reported.
    pub fn parse(sent: &Parameters, generation: Generation) -> Result<Self, Refusal> {
        if let Some(name) = sent.repeated(&SINGLE) {
            return Err(reasons::request::parameter_repeated(name));
        }
        let grant_type = require(sent, "grant_type")?;
        if !GRANTS.contains(&grant_type) {
            return Err(reasons::request::grant_type_unknown(grant_type, meant::hint(grant_type, GRANTS)));
        }
        for name in ["client_secret", "state", "timestamp"] {
            require(sent, name)?;
        }
        if sent.get("scope").is_none() {
            return Err(scope_absent(sent));
        }
        let grant = match grant_type {
            "authorization_code" => TokenGrant::AuthorizationCode {
                code: require(sent, "code")?.to_owned(),
                redirect_uri: require(sent, "redirect_uri")?.to_owned(),
                code_verifier: sent
                    .get("code_verifier")
                    .filter(|_| generation == Generation::V3)
                    .map(ToOwned::to_owned),
            },
            "refresh_token" => TokenGrant::RefreshToken { refresh_token: require(sent, "refresh_token")?.to_owned() },
            _ => {
                if generation == Generation::V3 {
                    require(sent, "redirect_uri")?;
                }
                TokenGrant::ClientCredentials
            }
        };
        // Mandatory by МР; yet AISGorod never sends it, and ЕСИА answers.
        sent.get("token_type").map_or(Ok(()), bearer)?;
        Ok(Self {
            grant,
            scope: sent.sent("scope").to_owned(),
            state: state(require(sent, "state")?)?,
            timestamp: require(sent, "timestamp")?.to_owned(),
        })
    }
}

fn bearer(token_type: &str) -> Result<(), Refusal> {
    if token_type == "Bearer" {
        return Ok(());
    }
    Err(reasons::request::token_type_unknown(token_type, meant::hint(token_type, ["Bearer"])))
}

/// `expires_in`, a number except where a client's quirk wants text.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
pub enum ExpiresIn {
    /// As ЕСИА writes it.
    Number(i64),
    /// As quirk `expires_in_string` wants it.
    Text(String),
}

/// The answer to a successful token request.
#[derive(Clone, Debug, Serialize)]
pub struct TokenResponse {
    /// The access token (маркер доступа).
    pub access_token: String,
    /// The refresh token (маркер обновления).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refresh_token: Option<String>,
    /// The identity token (маркер идентификации).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id_token: Option<String>,
    /// The state of this request.
    pub state: String,
    /// Always `Bearer`.
    pub token_type: &'static str,
    /// Seconds.
    pub expires_in: ExpiresIn,
}
