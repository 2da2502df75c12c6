//! esia-mock: a mock ЕСИА / Госуслуги for integration tests.

pub mod cli;
pub mod clock;
pub mod config;
pub mod crypto;
pub mod domain;
pub mod fixtures;
pub mod flow;
pub mod protocol;
pub mod random;
pub mod storage;
pub mod web;
