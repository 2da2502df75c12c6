//! The stand that a request is for, as it was when the request came in.

use std::future::Ready;
use std::future::ready;
use std::ops::Deref;
use std::sync::Arc;

use actix_web::FromRequest;
use actix_web::HttpMessage as _;
use actix_web::HttpRequest;
use actix_web::dev::Payload;
use actix_web::error::ErrorInternalServerError;

use crate::flow::stand::Stand;

/// The stand of a request: the entrance takes it once, so a change of its settings does not fall into the middle.
#[derive(Clone, Debug)]
pub struct OfStand(pub Arc<Stand>);

impl OfStand {
    /// That of a request which has passed the entrance.
    pub fn of(request: &HttpRequest) -> Option<Self> {
        request.extensions().get::<Self>().cloned()
    }
}

impl Deref for OfStand {
    type Target = Arc<Stand>;

    fn deref(&self) -> &Arc<Stand> {
        &self.0
    }
}

impl FromRequest for OfStand {
    type Error = actix_web::Error;
    type Future = Ready<Result<Self, Self::Error>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Self::of(request).ok_or_else(|| ErrorInternalServerError("no stand")))
    }
}
