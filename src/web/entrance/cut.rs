//! Answers whose bodies do not arrive whole.

use std::convert::Infallible;
use std::pin::Pin;
use std::rc::Rc;
use std::task::Context;
use std::task::Poll;

use actix_web::body::BodySize;
use actix_web::body::BoxBody;
use actix_web::body::MessageBody;
use actix_web::dev::ServiceResponse;
use actix_web::web::Bytes;

use crate::web::line::connection::Connection;
use crate::web::line::fate::Fate;

/// How much of a body arrives, and what follows.
#[derive(Clone, Copy, Debug)]
pub enum Cut {
    /// So many bytes, and then the end; never all of them.
    After(usize),
    /// Half of it, and then a reset.
    InBody,
}

impl Cut {
    /// Cuts an answer that goes out by this connection; its head says how long the body would be.
    pub fn apply(self, answer: ServiceResponse<BoxBody>, connection: &Rc<Connection>) -> ServiceResponse<BoxBody> {
        answer.map_body(|_, body| {
            // An endless body is none that could be cut short of its length.
            let Ok(whole) = body.try_into_bytes() else { return BoxBody::new(()) };
            let most = whole.len().saturating_sub(1);
            let (length, fate) = match self {
                Self::After(length) => (length.min(most), Fate::CloseAfter),
                Self::InBody => (whole.len().div_ceil(2).min(most), Fate::ResetAfter),
            };
            let body = Part {
                first: Some(whole.slice(..length)),
                whole: whole.len(),
                fate,
                connection: Rc::clone(connection),
            };
            BoxBody::new(body)
        })
    }
}

/// The beginning of a body; what follows is the end of the connection.
struct Part {
    first: Option<Bytes>,
    whole: usize,
    fate: Fate,
    connection: Rc<Connection>,
}

impl MessageBody for Part {
    type Error = Infallible;

    fn size(&self) -> BodySize {
        BodySize::Sized(self.whole as u64)
    }

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Result<Bytes, Infallible>>> {
        if let Some(first) = self.first.take().filter(|first| !first.is_empty()) {
            return Poll::Ready(Some(Ok(first)));
        }
        // The stream ends the connection as soon as everything before is written, and this body with it.
        self.connection.meets(self.fate);
        Poll::Pending
    }
}
