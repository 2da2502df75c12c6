//! The line of the log and the headers that tell the reason of a refusal to whoever debugs the client.
//!
//! Whoever makes the answer knows the reason; where in the story it was given is known to the row of the route alone.
//! So an answer brings its line along, and [`tell`] writes it.

use std::fmt::Display;

use actix_web::HttpResponse;
use actix_web::http::header::HeaderName;
use actix_web::http::header::HeaderValue;

use crate::journal::exchange::Refused;
use crate::protocol::refusal::Refusal;
use crate::web::answer::ascii;

/// Where in the story something stopped; the word of the station.
pub type Station = &'static str;

/// The reason in words.
pub const REASON: &str = "x-esia-mock-reason";

/// Its name in the catalogue of reasons.
pub const REASON_ID: &str = "x-esia-mock-reason-id";

/// What the log has still to be told of an answer.
struct Untold {
    /// The station that the reason itself names; empty where several stations refuse for it.
    station: Station,
    text: String,
    is_broken: bool,
}

/// Tells a refusal to the headers of its answer and to the journal, and to the log in time; `code` is what the client is told.
pub fn refused(response: &mut HttpResponse, code: &str, refusal: &Refusal) {
    let row = refusal.row;
    let detail = refusal.detail();
    let cure = (!row.tells_cure && !refusal.cure.is_empty()).then_some(("what to do", &refusal.cure));
    let facts = refusal.facts.iter().map(|(name, value)| (*name, value));
    let more: Vec<_> = cure.into_iter().chain(facts).map(|(name, value)| format!("\n    {name}: {value:?}")).collect();
    let text = format!("{code} ({}): {detail}{}", row.id, more.concat());
    let (reason, cure) = (detail.clone(), refusal.cure.clone());
    let facts = refusal.facts.clone();
    response.extensions_mut().insert(Refused { code: code.to_owned(), reason_id: row.id, reason, cure, facts });
    response.extensions_mut().insert(Untold { station: row.station, text, is_broken: false });
    let headers = response.headers_mut();
    if let Ok(reason) = HeaderValue::from_str(&ascii(&detail)) {
        headers.insert(HeaderName::from_static(REASON), reason);
    }
    headers.insert(HeaderName::from_static(REASON_ID), HeaderValue::from_static(refusal.row.id));
}

/// Tells the log in time what the tester did wrong.
pub fn mistaken(response: &mut HttpResponse, word: &str, detail: &str) {
    response.extensions_mut().insert(Untold { station: "", text: format!("{word}: {detail}"), is_broken: false });
}

/// Tells a breakage to the log in time, and to nobody else.
pub fn broken(response: &mut HttpResponse, broken: &dyn Display) {
    response.extensions_mut().insert(Untold { station: "", text: broken.to_string(), is_broken: true });
}

/// Writes the line that an answer brings along, if it does; `station` is where it was given, unless its reason names
/// one.
pub fn tell<Body>(response: &mut HttpResponse<Body>, station: Station) {
    let Some(untold) = response.extensions_mut().remove::<Untold>() else { return };
    let Untold { station: own, text, is_broken } = untold;
    let station = if own.is_empty() { station } else { own };
    if is_broken {
        tracing::error!(target: "esia_mock::broken", "{station}: {text}");
    } else {
        tracing::warn!(target: "esia_mock::refused", "{station}: {text}");
    }
}
