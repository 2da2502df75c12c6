//! Traces: sign-ins as `/debug` explains them.

use serde::Deserialize;
use serde::Serialize;

use super::Document;
use super::documents::Time;
use crate::rules::came::Came;
use crate::rules::decision::Decision;
use crate::rules::settings::Protocol;

impl Document for Trace {
    const KIND: &'static str = "traces";
    const MOST: u32 = 1_000;
}

/// A sign-in, as `/debug` explains it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Trace {
    /// When.
    pub at: Time,
    /// As which system.
    pub client: String,
    /// How.
    pub protocol: Protocol,
    /// What for.
    pub purpose: String,
    /// What was asked of ЕСИА, and the numbers of its answers.
    pub exchanges: Vec<Exchange>,
    /// What came.
    pub came: Option<Came>,
    /// What was made of it.
    pub decision: Option<Decision>,
    /// Why nothing came.
    pub error: Option<String>,
}

/// A request to ЕСИА, without its secrets.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Exchange {
    /// Method and path.
    pub what: String,
    /// The status of the answer.
    pub status: Option<u16>,
    /// `X-Esia-Mock-Request` of the answer.
    pub number: Option<String>,
}
