//! The relying party (информационная система): what it registered with ЕСИА.

use serde::Deserialize;
use serde::Serialize;
use serde_json::Value;
use url::Url;

use crate::domain::account::AccountLevel;
use crate::domain::consent_type::ConsentType;
use crate::domain::quirk::Quirk;
use crate::domain::redirect;
use crate::domain::redirect::RedirectError;
use crate::domain::redirect::RegisteredRedirectUri;
use crate::protocol::ids::Mnemonic;
use crate::protocol::words::Words;

/// Algorithm by which tokens for a client are signed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub enum TokenAlgorithm {
    /// RSA with SHA-256.
    #[default]
    #[serde(rename = "RS256")]
    Rs256,
    /// ГОСТ Р 34.10-2012 with Стрибог-256.
    #[serde(rename = "GOST3410_2012_256")]
    Gost256,
}

/// Lifetimes in seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Lifetimes {
    /// Authorization code.
    pub code: i64,
    /// Access token.
    pub access_token: i64,
    /// Identity token.
    pub id_token: i64,
    /// Refresh token.
    pub refresh_token: i64,
}

impl Default for Lifetimes {
    /// Captured values; that of the refresh token is ours (thirty days).
    fn default() -> Self {
        Self { code: 240, access_token: 3600, id_token: 10_800, refresh_token: 2_592_000 }
    }
}

/// What a client demands of everybody who comes back to it; the default is nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Demands {
    /// The lowest level of account: `standard` or `confirmed` (ESIA-007055).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub level: Option<AccountLevel>,
    /// Scopes for which two factors are needed (ESIA-007046).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub second_factor_scopes: Vec<String>,
}

/// A registered relying party.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Client {
    /// `client_id`.
    pub mnemonic: Mnemonic,
    /// What the client is for; testers read it.
    pub about: String,
    /// The name that citizens read.
    pub name: String,
    /// Registered addresses («URL системы»).
    pub redirect_uris: Vec<Url>,
    /// Where a logout may lead to.
    pub post_logout_redirect_uris: Vec<Url>,
    /// Registered certificates, PEM.
    pub certificates: Vec<String>,
    /// Names of the scopes it may ask for.
    pub scopes: Vec<String>,
    /// How tokens for it are signed.
    pub token_algorithm: TokenAlgorithm,
    /// Secret of the standard OpenID Connect endpoints.
    pub client_secret: Option<String>,
    /// Has no secret at the standard OpenID Connect endpoints.
    pub public: bool,
    /// Its public keys there (RFC 7517): client assertions and request objects.
    pub jwks: Option<Value>,
    /// Where those are fetched instead (RFC 7591, 2).
    pub jwks_uri: Option<Url>,
    /// Does a scope put its claims into the ID token as well?
    pub id_token_claims: bool,
    /// Where it is told that a session ended (Back-Channel Logout 1.0).
    pub backchannel_logout_uri: Option<Url>,
    /// Must what is told there name the session?
    pub backchannel_logout_session_required: bool,
    /// Lifetimes of what is issued to it.
    pub lifetimes: Lifetimes,
    /// What it demands of everybody who comes back to it.
    pub demands: Demands,
    /// Types of digital-profile consents that it may ask for.
    pub consent_types: Vec<ConsentType>,
    /// API-Key of its organisation.
    pub api_key: Option<String>,
    /// Named departures from the strict behaviour.
    pub quirks: Vec<Quirk>,
}

impl Client {
    /// Does this client have the quirk?
    pub fn has(&self, quirk: Quirk) -> bool {
        self.quirks.contains(&quirk)
    }

    /// Has it public keys, wherever they are?
    pub fn has_keys(&self) -> bool {
        self.jwks.is_some() || self.jwks_uri.is_some()
    }

    /// Accepts an address whose scheme and host belong to a registered one.
    ///
    /// As on the technological portal, paths and subdomains are not listed; a loopback host stands for
    /// itself with any port.
    pub fn accept(&self, uri: &str) -> Result<RegisteredRedirectUri, RedirectError> {
        redirect::accept(uri, &self.redirect_uris)
    }

    /// The same for the end of a logout, where addresses of the login serve as well.
    pub fn accept_after_logout(&self, uri: &str) -> Result<RegisteredRedirectUri, RedirectError> {
        redirect::accept(uri, &self.post_logout_redirect_uris).or_else(|_| self.accept(uri))
    }

