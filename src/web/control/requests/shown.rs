//! What is told of a request: a summary in lists, everything by its number. Secrets are cut.

use std::collections::BTreeMap;

use chrono::SecondsFormat;
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Map;
use serde_json::Value;

use crate::domain::zone::Zone;
use crate::flow::Stop;
use crate::flow::stand::Stand;
use crate::journal::entry::Entry;
use crate::journal::exchange::By;
use crate::journal::exchange::Warned;
use crate::journal::filter::Filter;
use crate::journal::readable;
use crate::journal::readable::Readable;
use crate::protocol::ids::Oid;
use crate::web::control::whom;

/// A part of the journal.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Requests {
    /// The number of the last request, in this part or not.
    pub last: u64,
    /// How many were dropped to make room for others.
    pub dropped: u64,
    /// From the oldest on.
    pub requests: Vec<Summary>,
    /// `after` for the next part; null in the last one.
    pub next: Option<u64>,
}

/// A request in short.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "RequestSummary")]
pub struct Summary {
    /// Its number, as the header `X-Esia-Mock-Request` of its answer says.
    n: u64,
    /// What the stand's clock showed.
    now: String,
    /// What was asked.
    at: String,
    /// Where in the story it is.
    station: String,
    /// By which method.
    method: String,
    /// Which path, without its query.
    path: String,
    /// The system.
    client: Option<String>,
    /// The person: their persona, or their oid.
    person: Option<String>,
    /// The login that it belongs to.
    login: Option<String>,
    /// The trace of the tested system.
    trace: Option<String>,
    /// Who sent it.
    by: Sender,
    /// The status of the answer.
    status: u16,
    /// Why it was refused, if it was.
    refused: Option<Refusal>,
    /// What it was taken with, although the real ЕСИА may refuse it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    warnings: Vec<Warning>,
    /// The fault that fired.
    fault: Option<String>,
    /// How long it took, in milliseconds of real time.
    ms: f64,
}

/// Who sent a request.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
enum Sender {
    /// A tested system or a browser.
    Line,
    /// The tester, by `POST /sign-ins`.
    Api,
}

/// Why a request was refused.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "RefusalShown")]
pub struct Refusal {
    /// The code that was told.
    code: String,
    /// The row of `esia-mock reasons`.
    reason_id: String,
    /// Why.
    reason: String,
    /// What to do.
    cure: String,
}

/// What a request was taken with.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "WarningShown")]
pub struct Warning {
    /// The row of `esia-mock reasons`.
    reason_id: String,
    /// What, and what to do.
    text: String,
}

/// A request, whole.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Request")]
pub struct RequestShown {
    /// What is known of it alone.
    #[serde(flatten)]
    alone: Alone,
    /// The other requests of the same login.
    steps: Vec<Step>,
}

/// What is known of a request without the others.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Alone {
    /// The same as in lists.
    #[serde(flatten)]
    summary: Summary,
    /// What was sent.
    request: Message,
    /// Its parameters, decoded.
    parameters: BTreeMap<String, String>,
    /// More about a refusal: the text to be signed, what was signed, the certificate, each under its name.
    facts: BTreeMap<String, String>,
    /// What was answered.
    answer: Message,
    /// What the tokens of request and answer say, by the name of the parameter or field.
    tokens: BTreeMap<String, Token>,
    /// Where the browser was sent, if it left the stand.
    callback: Option<String>,
}

/// A head and a body.
#[derive(Debug, Serialize, JsonSchema)]
struct Message {
    /// Names and values in their order.
    headers: Vec<(String, String)>,
    /// The text of the body, or its beginning; absent where it is no text or is not kept.
    body: Option<String>,
    /// The length of the body in bytes.
    length: usize,
}

/// What a signed token says.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "DecodedToken")]
struct Token {
    /// Its claims, as they are signed.
    claims: Map<String, Value>,
}

/// A request of the same login.
#[derive(Debug, Serialize, JsonSchema)]
struct Step {
    /// Its number.
    n: u64,
    /// What was asked.
    at: String,
    /// Where in the story it is.
    station: String,
    /// The status of the answer.
    status: u16,
}

impl Summary {
    /// Of an entry.
    pub fn of(stand: &Stand, entry: &Entry) -> Result<Self, Stop> {
        let person = entry.facts.person.map(|oid| whom::named(stand, Oid(oid))).transpose()?;
        Ok(Self::about(entry, &stand.config.zone, person))
    }

    /// Of an entry whose person is called so.
    fn about(entry: &Entry, zone: &Zone, person: Option<String>) -> Self {
        let (exchange, facts) = (&entry.exchange, &entry.facts);
        Self {
            n: entry.n,
            now: zone.local(exchange.now).to_rfc3339_opts(SecondsFormat::Secs, false),
            at: exchange.at.to_owned(),
            station: exchange.station.to_owned(),
            method: exchange.method.to_string(),
            path: exchange.path.clone(),
            client: facts.client.clone(),
            person,
            login: facts.login.map(|login| format!("L{login}")),
            trace: facts.trace.clone(),
            by: match exchange.by {
                By::Line => Sender::Line,
                By::Api => Sender::Api,
            },
            status: exchange.status,
            refused: exchange.refused.as_ref().map(|refused| Refusal {
                code: refused.code.clone(),
                reason_id: refused.reason_id.to_owned(),
                reason: refused.reason.clone(),
                cure: refused.cure.clone(),
            }),
            warnings: exchange.warnings.iter().map(Warning::from).collect(),
            fault: exchange.fault.clone(),
            ms: exchange.took.as_secs_f64() * 1_000.0,
        }
    }
}

impl From<&Warned> for Warning {
    fn from(warned: &Warned) -> Self {
        Self { reason_id: warned.reason_id.to_owned(), text: warned.text.clone() }
    }
}

impl RequestShown {
    /// Of an entry.
    pub fn of(stand: &Stand, entry: &Entry) -> Result<Self, Stop> {
        Ok(Self { alone: Alone::of(stand, entry)?, steps: steps(stand, entry) })
    }
}

impl Alone {
    /// Of an entry.
    pub fn of(stand: &Stand, entry: &Entry) -> Result<Self, Stop> {
        Ok(Self::with(Summary::of(stand, entry)?, entry))
    }

    /// Of an entry whose stand nobody can ask any more who the person is.
    pub fn of_gone(entry: &Entry, zone: &Zone) -> Self {
        Self::with(Summary::about(entry, zone, entry.facts.person.map(|oid| oid.to_string())), entry)
    }

    fn with(summary: Summary, entry: &Entry) -> Self {
        let shown = Readable::of(&entry.exchange);
        Self {
            summary,
            request: shown.request.into(),
            parameters: shown.parameters,
            facts: shown.facts,
            answer: shown.answer.into(),
            tokens: shown.tokens.into_iter().map(|(name, claims)| (name, Token { claims })).collect(),
            callback: shown.callback,
        }
    }
}

impl From<readable::Message> for Message {
    fn from(message: readable::Message) -> Self {
        let readable::Message { headers, body, length } = message;
        Self { headers, body, length }
    }
}

fn steps(stand: &Stand, entry: &Entry) -> Vec<Step> {
    let Some(login) = entry.facts.login else { return Vec::new() };
    let filter = Filter { login: Some(login), ..Filter::default() };
    let all = stand.journal.list(&filter, 0, usize::MAX).entries;
    let step = |entry: Entry| Step {
        n: entry.n,
        at: entry.exchange.at.to_owned(),
        station: entry.exchange.station.to_owned(),
        status: entry.exchange.status,
    };
    all.into_iter().map(step).collect()
}
