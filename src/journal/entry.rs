//! A request in the journal.

use std::sync::Arc;

use crate::journal::exchange::Exchange;
use crate::journal::links::Facts;

/// A request and what is known of it.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Its number.
    pub n: u64,
    /// The request and its answer.
    pub exchange: Arc<Exchange>,
    /// What it belongs to.
    pub facts: Facts,
}
