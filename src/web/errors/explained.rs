//! What only the line knows of why a parameter is absent: the type of the body, a proof in a header.

use actix_web::HttpRequest;
use actix_web::http::header;

use crate::protocol::parameters::Parameters;
use crate::protocol::reasons;
use crate::protocol::refusal::Refusal;
use crate::web::route::Look;

/// The longest type that is said back.
const LONGEST: usize = 80;

/// A refusal with what the line knows of it.
pub fn explained(http: &HttpRequest, look: Look, refusal: &Refusal) -> Refusal {
    let is_absent = [reasons::request::parameter_absent("", "").row, reasons::proof::proof_absent().row];
    if !is_absent.contains(&refusal.row) {
        return refusal.clone();
    }
    let name = refusal.parameter.clone();
    let told = if let Some(kind) = other_type(http) {
        let name = name.as_deref().unwrap_or("client_id");
        reasons::request::content_type_not_form(name, &kind)
    } else if is_in_query(http, name.as_deref().unwrap_or("client_id")) {
        reasons::request::parameters_in_query(name.as_deref().unwrap_or("client_id"))
    } else if look == Look::OauthJson && is_proof(name.as_deref()) && http.headers().contains_key(header::AUTHORIZATION)
    {
        reasons::request::proof_in_header(name.as_deref().unwrap_or_default())
    } else {
        return refusal.clone();
    };
    Refusal { esia: refusal.esia, standard: refusal.standard, parameter: name, facts: refusal.facts.clone(), ..told }
}

/// Where the query counts, what stands there is not absent.
fn is_in_query(http: &HttpRequest, name: &str) -> bool {
    Parameters::parse(http.query_string().as_bytes()).is_ok_and(|query| query.get(name).is_some())
}

fn is_proof(name: Option<&str>) -> bool {
    matches!(name, Some("client_id" | "client_secret"))
}

/// Is there a body at all?
pub fn has_body(http: &HttpRequest) -> bool {
    let headers = http.headers();
    let is_empty = headers.get(header::CONTENT_LENGTH).is_none_or(|length| length == "0");
    !is_empty || headers.contains_key(header::TRANSFER_ENCODING)
}

/// The type of a body that is there and is not said to be a form.
pub fn other_type(http: &HttpRequest) -> Option<String> {
    if !has_body(http) {
        return None;
    }
    let kind = String::from_utf8_lossy(http.headers().get(header::CONTENT_TYPE)?.as_bytes()).into_owned();
    let is_form = kind.to_ascii_lowercase().starts_with("application/x-www-form-urlencoded");
    (!is_form).then(|| kind.chars().take(LONGEST).collect())
}
