//! The doors out of the standard OpenID Connect surface: statuses and shapes of its answers and refusals, beside
//! [`super::error`], which knows those of ЕСИА.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header;
use actix_web::http::header::HeaderName;
use actix_web::http::header::HeaderValue;
use serde_json::json;

use crate::flow::Broken;
use crate::flow::Stop;
use crate::flow::oidc;
use crate::flow::oidc::way_back::Answer;
use crate::flow::oidc::way_back::Delivery;
use crate::flow::stand::Stand;
use crate::protocol::oidc::error::StandardError;
use crate::protocol::reasons;
use crate::protocol::refusal::Refusal;
use crate::texts::Language;
use crate::web::answer;
use crate::web::error::Door;
use crate::web::error::REASON;
use crate::web::error::Station;
use crate::web::pages;

/// How a refusal leaves where it does not travel to the client.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StandardDoor {
    /// As a page in a language: there is no address to return to.
    Page(Language),
    /// As JSON (RFC 6749, 5.2).
    Json,
    /// As JSON with the challenge of RFC 6750, 3.
    Bearer,
}

impl StandardDoor {
    /// Lets out why a use case ended without a result.
    pub fn stop(self, stand: &Stand, station: Station, stop: &Stop) -> HttpResponse {
        match stop {
            Stop::Refused(refusal) => self.refuse(stand, station, refusal),
            Stop::Broken(broken) => self.broken(stand, station, broken),
        }
    }

    /// Lets out a refusal.
    pub fn refuse(self, stand: &Stand, station: Station, refusal: &Refusal) -> HttpResponse {
        log(station, refusal);
        let mut response = self.answer(stand, refusal);
        explain(&mut response, refusal);
        response
    }

    fn broken(self, stand: &Stand, station: Station, broken: &Broken) -> HttpResponse {
        tracing::error!(target: "esia_mock::broken", "{station}: {broken}");
        match self {
            Self::Page(language) => Door::Page(language).broken(stand, station, broken),
            Self::Json | Self::Bearer => self.answer(stand, &reasons::calls::stand_broken()),
        }
    }

    fn answer(self, stand: &Stand, refusal: &Refusal) -> HttpResponse {
        let error = refusal.standard_error();
        if let Self::Page(language) = self {
            return pages::error::standard_refusal(stand, language, refusal, StatusCode::BAD_REQUEST);
        }
        let body = json!({ "error": error.def().word, "error_description": refusal.standard_description() });
        let mut response = answer::json_answer(status(error), &body);
        let challenge = match (self, error) {
            (Self::Bearer, error) => Some(format!(
                "Bearer realm=\"esia-mock\", error=\"{error}\", error_description=\"{}\"",
                refusal.standard_description()
            )),
            (_, StandardError::InvalidClient) => Some("Basic realm=\"esia-mock\"".to_owned()),
            _ => None,
        };
        if let Some(value) = challenge.and_then(|text| HeaderValue::from_str(&text).ok()) {
            response.headers_mut().insert(header::WWW_AUTHENTICATE, value);
        }
        response
    }
}

/// Sends the browser back to the client with a code or a refusal; the language is that of the page in between, where
/// there is one.
pub fn deliver(stand: &Stand, language: Language, station: Station, answer: &Answer) -> HttpResponse {
    let mut response = match answer.delivery(oidc::issuer(stand)) {
        Delivery::Redirect(address) => answer::redirect(&address),
        Delivery::Form { action, fields } => pages::form_post::page(stand, language, action, fields),
    };
    if let Err(refusal) = &answer.result {
        log(station, refusal);
        explain(&mut response, refusal);
    }
    response
}

fn log(station: Station, refusal: &Refusal) {
    tracing::warn!(target: "esia_mock::refused", "{station}: {}: {}", refusal.standard_error(), refusal.detail());
}

fn explain(response: &mut HttpResponse, refusal: &Refusal) {
    if let Ok(reason) = HeaderValue::from_str(&answer::ascii(&refusal.detail())) {
        response.headers_mut().insert(HeaderName::from_static(REASON), reason);
    }
}

fn status(error: StandardError) -> StatusCode {
    match error {
        StandardError::InvalidClient | StandardError::InvalidToken => StatusCode::UNAUTHORIZED,
        StandardError::InsufficientScope => StatusCode::FORBIDDEN,
        StandardError::ServerError => StatusCode::INTERNAL_SERVER_ERROR,
        _ => StatusCode::BAD_REQUEST,
    }
}
