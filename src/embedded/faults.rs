//! What goes wrong on purpose.

use serde_json::Map;
use serde_json::Value;
use serde_json::json;

use crate::embedded::calls::fields;
use crate::embedded::calls::path;
use crate::embedded::error::EmbeddedError;
use crate::embedded::stand::Stand;

/// What says when a fault acts; every other word says what it does.
const WHEN: [&str; 9] = ["client", "person", "method", "path", "skip", "times", "until", "for", "handle"];

/// How many seconds are waited for a fault.
const WAIT: u32 = 10;

/// A fault that was armed.
#[derive(Debug)]
pub struct Fault<'a> {
    name: String,
    stand: &'a Stand,
}

impl Stand {
    /// Lets the stand fail: `fault("token", json!({"status": 502, "times": 1}))`. Others than `client`, `person`,
    /// `method`, `path`, `skip`, `times`, `until`, `for`, `handle` and `name` say what the fault does.
    pub fn fault(&self, at: &str, said: Value) -> Result<Fault<'_>, EmbeddedError> {
        let mut does = fields(said);
        let (method, place) = match does.remove("name") {
            Some(Value::String(name)) => ("PUT", path(["faults", &name])),
            _ => ("POST", "/faults".to_owned()),
        };
        let mut body = Map::from_iter([("at".to_owned(), json!(at))]);
        for word in WHEN {
            if let Some(value) = does.remove(word) {
                body.insert(word.to_owned(), value);
            }
        }
        body.insert("do".to_owned(), does.into());
        let made: Value = self.calls.json(method, &place, Some(body.into()))?;
        Ok(Fault { name: made["name"].as_str().unwrap_or_default().to_owned(), stand: self })
    }

    /// What is armed.
    pub fn faults(&self) -> Result<Vec<Value>, EmbeddedError> {
        self.list("faults", "/faults", json!({}))
    }

    /// Disarms everything.
    pub fn clear_faults(&self) -> Result<(), EmbeddedError> {
        self.does("DELETE", "/faults", None)
    }
}

impl Fault<'_> {
    /// How often it has acted.
    pub fn hits(&self) -> Result<u64, EmbeddedError> {
        self.seen(json!({}))
    }

    /// Waits until it has acted so often.
    pub fn wait(&self, hits: u64) -> Result<(), EmbeddedError> {
        let met = self.seen(json!({ "hits": hits, "wait": WAIT }))?;
        if met >= hits {
            return Ok(());
        }
        let why = format!("the fault {} has met {met} of {hits} requests within {WAIT} s", self.name);
        Err(self.stand.calls.unmet(why))
    }

    /// Disarms it.
    pub fn clear(&self) -> Result<(), EmbeddedError> {
        self.stand.does("DELETE", &path(["faults", &self.name]), None)
    }

    fn seen(&self, query: Value) -> Result<u64, EmbeddedError> {
        let seen: Value = self.stand.calls.get(&path(["faults", &self.name]), query)?;
        Ok(seen["hits"].as_u64().unwrap_or_default())
    }
}
