//! What of a request and its answer nobody is to read: passwords, codes and tokens that may still be good, secrets of
//! systems, cookies. Of a signed token only the signature is cut: what it says stays, and nobody can use it.

use serde_json::Map;
use serde_json::Value;

use crate::crypto::digest;
use crate::journal::exchange::Exchange;
use crate::journal::sender;

/// Parameters and fields whose values are cut.
const NAMES: [&str; 16] = [
    "access_token",
    "answer",
    "client_assertion",
    "code",
    "code_verifier",
    "csrf",
    "id_token",
    "id_token_hint",
    "logout_token",
    "new_password",
    "password",
    "password_again",
    "refresh_token",
    "secret",
    "subject_token",
    "token",
];

/// Parts of paths that are as good as a password: an API-Key, an invitation, a recovery, a QR code.
const PARTS: [&str; 3] = ["key", "qr_id", "recovery"];

/// The signature in it proves who signed, so it is shown; the secret of the standard endpoints is not.
const CLIENT_SECRET: &str = "client_secret";

/// A secret of this length is cut wherever it stands; a shorter one could be part of anything.
const LONG: usize = 16;

/// Cuts the secrets of one request.
#[derive(Debug)]
pub struct Cutter {
    /// What is cut, the longest first, and what stands in its place.
    found: Vec<(String, String)>,
    is_standard: bool,
}

impl Cutter {
    /// Finds the secrets of a request and its answer.
    pub fn of(exchange: &Exchange) -> Self {
        let mut cutter = Self { found: Vec::new(), is_standard: exchange.path.starts_with("/oidc/") };
        let body = exchange.body.text().unwrap_or_default();
        let back = exchange.way_back().and_then(|address| address.split_once(['?', '#'])).map_or("", |(_, sent)| sent);
        for pair in [exchange.query.as_str(), body, back].into_iter().flat_map(|text| text.split(['&', '#'])) {
            let Some((_, value)) = pair.split_once('=').filter(|(name, _)| cutter.is_secret(name)) else { continue };
            let decoded = url::form_urlencoded::parse(pair.as_bytes()).next().map(|(_, value)| value.into_owned());
            cutter.add(value);
            cutter.add(&decoded.unwrap_or_default());
        }
        for value in exchange.json().iter().flat_map(|fields| cutter.secrets_of(fields)).collect::<Vec<_>>() {
            cutter.add(&value);
        }
        for cookie in [serde_json::from_slice(&exchange.body.bytes).ok(), exchange.json().map(Value::Object)]
            .into_iter()
            .flatten()
            .flat_map(|body: Value| body.get("cookies").and_then(Value::as_array).cloned().unwrap_or_default())
        {
            cutter.add(cookie.get("value").and_then(Value::as_str).unwrap_or_default());
        }
        for (_, value) in exchange.cookies().chain(exchange.set_cookies()).filter(|(_, value)| value.len() >= LONG) {
            cutter.add(value);
        }
        if let Some((_, proof)) = exchange.header("authorization").and_then(|value| value.split_once(' ')) {
            cutter.add(proof.trim());
        }
        cutter.found.sort_by_key(|(secret, _)| std::cmp::Reverse(secret.len()));
        cutter
    }

    /// A text without the long ones of them.
    pub fn cut(&self, text: &str) -> String {
        self.found.iter().fold(text.to_owned(), |text, (secret, shown)| text.replace(secret, shown))
    }

    /// The value of a parameter.
    pub fn value(&self, name: &str, value: &str) -> String {
        if name == "code" && is_error(value) {
            return value.to_owned();
        }
        if self.is_secret(name) && value.len() < LONG { shown(value) } else { self.cut(value) }
    }

    /// A query or a form, in which short secrets are known by their names.
    pub fn form(&self, text: &str) -> String {
        let pair = |pair: &str| match pair.split_once('=') {
            Some((name, value)) => format!("{name}={}", self.value(name, value)),
            None => pair.to_owned(),
        };
        self.cut(&text.split('&').map(pair).collect::<Vec<_>>().join("&"))
    }

    /// A body: JSON, a form, or another text.
    pub fn body(&self, kind: &str, text: &str) -> String {
        if kind.contains("json") {
            let parsed = serde_json::from_str::<Value>(text).map(|value| self.json(value).to_string());
            return parsed.unwrap_or_else(|_| self.cut(text));
        }
        if kind.starts_with("application/x-www-form-urlencoded") { self.form(text) } else { self.cut(text) }
    }

    /// A value of JSON.
    pub fn json(&self, value: Value) -> Value {
        match value {
            Value::Object(fields) => Value::Object(fields.into_iter().map(|field| self.field(field)).collect()),
            Value::Array(items) => items.into_iter().map(|item| self.json(item)).collect(),
            Value::String(text) => self.cut(&text).into(),
            other => other,
        }
    }

    fn field(&self, (name, value): (String, Value)) -> (String, Value) {
        let value = match value {
            Value::String(text) => self.value(&name, &text).into(),
            other => self.json(other),
        };
        (name, value)
    }

    fn is_secret(&self, name: &str) -> bool {
        NAMES.contains(&name) || (name == CLIENT_SECRET && self.is_standard)
    }

    fn secrets_of(&self, fields: &Map<String, Value>) -> Vec<String> {
        let secret = fields.iter().filter(|(name, _)| self.is_secret(name));
        secret.filter_map(|(_, value)| value.as_str().map(ToOwned::to_owned)).collect()
    }

    fn add(&mut self, value: &str) {
        let secret = match value.rsplit_once('.') {
            Some((_, signature)) if sender::payload(value).is_some() => signature,
            _ => value,
        };
        if secret.len() >= LONG && !self.found.iter().any(|(known, _)| known == secret) {
            self.found.push((secret.to_owned(), shown(secret)));
        }
    }
}

/// Is it the code of a refusal, which bears the name of an authorization code?
fn is_error(code: &str) -> bool {
    code.starts_with("ESIA-") || code.bytes().all(|b| b.is_ascii_lowercase() || b == b'_')
}

/// What stands in the place of a secret: equal ones can still be told to be equal.
fn shown(secret: &str) -> String {
    if secret.is_empty() {
        return String::new();
    }
    let digest = digest::sha256(secret.as_bytes());
    format!("[cut:{}:{:02x}{:02x}{:02x}]", secret.chars().count(), digest[0], digest[1], digest[2])
}

/// A path without what is secret in it; its variable parts, each with its name in the table of routes.
pub fn cut_path<'a>(path: String, parts: impl Iterator<Item = (&'a str, &'a str)>) -> String {
    let secret = parts.filter(|(name, value)| PARTS.contains(name) && !value.is_empty());
    secret.fold(path, |path, (_, value)| path.replace(value, &shown(value)))
}

/// Is a request of this place kept at all?
pub fn is_kept(path: &str) -> bool {
    let is_below =
        |folder: &str| path.strip_prefix(folder).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    !is_below("/_mock") && !is_below("/_assets") && !matches!(path, "/favicon.ico" | "/robots.txt")
}
