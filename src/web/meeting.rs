//! What a request meets of the faults that are armed. The entrance begins it; whoever makes what a fault can change
//! asks it by [`meets`].

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use actix_web::HttpMessage as _;
use actix_web::HttpRequest;
use serde_json::Value;

use crate::faults::kind::Kind;
use crate::faults::kind::Kinds;
use crate::faults::meeting::Acting;
use crate::faults::meeting::Met;
use crate::faults::meeting::Question;
use crate::faults::spoiled::Published;
use crate::flow::delivery::About;
use crate::flow::stand::Stand;
use crate::flow::tester::seen::Seen;
use crate::protocol::ids::Oid;

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

/// What may be wrong with tokens, and with the answer that has them.
const TOKENS: Kinds = Kinds::of(&[Kind::Token, Kind::Claims, Kind::Response]);

/// What is wrong on purpose with the tokens of a system and a person.
pub fn with_tokens(http: &HttpRequest, (client, person): (&str, Option<Oid>)) -> Vec<Acting> {
    meets(http, TOKENS, &Asked { at: None, client: Some(client), person: person.map(|oid| oid.0) })
}

/// What is wrong on purpose with the way back to a system.
pub fn on_the_way_back(http: &HttpRequest, about: &About) -> Vec<Acting> {
    let kinds = Kinds::of(&[Kind::Callback, Kind::Token, Kind::Claims]);
    let (client, person) = (about.client.as_deref(), about.person.map(|oid| oid.0));
    meets(http, kinds, &Asked { at: Some("callback"), client, person })
}

/// What is wrong on purpose with the keys that are published.
pub fn with_keys(http: &HttpRequest) -> Option<Published> {
    let wrong = meets(http, Kinds::of(&[Kind::Keys]), &Asked::default());
    wrong.iter().find_map(|acting| acting.fault.action.keys)
}

/// What is wrong on purpose with the data that a system gets about a person.
pub fn with_data(http: &HttpRequest, client: &str, person: Option<Oid>) -> Vec<Acting> {
    let kinds = Kinds::of(&[Kind::Data, Kind::DataOf]);
    meets(http, kinds, &Asked { at: None, client: Some(client), person: person.map(|oid| oid.0) })
}

/// Are the data those of somebody else?
pub fn is_about_other(wrong: &[Acting]) -> bool {
    wrong.iter().any(|acting| acting.kinds.has(Kind::DataOf))
}

/// An answer that is JSON, with what is wrong with it on purpose.
pub fn changed(answer: Value, wrong: &[Acting], kind: Kind) -> Value {
    let Value::Object(mut fields) = answer else { return answer };
    for acting in wrong.iter().filter(|acting| acting.kinds.has(kind)) {
        let action = &acting.fault.action;
        match (kind, &action.response, &action.data) {
            (Kind::Response, Some(change), _) => change.apply(&mut fields),
            (_, _, Some(change)) => change.apply_to_data(&mut fields),
            _ => {}
        }
    }
    Value::Object(fields)
}

/// The faults that a request meets by these kinds; none where none is armed.
pub fn meets(http: &HttpRequest, kinds: Kinds, asked: &Asked<'_>) -> Vec<Acting> {
    let meeting = http.extensions().get::<Meeting>().cloned();
    meeting.map(|meeting| meeting.ask(kinds, asked)).unwrap_or_default()
}

/// A time between the shortest and the longest, by the randomness of the stand.
pub fn drawn(stand: &Stand, (min, max): (Duration, Duration)) -> Duration {
    let room = u64::try_from(max.saturating_sub(min).as_micros()).unwrap_or_default();
    if room == 0 {
        return min;
    }
    min + Duration::from_micros(u64::from_le_bytes(stand.random.bytes()) % (room + 1))
}
