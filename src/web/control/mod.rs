//! What the tester drives, under `/_mock/`: is the server there, the [`clock`], what time brings ([`feed`]), and
//! the telephone that approves QR codes ([`qr`]).
//!
//! [`guard`] says who may, [`error`] how the door says no.

pub mod clock;
pub mod error;
pub mod feed;
pub mod guard;
pub mod qr;

use actix_web::HttpRequest;
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header;
use serde_json::json;

use crate::crypto::digest;
use crate::flow::stand::Stand;
use crate::protocol::error::EsiaCode;
use crate::protocol::error::Refusal;
use crate::web::error::json_answer;
use crate::web::state::OfStand;

/// `GET /_mock/health`.
pub async fn health(stand: OfStand) -> HttpResponse {
    let body = json!({
        "status": "ok",
        "version": env!("CARGO_PKG_VERSION"),
        "now": stand.clock.now().to_rfc3339(),
    });
    json_answer(StatusCode::OK, &body)
}

/// Where the stand has a control token, it is demanded of whoever changes anything.
fn allowed(stand: &Stand, http: &HttpRequest) -> Result<(), Refusal> {
    let Some(token) = &stand.config.control_token else { return Ok(()) };
    let sent = http.headers().get(header::AUTHORIZATION).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if digest::same(sent.as_bytes(), format!("Bearer {token}").as_bytes()) {
        return Ok(());
    }
    Err(Refusal::new(EsiaCode::InvalidToken, "the header Authorization must be \"Bearer \" and the --control-token"))
}
