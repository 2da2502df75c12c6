//! Systems, and people who sign in at them without a browser.

use serde::Deserialize;
use serde_json::Value;
use serde_json::json;

use crate::embedded::calls::fields;
use crate::embedded::calls::merged;
use crate::embedded::calls::path;
use crate::embedded::error::EmbeddedError;
use crate::embedded::people::Who;
use crate::embedded::stand::Stand;

/// Why there is no code, or no token.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Refusal {
    /// How far the request came.
    pub station: Option<String>,
    /// `ESIA-007014`, or an error of OAuth.
    pub code: Option<String>,
    /// The row of docs/reasons.md.
    pub reason_id: Option<String>,
    /// The cause.
    pub reason: Option<String>,
    /// What to do.
    pub cure: Option<String>,
}

/// What a sign-in has come to.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct SignIn {
    /// Where the browser would go: it is for the tested system. Nothing where it would see a page, or post a form.
    pub redirect_url: Option<String>,
    /// The form that a browser would post (`response_mode=form_post`).
    pub form: Option<Value>,
    /// The code.
    pub code: Option<String>,
    /// The error in place of it.
    pub error: Option<String>,
    /// The state of the request.
    pub state: Option<String>,
    /// The number of the login in the journal.
    pub login: Option<String>,
    /// Who came.
    pub oid: Option<i64>,
    /// The cookies of the browser.
    pub cookies: Vec<Value>,
    /// Why there is no code.
    pub refusal: Option<Refusal>,
}

impl SignIn {
    /// Where the browser would go; empty, where it would see a page.
    pub fn url(&self) -> &str {
        self.redirect_url.as_deref().unwrap_or_default()
    }
}

/// A key of a system, and its certificate; both PEM.
#[derive(Clone, Debug, Deserialize)]
pub struct ClientKey {
    /// The private key.
    pub private_key: String,
    /// The certificate, which the stand accepts from now on.
    pub certificate: String,
}

impl Stand {
    /// Signs somebody in for the request that the tested system has made. A refusal is no error: it is in the answer.
    pub fn sign_in(&self, authorize_url: &str, who: impl Into<Who>) -> Result<SignIn, EmbeddedError> {
        let who = who.into();
        let body = json!({ "authorize_url": authorize_url, "person": who.person });
        self.calls.json("POST", "/sign-ins", Some(merged(who.more, body)))
    }

    /// The same, but consent is refused.
    pub fn refuse(&self, authorize_url: &str, who: impl Into<Who>) -> Result<SignIn, EmbeddedError> {
        self.sign_in(authorize_url, (who, json!({ "consent": "deny" })))
    }

    /// Tokens without a request; more: `{"lifetime": -60}` for ones that have expired, `endpoint`, `nonce`, `role`.
    pub fn tokens(&self, client: &str, who: impl Into<Who>, scopes: &[&str]) -> Result<Value, EmbeddedError> {
        let who = who.into();
        let body = json!({ "client": client, "person": who.person, "scopes": scopes });
        self.calls.json("POST", "/tokens", Some(merged(who.more, body)))
    }

    /// Revokes a token.
    pub fn revoke(&self, token: &str) -> Result<(), EmbeddedError> {
        self.does("POST", "/tokens/revoke", Some(json!({ "token": token })))
    }

    /// Registers a system: `{"redirect_uris": […], "client_secret": "…"}`. `certificate` is short for
    /// `{"certificates": [{"pem": …}]}`. Its мнемоника is the client id.
    pub fn client(&self, mnemonic: &str, wish: Value) -> Result<Value, EmbeddedError> {
        let mut wish = fields(wish);
        if let Some(certificate) = wish.remove("certificate") {
            wish.insert("certificates".to_owned(), json!([{ "pem": certificate }]));
        }
        let answer: Value = self.calls.json("PUT", &path(["clients", mnemonic]), Some(wish.into()))?;
        Ok(answer["client"].clone())
    }

    /// A key and certificate of a system.
    pub fn client_key(&self, mnemonic: &str, wish: Value) -> Result<ClientKey, EmbeddedError> {
        self.calls.json("POST", &path(["clients", mnemonic, "keys"]), Some(wish))
    }

    /// An organisation.
    pub fn organization(&self, name: &str, wish: Value) -> Result<Value, EmbeddedError> {
        let answer: Value = self.calls.json("PUT", &path(["organizations", name]), Some(wish))?;
        Ok(answer["organization"].clone())
    }

    /// What МВД (`mvd`), СФР (`sfr`) or ЗАГС (`zags`) answers about a number: `{"outcome": "not_found"}`.
    pub fn registry(&self, registry: &str, number: &str, wish: Value) -> Result<(), EmbeddedError> {
        self.does("PUT", &path(["registries", registry, number]), Some(wish))
    }

    /// The next keys of the issuer sign.
    pub fn rotate_keys(&self) -> Result<Value, EmbeddedError> {
        self.calls.json("POST", "/keys/rotate", None)
    }

    /// The settings of the stand.
    pub fn settings(&self) -> Result<Value, EmbeddedError> {
        self.calls.get("/settings", json!({}))
    }

    /// Changes settings and rules: `{"rules": {"login.lock_after": 5}}`.
    pub fn change_settings(&self, values: Value) -> Result<Value, EmbeddedError> {
        self.calls.json("PATCH", "/settings", Some(values))
    }
}
