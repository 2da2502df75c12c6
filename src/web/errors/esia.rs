//! Bodies of refusals at ЕСИА's own endpoints, as captured.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header;
use actix_web::http::header::HeaderValue;
use serde_json::Value;
use serde_json::json;

use crate::protocol::refusal::Refusal;
use crate::web::answer::json_answer;
use crate::web::errors::status;

/// `{error_description, error, state}` of the token endpoint.
pub fn oauth(state: Option<&str>, refusal: &Refusal) -> HttpResponse {
    let code = refusal.esia_code();
    let mut body = json!({ "error_description": refusal.description(code), "error": code.def().error });
    if let Some(state) = state {
        body["state"] = Value::from(state);
    }
    json_answer(status::oauth(code), &body)
}

/// `{code, message}` of REST.
pub fn rest(refusal: &Refusal) -> HttpResponse {
    let code = refusal.esia_code();
    let body = json!({ "code": code.to_string(), "message": refusal.text(code) });
    let mut response = json_answer(status::esia(code), &body);
    if response.status() == StatusCode::UNAUTHORIZED {
        response.headers_mut().insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
    }
    response
}

/// `{failed, message}` of the login page's own calls.
pub fn conversation(refusal: &Refusal) -> HttpResponse {
    let (code, detail) = (refusal.esia_code(), refusal.detail());
    let message = if detail.is_empty() { refusal.text(code) } else { detail };
    json_answer(status::conversation(code), &json!({ "failed": code.to_string(), "message": message }))
}
