//! The stand that a request is for.

use std::future::Ready;
use std::future::ready;
use std::ops::Deref;
use std::sync::Arc;

use actix_web::FromRequest;
use actix_web::HttpRequest;
use actix_web::dev::Payload;
use actix_web::error::ErrorInternalServerError;
use actix_web::web::Data;

use crate::flow::stand::Stand;

/// The stand of a request; so far there is one, `default`.
#[derive(Clone, Debug)]
pub struct OfStand(pub Arc<Stand>);

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
        let stand = request.app_data::<Data<Stand>>().map(|data| Self(Arc::clone(data)));
        ready(stand.ok_or_else(|| ErrorInternalServerError("no stand")))
    }
}
