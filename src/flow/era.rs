//! Which world a database in a file holds: after it was written over, requests of the world before find nothing there.

use std::sync::Arc;
use std::sync::atomic::AtomicU64;
use std::sync::atomic::Ordering;

/// The world of a view; the count is shared by all views of one database.
#[derive(Clone, Debug, Default)]
pub struct Era {
    current: Arc<AtomicU64>,
    own: u64,
}

impl Era {
    /// Ends this world and begins the next one.
    #[must_use]
    pub fn next(&self) -> Self {
        let own = self.current.fetch_add(1, Ordering::AcqRel) + 1;
        Self { current: Arc::clone(&self.current), own }
    }

    /// Is it the world that is there now?
    pub fn is_current(&self) -> bool {
        self.current.load(Ordering::Acquire) == self.own
    }
}
