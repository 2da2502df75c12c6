//! Calls that bring JSON: where they may come from, and what they say.
//!
//! A page of another site cannot send JSON without asking first, and is not allowed to; a form or a script that it
//! sends without asking has another content type, or none, and says where it comes from.

use actix_web::HttpRequest;
use actix_web::http::header;
use actix_web::web::Bytes;
use serde::de::DeserializeOwned;
use url::Url;

use crate::flow::stand::Stand;
use crate::protocol::reasons;
use crate::protocol::refusal::Refusal;
use crate::web::form;

/// Robots that imitate the login page have its origin built in. A browser there would say `Sec-Fetch-Site` as well.
const REAL_ORIGIN: &str = "https://esia.gosuslugi.ru";

/// Does the call come from the stand's own page, or from no browser at all?
pub fn own(stand: &Stand, http: &HttpRequest) -> Result<(), Refusal> {
    let said = |name: &str| http.headers().get(name).map(|value| value.to_str().unwrap_or("unreadable"));
    let site = said("sec-fetch-site").unwrap_or("none");
    if !matches!(site, "same-origin" | "none") {
        return Err(reasons::calls::foreign_site(format!("Sec-Fetch-Site is {site:?}")));
    }
    match said(header::ORIGIN.as_str()) {
        Some(origin) if !is_own(stand, http, origin) => {
            Err(reasons::calls::foreign_site(format!("Origin is {origin:?}")))
        }
        _ => Ok(()),
    }
}

fn is_own(stand: &Stand, http: &HttpRequest, origin: &str) -> bool {
    let host = http.headers().get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    let named = origin.strip_prefix("http://").or_else(|| origin.strip_prefix("https://"));
    let public = Url::parse(&stand.config.public_url).map(|url| url.origin().ascii_serialization());
    origin == REAL_ORIGIN
        || named.is_some_and(|named| !named.is_empty() && named == host)
        || public.is_ok_and(|public| public == origin)
}

/// Reads the body, which may be absent where `T` can do without; a body that is there must be JSON by its name.
pub fn read<T: DeserializeOwned + Default>(
    http: &HttpRequest,
    body: Result<Bytes, actix_web::Error>,
) -> Result<T, Refusal> {
    let body = form::body(body).map_err(reasons::request::body_unreadable)?;
    let kind = http.headers().get(header::CONTENT_TYPE).map(|kind| kind.to_str().unwrap_or_default());
    let named = kind.unwrap_or_default().split(';').next().unwrap_or_default().trim();
    let says_nothing = kind.is_none() && body.is_empty();
    if !says_nothing && !named.eq_ignore_ascii_case("application/json") {
        return Err(reasons::calls::content_type_not_json(named));
    }
    if body.is_empty() {
        return Ok(T::default());
    }
    // `null` is what some clients send for nothing. A list would be read as the fields in their order.
    if !body.trim_ascii_start().starts_with(b"{") && body.trim_ascii() != b"null" {
        return Err(reasons::calls::body_not_object());
    }
    let read = serde_json::from_slice::<Option<T>>(&body);
    read.map(Option::unwrap_or_default).map_err(reasons::calls::body_malformed)
}
