//! People of a stand, what they allow systems, and their sessions.

use serde::Deserialize;
use serde_json::Value;
use serde_json::json;

use crate::embedded::calls::asking;
use crate::embedded::calls::fields;
use crate::embedded::calls::merged;
use crate::embedded::calls::path;
use crate::embedded::error::EmbeddedError;
use crate::embedded::stand::Stand;

/// Somebody of the stand.
#[derive(Clone, Debug, Deserialize)]
#[serde(from = "Shown")]
pub struct Person {
    /// By which calls name them.
    pub persona: String,
    /// Their number at ЕСИА.
    pub oid: i64,
    /// What they sign in with.
    pub login: Option<String>,
    /// Their password.
    pub password: Option<String>,
    /// `simplified`, `standard`, `confirmed` or `child`.
    pub level: String,
    /// СНИЛС, as ЕСИА writes it.
    pub snils: Option<String>,
    /// The first of their e-mail addresses.
    pub email: Option<String>,
    /// The first of their telephones.
    pub phone: Option<String>,
    /// What is odd about them, and which steps of real life were skipped.
    pub warnings: Vec<String>,
    /// Everything that is known of them, as a fixture has it.
    pub fixture: Value,
}

#[derive(Deserialize)]
struct Shown {
    oid: i64,
    #[serde(default)]
    login: Option<String>,
    #[serde(default)]
    password: Option<String>,
    #[serde(default)]
    warnings: Vec<String>,
    person: Value,
}

impl From<Shown> for Person {
    fn from(shown: Shown) -> Self {
        let Shown { oid, login, password, warnings, person } = shown;
        let text = |place: &str| person.pointer(place).and_then(Value::as_str).map(ToOwned::to_owned);
        let contact = |kind: &str| {
            let mut all = person["contacts"].as_array().into_iter().flatten();
            all.find(|contact| contact["kind"] == kind)?["value"].as_str().map(ToOwned::to_owned)
        };
        Self {
            persona: text("/persona").unwrap_or_default(),
            oid,
            login,
            password,
            level: text("/account/level").unwrap_or_default(),
            snils: text("/snils"),
            email: contact("email"),
            phone: contact("mobile"),
            warnings,
            fixture: person,
        }
    }
}

/// Whom a call is about: a [`Person`], or their persona, oid or login; in a pair with what else a call is to be told,
/// such as `(&anna, json!({"role": 1000000002}))`.
#[derive(Clone, Debug)]
pub struct Who {
    pub(super) person: String,
    pub(super) more: Value,
}

impl From<&Person> for Who {
    fn from(person: &Person) -> Self {
        Self::from(person.persona.as_str())
    }
}

impl From<&str> for Who {
    fn from(name: &str) -> Self {
        Self { person: name.to_owned(), more: json!({}) }
    }
}

impl From<&String> for Who {
    fn from(name: &String) -> Self {
        Self::from(name.as_str())
    }
}

impl From<i64> for Who {
    fn from(oid: i64) -> Self {
        Self::from(oid.to_string().as_str())
    }
}

impl<Of: Into<Who>> From<(Of, Value)> for Who {
    fn from((who, more): (Of, Value)) -> Self {
        let who = who.into();
        Self { more: merged(who.more, more), ..who }
    }
}

impl Stand {
    /// Somebody new; what is left out is made up: `{"level": "confirmed"}`, `{"email_verified": false}`, `{"age": 30}`.
    /// Whoever has a `persona` is made anew if they exist.
    pub fn person(&self, wish: Value) -> Result<Person, EmbeddedError> {
        match wish["persona"].as_str().map(ToOwned::to_owned) {
            Some(persona) => self.calls.json("PUT", &path(["people", &persona]), Some(wish)),
            None => self.calls.json("POST", "/people", Some(wish)),
        }
    }

    /// Somebody as they are now.
    pub fn find_person(&self, who: impl Into<Who>) -> Result<Person, EmbeddedError> {
        self.calls.get(&path(["people", &who.into().person]), json!({}))
    }

