//! The command line as a client of the tester's API: one call, and its answer on the terminal.

use std::io::Read as _;

use anyhow::Context as _;
use clap::Args;
use reqwest::Method;
use serde_json::Value;
use url::form_urlencoded;

use crate::cli::print;
use crate::cli::tls::TrustArgs;
use crate::web::outgoing;
use crate::web::outgoing::Asked;

/// Which stand, and how it is asked.
#[derive(Clone, Debug, Args)]
pub struct ApiArgs {
    /// The server.
    #[arg(long, global = true, value_name = "URL", env = "ESIA_MOCK_URL", default_value = "http://127.0.0.1:8585")]
    url: String,
    /// Another stand of it than the one that is always there.
    #[arg(long, global = true, value_name = "NAME", env = "ESIA_MOCK_STAND")]
    stand: Option<String>,
    /// Its control token, where it has one.
    #[arg(long, global = true, value_name = "TOKEN", env = "ESIA_MOCK_CONTROL_TOKEN", hide_env_values = true)]
    control_token: Option<String>,
    #[command(flatten)]
    trust: TrustArgs,
    /// Print the answer as JSON.
    #[arg(long, global = true)]
    json: bool,
}

/// A call.
#[derive(Clone, Debug)]
pub struct Call {
    /// By which method.
    pub method: Method,
    /// Below `/_mock/api/v1`.
    pub path: String,
    /// What is sent.
    pub body: Option<Value>,
    /// What is shown of the answer.
    pub look: Look,
}

/// What is shown of an answer.
#[derive(Clone, Copy, Debug)]
pub enum Look {
    /// Its fields, one a line.
    Fields,
    /// The rows of this list, with these fields of each.
    List(&'static str, &'static [&'static str]),
}

impl Call {
    /// Something to look at.
    pub fn get(path: impl Into<String>) -> Self {
        Self { method: Method::GET, path: path.into(), body: None, look: Look::Fields }
    }

    /// Something to be done.
    pub fn post(path: impl Into<String>, body: Option<Value>) -> Self {
        Self { method: Method::POST, body, ..Self::get(path) }
    }

    /// Something to be there.
    pub fn put(path: impl Into<String>, body: Option<Value>) -> Self {
        Self { method: Method::PUT, body, ..Self::get(path) }
    }

    /// Something to be gone.
    pub fn delete(path: impl Into<String>) -> Self {
        Self { method: Method::DELETE, ..Self::get(path) }
    }

    /// With what is not empty of these in its query.
    #[must_use]
    pub fn asking(mut self, query: &[(&str, Option<String>)]) -> Self {
        let mut written = form_urlencoded::Serializer::new(String::new());
        for (name, value) in query {
            if let Some(value) = value {
                written.append_pair(name, value);
            }
        }
        let written = written.finish();
        if !written.is_empty() {
            self.path = format!("{}?{written}", self.path);
        }
        self
    }

    /// Shown as a list.
    #[must_use]
    pub fn list(mut self, name: &'static str, columns: &'static [&'static str]) -> Self {
        self.look = Look::List(name, columns);
        self
    }
}

/// A field of a row, or a field of that: `refused/reason`.
fn cell<'a>(row: &'a Value, column: &str) -> &'a Value {
    row.pointer(&format!("/{column}")).unwrap_or(&Value::Null)
}

/// A part of a path.
pub fn part(text: &str) -> String {
    // A space is no plus in a path.
    form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>().replace('+', "%20")
}

/// JSON as an argument: itself, `@FILE`, or `-` for standard input.
pub fn json(text: &str) -> anyhow::Result<Value> {
    let read = match (text, text.strip_prefix('@')) {
        ("-", _) => {
            let mut read = String::new();
            std::io::stdin().read_to_string(&mut read).context("standard input")?;
            read
        }
        (_, Some(file)) => std::fs::read_to_string(file).with_context(|| file.to_owned())?,
        _ => text.to_owned(),
    };
    serde_json::from_str(&read)
        .with_context(|| format!("{text}: JSON is needed, @FILE with it, or - for standard input"))
}

impl ApiArgs {
    /// Calls, and shows the answer.
    pub fn run(&self, call: &Call) -> anyhow::Result<()> {
        let answer = self.ask(call)?;
        self.show(call.look, &answer);
        Ok(())
    }

