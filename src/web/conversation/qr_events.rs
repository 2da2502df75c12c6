//! Server-sent events about one QR code: silence while it waits, one event, the end.
//!
//! The clients that are known take the first event with data for the answer, so nothing but comments comes before it.

use std::convert::Infallible;
use std::pin::Pin;
use std::task::Context;
use std::task::Poll;
use std::task::ready;
use std::time::Duration;

use actix_web::body::BodySize;
use actix_web::body::MessageBody;
use actix_web::web::Bytes;
use serde_json::Value;
use tokio::time::Interval;

/// How often the code is looked at. The stand's clock may stand still, so there is nothing to wait for but this.
const PERIOD: Duration = Duration::from_millis(200);
/// A comment is sent so often, in periods, so that nobody on the way takes the connection for dead.
const KEEP_ALIVE: u32 = 50;
/// After so many periods the browser is to ask again: a stand whose clock stands still would wait for ever.
const LONGEST: u32 = 3_000;

/// The body of an answer.
pub struct Events<Look> {
    look: Look,
    ticks: Interval,
    looked: u32,
}

impl<Look> Events<Look> {
    /// Waits until `look` finds something to tell.
    pub fn new(look: Look) -> Self {
        Self { look, ticks: tokio::time::interval(PERIOD), looked: 0 }
    }
}

impl<Look: FnMut() -> Option<Value> + Unpin> MessageBody for Events<Look> {
    type Error = Infallible;

    fn size(&self) -> BodySize {
        BodySize::Stream
    }

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Bytes, Infallible>>> {
        while self.looked < LONGEST {
            ready!(self.ticks.poll_tick(context));
            let found = (self.look)();
            if let Some(event) = found {
                self.looked = LONGEST;
                return Poll::Ready(Some(Ok(Bytes::from(format!("data: {event}\n\n")))));
            }
            self.looked += 1;
            if self.looked % KEEP_ALIVE == 1 {
                return Poll::Ready(Some(Ok(Bytes::from_static(b": waiting\n\n"))));
            }
        }
        Poll::Ready(None)
    }
}
