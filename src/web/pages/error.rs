//! What is answered where nothing is mounted, or not for that method.

use actix_web::HttpRequest;
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header;
use actix_web::web::Data;

use crate::protocol::reasons;
use crate::web::cookies;
use crate::web::errors::Shape;
use crate::web::route;
use crate::web::route::Routes;
use crate::web::state::OfStand;

/// Nothing is mounted there.
pub async fn not_found(stand: OfStand, http: HttpRequest, routes: Data<Routes>) -> HttpResponse {
    let hint = route::hint(http.path(), routes.0.iter().map(|row| row.path));
    let refusal = reasons::calls::path_unknown(route::shown(http.path()), &hint);
    let shape = shape(&http);
    let mut response = shape.refuse(&stand, &refusal);
    if let Shape::StandardJson = shape {
        *response.status_mut() = StatusCode::NOT_FOUND;
    }
    response
}

/// The path is there, the method is not.
pub async fn wrong_method(stand: OfStand, http: HttpRequest, routes: Data<Routes>) -> HttpResponse {
    let allowed = routes.allowed(&http.match_pattern().unwrap_or_default());
    let refusal = reasons::calls::method_not_possible(http.method(), http.path(), &allowed);
    let mut response = shape(&http).refuse(&stand, &refusal);
    *response.status_mut() = StatusCode::METHOD_NOT_ALLOWED;
    if let Ok(value) = header::HeaderValue::from_str(&allowed) {
        response.headers_mut().insert(header::ALLOW, value);
    }
    response
}

/// Is it a path of the standard OpenID Connect endpoints?
fn is_standard(path: &str) -> bool {
    path.starts_with("/oidc") || path.starts_with("/.well-known")
}

/// Is it a path of the calls that pages make to their server?
fn is_conversation(path: &str) -> bool {
    ["/aas/oauth2/api", "/qr-delegate", "/registration_api", "/profile/rs", "/captcha", "/anomaly-resolver"]
        .iter()
        .any(|begin| path.starts_with(begin))
}

/// How the path would refuse.
fn shape(http: &HttpRequest) -> Shape<'static> {
    match http.path() {
        path if is_standard(path) => Shape::StandardJson,
        "/aas/oauth2/te" | "/aas/oauth2/v2/te" | "/aas/oauth2/v3/te" => Shape::OauthJson { state: None },
        "/aas/oauth2/config" => Shape::Conversation,
        path if is_conversation(path) => Shape::Conversation,
        path if path.starts_with("/rs") => Shape::RestJson,
        _ => Shape::Page(cookies::language(http)),
    }
}
