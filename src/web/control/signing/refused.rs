//! Why ЕСИА said no, as calls tell it.

use schemars::JsonSchema;
use serde::Serialize;

use crate::flow::tester::request::Endpoint;
use crate::protocol::refusal::Refusal;

/// Why there is no code, or no token.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(rename = "Refusal")]
pub struct Refused {
    /// The station that refused.
    station: String,
    /// ЕСИА's code, or the error of the standard endpoints.
    code: String,
    /// The name of the reason; `esia-mock reasons` lists them.
    reason_id: &'static str,
    /// What was wrong.
    reason: String,
    /// What to do about it.
    cure: String,
}

impl Refused {
    /// In the words of an endpoint; `station` is where it was, unless the reason names one.
    pub fn at(endpoint: Endpoint, refusal: &Refusal, station: &str) -> Self {
        let own = refusal.row.station;
        Self {
            station: if own.is_empty() { station } else { own }.to_owned(),
            code: code(endpoint, refusal),
            reason_id: refusal.row.id,
            reason: refusal.reason.clone(),
            cure: refusal.cure.clone(),
        }
    }
}

/// The code of a refusal in the words of an endpoint.
pub fn code(endpoint: Endpoint, refusal: &Refusal) -> String {
    match endpoint {
        Endpoint::Esia(_) => refusal.esia.map_or_else(|| refusal.standard_error().to_string(), |code| code.to_string()),
        Endpoint::Standard => refusal.standard_error().to_string(),
    }
}
