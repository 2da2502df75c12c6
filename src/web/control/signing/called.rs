//! The request of a call itself: faults are asked of it, and the journal is told by it why a call that is right was refused.

use std::future::Ready;
use std::future::ready;

use actix_web::Error;
use actix_web::FromRequest;
use actix_web::HttpRequest;
use actix_web::dev::Payload;

use crate::web::control::openapi::draft::Draft;
use crate::web::control::openapi::draft::Part;

/// The request of a call.
#[derive(Clone, Debug)]
pub struct Called(pub HttpRequest);

impl FromRequest for Called {
    type Error = Error;
    type Future = Ready<Result<Self, Error>>;

    fn from_request(http: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Ok(Self(http.clone())))
    }
}

impl Part for Called {
    fn describe(_: &mut Draft<'_>) {}
}
