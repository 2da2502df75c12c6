//! What is wrong with a call, as JSON.

use actix_web::HttpResponse;
use actix_web::ResponseError;
use actix_web::http::StatusCode;
use serde::Serialize;
use serde_json::json;

use crate::rules::settings::SettingError;
use crate::secrets::NoRandomness;
use crate::store::StoreError;
use crate::web::answer::Trouble;

/// What a call gives.
pub(super) type Called = Result<HttpResponse, Problem>;

/// Why it was not done.
#[derive(Debug, thiserror::Error)]
#[error("{detail}")]
pub(super) struct Problem {
    status: StatusCode,
    detail: String,
}

impl Problem {
    /// There is no such thing.
    pub(super) fn absent(what: &str) -> Self {
        Self { status: StatusCode::NOT_FOUND, detail: format!("there is no {what}") }
    }

    /// A value is wrong.
    pub(super) fn value(detail: impl Into<String>) -> Self {
        Self { status: StatusCode::UNPROCESSABLE_ENTITY, detail: detail.into() }
    }

    /// ЭПОС is broken.
    fn broken(error: &dyn std::error::Error) -> Self {
        Self { status: StatusCode::INTERNAL_SERVER_ERROR, detail: error.to_string() }
    }

    /// The body cannot be read.
    pub(super) fn body(error: &actix_web::error::JsonPayloadError) -> Self {
        Self { status: StatusCode::BAD_REQUEST, detail: error.to_string() }
    }
}

impl ResponseError for Problem {
    fn status_code(&self) -> StatusCode {
        self.status
    }

    fn error_response(&self) -> HttpResponse {
        HttpResponse::build(self.status).json(json!({ "error": self.detail }))
    }
}

impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Self {
        Self::broken(&error)
    }
}

impl From<NoRandomness> for Problem {
    fn from(error: NoRandomness) -> Self {
        Self::broken(&error)
    }
}

impl From<SettingError> for Problem {
    fn from(error: SettingError) -> Self {
        Self::value(error.to_string())
    }
}

impl From<Trouble> for Problem {
    fn from(trouble: Trouble) -> Self {
        Self { status: trouble.status_code(), detail: trouble.to_string() }
    }
}

/// An answer.
pub(super) fn ok(value: &impl Serialize) -> Called {
    let body = serde_json::to_string(value).map_err(|error| Problem::broken(&error))?;
    Ok(HttpResponse::Ok().content_type("application/json").body(body))
}

/// No such call.
pub(super) async fn nothing() -> Called {
    Err(Problem::absent("such call; README.md of the example lists them"))
}
