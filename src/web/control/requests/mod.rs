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
use crate::journal::Part;
use crate::journal::entry::Entry;
use crate::journal::filter::Filter;
use crate::journal::place;
use crate::protocol::ids::Oid;
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
use crate::web::errors::problem::Wrong;
use crate::web::state::OfStand;

/// Which entries are meant; what is left out is of no interest.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Wanted {
    /// What was asked: `authorize`, `token`, `rest` (all of it), `rest.ctts`; see `esia-mock faults`.
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
    /// The path; `*` at its end means whatever follows.
    path: Option<String>,
    /// Only entries with greater numbers.
    after: Option<u64>,
    /// How many at most; 100 where it is not said.
    #[schemars(range(min = 1, max = 1_000))]
    limit: Option<usize>,
    /// Wait so many seconds for one, if there is none.
    #[schemars(range(min = 0, max = 60))]
    wait: Option<u64>,
}

/// How many entries an answer has where nothing else is said.
const USUAL: usize = 100;

/// `GET /_mock/api/v1/requests`.
pub async fn list(stand: OfStand, Asked(wanted): Asked<Wanted>) -> Result<Shown<Requests>, Problem> {
    let filter = filter(&stand, &wanted)?;
    let (after, limit) = (wanted.after.unwrap_or_default(), wanted.limit.unwrap_or(USUAL));
    let mut news = stand.journal.watch();
    let until = tokio::time::Instant::now() + Duration::from_secs(wanted.wait.unwrap_or_default());
    loop {
        news.mark_unchanged();
        let part = stand.journal.list(&filter, after, limit);
        if !part.entries.is_empty() || tokio::time::timeout_at(until, news.changed()).await.is_err() {
            return Ok(Shown(told(&stand, &part)?));
        }
    }
}

fn told(stand: &Stand, part: &Part) -> Result<Requests, Problem> {
    let next = part.entries.last().filter(|_| part.goes_on).map(|entry| entry.n);
    let requests = part.entries.iter().map(|entry| Summary::of(stand, entry)).collect::<Result<_, Stop>>()?;
    Ok(Requests { last: part.last, dropped: part.dropped, requests, next })
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
    Ok(Raw(shown::raw(&find(&stand, &number)?.exchange)))
}

fn find(stand: &Stand, asked: &str) -> Result<Entry, Problem> {
    let number = if asked == "last" { Some(*stand.journal.watch().borrow()) } else { asked.parse().ok() };
    let found = number.and_then(|n| stand.journal.find(n));
    found.ok_or_else(|| Problem::NotFound(format!("the journal has no request {asked:?} (any more)")))
}

/// What the words of a call mean.
fn filter(stand: &Stand, wanted: &Wanted) -> Result<Filter, Problem> {
    if let Some(at) = wanted.at.as_deref().filter(|at| !place::names().any(|name| name == *at)) {
        let names = place::names().collect::<Vec<_>>().join(", ");
        return Err(wrong("at", format!("there is no place {at:?}, only {names}")));
    }
    Ok(Filter {
        at: wanted.at.clone(),
        client: wanted.client.clone(),
        person: wanted.person.as_deref().map(|name| person(stand, name)).transpose()?,
        login: wanted.login.as_deref().map(login).transpose()?,
        trace: wanted.trace.clone(),
        station: wanted.station.clone(),
        status: wanted.status,
        refused: wanted.refused,
        method: wanted.method.clone(),
        path: wanted.path.clone(),
    })
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
    number.ok_or_else(|| wrong("login", format!("{text:?} must be the number of a login, such as L17")))
}

fn wrong(field: &str, detail: String) -> Problem {
    Problem::WrongFields(vec![Wrong { pointer: format!("/{field}"), detail, ..Wrong::default() }])
}
