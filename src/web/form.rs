//! Forms of the pages: their fields, and the token that proves a form to be ours (CSRF).

use actix_web::HttpRequest;
use actix_web::http::header;
use actix_web::web::Bytes;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::crypto::digest;
use crate::flow::login::progress::Visitor;
use crate::flow::stand::Stand;
use crate::protocol::parameters::Parameters;
use crate::protocol::reasons;
use crate::protocol::refusal::Refusal;
use crate::protocol::words::Words;
use crate::protocol::words::words;
use crate::web::errors::explained::has_body;
use crate::web::errors::explained::other_type;

/// The largest body that is read.
pub const LARGEST_BODY: usize = 256 * 1024;

/// The token of forms given to this browser in this session.
///
/// Signing in changes it, so a form that was drawn for somebody else is stale.
pub fn token(stand: &Stand, visitor: &Visitor) -> String {
    let session = visitor.session.as_deref().unwrap_or_default();
    let bound = format!("{}\n{session}", visitor.browser);
    URL_SAFE_NO_PAD.encode(digest::hmac_sha256(&stand.form_key, bound.as_bytes()))
}

/// The fields of a form that is ours and still current.
pub fn read(stand: &Stand, visitor: &Visitor, body: &Bytes) -> Option<Parameters> {
    let fields = Parameters::parse(body).ok()?;
    let current =
        !visitor.browser.is_empty() && digest::same(fields.sent("csrf").as_bytes(), token(stand, visitor).as_bytes());
    current.then_some(fields)
}

/// A body that was read as a form, although it is not said to be one.
pub fn warning(http: &HttpRequest) -> Option<Refusal> {
    let other = other_type(http).map(|kind| words!("{kind:?}", "{kind:?}"));
    let is_absent = has_body(http) && !http.headers().contains_key(header::CONTENT_TYPE);
    other.or_else(|| is_absent.then(|| Words::new("absent", "его нет"))).map(reasons::taken::taken_content_type)
}

/// The body of a request, or why it was not read.
pub fn body(body: Result<Bytes, actix_web::Error>) -> Result<Bytes, Refusal> {
    body.map_err(|error| {
        reasons::request::body_unreadable(words!(
            "the body cannot be read (at most {LARGEST_BODY} bytes): {error}",
            "принимается не больше {LARGEST_BODY} байт: «{error}»"
        ))
    })
}
