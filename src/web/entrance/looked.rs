//! The parameters of a request that is still to be handled. A form is read for them, no further than handlers read one,
//! and put back: whoever handles the request reads the same, and hears of the same failure.

use std::collections::VecDeque;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::Context;
use std::task::Poll;

use actix_web::HttpMessage as _;
use actix_web::dev::Payload;
use actix_web::dev::ServiceRequest;
use actix_web::error::PayloadError;
use actix_web::web::Bytes;
use futures_core::Stream;

use crate::protocol::parameters::Parameters;
use crate::web::form::LARGEST_BODY;

/// The parameters of its query and of its form; those of the form win.
pub async fn parameters(request: &mut ServiceRequest) -> Parameters {
    let query = Parameters::parse(request.query_string().as_bytes()).unwrap_or_default();
    if !request.content_type().eq_ignore_ascii_case("application/x-www-form-urlencoded") {
        return query;
    }
    let form = form(request).await;
    Parameters::parse(&form).unwrap_or_default().or_from_query(query)
}

async fn form(request: &mut ServiceRequest) -> Vec<u8> {
    let mut payload = request.take_payload();
    let (mut form, mut read) = (Vec::new(), VecDeque::new());
    while let Some(part) = poll_fn(|context| Pin::new(&mut payload).poll_next(context)).await {
        let is_last = match &part {
            Ok(bytes) if form.len() + bytes.len() <= LARGEST_BODY => {
                form.extend_from_slice(bytes);
                false
            }
            // What is too much for a handler is too much here, and what breaks is theirs to tell.
            Ok(_) | Err(_) => true,
        };
        read.push_back(part);
        if is_last {
            break;
        }
    }
    request.set_payload(Payload::Stream { payload: Box::pin(Again { read, rest: payload }) });
    form
}

/// What was read, and then the rest.
struct Again {
    read: VecDeque<Result<Bytes, PayloadError>>,
    rest: Payload,
}

impl Stream for Again {
    type Item = Result<Bytes, PayloadError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        match self.read.pop_front() {
            Some(part) => Poll::Ready(Some(part)),
            None => Pin::new(&mut self.rest).poll_next(context),
        }
    }
}
