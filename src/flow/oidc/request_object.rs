//! Request objects by value (OpenID Connect Core 1.0, 6.1): a JWT of the client whose claims are parameters.

use serde_json::Value;

use crate::crypto::certificate::date_time;
use crate::crypto::jws;
use crate::crypto::jws::Jws;
use crate::flow::clients::RelyingParty;
use crate::flow::oidc::client_keys;
use crate::flow::stand::Stand;
use crate::protocol::dates::numeric_date;
use crate::protocol::parameters::Parameters;
use crate::protocol::reasons;
use crate::protocol::refusal::Refusal;
use crate::protocol::times;
use crate::protocol::times::Untimely;

/// Claims of the JWT itself, which are no parameters.
const CLAIMS: [&str; 7] = ["iss", "sub", "aud", "exp", "nbf", "iat", "jti"];

/// Puts the parameters of a request object, if there is one, over those beside it.
pub fn merge(stand: &Stand, party: &RelyingParty, mut sent: Parameters) -> Result<Parameters, Refusal> {
    if sent.repeated(&["request"]).is_some() {
        return Err(reasons::request::parameter_repeated("request"));
    }
    let Some(text) = sent.get("request").map(ToOwned::to_owned) else { return Ok(sent) };
    if sent.get("request_uri").is_some() {
        return Err(reasons::standard::request_and_request_uri());
    }
    let object = jws::decode(&text).map_err(reasons::standard::request_object_unreadable)?;
    if !object.is_unsigned() {
        client_keys::verify(stand, party, &object).map_err(reasons::standard::request_object_signature)?;
    }
    check_claims(stand, party, &object)?;
    for name in ["client_id", "response_type"] {
        let (inside, beside) = (object.payload().get(name).and_then(Value::as_str), sent.get(name));
        if inside.is_some() && beside.is_some() && inside != beside {
            let (inside, beside) = (format!("{inside:?}"), format!("{beside:?}"));
            return Err(reasons::standard::request_object_differs(name, inside, beside));
        }
    }
    let parameters = object.payload().iter().filter(|(name, _)| !CLAIMS.contains(&name.as_str()));
    for (name, value) in parameters {
        sent.set(name, value.as_str().map_or_else(|| value.to_string(), ToOwned::to_owned));
    }
    sent.remove("request");
    Ok(sent)
}

fn check_claims(stand: &Stand, party: &RelyingParty, object: &Jws) -> Result<(), Refusal> {
    let claims = object.payload();
    let client = party.client.mnemonic.as_str();
    if let Some(name) = ["request", "request_uri"].into_iter().find(|name| claims.contains_key(*name)) {
        return Err(reasons::standard::request_object_nested(name));
    }
    if claims.get("iss").is_some_and(|issuer| issuer != client) {
        return Err(reasons::standard::request_object_issuer(&claims["iss"], client));
    }
    let issuer = stand.standard_issuer();
    if claims.get("aud").is_some_and(|audience| !names(audience, &[&issuer])) {
        return Err(reasons::standard::request_object_audience(&claims["aud"], issuer));
    }
    let now = numeric_date(stand.clock.now());
    let untimely = |wrong: Untimely| match wrong {
        Untimely::Malformed(name) => reasons::standard::request_object_time_malformed(name),
        Untimely::Expired(expired_at) => {
            reasons::standard::request_object_expired(date_time(expired_at), date_time(now))
        }
        Untimely::Early(valid_from) => {
            reasons::standard::request_object_too_early(date_time(valid_from), date_time(now))
        }
    };
    times::check(claims, now).map(|_| ()).map_err(untimely)
}

/// Does `aud`, text or array (RFC 7519, 4.1.3), name one of these?
pub fn names(audience: &Value, expected: &[&str]) -> bool {
    let is_one = |value: &Value| value.as_str().is_some_and(|text| expected.contains(&text));
    audience.as_array().map_or_else(|| is_one(audience), |values| values.iter().any(is_one))
}
