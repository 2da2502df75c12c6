//! What a fault answers in the place of a handler, in the form of the endpoint.

use std::sync::Arc;

use actix_web::HttpRequest;
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header;
use actix_web::http::header::HeaderName;
use actix_web::http::header::HeaderValue;
use actix_web::web::Data;

use crate::faults::action::Do;
use crate::faults::fault::Fault;
use crate::faults::kind::Kind;
use crate::flow::login::client_check;
use crate::flow::oidc;
use crate::flow::oidc::pushed_request;
use crate::flow::stand::Stand;
use crate::protocol::alike;
use crate::protocol::error::EsiaCode;
use crate::protocol::oidc::error::StandardError;
use crate::protocol::parameters::Parameters;
use crate::protocol::place;
use crate::protocol::reasons;
use crate::web::cookies;
use crate::web::cors;
use crate::web::errors::Shape;
use crate::web::errors::homeward;
use crate::web::errors::page;
use crate::web::errors::standard::deliver;
use crate::web::errors::telling;
use crate::web::route::Look;
use crate::web::route::Place;
use crate::web::route::Routes;

/// A fault that answers by itself, and by which of its kinds.
#[derive(Clone, Debug)]
pub struct Instead {
    /// The fault.
    pub fault: Arc<Fault>,
    /// Its kind.
    pub kind: Kind,
    /// The parameters of the request: a refusal may travel back to an address in them.
    pub parameters: Parameters,
}

impl Instead {
    /// The answer to a request.
    pub fn answer(&self, stand: &Stand, http: &HttpRequest) -> HttpResponse {
        let action = &self.fault.action;
        let mut answer = match self.kind {
            Kind::Maintenance => page::maintenance(stand, cookies::language(http)),
            Kind::Esia | Kind::Oauth => self.refused(stand, http),
            _ => by_status(action),
        };
        let path = place::plain(http.path());
        telling::place(&mut answer, place_of(http, &path).station);
        if cors::is_shared(&path) {
            cors::share(answer.headers_mut());
        }
        answer
    }

    fn refused(&self, stand: &Stand, http: &HttpRequest) -> HttpResponse {
        let (esia, standard) = words(&self.fault.action);
        let refusal = reasons::calls::fault_armed(&self.fault.name).by(esia).by_standard(standard);
        let (path, language) = (place::plain(http.path()), cookies::language(http));
        if place::at(&path) == place::AUTHORIZE {
            let sent = &self.parameters;
            if path.starts_with("/oidc/") {
                let way_back = pushed(stand, sent).and_then(|sent| oidc::client_check::way_back_of(stand, &sent));
                if let Some(way_back) = way_back {
                    return deliver(stand, http, language, &way_back.refused(refusal));
                }
            } else if let Some(way_back) = client_check::way_back_of(stand, sent) {
                return homeward::refused(stand, http, language, &way_back, &refusal);
            }
        }
        let shape = match Shape::of(place_of(http, &path).look, language) {
            Shape::OauthJson { .. } => Shape::OauthJson { state: self.parameters.get("state") },
            other => other,
        };
        shape.refuse(stand, &refusal)
    }
}

/// The parameters that were pushed, where the browser brings their address; nothing is used up.
fn pushed(stand: &Stand, sent: &Parameters) -> Option<Parameters> {
    if !pushed_request::is_named(sent) {
        return Some(sent.clone());
    }
    stand.read(|cx| pushed_request::look(cx, sent)).ok().flatten()
}

/// The code that ЕСИА would give, and the error of the standard endpoints: a fault names one of them.
fn words(action: &Do) -> (EsiaCode, StandardError) {
    match (action.esia, action.oauth) {
        (Some(code), _) => (code.0, alike::standard_of(code.0)),
        (None, Some(error)) => (alike::esia_of(error.0), error.0),
        (None, None) => (EsiaCode::Unavailable, StandardError::TemporarilyUnavailable),
    }
}

fn by_status(action: &Do) -> HttpResponse {
    let status = action.status.and_then(|status| StatusCode::from_u16(status).ok());
    let mut answer = HttpResponse::build(status.unwrap_or(StatusCode::INTERNAL_SERVER_ERROR));
    answer.insert_header((header::CACHE_CONTROL, "no-store"));
    let body = action.body_text();
    if body.is_some() {
        let kind = if action.body.is_string() { "text/plain;charset=UTF-8" } else { "application/json;charset=UTF-8" };
        answer.insert_header((header::CONTENT_TYPE, kind));
    }
    for (name, value) in &action.headers {
        if let (Ok(name), Ok(value)) = (HeaderName::try_from(name.as_str()), HeaderValue::from_str(value)) {
            answer.insert_header((name, value));
        }
    }
    answer.body(body.unwrap_or_default())
}

/// Where in the story a request is that may not have been routed yet.
fn place_of(http: &HttpRequest, path: &str) -> Place {
    if place::is_meant(place::at(path), "rest") {
        return Place { station: "access", look: Look::RestJson };
    }
    let routes = http.app_data::<Data<Routes>>();
    let row = routes.and_then(|routes| routes.find(http.method().as_str(), path));
    row.map_or(Place::NOWHERE, |row| Place { station: row.station, look: row.look })
}
