//! What is known of the requests on a connection, shared by its stream and by the entrance.

use std::cell::Cell;
use std::rc::Rc;
use std::sync::Arc;

use actix_http::error::DispatchError;
use actix_service::boxed::BoxServiceFactory;
use actix_web::rt::net::TcpStream;

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

/// A connection that has come.
#[derive(Debug)]
pub struct Arrived {
    /// Its socket.
    pub socket: TcpStream,
    /// The stand whose port it came to; none where each request says by its path which it is for.
    pub stand: Option<Arc<str>>,
}

/// What connections pass, as each thread makes it for itself.
pub type Connections = BoxServiceFactory<(), Arrived, (), DispatchError, ()>;

/// One connection; it lives in one worker.
#[derive(Debug, Default)]
pub struct Connection {
    phase: Cell<Phase>,
    /// The stand whose port it came to.
    stand: Option<Arc<str>>,
}

/// A request that is being answered.
#[derive(Debug)]
pub struct Answering(Rc<Connection>);

impl Connection {
    /// A connection to the port of a stand, or to that of all others.
    pub fn to(stand: Option<Arc<str>>) -> Rc<Self> {
        Rc::new(Self { phase: Cell::default(), stand })
    }

    /// The stand whose port it came to; none where each request says by its path which it is for.
    pub fn stand(&self) -> Option<&str> {
        self.stand.as_deref()
    }

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
