//! Calls that bring JSON: what they say, as an argument of their handlers.
//!
//! A page of another site cannot send JSON without asking first, and is not allowed to; a form or a script that it
//! sends without asking has another content type, or none, and says where it comes from.

use std::pin::Pin;

use actix_web::Error;
use actix_web::FromRequest;
use actix_web::HttpRequest;
use actix_web::dev::Payload;
use actix_web::http::header;
use actix_web::web::Bytes;
use serde::de::DeserializeOwned;
use serde::de::IgnoredAny;

use crate::protocol::reasons;
use crate::protocol::refusal::Refusal;
use crate::web::errors::exit::Exit;
use crate::web::form;

/// What a call says.
#[derive(Debug)]
pub struct Json<T>(pub T);

/// A call that says nothing: a body that is there must be JSON all the same.
pub type Nothing = Json<Option<IgnoredAny>>;

impl<T: DeserializeOwned + Default> FromRequest for Json<T> {
    type Error = Error;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Error>>>>;

    fn from_request(http: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let (http, body) = (http.clone(), Bytes::from_request(http, payload));
        Box::pin(async move { Ok(Self(read(&http, body.await).map_err(Exit::from)?)) })
    }
}

/// Reads the body, which may be absent where `T` can do without; a body that is there must be JSON by its name.
fn read<T: DeserializeOwned + Default>(http: &HttpRequest, body: Result<Bytes, Error>) -> Result<T, Refusal> {
    let body = form::body(body)?;
    let kind = http.headers().get(header::CONTENT_TYPE).map(|kind| kind.to_str().unwrap_or_default());
    let named = kind.unwrap_or_default().split(';').next().unwrap_or_default().trim();
    let says_nothing = kind.is_none() && body.is_empty();
    if !says_nothing && !named.eq_ignore_ascii_case("application/json") {
        return Err(reasons::calls::content_type_not_json(named));
    }
    if body.is_empty() {
        return Ok(T::default());
    }
    // `null` is what some clients send for nothing. A list would be read as the fields in their order.
    if !body.trim_ascii_start().starts_with(b"{") && body.trim_ascii() != b"null" {
        return Err(reasons::calls::body_not_object());
    }
    let read = serde_json::from_slice::<Option<T>>(&body);
    read.map(Option::unwrap_or_default).map_err(reasons::calls::body_malformed)
}
