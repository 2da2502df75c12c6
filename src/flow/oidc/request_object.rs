//! Request objects by value (OpenID Connect Core 1.0, 6.1): a JWT of the client whose claims are parameters.

use serde_json::Value;

use crate::crypto::jws;
use crate::crypto::jws::Jws;
use crate::flow::clients::RelyingParty;
use crate::flow::oidc;
use crate::flow::stand::Stand;
use crate::protocol::dates::numeric_date;
use crate::protocol::oidc::error::StandardError;
use crate::protocol::oidc::error::StandardRefusal;
use crate::protocol::parameters::Parameters;

/// Claims of the JWT itself, which are no parameters.
const CLAIMS: [&str; 7] = ["iss", "sub", "aud", "exp", "nbf", "iat", "jti"];

/// Puts the parameters of a request object, if there is one, over those beside it.
pub fn merge(stand: &Stand, party: &RelyingParty, mut sent: Parameters) -> Result<Parameters, StandardRefusal> {
    if sent.repeated(&["request"]).is_some() {
        return Err(StandardRefusal::invalid_request("request is given more than once"));
    }
    let Some(text) = sent.get("request").map(ToOwned::to_owned) else { return Ok(sent) };
    if sent.get("request_uri").is_some() {
        return Err(StandardRefusal::invalid_request("request and request_uri are given together"));
    }
    let object = jws::decode(&text).map_err(|error| invalid(&error.to_string()))?;
    if !object.is_unsigned() {
        party.jwks.verify(&object).map_err(|error| invalid(&error.to_string()))?;
    }
    check_claims(stand, party, &object)?;
    for name in ["client_id", "response_type"] {
        let (inside, beside) = (object.payload().get(name).and_then(Value::as_str), sent.get(name));
        if inside.is_some() && beside.is_some() && inside != beside {
            return Err(invalid(&format!("{name} is {inside:?} inside and {beside:?} beside it (Core, 6.1)")));
        }
    }
    let parameters = object.payload().iter().filter(|(name, _)| !CLAIMS.contains(&name.as_str()));
    for (name, value) in parameters {
        sent.set(name, value.as_str().map_or_else(|| value.to_string(), ToOwned::to_owned));
    }
    sent.remove("request");
    Ok(sent)
}

fn check_claims(stand: &Stand, party: &RelyingParty, object: &Jws) -> Result<(), StandardRefusal> {
    let claims = object.payload();
    let client = party.client.mnemonic.as_str();
    if let Some(name) = ["request", "request_uri"].into_iter().find(|name| claims.contains_key(*name)) {
        return Err(invalid(&format!("{name} cannot stand inside a request object")));
    }
    if claims.get("iss").is_some_and(|issuer| issuer != client) {
        return Err(invalid(&format!("iss is {}, expected {client}", claims["iss"])));
    }
    let issuer = oidc::issuer(stand);
    if claims.get("aud").is_some_and(|audience| !names(audience, &[&issuer])) {
        return Err(invalid(&format!("aud is {}, expected {issuer}", claims["aud"])));
    }
    let now = numeric_date(stand.clock.now());
    let time = |name: &str| match claims.get(name) {
        None => Ok(None),
        Some(time) => time.as_i64().map(Some).ok_or_else(|| invalid(&format!("{name} is no whole number"))),
    };
    if let Some(expires_at) = time("exp")?.filter(|expires_at| *expires_at <= now) {
        return Err(invalid(&format!("expired at {expires_at}, the stand's clock shows {now}")));
    }
    if let Some(valid_from) = time("nbf")?.filter(|valid_from| *valid_from > now) {
        return Err(invalid(&format!("valid from {valid_from} only, the stand's clock shows {now}")));
    }
    Ok(())
}

/// Does `aud`, text or array (RFC 7519, 4.1.3), name one of these?
pub fn names(audience: &Value, expected: &[&str]) -> bool {
    let is_one = |value: &Value| value.as_str().is_some_and(|text| expected.contains(&text));
    match audience {
        Value::Array(values) => values.iter().any(is_one),
        value => is_one(value),
    }
}

fn invalid(why: &str) -> StandardRefusal {
    StandardRefusal::new(StandardError::InvalidRequestObject, format!("request object: {why}"))
}
