//! What the tester drives, under `/_mock/`: is the server there, the [`clock`], what time brings ([`feed`]), the
//! [`outbox`], what [`registries`] answer, what goes wrong ([`faults`]), other [`stands`] and the same one [`again`], and the telephone that approves QR codes ([`qr`]).
//!
//! [`calls`] is the table, [`openapi`] describes it.
//!
//! [`metrics`] are those of the process. Who may call is decided by `web::entrance`; what a wrong call is told, by `web::errors::problem`.

pub mod again;
pub mod body;
pub mod calls;
pub mod clients;
pub mod clock;
pub mod export;
pub mod faults;
pub mod feed;
pub mod import;
pub mod lists;
pub mod metrics;
pub mod mfc;
pub mod openapi;
pub mod organizations;
pub mod outbox;
pub mod page;
pub mod people;
pub mod qr;
pub mod registries;
pub mod requests;
pub mod settings;
pub mod signing;
pub mod stands;
pub mod unknown;
pub mod version;
pub mod waiting;
pub mod whom;

use schemars::JsonSchema;
use serde::Serialize;

use crate::web::control::openapi::parts::Shown;
use crate::web::state::OfStand;

/// That the server is there.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Health {
    /// `ok`.
    status: &'static str,
    /// The version of esia-mock.
    version: &'static str,
    /// What the stand's clock shows.
    now: String,
}

/// `GET /_mock/health`.
pub async fn health(stand: OfStand) -> Shown<Health> {
    Shown(Health { status: "ok", version: env!("CARGO_PKG_VERSION"), now: stand.clock.now().to_rfc3339() })
}
