//! `GET /aas/oauth2/config`: what the login page is told about its server.
//!
//! The real answer has some forty keys whose names are not known; these are the stand's own.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use serde_json::json;

use crate::flow::login::second_factor::LENGTH;
use crate::web::answer::json_answer;
use crate::web::state::OfStand;

/// What the content of a QR code begins with.
pub const DEEP_LINK: &str = "gosuslugi://auth/signed_token=";

/// `GET /aas/oauth2/config`.
pub async fn get(stand: OfStand) -> HttpResponse {
    let config = &stand.config;
    let body = json!({
        "esia_mock": "test-only",
        "qr": {
            "enabled": true,
            "deep_link": DEEP_LINK,
            "lifetime_secs": config.qr_lifetime.num_seconds(),
            "subscribe_url": stand.url("/qr-delegate/qr/subscribe/"),
        },
        "otp": {
            "code_length": LENGTH,
            "verify_timeout_secs": config.second_factor.lifetime.num_seconds(),
            "verify_attempts": config.second_factor.attempts,
            "resend_pause_secs": config.second_factor.pause.num_seconds(),
        },
    });
    json_answer(StatusCode::OK, &body)
}
