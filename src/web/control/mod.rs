//! What the tester drives, under `/_mock/`: is the server there, the [`clock`], what time brings ([`feed`]), the
//! [`outbox`], what [`registries`] answer, other [`stands`] and the same one [`again`], and the telephone that approves QR codes ([`qr`]).
//!
//! [`calls`] is the table, [`openapi`] describes it.
//!
//! Who may call is decided by `web::entrance`; what a wrong call is told, by `web::errors::problem`.

pub mod again;
pub mod body;
pub mod calls;
pub mod clients;
pub mod clock;
pub mod feed;
pub mod lists;
pub mod mfc;
pub mod openapi;
pub mod organizations;
pub mod outbox;
pub mod qr;
pub mod registries;
pub mod requests;
pub mod stands;
pub mod whom;

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
