//! Bodies that stop coming: whoever waits for one is told, so that it is answered and its connection ends.

use std::cell::Cell;
use std::cell::RefCell;
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

use crate::journal::exchange as journal;
use crate::journal::exchange::LONGEST_BODY;

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
pub struct Watch {
    progress: Rc<Cell<Progress>>,
    kept: Rc<RefCell<journal::Body>>,
}

impl Watch {
    /// How far it has come.
    pub fn progress(&self) -> Progress {
        self.progress.get()
    }

    /// What has come, for the journal.
    pub fn take(&self) -> journal::Body {
        self.kept.take()
    }
}

/// Gives the body of a request a deadline for each part of it, where it has one.
pub fn watch(request: &mut ServiceRequest, patience: Duration) -> Option<Watch> {
    let payload = request.take_payload();
    if matches!(payload, Payload::None) {
        return None;
    }
    let watch = Watch { progress: Rc::default(), kept: Rc::default() };
    let body = Body { payload, patience, alarm: None, watch: watch.clone() };
    request.set_payload(Payload::Stream { payload: Box::pin(body) });
    Some(watch)
}

/// A part of a body that is longer than the journal keeps is counted only.
fn keep(kept: &RefCell<journal::Body>, part: &[u8]) {
    let mut kept = kept.borrow_mut();
    let room = LONGEST_BODY - kept.bytes.len();
    kept.bytes.extend_from_slice(&part[..part.len().min(room)]);
    kept.length += part.len();
}

struct Body {
    payload: Payload,
    patience: Duration,
    alarm: Option<Pin<Box<Sleep>>>,
    watch: Watch,
}

impl Stream for Body {
    type Item = Result<Bytes, PayloadError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if let Poll::Ready(part) = Pin::new(&mut self.payload).poll_next(context) {
            self.alarm = None;
            if let Some(Ok(bytes)) = &part {
                keep(&self.watch.kept, bytes);
            }
            self.watch.progress.set(if part.is_none() { Progress::Whole } else { Progress::Coming });
            return Poll::Ready(part);
        }
        let patience = self.patience;
        let alarm = self.alarm.get_or_insert_with(|| Box::pin(tokio::time::sleep(patience)));
        ready!(alarm.as_mut().poll(context));
        self.watch.progress.set(Progress::Late);
        let late = io::Error::new(io::ErrorKind::TimedOut, format!("nothing of the body came for {patience:?}"));
        Poll::Ready(Some(Err(PayloadError::Io(late))))
    }
}
