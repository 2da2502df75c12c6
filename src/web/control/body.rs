//! Bodies of the tester's calls, as text: they must say that they are JSON.

use actix_web::Error;
use actix_web::HttpRequest;
use actix_web::http::header;
use actix_web::web::Bytes;

use crate::web::errors::problem::Problem;
use crate::web::form;

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

/// The type of a body, as its request says it; empty where it does not.
fn named(request: &HttpRequest) -> &str {
    request.headers().get(header::CONTENT_TYPE).map_or("", |named| named.to_str().unwrap_or("unreadable"))
}

fn is_json(named: &str) -> bool {
    named.split(';').next().unwrap_or_default().trim().eq_ignore_ascii_case("application/json")
}
