//! Bodies of the tester's calls: JSON objects, as an argument of their handlers.

use std::pin::Pin;

use actix_web::Error;
use actix_web::FromRequest;
use actix_web::HttpRequest;
use actix_web::HttpResponse;
use actix_web::dev::Payload;
use actix_web::http::header;
use actix_web::web::Bytes;
use serde_json::Map;
use serde_json::Value;

use crate::web::errors::problem::Problem;
use crate::web::form;

/// What a handler answers.
pub type Answered = Result<HttpResponse, Problem>;

/// The fields of a body that must be a JSON object.
#[derive(Debug)]
pub struct Fields(pub Map<String, Value>);

impl FromRequest for Fields {
    type Error = Error;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Error>>>>;

    fn from_request(http: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let (http, body) = (http.clone(), Bytes::from_request(http, payload));
        Box::pin(async move { Ok(Self(fields(&http, body.await)?)) })
    }
}

fn fields(request: &HttpRequest, body: Result<Bytes, Error>) -> Result<Map<String, Value>, Problem> {
    serde_json::from_str(&text(request, body)?)
        .map_err(|error| Problem::Unreadable(format!("not a JSON object: {error}")))
}

/// The text of a body that must say that it is JSON.
pub fn text(request: &HttpRequest, body: Result<Bytes, Error>) -> Result<String, Problem> {
    let named = named(request);
    if !is_json(named) {
        return Err(Problem::NotJson(format!("Content-Type is {named:?}: send application/json")));
    }
    let body = form::body(body).map_err(|refusal| Problem::Unreadable(refusal.detail()))?;
    String::from_utf8(body.to_vec()).map_err(|_| Problem::Unreadable("not a text in UTF-8".to_owned()))
}

/// Is there no body, where none need be? A form of another site says of which type it is, even where it is empty.
pub fn is_absent(request: &HttpRequest, body: &Result<Bytes, Error>) -> bool {
    let named = named(request);
    (named.is_empty() || is_json(named)) && body.as_ref().is_ok_and(Bytes::is_empty)
}

/// Refuses fields that a call does not know.
pub fn only(known: &[&str], fields: &Map<String, Value>) -> Result<(), Problem> {
    let Some(name) = fields.keys().find(|name| !known.contains(&name.as_str())) else { return Ok(()) };
    let between = if known.len() == 2 { " and " } else { ", " };
    Err(Problem::WrongValue("", format!("there is no field {name:?}, only {}", known.join(between))))
}

/// The type of a body, as its request says it; empty where it does not.
fn named(request: &HttpRequest) -> &str {
    request.headers().get(header::CONTENT_TYPE).map_or("", |named| named.to_str().unwrap_or("unreadable"))
}

fn is_json(named: &str) -> bool {
    named.split(';').next().unwrap_or_default().trim().eq_ignore_ascii_case("application/json")
}

/// The same, where there need be no body at all.
#[derive(Debug)]
pub struct OptionalFields(pub Map<String, Value>);

impl FromRequest for OptionalFields {
    type Error = Error;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Error>>>>;

    fn from_request(http: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let (http, body) = (http.clone(), Bytes::from_request(http, payload));
        Box::pin(async move {
            let body = body.await;
            if is_absent(&http, &body) {
                return Ok(Self(Map::new()));
            }
            Ok(Self(fields(&http, body)?))
        })
    }
}
