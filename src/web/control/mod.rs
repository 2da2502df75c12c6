//! What the tester drives, under `/_mock/`: is the server there, the [`clock`], what time brings ([`feed`]), the
//! [`outbox`], what [`registries`] answer, and the telephone that approves QR codes ([`qr`]).
//!
//! [`guard`] says who may, [`error`] how the door says no.

pub mod clock;
pub mod error;
pub mod feed;
pub mod guard;
pub mod mfc;
pub mod outbox;
pub mod qr;
pub mod registries;

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use serde_json::json;

use crate::web::answer::json_answer;
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
