//! Faults: what is broken for a while.

use serde::Deserialize;
use serde::Serialize;

use super::Document;
use super::documents::Time;

impl Document for Fault {
    const KIND: &'static str = "faults";
    const MOST: u32 = 100;
}

/// Something that is broken for a while; a number is the key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fault {
    /// Which pages: the beginning of their path.
    pub path: String,
    /// What they do instead.
    pub kind: FaultKind,
    /// For `web`, `mobile`, or both.
    #[serde(default)]
    pub device: Option<String>,
    /// Until when; without it, until it is taken away.
    #[serde(default)]
    pub until: Option<Time>,
    /// Seconds, where it is slow.
    #[serde(default)]
    pub seconds: u64,
}

/// What broken pages do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FaultKind {
    /// «Упс 😞 Что-то пошло не так».
    #[serde(rename = "oops")]
    Oops,
    /// 500.
    #[serde(rename = "500")]
    Broken,
    /// 502.
    #[serde(rename = "502")]
    BadGateway,
    /// 404.
    #[serde(rename = "404")]
    Gone,
    /// 307 to itself, for ever.
    #[serde(rename = "307")]
    Loop,
    /// Late.
    #[serde(rename = "slow")]
    Slow,
    /// A cookie that went bad: 307 to itself until it is cleared.
    #[serde(rename = "stale_cookie")]
    StaleCookie,
}
