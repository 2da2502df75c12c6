//! Bodies that stop coming: whoever waits for one is told, so that it is answered and its connection ends.

use std::cell::Cell;
use std::future::Future as _;
use std::io;
use std::pin::Pin;
use std::rc::Rc;
use std::task::Context;
use std::task::Poll;
use std::task::ready;
use std::time::Duration;

use actix_web::HttpMessage as _;
use actix_web::dev::Payload;
use actix_web::dev::ServiceRequest;
use actix_web::error::PayloadError;
use actix_web::web::Bytes;
use futures_core::Stream;
use tokio::time::Sleep;

/// How far a body has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Progress {
    /// Something is still to come.
    #[default]
    Coming,
    /// Nothing more came in time.
    Late,
    /// It is all there.
    Whole,
}

/// What is known of a body by the time its request is answered.
#[derive(Clone, Debug)]
pub struct Watch(Rc<Cell<Progress>>);

impl Watch {
    /// How far it has come.
    pub fn progress(&self) -> Progress {
        self.0.get()
    }
}

/// Gives the body of a request a deadline for each part of it, where it has one.
pub fn watch(request: &mut ServiceRequest, patience: Duration) -> Option<Watch> {
    let payload = request.take_payload();
    if matches!(payload, Payload::None) {
        return None;
    }
    let watch = Watch(Rc::default());
    let body = Body { payload, patience, alarm: None, progress: Rc::clone(&watch.0) };
    request.set_payload(Payload::Stream { payload: Box::pin(body) });
    Some(watch)
}

struct Body {
    payload: Payload,
    patience: Duration,
    alarm: Option<Pin<Box<Sleep>>>,
    progress: Rc<Cell<Progress>>,
}

impl Stream for Body {
    type Item = Result<Bytes, PayloadError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if let Poll::Ready(part) = Pin::new(&mut self.payload).poll_next(context) {
            self.alarm = None;
            self.progress.set(if part.is_none() { Progress::Whole } else { Progress::Coming });
            return Poll::Ready(part);
        }
        let patience = self.patience;
        let alarm = self.alarm.get_or_insert_with(|| Box::pin(tokio::time::sleep(patience)));
        ready!(alarm.as_mut().poll(context));
        self.progress.set(Progress::Late);
        let late = io::Error::new(io::ErrorKind::TimedOut, format!("nothing of the body came for {patience:?}"));
        Poll::Ready(Some(Err(PayloadError::Io(late))))
    }
}
