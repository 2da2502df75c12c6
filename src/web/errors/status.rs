//! Which status a code gets.

use actix_web::http::StatusCode;

use crate::protocol::error::EsiaCode;
use crate::protocol::oidc::error::StandardError;

/// At ЕСИА's own endpoints, but for those that have a rule of their own.
pub fn esia(code: EsiaCode) -> StatusCode {
    match code {
        EsiaCode::InvalidToken | EsiaCode::ExpiredToken => StatusCode::UNAUTHORIZED,
        EsiaCode::ScopeNotAllowed => StatusCode::FORBIDDEN,
        EsiaCode::ObjectNotFound => StatusCode::NOT_FOUND,
        EsiaCode::ServerError => StatusCode::INTERNAL_SERVER_ERROR,
        EsiaCode::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
        _ => StatusCode::BAD_REQUEST,
    }
}

/// At the token endpoint: whatever the client did wrong is 400 (RFC 6749, 5.2), and what is no fault of it is not.
pub fn oauth(code: EsiaCode) -> StatusCode {
    match code {
        EsiaCode::ServerError | EsiaCode::Unavailable => esia(code),
        _ => StatusCode::BAD_REQUEST,
    }
}

/// In the calls of the login page.
pub fn conversation(code: EsiaCode) -> StatusCode {
    if code == EsiaCode::AccessDenied { StatusCode::FORBIDDEN } else { esia(code) }
}

/// At the standard endpoints.
pub fn standard(error: StandardError) -> StatusCode {
    match error {
        StandardError::InvalidClient | StandardError::InvalidToken => StatusCode::UNAUTHORIZED,
        StandardError::InsufficientScope => StatusCode::FORBIDDEN,
        StandardError::ServerError => StatusCode::INTERNAL_SERVER_ERROR,
        StandardError::TemporarilyUnavailable => StatusCode::SERVICE_UNAVAILABLE,
        _ => StatusCode::BAD_REQUEST,
    }
}

/// Of a page of the standard endpoints: there is nothing but a request that cannot be answered.
pub const STANDARD_PAGE: StatusCode = StatusCode::BAD_REQUEST;

/// Seconds until the same is worth another try, where something passes.
pub const RETRY_AFTER: &str = "1";

/// The same for planned works.
pub const RETRY_AFTER_WORKS: &str = "3600";