    /// Shows an answer; nothing, where it is empty.
    pub fn show(&self, look: Look, answer: &Value) {
        if answer.is_null() {
            return;
        }
        if self.json {
            print::line(&format!("{answer:#}"));
            return;
        }
        match look {
            Look::List(name, columns) => {
                let row = |row: &Value| columns.iter().map(|column| written(cell(row, column))).collect();
                let rows: Vec<Vec<String>> = answer[name].as_array().into_iter().flatten().map(row).collect();
                print::line(&print::table(columns, &rows));
                if !answer["next"].is_null() {
                    print::note(&format!("there are more: --after {}", written(&answer["next"])));
                }
            }
            Look::Fields => {
                let fields = answer.as_object().into_iter().flatten();
                let rows: Vec<_> = fields.map(|(name, value)| vec![name.clone(), written(value)]).collect();
                print::line(&print::table(&["field", "value"], &rows));
            }
        }
    }

    /// Calls the stand; gives null where the answer has no body.
    pub fn ask(&self, call: &Call) -> anyhow::Result<Value> {
        let address = format!("{}{}", self.base()?, call.path);
        let body = call.body.as_ref().map(|body| ("application/json", body.to_string().into_bytes()));
        let answer = self.send(&call.method, &address, body)?;
        if answer.is_empty() {
            return Ok(Value::Null);
        }
        serde_json::from_slice(&answer)
            .with_context(|| format!("{address} answers no JSON; is this a stand of esia-mock?"))
    }

    /// Where the calls of the stand are: below `/_stand`, or at a port of its own.
    pub fn base(&self) -> anyhow::Result<String> {
        let own = format!("{}/_mock/api/v1", self.url.trim_end_matches('/'));
        let Some(name) = &self.stand else { return Ok(own) };
        let found = self.send(&Method::GET, &format!("{own}/stands/{}", part(name)), None)?;
        let found: Value = serde_json::from_slice(&found).unwrap_or_default();
        match (found["address"].as_str(), found["control_url"].as_str()) {
            (Some("port"), Some(there)) => Ok(there.to_owned()),
            _ => Ok(format!("{}/_stand/{}/_mock/api/v1", self.url.trim_end_matches('/'), part(name))),
        }
    }

    /// Sends something of a type; gives the body of the answer, or what the stand says is wrong.
    pub fn send(&self, method: &Method, address: &str, body: Option<(&str, Vec<u8>)>) -> anyhow::Result<Vec<u8>> {
        let asked = Asked { method: method.as_str(), address, token: self.control_token.as_deref(), body };
        let answered = outgoing::ask(asked, &self.trust.read_with_own()?).map_err(anyhow::Error::msg);
        let (status, body) = answered.with_context(|| {
            format!("{address} does not answer; start a stand with `esia-mock serve`, or name its --url")
        })?;
        if status.is_success() {
            return Ok(body);
        }
        let problem: Value = serde_json::from_slice(&body).unwrap_or_default();
        anyhow::bail!("{status}: {}", told(&problem))
    }
}

/// What a problem says, value by value.
pub fn told(problem: &Value) -> String {
    let wrong = |wrong: &Value| {
        let (place, detail) = (written(&wrong["pointer"]), written(&wrong["detail"]));
        let meant = wrong["did_you_mean"].as_str().map(|word| format!(" (did you mean {word}?)")).unwrap_or_default();
        let at = wrong["line"].as_u64().map(|line| format!(":{line}")).unwrap_or_default();
        let file = wrong["file"].as_str().map(|file| format!("{file}{at}")).unwrap_or_default();
        let place = [file.as_str(), place.trim_start_matches('/')];
        let place = place.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(": ");
        if place.is_empty() { format!("{detail}{meant}") } else { format!("{place}: {detail}{meant}") }
    };
    let several: Vec<_> = problem["errors"].as_array().into_iter().flatten().map(wrong).collect();
    match problem["detail"].as_str() {
        _ if !several.is_empty() => several.join("; "),
        Some(detail) => detail.to_owned(),
        None => "is this a stand of esia-mock?".to_owned(),
    }
}

/// A value in a cell.
fn written(value: &Value) -> String {
    match value {
        Value::String(text) => text.replace('\n', " "),
        Value::Null => "-".to_owned(),
        Value::Array(items) if items.iter().all(|item| !item.is_object()) => {
            items.iter().map(written).collect::<Vec<_>>().join(" ")
        }
        Value::Object(fields) if fields.values().all(|value| !value.is_object() && !value.is_array()) => {
            fields.iter().map(|(name, value)| format!("{} {name}", written(value))).collect::<Vec<_>>().join(", ")
        }
        other => other.to_string(),
    }
}
