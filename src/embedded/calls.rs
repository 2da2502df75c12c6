//! Calls of the tester's API by HTTP: whoever serves the stand, this process or another.

use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering;

use serde::de::DeserializeOwned;
use serde_json::Map;
use serde_json::Value;
use url::form_urlencoded;

use crate::cli::api;
use crate::crypto::tls::trust::Trust;
use crate::embedded::error::EmbeddedError;
use crate::web::outgoing;
use crate::web::outgoing::Asked;

/// The calls of one stand.
#[derive(Debug)]
pub(super) struct Calls {
    /// Up to `/_mock/api/v1`.
    url: String,
    token: Option<String>,
    trust: Trust,
    has_failed: AtomicBool,
}

impl Calls {
    pub(super) fn at(url: String, token: Option<String>, trust: Trust) -> Self {
        Self { url, token, trust, has_failed: AtomicBool::new(false) }
    }

    /// Those of another stand of the same server.
    pub(super) fn of(&self, url: String) -> Self {
        Self::at(url, self.token.clone(), self.trust.clone())
    }

    /// The same, for another value.
    pub(super) fn of_same(&self) -> Self {
        self.of(self.url.clone())
    }

    /// Was one of them refused?
    pub(super) fn has_failed(&self) -> bool {
        self.has_failed.load(Ordering::Relaxed)
    }

    /// What was expected has not come, which counts as a refusal.
    pub(super) fn unmet(&self, why: String) -> EmbeddedError {
        self.has_failed.store(true, Ordering::Relaxed);
        EmbeddedError::Unmet(why)
    }

    pub(super) fn get<T: DeserializeOwned>(&self, path: &str, query: Value) -> Result<T, EmbeddedError> {
        self.json("GET", &asking(path, query), None)
    }

    pub(super) fn json<T: DeserializeOwned>(
        &self,
        method: &str,
        path: &str,
        body: Option<Value>,
    ) -> Result<T, EmbeddedError> {
        let body = body.map(|body| ("application/json", body.to_string().into_bytes()));
        let answer = self.bytes(method, path, body)?;
        let answer = if answer.is_empty() { b"null" } else { answer.as_slice() };
        serde_json::from_slice(answer).map_err(|error| self.unmet(format!("{method} {path} cannot be read: {error}")))
    }

    pub(super) fn bytes(
        &self,
        method: &str,
        path: &str,
        body: Option<(&str, Vec<u8>)>,
    ) -> Result<Vec<u8>, EmbeddedError> {
        let address = format!("{}{path}", self.url);
        let token = self.token.as_deref();
        let asked = Asked { method, address: &address, token, body };
        // A thread of its own: whoever calls may be inside a runtime already, which must not wait for another one.
        let answered = std::thread::scope(|scope| scope.spawn(|| outgoing::ask(asked, &self.trust)).join());
        let (status, body) = answered
            .unwrap_or_else(|_| Err("the call panicked".to_owned()))
            .map_err(|why| self.unmet(format!("{method} {path}: {why}")))?;
        if status.is_success() {
            return Ok(body);
        }
        self.has_failed.store(true, Ordering::Relaxed);
        let problem: Value = serde_json::from_slice(&body).unwrap_or_default();
        Err(EmbeddedError::Refused {
            call: format!("{method} {path}"),
            status: status.as_u16(),
            why: api::told(&problem),
        })
    }
}

/// A path of these segments.
pub(super) fn path<'a>(segments: impl IntoIterator<Item = &'a str>) -> String {
    segments.into_iter().flat_map(|segment| ["/".to_owned(), api::part(segment)]).collect()
}

/// A path with what is not null of this in its query.
pub(super) fn asking(path: &str, query: Value) -> String {
    let mut written = form_urlencoded::Serializer::new(String::new());
    for (name, value) in fields(query) {
        match value {
            Value::Null => {}
            Value::String(text) => drop(written.append_pair(&name, &text)),
            other => drop(written.append_pair(&name, &other.to_string())),
        }
    }
    let written = written.finish();
    if written.is_empty() { path.to_owned() } else { format!("{path}?{written}") }
}

/// The fields of an object.
pub(super) fn fields(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(fields) => fields,
        _ => Map::new(),
    }
}

/// The fields of both; those of the second win.
pub(super) fn merged(first: Value, second: Value) -> Value {
    let mut whole = fields(first);
    whole.extend(fields(second));
    Value::Object(whole)
}
