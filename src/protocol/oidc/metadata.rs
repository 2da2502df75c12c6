//! The discovery document (OpenID Connect Discovery 1.0, 3; RFC 8414; RFC 9126, 5; RFC 9207, 3).

use serde_json::Value;
use serde_json::json;

/// How clients prove themselves at the endpoints that they call.
const CLIENT_AUTHENTICATION: [&str; 4] = ["client_secret_basic", "client_secret_post", "private_key_jwt", "none"];

/// How client assertions and request objects may be signed.
pub const CLIENT_ALGORITHMS: [&str; 3] = ["RS256", "PS256", "ES256"];

/// `request_uri` of a pushed request begins with it (RFC 9126, 2.2).
pub const PUSHED_REQUEST: &str = "urn:ietf:params:oauth:request_uri:";

/// Where clients find the stand: the addresses before every path.
#[derive(Clone, Copy, Debug)]
pub struct Addresses<'a> {
    /// Who issues tokens.
    pub issuer: &'a str,
    /// For browsers.
    pub browsers: &'a str,
    /// For servers.
    pub servers: &'a str,
}

/// What can be asked for.
#[derive(Clone, Copy, Debug)]
pub struct Offered<'a> {
    /// Scopes.
    pub scopes: &'a [&'a str],
    /// Claims.
    pub claims: &'a [&'a str],
    /// Classes of authentication.
    pub acr_values: &'a [&'a str],
    /// Languages of the pages.
    pub ui_locales: &'a [&'a str],
}

/// The whole document.
pub fn document(addresses: Addresses<'_>, offered: Offered<'_>) -> Value {
    let Addresses { issuer, browsers, servers } = addresses;
    let Offered { scopes, claims, acr_values, ui_locales } = offered;
    let confidential = &CLIENT_AUTHENTICATION[..3];
    json!({
        "issuer": issuer,
        "authorization_endpoint": format!("{browsers}/oidc/authorize"),
        "token_endpoint": format!("{servers}/oidc/token"),
        "userinfo_endpoint": format!("{servers}/oidc/userinfo"),
        "jwks_uri": format!("{servers}/oidc/jwks"),
        "introspection_endpoint": format!("{servers}/oidc/introspect"),
        "revocation_endpoint": format!("{servers}/oidc/revoke"),
        "end_session_endpoint": format!("{browsers}/oidc/end_session"),
        "pushed_authorization_request_endpoint": format!("{servers}/oidc/par"),
        "require_pushed_authorization_requests": false,
        "response_types_supported": ["code"],
        "response_modes_supported": ["query", "fragment", "form_post"],
        "grant_types_supported": ["authorization_code", "refresh_token", "client_credentials"],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["RS256"],
        "request_object_signing_alg_values_supported": ["none", "RS256", "PS256", "ES256"],
        "token_endpoint_auth_methods_supported": CLIENT_AUTHENTICATION,
        "token_endpoint_auth_signing_alg_values_supported": CLIENT_ALGORITHMS,
        "introspection_endpoint_auth_methods_supported": confidential,
        "introspection_endpoint_auth_signing_alg_values_supported": CLIENT_ALGORITHMS,
        "revocation_endpoint_auth_methods_supported": CLIENT_AUTHENTICATION,
        "revocation_endpoint_auth_signing_alg_values_supported": CLIENT_ALGORITHMS,
        "scopes_supported": scopes,
        "claim_types_supported": ["normal"],
        "claims_supported": claims,
        "claims_parameter_supported": true,
        "request_parameter_supported": true,
        "request_uri_parameter_supported": false,
        "prompt_values_supported": ["none", "login", "consent", "select_account"],
        "acr_values_supported": acr_values,
        "display_values_supported": ["page"],
        "ui_locales_supported": ui_locales,
        "code_challenge_methods_supported": ["S256", "plain"],
        "authorization_response_iss_parameter_supported": true,
        "backchannel_logout_supported": true,
        "backchannel_logout_session_supported": true,
    })
}
