//! `/_mock/api/v1/requests`: what the tested systems and browsers sent, and what a tester expects of it.
//!
//! [`shown`] says what is told of a request, [`expect`] compares.

pub mod expect;
pub mod shown;

use std::time::Duration;

use actix_web::HttpRequest;
use actix_web::HttpResponse;
use actix_web::http::header;
use actix_web::web::Path;
use schemars::JsonSchema;
use serde::Deserialize;

use crate::flow::Stop;
use crate::flow::account::finding;
use crate::flow::stand::Stand;
use crate::journal::entry::Entry;
use crate::journal::filter::Filter;
use crate::journal::readable;
use crate::protocol::ids::Oid;
use crate::protocol::place;
use crate::web::control::lists;
use crate::web::control::openapi::draft::Draft;
use crate::web::control::openapi::draft::Told;
use crate::web::control::openapi::parts::Asked;
use crate::web::control::openapi::parts::Gone;
use crate::web::control::openapi::parts::Shown;
use crate::web::control::requests::shown::RequestShown;
use crate::web::control::requests::shown::Requests;
use crate::web::control::requests::shown::Summary;
use crate::web::control::whom;
use crate::web::errors::problem::Problem;
use crate::web::state::OfStand;

/// Which entries are meant; what is left out is of no interest.
#[derive(Debug, Deserialize, JsonSchema)]
pub struct Chosen {
    /// What was asked: `authorize`, `token`, `rest` (all of it), `rest.ctts`.
    at: Option<String>,
    /// The system, by its мнемоника.
    client: Option<String>,
    /// The person: a persona, an oid, or a login.
    person: Option<String>,
    /// The login, such as `L17`: one way from the first request to the data.
    login: Option<String>,
    /// What the tested system sent as the trace id of `traceparent`, or as `X-Request-Id`.
    trace: Option<String>,
    /// The station, such as `client_check`.
    station: Option<String>,
    /// The status of the answer.
    #[schemars(range(min = 100, max = 599))]
    status: Option<u16>,
    /// Was it refused?
    refused: Option<bool>,
    /// `GET` and so on.
    method: Option<String>,
    /// The path; `*` means whatever comes there.
    path: Option<String>,
    /// Only entries with greater numbers.
    after: Option<u64>,
}

/// Which part of the journal is meant.
#[derive(Debug, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Wanted {
    #[serde(flatten)]
    chosen: Chosen,
    /// How many at most; 100 where it is not said.
    #[schemars(range(min = 1, max = 1_000))]
    limit: Option<u32>,
    /// Wait so many seconds for one, if there is none.
    #[schemars(range(min = 0, max = 60))]
    wait: Option<u64>,
}

/// `GET /_mock/api/v1/requests`.
pub async fn list(stand: OfStand, Asked(wanted): Asked<Wanted>) -> Result<Shown<Requests>, Problem> {
    let (filter, after) = wanted.chosen.read(&stand)?;
    let most = usize::try_from(lists::one_more(wanted.limit)).unwrap_or(usize::MAX);
    let mut news = stand.journal.watch();
    let until = tokio::time::Instant::now() + Duration::from_secs(wanted.wait.unwrap_or_default());
    loop {
        news.mark_unchanged();
        let part = stand.journal.list(&filter, after, most);
        if !part.entries.is_empty() || tokio::time::timeout_at(until, news.changed()).await.is_err() {
            let (entries, next) = lists::cut(part.entries, wanted.limit, |entry| entry.n);
            let requests = entries.iter().map(|entry| Summary::of(&stand, entry)).collect::<Result<_, Stop>>()?;
            return Ok(Shown(Requests { last: part.last, dropped: part.dropped, requests, next }));
        }
    }
}

/// `GET /_mock/api/v1/requests/{number}`; `last` is the newest.
pub async fn show(stand: OfStand, number: Path<String>) -> Result<Shown<RequestShown>, Problem> {
    let entry = find(&stand, &number)?;
    Ok(Shown(RequestShown::of(&stand, &entry)?))
}

/// `DELETE /_mock/api/v1/requests`.
pub async fn clear(stand: OfStand) -> Result<Gone, Problem> {
    stand.journal.clear();
    Ok(Gone)
}

/// A text as it passed the line.
#[derive(Debug)]
pub struct Raw(String);

impl actix_web::Responder for Raw {
    type Body = actix_web::body::BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        let kind = (header::CONTENT_TYPE, "text/plain;charset=UTF-8");
        HttpResponse::Ok().insert_header(kind).insert_header((header::CACHE_CONTROL, "no-store")).body(self.0)
    }
}

impl Told for Raw {
    fn describe(draft: &mut Draft<'_>) {
        let text = serde_json::json!({ "type": "string" });
        draft.answer("200", "the request and its answer as text, secrets cut", Some(("text/plain", text)));
    }
}

/// `GET /_mock/api/v1/requests/{number}/raw`.
pub async fn raw(stand: OfStand, number: Path<String>) -> Result<Raw, Problem> {
    Ok(Raw(readable::raw(&find(&stand, &number)?.exchange)))
}

fn find(stand: &Stand, asked: &str) -> Result<Entry, Problem> {
    let number = if asked == "last" { Some(*stand.journal.watch().borrow()) } else { asked.parse().ok() };
    let found = number.and_then(|n| stand.journal.find(n));
    found.ok_or_else(|| Problem::NotFound(format!("the journal has no request {asked:?} (any more)")))
}

impl Chosen {
    /// What the words mean: the entries, and the number behind which they begin.
    fn read(self, stand: &Stand) -> Result<(Filter, u64), Problem> {
        if let Some(at) = self.at.as_deref().filter(|at| !place::names().any(|name| name == *at)) {
            let names = place::names().collect::<Vec<_>>().join(", ");
            return Err(Problem::WrongValue("at", format!("there is no place {at:?}, only {names}")));
        }
        let filter = Filter {
            person: self.person.as_deref().map(|name| person(stand, name)).transpose()?,
            login: self.login.as_deref().map(login).transpose()?,
            at: self.at,
            client: self.client,
            trace: self.trace,
            station: self.station,
            status: self.status,
            refused: self.refused,
            method: self.method,
            path: self.path,
        };
        Ok((filter, self.after.unwrap_or_default()))
    }
}

fn person(stand: &Stand, name: &str) -> Result<u64, Problem> {
    let meant = stand.read(|cx| finding::meant(cx, name))?;
    // Somebody whose account is gone may still be meant by their number.
    match whom::one(meant, name) {
        Ok(account) => Ok(account.oid.0),
        Err(problem) => name.parse::<Oid>().map(|oid| oid.0).map_err(|_| problem),
    }
}

fn login(text: &str) -> Result<u64, Problem> {
    let number = text.strip_prefix('L').unwrap_or(text).parse().ok();
    let wrong = || Problem::WrongValue("login", format!("{text:?} must be the number of a login, such as L17"));
    number.ok_or_else(wrong)
}
