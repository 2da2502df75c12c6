//! The stand as a whole: others beside it, snapshots, fixtures in and out.

use serde::Deserialize;
use serde_json::Value;
use serde_json::json;

use crate::embedded::calls::fields;
use crate::embedded::calls::path;
use crate::embedded::error::EmbeddedError;
use crate::embedded::people::rows;
use crate::embedded::stand::Stand;

/// What the program is.
#[derive(Clone, Debug, Deserialize)]
pub struct Version {
    /// Its version.
    pub version: String,
    /// The version of its API.
    pub api: u32,
    /// What it can do.
    pub features: Vec<String>,
}

#[derive(Deserialize)]
struct Made {
    name: String,
    url: String,
    control_url: String,
}

impl Stand {
    /// What the program is and can do.
    pub fn version(&self) -> Result<Version, EmbeddedError> {
        self.calls.get("/version", json!({}))
    }

    /// A stand of one's own beside this one, with `name`, `address`, `clock`, `seed`, `idle` and `from`. It ends when it
    /// is dropped, and does not outlive the server.
    pub fn stand(&self, wish: Value) -> Result<Stand, EmbeddedError> {
        let mut wish = fields(wish);
        let (method, place) = match wish.remove("name") {
            Some(Value::String(name)) => ("PUT", path(["stands", &name])),
            _ => ("POST", "/stands".to_owned()),
        };
        let made: Made = self.server.json(method, &place, Some(wish.into()))?;
        Ok(self.beside(made.name, made.url, made.control_url))
    }

    /// Every stand of the server.
    pub fn stands(&self) -> Result<Vec<Value>, EmbeddedError> {
        let answer: Value = self.server.get("/stands", json!({}))?;
        Ok(rows(answer, "stands"))
    }

    /// Ends the stand.
    pub fn end(&self) -> Result<(), EmbeddedError> {
        self.server.bytes("DELETE", &path(["stands", &self.name]), None).map(drop)
    }

    /// As it was made.
    pub fn reset(&self) -> Result<(), EmbeddedError> {
        self.does("POST", "/reset", None)
    }

    /// Keeps the stand as it is.
    pub fn snapshot(&self, name: &str) -> Result<(), EmbeddedError> {
        self.does("PUT", &path(["snapshots", name]), None)
    }

    /// Puts it back.
    pub fn restore(&self, name: &str) -> Result<(), EmbeddedError> {
        self.does("POST", &path(["snapshots", name, "restore"]), None)
    }

    /// The stand as a zip of fixtures.
    pub fn export_fixtures(&self) -> Result<Vec<u8>, EmbeddedError> {
        self.calls.bytes("GET", "/export", None)
    }

    /// Takes such a zip in.
    pub fn import_fixtures(&self, archive: Vec<u8>) -> Result<Value, EmbeddedError> {
        let answer = self.calls.bytes("POST", "/import", Some(("application/zip", archive)))?;
        serde_json::from_slice(&answer).map_err(|error| self.calls.unmet(error.to_string()))
    }
}
