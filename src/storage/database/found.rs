//! What work has found, for whoever waits for the end of the work: so the work itself may be of one type, whatever it
//! finds.

use std::sync::Arc;
use std::sync::Mutex;
use std::sync::PoisonError;

/// A place for one value, which two have.
#[derive(Debug)]
pub struct Found<T>(Arc<Mutex<Option<T>>>);

/// The place, for whoever fills it and for whoever looks.
pub fn promised<T>() -> (Found<T>, Found<T>) {
    let place = Arc::new(Mutex::new(None));
    (Found(Arc::clone(&place)), Found(place))
}

impl<T> Found<T> {
    /// Puts the value there.
    pub fn keep(self, value: T) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(value);
    }

    /// The value, if there is one.
    pub fn take(self) -> Option<T> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}
