//! Who may drive the stand: whoever has the control token, where there is one, and no page of another site.
//!
//! A browser lets a page of another site send forms and plain text anywhere without asking; JSON it asks for, and is
//! not answered. What it sends carries the page's origin, which must be the stand's own.

use std::net::IpAddr;

use actix_web::HttpRequest;
use actix_web::http::header;
use actix_web::http::header::HeaderName;
use actix_web::web::Bytes;
use serde_json::Map;
use serde_json::Value;
use url::Host;
use url::Url;

use crate::crypto::digest;
use crate::flow::stand::Stand;
use crate::web::control::error::Problem;
use crate::web::form;

/// May this request drive the stand?
pub fn allow(stand: &Stand, request: &HttpRequest) -> Result<(), Problem> {
    let site = said(request, &HeaderName::from_static("sec-fetch-site"));
    if let Some(site) = site.filter(|site| !matches!(*site, "same-origin" | "none")) {
        return Err(Problem::ForeignSite(format!("Sec-Fetch-Site is {site:?}: ask from the stand's own pages")));
    }
    if let Some(origin) = said(request, &header::ORIGIN).filter(|origin| !is_own(stand, request, origin)) {
        let own = &stand.config.public_url;
        return Err(Problem::ForeignSite(format!("Origin is {origin:?}: leave it out, or ask from {own}")));
    }
    match &stand.config.control_token {
        Some(token) if !is_sent(token, request) => Err(Problem::Token),
        _ => Ok(()),
    }
}

/// The fields of a body that must be a JSON object.
pub fn fields(request: &HttpRequest, body: Result<Bytes, actix_web::Error>) -> Result<Map<String, Value>, Problem> {
    let named = said(request, &header::CONTENT_TYPE).unwrap_or_default();
    if !named.split(';').next().unwrap_or_default().trim().eq_ignore_ascii_case("application/json") {
        return Err(Problem::NotJson(format!("Content-Type is {named:?}: send application/json")));
    }
    let body = form::body(body).map_err(Problem::Unreadable)?;
    serde_json::from_slice(&body).map_err(|error| Problem::Unreadable(format!("not a JSON object: {error}")))
}

/// A header; what is no text counts as one that nobody expects.
fn said<'a>(request: &'a HttpRequest, name: &HeaderName) -> Option<&'a str> {
    request.headers().get(name).map(|value| value.to_str().unwrap_or("unreadable"))
}

/// Is the token there? Digests are compared, so that not even its length shows in the time it takes.
fn is_sent(token: &str, request: &HttpRequest) -> bool {
    let sent = said(request, &header::AUTHORIZATION).and_then(|value| value.split_once(' '));
    let sent = sent.filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer")).map_or("", |(_, sent)| sent.trim());
    digest::same(&digest::sha256(sent.as_bytes()), &digest::sha256(token.as_bytes()))
}

/// The public address of the stand, or a name of this very machine under which it was asked. Other names may be
/// anybody's who makes them lead here.
fn is_own(stand: &Stand, request: &HttpRequest, origin: &str) -> bool {
    let Ok(origin) = Url::parse(origin) else { return false };
    if Url::parse(&stand.config.public_url).is_ok_and(|public| public.origin() == origin.origin()) {
        return true;
    }
    let is_here = match origin.host() {
        Some(Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
        Some(Host::Ipv4(address)) => IpAddr::V4(address).is_loopback(),
        Some(Host::Ipv6(address)) => IpAddr::V6(address).is_loopback(),
        None => false,
    };
    let asked = said(request, &header::HOST).unwrap_or_default();
    is_here
        && Url::parse(&format!("{}://{asked}", origin.scheme())).is_ok_and(|asked| asked.origin() == origin.origin())
}
