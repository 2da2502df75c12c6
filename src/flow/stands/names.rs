//! Names for stands that nobody has named. One that is being made has its name already, so that no two that are made
//! at once get the same, and the later one ends the earlier.

use std::collections::BTreeSet;
use std::sync::Mutex;
use std::sync::MutexGuard;
use std::sync::PoisonError;

/// Names that were given to stands which are being made.
#[derive(Debug, Default)]
pub struct Names(Mutex<BTreeSet<String>>);

/// A name that nobody else gets as long as this value is kept.
#[derive(Debug)]
pub struct Reserved<'a> {
    /// The name.
    pub name: String,
    names: &'a Names,
}

impl Names {
    /// The first name that no stand has.
    pub fn reserve(&self, is_taken: impl Fn(&str) -> bool) -> Reserved<'_> {
        let mut reserved = self.lock();
        let mut number = 1_u64;
        let name = loop {
            let name = format!("stand-{number}");
            if !reserved.contains(&name) && !is_taken(&name) {
                break name;
            }
            number += 1;
        };
        reserved.insert(name.clone());
        Reserved { name, names: self }
    }

    fn lock(&self) -> MutexGuard<'_, BTreeSet<String>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Reserved<'_> {
    fn drop(&mut self) {
        self.names.lock().remove(&self.name);
    }
}
