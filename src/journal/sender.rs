//! Who sent a request and whom it is about, by what it says of itself; nobody verifies it here.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::Map;
use serde_json::Value;

use crate::crypto::jws;
use crate::protocol::parameters::Parameters;

/// The system: by its мнемоника, by the header, by its assertion or by the token that it brings.
pub fn client(parameters: &Parameters, authorization: Option<&str>) -> Option<String> {
    let named = parameters.get("client_id").map(ToOwned::to_owned);
    let asserted = || claim(parameters.get("client_assertion")?, "iss");
    named.or_else(|| basic(authorization?)).or_else(asserted).or_else(|| claim(bearer(authorization?)?, "client_id"))
}

/// The token of an `Authorization` header.
pub fn bearer(authorization: &str) -> Option<&str> {
    let (scheme, token) = authorization.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then_some(token.trim())
}

/// The oid in a token, or in a code that is one.
pub fn subject(token: &str) -> Option<u64> {
    let claims = payload(token)?;
    let code = claims.get("urn:esia:sbj").and_then(|subject| subject.get("urn:esia:sbj:oid"));
    let all = [claims.get("urn:esia:sbj_id"), code, claims.get("sub")];
    all.into_iter().flatten().find_map(|value| match value {
        Value::Number(number) => number.as_u64(),
        Value::String(text) => text.parse().ok(),
        _ => None,
    })
}

/// A text that a token says.
pub fn claim(token: &str, name: &str) -> Option<String> {
    Some(payload(token)?.get(name)?.as_str()?.to_owned())
}

/// What a signed token says.
pub fn payload(token: &str) -> Option<Map<String, Value>> {
    jws::decode(token).ok().map(|token| token.payload().clone())
}

fn basic(authorization: &str) -> Option<String> {
    let (scheme, pair) = authorization.split_once(' ')?;
    let pair = STANDARD.decode(pair.trim()).ok().filter(|_| scheme.eq_ignore_ascii_case("basic"))?;
    let pair = String::from_utf8(pair).ok()?;
    let name = pair.split_once(':')?.0;
    Some(url::form_urlencoded::parse(name.as_bytes()).next()?.0.into_owned())
}
