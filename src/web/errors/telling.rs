//! The line of the log and the headers that tell the reason of a refusal to whoever debugs the client.
//!
//! Whoever makes the answer knows the reason; where in the story it was given is known to the row of the route, and its
//! number in the journal to the entrance. So an answer brings its line along: [`place`] completes it, [`tell`] writes
//! it.

use std::fmt::Display;

use actix_web::HttpMessage as _;
use actix_web::HttpRequest;
use actix_web::HttpResponse;
use actix_web::http::header::HeaderName;
use actix_web::http::header::HeaderValue;

use crate::journal::exchange::Refused;
use crate::journal::exchange::Warned;
use crate::protocol::refusal::Refusal;
use crate::web::answer::ascii;
use crate::web::answer::ascii_told;

/// Where in the story something stopped; the word of the station.
pub type Station = &'static str;

/// The reason in words.
pub const REASON: &str = "x-esia-mock-reason";

/// Its name in the catalogue of reasons.
pub const REASON_ID: &str = "x-esia-mock-reason-id";

/// Of what was taken although the real ЕСИА may refuse it: names of the rows, and their words.
pub const WARNING: &str = "x-esia-mock-warning";

/// What the log has still to be told of an answer.
#[derive(Default)]
struct Untold {
    /// The station that the reason itself names; empty where several stations refuse for it, until one is known.
    station: Station,
    /// What the client is told, or what went wrong in a word.
    code: String,
    reason_id: Option<&'static str>,
    message: String,
    /// More about it, each on a line with its name.
    facts: Option<String>,
    is_broken: bool,
}

/// The request of an answer, as the log names it.
#[derive(Debug)]
pub struct Asked {
    /// By which method.
    pub method: String,
    /// Which path.
    pub path: String,
    /// The system, where it is known.
    pub client: Option<String>,
    /// Its number in the journal, where it has one.
    pub number: Option<u64>,
}

/// Tells a refusal to the headers of its answer and to the journal, and to the log in time; `code` is what the client is told.
pub fn refused(response: &mut HttpResponse, code: &str, refusal: &Refusal) {
    let row = refusal.row;
    let facts: Vec<_> = refusal.facts.iter().map(|(name, value)| format!("{name}: {value:?}")).collect();
    bring(
        response,
        Untold {
            station: row.station,
            code: code.to_owned(),
            reason_id: Some(row.id),
            message: refusal.told(),
            facts: (!facts.is_empty()).then(|| facts.join("\n")),
            is_broken: false,
        },
    );
    response.extensions_mut().insert(journaled(code, refusal));
    head(response, refusal);
}

/// A refusal as the journal keeps it.
fn journaled(code: &str, refusal: &Refusal) -> Refused {
    Refused {
        code: code.to_owned(),
        reason_id: refusal.row.id,
        reason: refusal.detail(),
        cure: refusal.cure.clone(),
        russian: refusal.russian.clone(),
        facts: refusal.facts.clone(),
    }
}

/// Tells a refusal to the journal alone.
pub fn refused_by_call(http: &HttpRequest, code: &str, refusal: &Refusal) {
    http.extensions_mut().insert(journaled(code, refusal));
}

/// Tells what a request was taken with to the header of its answer, to the journal, and to the log in time.
pub fn warned(response: &mut HttpResponse, warnings: &[Refusal]) {
    if warnings.is_empty() {
        return;
    }
    let kept = warnings.iter();
    let kept = kept.map(|row| Warned { reason_id: row.row.id, text: row.told(), russian: row.told_in_russian() });
    let kept: Vec<_> = kept.collect();
    let told: Vec<_> = kept.iter().map(|warned| format!("({}) {}", warned.reason_id, warned.text)).collect();
    if let Ok(value) = HeaderValue::from_str(&ascii(&told.join("; "))) {
        response.headers_mut().insert(HeaderName::from_static(WARNING), value);
    }
    response.extensions_mut().insert(kept);
}

/// Tells the log in time what the tester did wrong.
pub fn mistaken(response: &mut HttpResponse, word: &str, detail: &str) {
    let headers = response.headers_mut();
    if let Ok(reason) = HeaderValue::from_str(&ascii(detail)) {
        headers.insert(HeaderName::from_static(REASON), reason);
    }
    if let Ok(id) = HeaderValue::from_str(&format!("call-{}", word.replace('_', "-"))) {
        headers.insert(HeaderName::from_static(REASON_ID), id);
    }
    bring(response, Untold { code: word.to_owned(), message: detail.to_owned(), ..Untold::default() });
}

/// Tells a breakage to the log in time; the headers of the answer lead there, and say no more.
pub fn broken(response: &mut HttpResponse, refusal: &Refusal, broken: &dyn Display) {
    let (code, message, reason_id) = ("broken".to_owned(), broken.to_string(), Some(refusal.row.id));
    bring(response, Untold { code, message, reason_id, is_broken: true, ..Untold::default() });
    head(response, refusal);
}

/// The reason and its name, as headers.
fn head(response: &mut HttpResponse, refusal: &Refusal) {
    let headers = response.headers_mut();
    if let Ok(reason) = HeaderValue::from_str(&ascii_told(&refusal.told(), &refusal.cure)) {
        headers.insert(HeaderName::from_static(REASON), reason);
    }
    headers.insert(HeaderName::from_static(REASON_ID), HeaderValue::from_static(refusal.row.id));
}

fn bring(response: &mut HttpResponse, untold: Untold) {
    response.extensions_mut().insert(untold);
}

/// Says at which station an answer was given, unless its reason names one.
pub fn place<Body>(response: &mut HttpResponse<Body>, station: Station) {
    if let Some(untold) = response.extensions_mut().get_mut::<Untold>().filter(|untold| untold.station.is_empty()) {
        untold.station = station;
    }
}

/// Has an answer a line that is to be written?
pub fn is_to_be_told<Body>(response: &HttpResponse<Body>) -> bool {
    response.extensions().contains::<Untold>() || response.extensions().contains::<Vec<Warned>>()
}

/// Writes the line that an answer brings along, if it does; gives the row of its reason, where there is one.
pub fn tell<Body>(response: &mut HttpResponse<Body>, asked: &Asked) -> Option<&'static str> {
    for Warned { reason_id, text, .. } in response.extensions_mut().remove::<Vec<Warned>>().unwrap_or_default() {
        let Asked { method, path, client, number } = asked;
        tracing::warn!(
            target: "esia_mock::taken",
            reason_id, method, path, client = client.as_deref(), request = number, "taken: {text}"
        );
    }
    let untold = response.extensions_mut().remove::<Untold>()?;
    let Untold { station, code, reason_id, message, facts, is_broken } = untold;
    let Asked { method, path, client, number } = asked;
    let (client, facts) = (client.as_deref(), facts.as_deref());
    if is_broken {
        tracing::error!(
            target: "esia_mock::broken",
            station, code, reason_id, method, path, client, request = number, facts, "{message}"
        );
    } else {
        tracing::warn!(
            target: "esia_mock::refused",
            station, code, reason_id, method, path, client, request = number, facts, "{message}"
        );
    }
    reason_id
}
