//! Bodies of the tester's calls: JSON objects.

use actix_web::HttpRequest;
use actix_web::http::header;
use actix_web::web::Bytes;
use serde_json::Map;
use serde_json::Value;

use crate::web::errors::problem::Problem;
use crate::web::form;

/// The fields of a body that must be a JSON object.
pub fn fields(request: &HttpRequest, body: Result<Bytes, actix_web::Error>) -> Result<Map<String, Value>, Problem> {
    let named = request.headers().get(header::CONTENT_TYPE).map_or("", |named| named.to_str().unwrap_or("unreadable"));
    if !named.split(';').next().unwrap_or_default().trim().eq_ignore_ascii_case("application/json") {
        return Err(Problem::NotJson(format!("Content-Type is {named:?}: send application/json")));
    }
    let body = form::body(body).map_err(Problem::Unreadable)?;
    serde_json::from_slice(&body).map_err(|error| Problem::Unreadable(format!("not a JSON object: {error}")))
}
