//! The doors out: the only file that knows which status and shape a refusal or a breakage gets.
//!
//! Whatever leaves here is told to the log with everything that would help to mend it; clients get what
//! ЕСИА would give them, and the reason in a header of ours.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header;
use actix_web::http::header::HeaderValue;
use serde_json::Value;
use serde_json::json;

use crate::flow::Broken;
use crate::flow::Stop;
use crate::flow::login::client_check::WayBack;
use crate::flow::stand::Stand;
use crate::protocol::error::EsiaCode;
use crate::protocol::reasons;
use crate::protocol::refusal::Refusal;
use crate::texts::Language;
use crate::web::answer::ascii;
use crate::web::answer::json_answer;
use crate::web::answer::redirect;
use crate::web::pages;
use crate::web::standard_error::StandardDoor;

/// Tells the reason of a refusal to whoever debugs the client.
pub const REASON: &str = "x-esia-mock-reason";

/// How an error leaves.
#[derive(Clone, Copy, Debug)]
pub enum Door<'a> {
    /// As a page in a language: there is no address to return to.
    Page(Language),
    /// By redirect to an accepted address.
    Redirect(&'a WayBack),
    /// As `{error_description, error, state}` of the token endpoint.
    OauthJson {
        /// State of the request, echoed.
        state: Option<&'a str>,
    },
    /// As `{code, message}` of REST.
    RestJson,
    /// As `{failed, message}` of the login page's own calls.
    Conversation,
}

/// Where in the story something stopped; the word of the station.
pub type Station = &'static str;

impl Door<'_> {
    /// Lets out why a use case ended without a result.
    pub fn stop(self, stand: &Stand, station: Station, stop: &Stop) -> HttpResponse {
        match stop {
            Stop::Refused(refusal) => self.refuse(stand, station, refusal),
            Stop::Broken(broken) => self.broken(stand, station, broken),
        }
    }

    /// Lets out a refusal.
    pub fn refuse(self, stand: &Stand, station: Station, refusal: &Refusal) -> HttpResponse {
        if refusal.esia.is_none() {
            match self {
                Self::Page(language) => return StandardDoor::Page(language).refuse(stand, station, refusal),
                Self::Redirect(_) => return StandardDoor::Page(Language::default()).refuse(stand, station, refusal),
                Self::OauthJson { .. } | Self::RestJson => return StandardDoor::Json.refuse(stand, station, refusal),
                Self::Conversation => {}
            }
        }
        let code = refusal.esia_code();
        let facts: Vec<_> = refusal.facts.iter().map(|(name, value)| format!("\n    {name}: {value:?}")).collect();
        let facts = facts.concat();
        tracing::warn!(target: "esia_mock::refused", "{station}: {} {}: {}{facts}", code, code.def().error, refusal.detail());
        let mut response = self.answer(stand, refusal);
        if let Ok(reason) = HeaderValue::from_str(&ascii(&refusal.detail())) {
            response.headers_mut().insert(header::HeaderName::from_static(REASON), reason);
        }
        response
    }

    /// Lets out a breakage: the reason goes to the log alone.
    pub fn broken(self, stand: &Stand, station: Station, broken: &Broken) -> HttpResponse {
        tracing::error!(target: "esia_mock::broken", "{station}: {broken}");
        self.answer(stand, &reasons::calls::stand_broken())
    }

    fn answer(self, stand: &Stand, refusal: &Refusal) -> HttpResponse {
        let code = refusal.esia_code();
        match self {
            Self::Page(language) => pages::error::refusal(stand, language, refusal, status(code)),
            Self::Redirect(way_back) => redirect(&way_back.refused(refusal)),
            Self::OauthJson { state } => {
                let mut body = json!({ "error_description": refusal.description(code), "error": code.def().error });
                if let Some(state) = state {
                    body["state"] = Value::from(state);
                }
                let status = if code == EsiaCode::ServerError { status(code) } else { StatusCode::BAD_REQUEST };
                json_answer(status, &body)
            }
            Self::RestJson => {
                let body = json!({ "code": code.to_string(), "message": refusal.text(code) });
                let mut response = json_answer(status(code), &body);
                if response.status() == StatusCode::UNAUTHORIZED {
                    response.headers_mut().insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
                }
                response
            }
            Self::Conversation => {
                let detail = refusal.detail();
                let message = if detail.is_empty() { refusal.text(code) } else { detail };
                let body = json!({ "failed": code.to_string(), "message": message });
                let forbidden = code == EsiaCode::AccessDenied;
                json_answer(if forbidden { StatusCode::FORBIDDEN } else { status(code) }, &body)
            }
        }
    }
}

fn status(code: EsiaCode) -> StatusCode {
    match code {
        EsiaCode::InvalidToken | EsiaCode::ExpiredToken => StatusCode::UNAUTHORIZED,
        EsiaCode::ScopeNotAllowed => StatusCode::FORBIDDEN,
        EsiaCode::ObjectNotFound => StatusCode::NOT_FOUND,
        EsiaCode::ServerError => StatusCode::INTERNAL_SERVER_ERROR,
        EsiaCode::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
        _ => StatusCode::BAD_REQUEST,
    }
}
