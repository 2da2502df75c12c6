//! Pages that end what cannot go on.

use actix_web::HttpRequest;
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header;
use actix_web::web::Data;

use crate::flow::stand::Stand;
use crate::protocol::error::EsiaCode;
use crate::protocol::reasons;
use crate::protocol::refusal::Refusal;
use crate::texts::Language;
use crate::texts::Text;
use crate::web::cookies;
use crate::web::error::Door;
use crate::web::pages;
use crate::web::pages::views::Developer;
use crate::web::pages::views::ErrorPage;
use crate::web::pages::views::PageLink;
use crate::web::route::Routes;
use crate::web::standard_error::StandardDoor;
use crate::web::state::OfStand;

/// A refusal that has nowhere to be redirected to.
pub fn refusal(stand: &Stand, language: Language, refusal: &Refusal, status: StatusCode) -> HttpResponse {
    let code = refusal.esia_code();
    let (heading, happened, advice) = words(code);
    let facts = refusal.facts.iter().map(|(name, value)| ((*name).to_owned(), value.clone()));
    let developer = Developer { detail: refusal.detail(), facts: facts.collect() };
    let page = ErrorPage {
        frame: pages::frame(stand, language),
        heading,
        happened,
        why: why(code),
        code: Some(code.to_string()),
        advice,
        link: Some(PageLink::new(format!("{}/", stand.base_path), Text::new("common-stand-page"))),
        developer: (!developer.detail.is_empty()).then_some(developer),
    };
    pages::html(status, &page)
}

/// A refusal of the standard door that has nowhere to be redirected to.
pub fn standard_refusal(stand: &Stand, language: Language, refusal: &Refusal, status: StatusCode) -> HttpResponse {
    let (heading, happened, advice) = words(EsiaCode::InvalidRequest);
    let page = ErrorPage {
        frame: pages::frame(stand, language),
        heading,
        happened,
        why: None,
        code: Some(refusal.standard_error().to_string()),
        advice,
        link: Some(PageLink::new(format!("{}/", stand.base_path), Text::new("common-stand-page"))),
        developer: Some(Developer { detail: refusal.detail(), facts: Vec::new() }),
    };
    pages::html(status, &page)
}

/// What happened, as a heading and at length, and what to do now.
fn words(code: EsiaCode) -> (Text, Text, Text) {
    match code {
        EsiaCode::ServerError => {
            (Text::new("error-broken-title"), Text::new("error-broken-happened"), Text::new("error-broken-advice"))
        }
        EsiaCode::ObjectNotFound => (
            Text::new("error-not-found-title"),
            Text::new("error-not-found-happened"),
            Text::new("error-not-found-advice"),
        ),
        _ => (Text::new("error-refused-title"), Text::new("error-refused-happened"), Text::new("error-refused-advice")),
    }
}

fn why(code: EsiaCode) -> Option<Text> {
    match code {
        EsiaCode::ClientUnknown => Some(Text::new("error-client-unknown")),
        EsiaCode::RedirectNotAllowed => Some(Text::new("error-redirect-not-allowed")),
        EsiaCode::MissingParameter => Some(Text::new("error-missing-parameter")),
        EsiaCode::UnreadableRequest => Some(Text::new("error-unreadable-request")),
        EsiaCode::InvalidRequest => Some(Text::new("error-invalid-request")),
        _ => None,
    }
}

/// Nothing is mounted there.
pub async fn not_found(stand: OfStand, http: HttpRequest) -> HttpResponse {
    let refusal = reasons::calls::path_unknown(http.path());
    if is_standard(http.path()) {
        let mut response = StandardDoor::Json.refuse(&stand, "routes", &refusal);
        *response.status_mut() = StatusCode::NOT_FOUND;
        return response;
    }
    door(&http).refuse(&stand, "routes", &refusal)
}

/// The path is there, the method is not.
pub async fn wrong_method(stand: OfStand, http: HttpRequest, routes: Data<Routes>) -> HttpResponse {
    let allowed = routes.allowed(&http.match_pattern().unwrap_or_default());
    let refusal = reasons::calls::method_not_possible(http.method(), http.path(), &allowed);
    let mut response = if is_standard(http.path()) {
        StandardDoor::Json.refuse(&stand, "routes", &refusal)
    } else {
        door(&http).refuse(&stand, "routes", &refusal)
    };
    *response.status_mut() = StatusCode::METHOD_NOT_ALLOWED;
    if let Ok(value) = header::HeaderValue::from_str(&allowed) {
        response.headers_mut().insert(header::ALLOW, value);
    }
    response
}

/// Is it a path of the standard OpenID Connect door?
fn is_standard(path: &str) -> bool {
    path.starts_with("/oidc") || path.starts_with("/.well-known")
}

/// Is it a path of the calls that pages make to their server?
fn is_conversation(path: &str) -> bool {
    ["/aas/oauth2/api", "/qr-delegate", "/registration_api", "/profile/rs", "/captcha", "/anomaly-resolver"]
        .iter()
        .any(|begin| path.starts_with(begin))
}

fn door(http: &HttpRequest) -> Door<'static> {
    match http.path() {
        "/aas/oauth2/te" | "/aas/oauth2/v2/te" | "/aas/oauth2/v3/te" => Door::OauthJson { state: None },
        "/aas/oauth2/config" => Door::Conversation,
        path if is_conversation(path) => Door::Conversation,
        path if path.starts_with("/rs") || path.starts_with("/_mock/api") => Door::RestJson,
        _ => Door::Page(cookies::language(http)),
    }
}
