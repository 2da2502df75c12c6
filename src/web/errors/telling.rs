//! The line of the log and the headers that tell the reason of a refusal to whoever debugs the client.

use std::fmt::Display;

use actix_web::HttpResponse;
use actix_web::http::header::HeaderName;
use actix_web::http::header::HeaderValue;

use crate::protocol::refusal::Refusal;
use crate::web::answer::ascii;

/// Where in the story something stopped; the word of the station.
pub type Station = &'static str;

/// The reason in words.
pub const REASON: &str = "x-esia-mock-reason";

/// Its name in the catalogue of reasons.
pub const REASON_ID: &str = "x-esia-mock-reason-id";

/// Tells a refusal to the log and to the headers of its answer; `code` is what the client is told.
pub fn refused(response: &mut HttpResponse, station: Station, code: &str, refusal: &Refusal) {
    let row = refusal.row;
    let station = if row.station.is_empty() { station } else { row.station };
    let detail = refusal.detail();
    let cure = (!row.tells_cure && !refusal.cure.is_empty()).then_some(("what to do", &refusal.cure));
    let facts = refusal.facts.iter().map(|(name, value)| (*name, value));
    let more: Vec<_> = cure.into_iter().chain(facts).map(|(name, value)| format!("\n    {name}: {value:?}")).collect();
    line(station, &format!("{code} ({})", row.id), &format!("{detail}{}", more.concat()));
    let headers = response.headers_mut();
    if let Ok(reason) = HeaderValue::from_str(&ascii(&detail)) {
        headers.insert(HeaderName::from_static(REASON), reason);
    }
    headers.insert(HeaderName::from_static(REASON_ID), HeaderValue::from_static(refusal.row.id));
}

/// One line, of this and of the tester's surface.
pub fn line(station: Station, code: &str, detail: &str) {
    tracing::warn!(target: "esia_mock::refused", "{station}: {code}: {detail}");
}

/// Tells a breakage to the log, and to nobody else.
pub fn broken(station: Station, broken: &dyn Display) {
    tracing::error!(target: "esia_mock::broken", "{station}: {broken}");
}
