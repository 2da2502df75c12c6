//! The standard OpenID Connect endpoints: `/.well-known/…` and `/oidc/…`. Its pages are those of the login, in
//! [`super::pages`], and so is the confirmation of a logout.

pub mod authorize;
pub mod discovery;
pub mod introspection;
pub mod pushed_request;
pub mod revocation;
pub mod token;
pub mod userinfo;

use actix_web::HttpRequest;
use actix_web::http::header;
use actix_web::web::Bytes;

use crate::flow::oidc;
use crate::protocol::parameters::Parameters;
use crate::protocol::refusal::Refusal;
use crate::web::form;

/// The parameters of a body; those of the query do not count where secrets travel (RFC 6749, 2.3.1 and 3.2).
fn body(body: Result<Bytes, actix_web::Error>) -> Result<Parameters, Refusal> {
    form::body(body).and_then(|body| oidc::parameters(&body))
}

/// The `Authorization` header; one that is no text is as wrong as any other.
fn authorization(http: &HttpRequest) -> Option<String> {
    let value = http.headers().get(header::AUTHORIZATION)?;
    Some(String::from_utf8_lossy(value.as_bytes()).into_owned())
}
