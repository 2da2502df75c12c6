//! What is known of the requests on a connection, shared by its stream and by the entrance.

use std::cell::Cell;
use std::fmt;
use std::pin::Pin;
use std::rc::Rc;
use std::sync::Arc;

use actix_http::error::DispatchError;
use actix_service::boxed::BoxServiceFactory;
use actix_web::rt::net::TcpStream;
use tokio::sync::Notify;

use crate::web::line::fate::Fate;

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

/// Tells when the server begins to stop.
pub type Stopping = Rc<dyn Fn() -> Pin<Box<dyn Future<Output = ()>>>>;

/// One connection; it lives in one worker.
pub struct Connection {
    phase: Cell<Phase>,
    /// The stand whose port it came to.
    stand: Option<Arc<str>>,
    /// How it ends, where a fault says so.
    fate: Cell<Option<Fate>>,
    has_left: Cell<bool>,
    left: Notify,
    stopping: Stopping,
}

impl fmt::Debug for Connection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Connection").field("phase", &self.phase).field("stand", &self.stand).finish_non_exhaustive()
    }
}

/// A request that is being answered.
#[derive(Debug)]
pub struct Answering(Rc<Connection>);

impl Connection {
    /// A connection to the port of a stand, or to that of all others.
    pub fn to(stand: Option<Arc<str>>, stopping: Stopping) -> Rc<Self> {
        let (phase, fate, has_left, left) = <(Cell<Phase>, Cell<Option<Fate>>, Cell<bool>, Notify)>::default();
        Rc::new(Self { phase, stand, fate, has_left, left, stopping })
    }

    /// A fault has got hold of it.
    pub fn meets(&self, fate: Fate) {
        self.fate.set(Some(fate));
    }

    /// How it ends, where a fault has said so.
    pub fn fate(&self) -> Option<Fate> {
        self.fate.get()
    }

    /// Nothing more comes: the other side has closed it.
    pub fn leaves(&self) {
        self.has_left.set(true);
        self.left.notify_one();
    }

    /// Ends when nobody waits at the other side any more, or the server is to stop.
    pub async fn is_left(&self) {
        let left = async {
            while !self.has_left.get() {
                self.left.notified().await;
            }
        };
        tokio::select! {
            () = left => {}
            () = (self.stopping)() => {}
        }
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
