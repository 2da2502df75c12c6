//! Refusals at the standard endpoints: as JSON (RFC 6749, 5.2), with the challenge of RFC 6750, and as the answer that
//! travels to the client (OpenID Connect Core 1.0, 3.1.2.6).

use actix_web::HttpRequest;
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header;
use actix_web::http::header::HeaderValue;
use serde_json::json;

use crate::flow::delivery;
use crate::flow::delivery::About;
use crate::flow::delivery::Sent;
use crate::flow::oidc::way_back::Answer;
use crate::flow::oidc::way_back::Delivery;
use crate::flow::stand::Stand;
use crate::protocol::oidc::error::StandardError;
use crate::protocol::reasons;
use crate::protocol::refusal::Refusal;
use crate::texts::Language;
use crate::web::answer;
use crate::web::errors::status;
use crate::web::errors::telling;
use crate::web::meeting;
use crate::web::views::FormPostPage;
use crate::web::views::TwicePage;
use crate::web::views::response;

/// `{error, error_description}`; whoever has to prove itself is told how (RFC 6749, 5.2).
pub fn json(refusal: &Refusal) -> HttpResponse {
    let basic = refusal.standard_error() == StandardError::InvalidClient;
    with_challenge(refusal, basic.then(|| "Basic realm=\"esia-mock\"".to_owned()))
}

/// The same with the challenge of RFC 6750, 3.
pub fn bearer(refusal: &Refusal) -> HttpResponse {
    let (error, description) = (refusal.standard_error(), refusal.standard_description());
    let realm = "Bearer realm=\"esia-mock\"";
    // Who brings no token at all, or something else, is told how to, without an error code (RFC 6750, 3.1).
    let unaware = [
        reasons::standard::access_token_absent().row,
        reasons::access::access_token_in_query().row,
        reasons::access::authorization_not_bearer("").row,
    ];
    let challenge = if unaware.contains(&refusal.row) {
        realm.to_owned()
    } else {
        format!("{realm}, error=\"{error}\", error_description=\"{description}\"")
    };
    with_challenge(refusal, Some(challenge))
}

fn with_challenge(refusal: &Refusal, challenge: Option<String>) -> HttpResponse {
    let error = refusal.standard_error();
    let body = json!({ "error": error.def().word, "error_description": refusal.standard_description() });
    let mut response = answer::json_answer(status::standard(error), &body);
    if let Some(value) = challenge.and_then(|text| HeaderValue::from_str(&text).ok()) {
        response.headers_mut().insert(header::WWW_AUTHENTICATE, value);
    }
    response
}

/// Sends the browser back to the client with a code or a refusal, as faults say; the language is that of the page in
/// between, where there is one.
pub fn deliver(stand: &Stand, http: &HttpRequest, language: Language, answer: &Answer) -> HttpResponse {
    let wrong = meeting::on_the_way_back(http, &About::of_answer(answer));
    let sent = delivery::spoiled(stand, answer.delivery(stand.standard_issuer()), &wrong);
    delivered(stand, language, sent, answer.result.as_ref().err())
}

/// The same with whatever the browser takes along.
pub fn delivered(stand: &Stand, language: Language, sent: Sent, refusal: Option<&Refusal>) -> HttpResponse {
    let mut response = leaving(stand, language, sent);
    if let Some(refusal) = refusal {
        telling::refused(&mut response, &refusal.standard_error().to_string(), refusal);
    }
    response
}

/// Sends the browser away, whoever is told what.
pub fn leaving(stand: &Stand, language: Language, Sent { delivery, twice }: Sent) -> HttpResponse {
    match delivery {
        Delivery::Redirect(address) if twice => comes_twice(stand, language, address),
        Delivery::Redirect(address) => answer::redirect(&address),
        Delivery::Form { action, fields } => form_post(stand, language, action, fields),
    }
}

/// A page that opens the address in a hidden frame and then goes there.
fn comes_twice(stand: &Stand, language: Language, address: String) -> HttpResponse {
    let mut page = response::html(StatusCode::OK, &TwicePage { frame: response::frame(stand, language), address });
    response::allow_foreign_frames(&mut page);
    page
}

fn form_post(stand: &Stand, language: Language, action: String, fields: Vec<(&'static str, String)>) -> HttpResponse {
    let page = FormPostPage { frame: response::frame(stand, language), action, fields };
    response::html(StatusCode::OK, &page)
}
