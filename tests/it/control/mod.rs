//! The tester's surface: who may drive the stand, and what can be driven.

mod clients;
mod clock;
pub(crate) mod export;
mod guard;
mod import;
mod journal;
mod journal_kept;
mod lists;
mod metrics;
mod openapi;
mod organizations;
