//! What systems and browsers sent to a stand, and why it was refused.

use serde::Deserialize;
use serde_json::Value;
use serde_json::json;

use crate::embedded::calls::merged;
use crate::embedded::calls::path;
use crate::embedded::error::EmbeddedError;
use crate::embedded::sign_in::Refusal;
use crate::embedded::stand::Stand;

/// A line of the journal.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Request {
    /// Its number.
    pub n: i64,
    /// What was asked: `token`, `authorize`, ….
    pub at: Option<String>,
    /// Its method.
    pub method: String,
    /// Its path.
    pub path: String,
    /// The system that sent it.
    pub client: Option<String>,
    /// Whom it was about.
    pub person: Option<String>,
    /// The login that it belongs to.
    pub login: Option<String>,
    /// The status of the answer.
    pub status: u16,
    /// Why it was refused.
    pub refused: Option<Refusal>,
    /// The fault that it has met.
    pub fault: Option<String>,
}

/// Requests that fit; asked for when they are looked at.
#[derive(Clone, Debug)]
pub struct Requests<'a> {
    stand: &'a Stand,
    wanted: Value,
}

impl Stand {
    /// Requests by what was asked, such as `token`; all of them where that is empty.
    pub fn requests(&self, at: &str) -> Requests<'_> {
        let at = if at.is_empty() { json!({}) } else { json!({ "at": at }) };
        Requests { stand: self, wanted: merged(json!({ "after": self.since }), at) }
    }

    /// One request with its answer, decoded; 0 is the last.
    pub fn request(&self, number: i64) -> Result<Value, EmbeddedError> {
        let which = if number == 0 { "last".to_owned() } else { number.to_string() };
        self.calls.get(&path(["requests", &which]), json!({}))
    }

    /// All of it as text, refusals with cause and cure.
    pub fn journal(&self) -> Result<String, EmbeddedError> {
        let lines: Vec<_> = self.requests("").list()?.iter().map(told).collect();
        Ok(if lines.is_empty() { "nothing was sent to the stand".to_owned() } else { lines.join("\n") })
    }

    /// The same as JSON, each request decoded.
    pub fn keep(&self) -> Result<String, EmbeddedError> {
        let listed = self.requests("").list()?;
        let whole: Result<Vec<_>, _> = listed.iter().map(|request| self.request(request.n)).collect();
        Ok(format!("{:#}\n", Value::Array(whole?)))
    }

    /// What happened to citizens, by `person`, `after`, `wait`.
    pub fn events(&self, wanted: Value) -> Result<Vec<Value>, EmbeddedError> {
        self.list("events", "/events", merged(json!({ "limit": 1000 }), wanted))
    }

    /// Prints the journal of a test that has failed, and keeps it in the folder that `ESIA_MOCK_KEEP` names.
    pub(super) fn tell(&self) {
        match self.journal() {
            Ok(journal) => eprintln!("esia-mock journal, {}\n{journal}", self.url),
            Err(error) => eprintln!("the journal of {} cannot be read: {error}", self.url),
        }
        let Some(folder) = std::env::var_os("ESIA_MOCK_KEEP") else { return };
        let test = std::thread::current().name().unwrap_or("test").replace("::", "-");
        let file = std::path::Path::new(&folder).join(format!("{test}-{}.json", self.name));
        let kept = self.keep().map_err(|error| error.to_string());
        let kept = kept.and_then(|text| {
            let written = std::fs::create_dir_all(&folder).and_then(|()| std::fs::write(&file, text));
            written.map_err(|error| error.to_string())
        });
        match kept {
            Ok(()) => eprintln!("kept in {}", file.display()),
            Err(error) => eprintln!("the journal cannot be kept: {error}"),
        }
    }
}

impl Requests<'_> {
    /// Only those with `client`, `person`, `status`, `refused`, `login`, `trace`, `path`.
    #[must_use]
    pub fn with(self, wanted: Value) -> Self {
        Self { wanted: merged(self.wanted, wanted), ..self }
    }

    /// From the oldest on.
    pub fn list(&self) -> Result<Vec<Request>, EmbeddedError> {
        let query = merged(json!({ "limit": 1000 }), self.wanted.clone());
        let rows = self.stand.list("requests", "/requests", query)?;
        serde_json::from_value(Value::Array(rows)).map_err(|error| self.stand.calls.unmet(error.to_string()))
    }

    /// Fails, with the near misses, if there are not so many.
    pub fn expect(&self, count: u64) -> Result<(), EmbeddedError> {
        let asked = merged(self.wanted.clone(), json!({ "count": count }));
        let verdict: Value = self.stand.calls.json("POST", "/requests/expect", Some(asked.clone()))?;
        if verdict["met"] == true {
            return Ok(());
        }
        let mut why = vec![format!("expected {asked}, but {} requests fit", verdict["count"])];
        for miss in verdict["near_misses"].as_array().into_iter().flatten() {
            let word = |name: &str| miss["request"][name].as_str().unwrap_or_default().to_owned();
            let (method, path) = (word("method"), word("path"));
            why.push(format!("  #{} {method} {path} differs in {}", miss["n"], miss["differs"]));
        }
        Err(self.stand.calls.unmet(why.join("\n")))
    }
}

fn told(request: &Request) -> String {
    let Request { n, at, method, path, client, person, login, status, refused, fault } = request;
    let at = at.as_deref().unwrap_or_default();
    let mut words = vec![format!("#{n} {status} {at}"), format!("{method} {path}")];
    words.extend([client, person, login].into_iter().flatten().cloned());
    words.extend(fault.iter().map(|fault| format!("fault {fault}")));
    let mut lines = vec![words.join("  ")];
    if let Some(Refusal { code, reason_id, reason, cure, .. }) = refused {
        let parts = [code, reason_id, reason].map(|part| part.as_deref().unwrap_or_default());
        lines.push(format!("    refused: {}", parts.join(" ")));
        lines.extend(cure.iter().map(|cure| format!("    cure: {cure}")));
    }
    lines.join("\n")
}
