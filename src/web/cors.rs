//! Cross-origin requests (Fetch standard, 3.2): single-page applications call these endpoints from anywhere. No
//! cookie is looked at there, so every origin may.

use actix_web::HttpResponse;
use actix_web::http::header;
use actix_web::http::header::HeaderMap;
use actix_web::http::header::HeaderValue;
use actix_web::middleware::DefaultHeaders;

/// The paths that scripts of other origins may call.
const PATHS: [&str; 7] = [
    "/.well-known/openid-configuration",
    "/.well-known/oauth-authorization-server",
    "/oidc/jwks",
    "/oidc/token",
    "/oidc/userinfo",
    "/oidc/revoke",
    "/oidc/par",
];

/// May scripts of other origins call this path?
pub fn is_shared(path: &str) -> bool {
    PATHS.contains(&path)
}

/// What every answer of such a path says.
pub fn headers() -> DefaultHeaders {
    DefaultHeaders::new()
        .add((header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"))
        .add((header::ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED))
}

/// The same for an answer that nobody there has made.
pub fn share(answer: &mut HeaderMap) {
    answer.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    answer.insert(header::ACCESS_CONTROL_EXPOSE_HEADERS, HeaderValue::from_static(EXPOSED));
}

/// What scripts may read of an answer.
const EXPOSED: &str =
    "www-authenticate, x-esia-mock, x-esia-mock-fault, x-esia-mock-reason, x-esia-mock-reason-id, x-esia-mock-request";

/// `OPTIONS`: the question that a browser asks first.
pub async fn preflight() -> HttpResponse {
    HttpResponse::NoContent()
        .insert_header((header::ACCESS_CONTROL_ALLOW_METHODS, "GET, POST"))
        .insert_header((header::ACCESS_CONTROL_ALLOW_HEADERS, "authorization, content-type"))
        .insert_header((header::ACCESS_CONTROL_MAX_AGE, "600"))
        .finish()
}
