//! What is known of the requests on a connection, shared by its stream and by the entrance.

use std::cell::Cell;
use std::rc::Rc;

/// How far the request is that is on its way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Phase {
    /// Nothing has come yet, on the whole connection.
    #[default]
    Silent,
    /// Something of a head has come.
    Begun,
    /// The head is there, and an answer is being made.
    Answering,
    /// It is answered, and the rest of its body nobody reads.
    Answered,
    /// All is answered.
    Idle,
}

/// One connection; it lives in one worker.
#[derive(Debug, Default)]
pub struct Connection {
    phase: Cell<Phase>,
}

/// A request that is being answered.
#[derive(Debug)]
pub struct Answering(Rc<Connection>);

impl Connection {
    /// How far it is.
    pub fn phase(&self) -> Phase {
        self.phase.get()
    }

    /// Bytes have come; answers whether a request begins with them.
    pub fn receives(&self) -> bool {
        let begins = matches!(self.phase.get(), Phase::Silent | Phase::Idle);
        if begins {
            self.phase.set(Phase::Begun);
        }
        begins
    }

    /// A whole head has come.
    pub fn answers(self: &Rc<Self>) -> Answering {
        self.phase.set(Phase::Answering);
        Answering(Rc::clone(self))
    }
}

impl Answering {
    /// The answer is made, but something of the body is still to come.
    pub fn leaves_a_rest(self) {
        self.0.phase.set(Phase::Answered);
    }
}

impl Drop for Answering {
    fn drop(&mut self) {
        if self.0.phase.get() == Phase::Answering {
            self.0.phase.set(Phase::Idle);
        }
    }
}
