//! `/_mock/api/v1/version`: what this program is, for packages that drive it.

use actix_web::web::Data;
use schemars::JsonSchema;
use serde::Serialize;

use crate::web::control::openapi::call::Call;
use crate::web::control::openapi::call::Calls;
use crate::web::control::openapi::parts::Shown;

/// The version of the API: it grows where a call changes that programs depend on.
const API: u32 = 1;

/// What the program is.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Program {
    /// The version of esia-mock.
    version: &'static str,
    /// The version of this API; calls and fields may be added without another one.
    api: u32,
    /// What the API can do: the first words of its paths.
    features: Vec<&'static str>,
}

/// `GET /_mock/api/v1/version`.
pub async fn show(calls: Data<Calls>) -> Shown<Program> {
    let mut features: Vec<_> = calls.0.iter().map(Call::tag).collect();
    features.sort_unstable();
    features.dedup();
    Shown(Program { version: env!("CARGO_PKG_VERSION"), api: API, features })
}
