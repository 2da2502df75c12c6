//! What a request meets of the faults that are armed. The entrance begins it; whoever makes what a fault can change
//! asks it by [`meets`].

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use actix_web::HttpMessage as _;
use actix_web::HttpRequest;

use crate::faults::armed::Acting;
use crate::faults::armed::Met;
use crate::faults::armed::Question;
use crate::faults::kind::Kinds;
use crate::flow::stand::Stand;
use crate::flow::tester::seen::Seen;

/// A request, and the faults that it has met so far.
#[derive(Clone, Debug)]
pub struct Meeting(Rc<Inner>);

#[derive(Debug)]
struct Inner {
    stand: Arc<Stand>,
    at: &'static str,
    method: String,
    path: String,
    seen: Seen,
    met: RefCell<Met>,
}

/// Of what a fault is to be asked at a place inside the handling of a request.
#[derive(Clone, Debug, Default)]
pub struct Asked<'a> {
    /// Another place than that of the request: `callback`.
    pub at: Option<&'static str>,
    /// The system, where more is known of it by now.
    pub client: Option<&'a str>,
    /// The person, likewise.
    pub person: Option<u64>,
}

impl Meeting {
    /// Of a request that comes in.
    pub fn new(stand: &Arc<Stand>, at: &'static str, request: &HttpRequest, seen: Seen) -> Self {
        Self(Rc::new(Inner {
            stand: Arc::clone(stand),
            at,
            method: request.method().as_str().to_owned(),
            path: request.path().to_owned(),
            seen,
            met: RefCell::default(),
        }))
    }

    /// The faults that the request meets by these kinds; each is counted once, whoever asks how often.
    pub fn ask(&self, kinds: Kinds, asked: &Asked<'_>) -> Vec<Acting> {
        let inner = &self.0;
        let question = Question {
            at: asked.at.unwrap_or(inner.at),
            method: &inner.method,
            path: &inner.path,
            client: asked.client.or(inner.seen.client.as_deref()),
            person: asked.person.or(inner.seen.person.map(|oid| oid.0)),
        };
        inner.stand.faults.ask(&mut inner.met.borrow_mut(), &question, kinds, inner.stand.clock.now())
    }

    /// The names of the faults that it has met, as the journal and the header tell them.
    pub fn names(&self) -> Option<String> {
        let names = &self.0.met.borrow().names;
        (!names.is_empty()).then(|| names.join(", "))
    }
}

/// The faults that a request meets by these kinds; none where none is armed.
pub fn meets(http: &HttpRequest, kinds: Kinds, asked: &Asked<'_>) -> Vec<Acting> {
    let meeting = http.extensions().get::<Meeting>().cloned();
    meeting.map(|meeting| meeting.ask(kinds, asked)).unwrap_or_default()
}
