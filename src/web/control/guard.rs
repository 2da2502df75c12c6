//! Who may drive the stand: whoever has the control token, where there is one, and no page of another site.
//!
//! A browser lets a page of another site send forms and plain text anywhere without asking; JSON it asks for, and is
//! not answered. What it sends carries the page's origin, which must be the stand's own.

use actix_web::HttpRequest;
use actix_web::http::header;
use actix_web::http::header::HeaderMap;
use actix_web::http::header::HeaderName;
use actix_web::web::Bytes;
use serde_json::Map;
use serde_json::Value;

use crate::config::Config;
use crate::crypto::digest;
use crate::web::control::error::Problem;
use crate::web::form;
use crate::web::origin;

/// May a request with these headers drive the stand?
pub fn allow(config: &Config, headers: &HeaderMap) -> Result<(), Problem> {
    if let Some(foreign) = origin::foreign_site(config, headers, &[]) {
        let own = &config.public_url;
        return Err(Problem::ForeignSite(format!("{foreign}: leave it out, or ask from {own}")));
    }
    match &config.control_token {
        Some(token) if !is_sent(token, headers) => Err(Problem::Token),
        _ => Ok(()),
    }
}

/// The fields of a body that must be a JSON object.
pub fn fields(request: &HttpRequest, body: Result<Bytes, actix_web::Error>) -> Result<Map<String, Value>, Problem> {
    let named = said(request.headers(), &header::CONTENT_TYPE).unwrap_or_default();
    if !named.split(';').next().unwrap_or_default().trim().eq_ignore_ascii_case("application/json") {
        return Err(Problem::NotJson(format!("Content-Type is {named:?}: send application/json")));
    }
    let body = form::body(body).map_err(Problem::Unreadable)?;
    serde_json::from_slice(&body).map_err(|error| Problem::Unreadable(format!("not a JSON object: {error}")))
}

/// A header; what is no text counts as one that nobody expects.
fn said<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<&'a str> {
    headers.get(name).map(|value| value.to_str().unwrap_or("unreadable"))
}

/// Is the token there? Digests are compared, so that not even its length shows in the time it takes.
fn is_sent(token: &str, headers: &HeaderMap) -> bool {
    let sent = said(headers, &header::AUTHORIZATION).and_then(|value| value.split_once(' '));
    let sent = sent.filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer")).map_or("", |(_, sent)| sent.trim());
    digest::same(&digest::sha256(sent.as_bytes()), &digest::sha256(token.as_bytes()))
}
