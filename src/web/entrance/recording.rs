//! What the journal keeps of a request and its answer.

use std::borrow::Cow;
use std::sync::Arc;
use std::time::Instant;

use actix_web::HttpMessage as _;
use actix_web::body::BodySize;
use actix_web::body::BoxBody;
use actix_web::body::MessageBody as _;
use actix_web::dev::ServiceRequest;
use actix_web::dev::ServiceResponse;
use actix_web::http::Method;
use actix_web::http::header::HeaderMap;
use actix_web::http::header::HeaderName;
use actix_web::http::header::HeaderValue;
use chrono::DateTime;
use chrono::Utc;

use crate::flow::stand::Stand;
use crate::flow::tester::seen;
use crate::journal::Recorded;
use crate::journal::exchange::Body;
use crate::journal::exchange::By;
use crate::journal::exchange::Exchange;
use crate::journal::exchange::LONGEST_BODY;
use crate::journal::exchange::LONGEST_PAGE;
use crate::journal::exchange::Refused;
use crate::journal::exchange::Warned;
use crate::journal::head::Head;
use crate::journal::secrets;
use crate::protocol::place;
use crate::web::cookies;
use crate::web::entrance::body::Watch;
use crate::web::entrance::faults::Outcome;
use crate::web::route::Place;

/// The number of a request in the journal of its stand.
pub const NUMBER: HeaderName = HeaderName::from_static("x-esia-mock-request");

/// What a tester asks there, a browser or a system would have asked elsewhere; of tokens refusals alone are kept.
const SIGN_INS: &str = "/_mock/api/v1/sign-ins";
const TOKENS: &str = "/_mock/api/v1/tokens";

/// A request that is being answered.
pub struct Recording {
    stand: Arc<Stand>,
    now: DateTime<Utc>,
    began: Instant,
    by: By,
    method: Cow<'static, str>,
    path: String,
    query: String,
    headers: Head,
}

/// Where a request is kept.
pub struct Kept {
    /// The stand that has the journal.
    pub stand: Arc<Stand>,
    /// Its number in it.
    pub number: u64,
}

impl Recording {
    /// Begins with a request, if it is one that is kept.
    pub fn begin(stand: &Arc<Stand>, request: &ServiceRequest) -> Option<Self> {
        let path = request.path();
        let by = if matches!(path, SIGN_INS | TOKENS) { By::Api } else { By::Line };
        if !stand.journal.is_on() || !(secrets::is_kept(path) || by == By::Api) {
            return None;
        }
        Some(Self {
            stand: Arc::clone(stand),
            now: stand.clock.now(),
            began: Instant::now(),
            by,
            method: method(request.method()),
            path: path.to_owned(),
            query: request.query_string().to_owned(),
            headers: kept(request.headers()),
        })
    }

    /// Keeps it with its answer, which is told the number; or not, where nothing of it is to be told.
    pub fn end(
        self,
        answer: ServiceResponse<BoxBody>,
        body: Option<&Watch>,
        met: Outcome,
    ) -> (ServiceResponse<BoxBody>, Option<Kept>) {
        let asks_for_tokens = self.by == By::Api && self.path == TOKENS;
        let (at, station) = match self.by {
            By::Api if asks_for_tokens => (place::TOKEN, "token"),
            By::Api => (place::AUTHORIZE, "request"),
            By::Line => (place::at(&self.path), Place::of(answer.request()).station),
        };
        let path = secrets::cut_path(self.path, answer.request().match_info().iter());
        let (mut written, mut sent) = (answer, Body::default());
        let refused = written.response_mut().extensions_mut().remove::<Refused>();
        let refused = refused.or_else(|| written.request().extensions_mut().remove::<Refused>());
        if refused.is_none() && asks_for_tokens {
            return (written, None);
        }
        let warnings = written.response().extensions().get::<Vec<Warned>>().cloned().unwrap_or_default();
        let is_page =
            written.headers().get("content-type").is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
        written = written.map_body(|_, body| keep(body, is_page, &mut sent));
        let mut exchange = Exchange {
            now: self.now,
            took: self.began.elapsed(),
            by: self.by,
            at,
            station,
            method: self.method,
            path,
            query: self.query,
            headers: self.headers,
            body: body.map(Watch::take).unwrap_or_default(),
            // Nobody hears an answer that a fault keeps back.
            status: if met.is_silent { 0 } else { written.status().as_u16() },
            answer_headers: if met.is_silent { Head::default() } else { kept(written.headers()) },
            answer: sent,
            refused,
            warnings,
            fault: met.names,
            entered: None,
        };
        exchange.entered = entered(&self.stand, &exchange);
        if exchange.at == place::TOKEN && exchange.body.text().is_some_and(|text| text.contains("refresh")) {
            exchange.at = place::of_grant(exchange.at, exchange.parameters().get("grant_type"));
        }
        let number = self.stand.journal.push(exchange);
        tell(&self.stand, number);
        written.headers_mut().insert(NUMBER, HeaderValue::from(number));
        (written, Some(Kept { stand: self.stand, number }))
    }
}

/// Keeps the body of an answer, but for large pages and what is not there at once.
fn keep(body: BoxBody, is_page: bool, kept: &mut Body) -> BoxBody {
    let BodySize::Sized(length) = body.size() else { return body };
    let length = usize::try_from(length).unwrap_or(usize::MAX);
    if is_page && length > LONGEST_PAGE {
        kept.length = length;
        return body;
    }
    match body.try_into_bytes() {
        Ok(bytes) => {
            *kept = Body::of(&bytes, LONGEST_BODY);
            BoxBody::new(bytes)
        }
        Err(body) => body,
    }
}

/// Whose session leaves with an answer, where one does.
fn entered(stand: &Stand, exchange: &Exchange) -> Option<u64> {
    let session = cookies::session_among(stand, exchange.set_cookies())?;
    // Where it cannot be read just now, the journal goes without it.
    stand.read(|cx| seen::whose(cx, &session)).ok().flatten().map(|oid| oid.0)
}

/// Tells whoever keeps what journals forget, where there is somebody.
fn tell(stand: &Stand, n: u64) {
    let bell = &stand.platform.bells.requests;
    if bell.receiver_count() > 0 {
        let (name, journal) = (Arc::clone(&stand.name), Arc::clone(&stand.journal));
        // Who has gone in this moment misses nothing.
        let _ = bell.send(Some(Recorded { stand: name, journal, n }));
    }
}

/// Those that are asked by nearly always need no text of their own.
fn method(method: &Method) -> Cow<'static, str> {
    match *method {
        Method::GET => "GET".into(),
        Method::POST => "POST".into(),
        _ => method.as_str().to_owned().into(),
    }
}

fn kept(headers: &HeaderMap) -> Head {
    let bytes = headers.iter().map(|(name, value)| name.as_str().len() + value.len()).sum();
    let mut head = Head::with_room(headers.len(), bytes);
    for (name, value) in headers {
        head.add(name.as_str(), value.as_bytes());
    }
    head
}
