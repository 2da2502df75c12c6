//! esia-mock: a mock ЕСИА / Госуслуги (Russia's national identity provider) for integration tests.
//!
//! It is a test stand and must never pass for the real service. The binary `esia-mock` is thin; Rust tests start the same
//! server inside themselves by [`Stand::builder`].
//!
//! # The login, in nine stations
//!
//! | # | station | where | leaves by |
//! |---|---|---|---|
//! | 1 | `request` | [`flow::login::request`] | page |
//! | 2 | `client_check` | [`flow::login::client_check`] | page, or redirect |
//! | 3 | `sign_in` | [`flow::login::sign_in`] | page |
//! | 4 | `second_factor` | [`flow::login::second_factor`] | page |
//! | 5 | `role` | [`flow::login::role`] | page |
//! | 6 | `consent` | [`flow::login::consent`] | page, or redirect |
//! | 7 | `code` | [`flow::login::code`] | redirect |
//! | 8 | `token` | [`flow::token`] | JSON |
//! | 9 | `access` | [`flow::access`] | JSON |
//!
//! # The layers; arrows point to what may be imported
//!
//! ```text
//!   main ─▶ cli, embedded ─▶ web ─▶ flow ─▶ storage ─▶ fixtures ─▶ domain ─▶ protocol
//!                                    ├─▶ crypto          clock      random
//!                                    └─▶ config          texts      journal ─▶ metrics     faults
//! ```
//!
//! - [`web`]: HTTP only. Its surfaces `esia`, `rest`, `pages` and `control` never import each other.
//! - [`flow`]: use cases; synchronous, no HTTP, no SQL text.
//! - [`storage`]: SQLite. [`fixtures`]: what testers write. [`config`]: what a stand is told about itself.
//! - [`domain`]: rules without I/O. [`protocol`]: the words of the wire.
//! - [`texts`]: the words of pages in Russian and English.
//! - [`journal`]: what passed the line, and what of it belongs together. [`faults`]: what goes wrong on purpose.
//! - [`metrics`]: what the process counts of itself.
//! - [`crypto`]: bytes in, bytes out. [`clock`] and [`random`]: the only sources of time and randomness.

pub mod cli;
pub mod clock;
pub mod config;
pub mod crypto;
pub mod domain;
pub mod embedded;
pub mod faults;
pub mod fixtures;
pub mod flow;
pub mod journal;
pub mod metrics;
pub mod protocol;
pub mod random;
pub mod storage;
pub mod texts;
pub mod web;

pub use embedded::EmbeddedError;
pub use embedded::Person;
pub use embedded::SignIn;
pub use embedded::Stand;
pub use embedded::StandBuilder;
pub use serde_json::json;

/// What README.md shows in Rust is compiled and run.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