    /// Accepts an address that is a registered one character by character (OpenID Connect Core, 3.1.2.1);
    /// on a loopback host the port may be another (RFC 8252, 7.3).
    pub fn accept_exactly(&self, uri: &str) -> Result<RegisteredRedirectUri, RedirectError> {
        redirect::accept_exactly(uri, &self.redirect_uris)
    }

    /// The same for the end of a logout (RP-Initiated Logout 1.0, 3), where addresses of the login serve as well.
    pub fn accept_exactly_after_logout(&self, uri: &str) -> Result<RegisteredRedirectUri, RedirectError> {
        redirect::accept_exactly(uri, &self.post_logout_redirect_uris).or_else(|_| self.accept_exactly(uri))
    }

    /// Accepts a refused address on a loopback host, to tell the refusal there; by quirk `redirect_refused_uri` only.
    pub fn accept_refused(&self, uri: &str) -> Option<RegisteredRedirectUri> {
        self.has(Quirk::RedirectRefusedUri).then(|| redirect::accept_loopback(uri)).flatten()
    }

    /// Which registered address somebody meant by another one.
    pub fn redirect_hint(&self, uri: &str) -> Words {
        redirect::hint(uri, &self.redirect_uris)
    }

    /// The same for the end of a logout.
    pub fn logout_hint(&self, uri: &str) -> Words {
        redirect::hint(uri, &self.post_logout_redirect_uris)
    }

    /// May it ask for this scope?
    pub fn may_ask(&self, scope: &str) -> bool {
        self.scopes.iter().any(|name| name == scope)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn client(registered: &str) -> Client {
        Client {
            mnemonic: Mnemonic::parse("RP").expect("valid"),
            about: String::new(),
            name: String::new(),
            redirect_uris: vec![Url::parse(registered).expect("valid")],
            post_logout_redirect_uris: Vec::new(),
            certificates: Vec::new(),
            scopes: Vec::new(),
            token_algorithm: TokenAlgorithm::Rs256,
            client_secret: None,
            public: false,
            jwks: None,
            jwks_uri: None,
            id_token_claims: false,
            backchannel_logout_uri: None,
            backchannel_logout_session_required: false,
            lifetimes: Lifetimes::default(),
            demands: Demands::default(),
            consent_types: Vec::new(),
            api_key: None,
            quirks: Vec::new(),
        }
    }

    #[test]
    fn the_domain_decides_not_the_path() {
        let client = client("https://rp.example/callback");
        for right in ["https://rp.example/callback", "https://rp.example/other?data=1", "https://a.b.rp.example/"] {
            assert!(client.accept(right).is_ok(), "{right}");
        }
        for wrong in [
            "http://rp.example/callback",
            "https://evilrp.example/",
            "https://rp.example.evil.test/",
            "https://rp.example:444/",
            "https://rp.example@evil.test/",
            "https://user@rp.example/",
            "https://rp.example/#fragment",
            "//rp.example/",
            "javascript:alert(1)",
            "https://evil.test\\.rp.example/",
            "https://rp.ex\tample/",
            "",
        ] {
            assert!(client.accept(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_loopback_host_stands_for_any_port_of_itself() {
        let client = client("http://127.0.0.1:9090/callback");
        assert!(client.accept("http://127.0.0.1:1234/x").is_ok());
        assert!(client.accept("http://localhost:9090/callback").is_err());
        assert!(client.accept("http://127.0.0.2:9090/callback").is_err());
    }

    #[test]
    fn rfc_8252_7_3_at_the_standard_endpoints_only_the_port_of_a_loopback_host_may_differ() {
        let far = client("https://rp.example/callback?a=1");
        assert!(far.accept_exactly("https://rp.example/callback?a=1").is_ok());
        for wrong in [
            "https://rp.example/callback",
            "https://rp.example/callback?a=1&b=2",
            "https://rp.example/callback/?a=1",
            "https://RP.example/callback?a=1",
            "https://rp.example:443/callback?a=1",
            "https://rp.example/x/../callback?a=1",
            "https://a.rp.example/callback?a=1",
        ] {
            assert!(far.accept_exactly(wrong).is_err(), "{wrong}");
        }
        let near = client("http://127.0.0.1:9090/callback");
        assert!(near.accept_exactly("http://127.0.0.1:1/callback").is_ok());
        assert!(near.accept_exactly("http://127.0.0.1:9090/other").is_err());
        assert!(near.accept_exactly("http://localhost:9090/callback").is_err());
        assert!(client("https://rp.example").accept_exactly("https://rp.example").is_ok());
    }
}