    /// Who is there, by `q`, `level` and `status`.
    pub fn people(&self, wanted: Value) -> Result<Vec<Value>, EmbeddedError> {
        self.list("people", "/people", merged(json!({ "limit": 1000 }), wanted))
    }

    /// Changes somebody by force, whatever real life would demand first.
    pub fn change(&self, who: impl Into<Who>, wish: Value) -> Result<Person, EmbeddedError> {
        self.calls.json("PATCH", &path(["people", &who.into().person]), Some(wish))
    }

    /// Deletes somebody.
    pub fn remove(&self, who: impl Into<Who>) -> Result<(), EmbeddedError> {
        self.does("DELETE", &path(["people", &who.into().person]), None)
    }

    /// A child with an account: `{"age": 10}`.
    pub fn child(&self, parent: impl Into<Who>, wish: Value) -> Result<Person, EmbeddedError> {
        self.calls.json("POST", &path(["people", &parent.into().person, "children"]), Some(wish))
    }

    /// A contact of somebody is verified.
    pub fn verify(&self, who: impl Into<Who>, contact: &str) -> Result<Person, EmbeddedError> {
        self.calls.json("POST", &path(["people", &who.into().person, "contacts", contact, "verify"]), None)
    }

    /// It is not verified any more.
    pub fn unverify(&self, who: impl Into<Who>, contact: &str) -> Result<Person, EmbeddedError> {
        self.calls.json("POST", &path(["people", &who.into().person, "contacts", contact, "unverify"]), None)
    }

    /// What somebody allows systems.
    pub fn consents(&self, who: impl Into<Who>) -> Result<Vec<Value>, EmbeddedError> {
        self.list("consents", &path(["people", &who.into().person, "consents"]), json!({}))
    }

    /// Somebody allows a system these scopes, and no others.
    pub fn allow(&self, who: impl Into<Who>, client: &str, scopes: &[&str]) -> Result<Vec<Value>, EmbeddedError> {
        let place = path(["people", &who.into().person, "consents", client]);
        let answer: Value = self.calls.json("PUT", &place, Some(json!({ "scopes": scopes })))?;
        Ok(rows(answer, "consents"))
    }

    /// Somebody takes their consent back.
    pub fn withdraw(&self, who: impl Into<Who>, client: &str) -> Result<(), EmbeddedError> {
        self.does("DELETE", &path(["people", &who.into().person, "consents", client]), None)
    }

    /// Opens a session: cookies for a browser.
    pub fn session(&self, who: impl Into<Who>) -> Result<Vec<Value>, EmbeddedError> {
        let answer: Value = self.calls.json("POST", &path(["people", &who.into().person, "sessions"]), None)?;
        Ok(rows(answer, "cookies"))
    }

    /// Ends the sessions of somebody, and tells systems; how many there were.
    pub fn logout(&self, who: impl Into<Who>) -> Result<u64, EmbeddedError> {
        let answer: Value = self.calls.json("POST", &path(["people", &who.into().person, "logout"]), None)?;
        Ok(answer["ended"].as_u64().unwrap_or_default())
    }

    /// An operator of a центр обслуживания confirms somebody's identity.
    pub fn confirm(&self, who: impl Into<Who>) -> Result<Value, EmbeddedError> {
        let who = who.into();
        self.calls.json("POST", "/mfc/confirm", Some(merged(who.more, json!({ "person": who.person }))))
    }

    /// A call whose answer does not matter.
    pub(super) fn does(&self, method: &str, path: &str, body: Option<Value>) -> Result<(), EmbeddedError> {
        self.calls.bytes(method, path, body.map(|body| ("application/json", body.to_string().into_bytes()))).map(drop)
    }

    /// The rows of a list.
    pub(super) fn list(&self, name: &str, path: &str, query: Value) -> Result<Vec<Value>, EmbeddedError> {
        let answer: Value = self.calls.json("GET", &asking(path, query), None)?;
        Ok(rows(answer, name))
    }
}

pub(super) fn rows(answer: Value, name: &str) -> Vec<Value> {
    match fields(answer).remove(name) {
        Some(Value::Array(rows)) => rows,
        _ => Vec::new(),
    }
}
