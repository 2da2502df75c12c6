//! What follows the commit of a transaction: collected while it runs, done once it is there to stay.

use std::cell::Cell;

/// What a transaction leaves to be done after its commit; nothing, if it is undone.
#[derive(Debug, Default)]
pub struct After {
    outbox_grew: Cell<bool>,
}

impl After {
    /// There is a message in the outbox: whoever waits for one is told.
    pub fn tell_of_message(&self) {
        self.outbox_grew.set(true);
    }

    /// Is somebody to be told of a message?
    pub fn outbox_grew(&self) -> bool {
        self.outbox_grew.get()
    }
}
