//! What the query of an address says.

use std::convert::Infallible;
use std::future::Ready;
use std::future::ready;

use actix_web::FromRequest;
use actix_web::HttpRequest;
use actix_web::dev::Payload;

use crate::protocol::parameters::Parameters;

/// As an argument of a handler.
#[derive(Debug)]
pub struct Query(pub Parameters);

impl FromRequest for Query {
    type Error = Infallible;
    type Future = Ready<Result<Self, Infallible>>;

    fn from_request(http: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Ok(Self(of(http))))
    }
}

/// What the query of a request says; one that cannot be read says nothing.
pub fn of(http: &HttpRequest) -> Parameters {
    Parameters::parse(http.query_string().as_bytes()).unwrap_or_default()
}
