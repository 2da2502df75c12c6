//! ЕСИА's own tokens: who signed them, for whom, until when, about whom.

use chrono::DateTime;
use chrono::FixedOffset;
use jsonwebtoken::Algorithm;
use jsonwebtoken::DecodingKey;
use jsonwebtoken::Validation;
use serde_json::Value;

use super::Esia;
use super::error::EsiaError;
use super::wire::Wire;
use crate::rules::came::Level;

/// Clocks may differ by so many seconds.
const LEEWAY: i64 = 60;

/// What a token must say.
#[derive(Clone, Copy, Debug)]
pub struct Expected<'a> {
    /// `iss`.
    pub issuer: &'a str,
    /// `aud` of an identity token, `client_id` of an access token.
    pub client_id: &'a str,
    /// `nonce`, where ЕСИА repeats it: that came later than its protocol.
    pub nonce: &'a str,
    /// The time.
    pub now: DateTime<FixedOffset>,
}

/// Who it is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Subject {
    /// ОИД.
    pub oid: i64,
    /// How sure ЕСИА is.
    pub level: Level,
}

/// ЕСИА's public keys: the one that signs now, and the next.
pub async fn keys(esia: &Esia, wire: &Wire) -> Result<Vec<DecodingKey>, EsiaError> {
    let mut keys = Vec::new();
    for name in ["RSA_MOCK", "RSA_MOCK_NEXT"] {
        let what = format!("{}/public/{name}.pem", esia.base);
        let pem = match wire.get(&what, None).await?.text() {
            Ok(pem) => pem,
            // A stand that was given a key of its own has no next one.
            Err(_) if !keys.is_empty() => break,
            Err(error) => return Err(error),
        };
        let key = DecodingKey::from_rsa_pem(pem.as_bytes());
        keys.push(key.map_err(|error| EsiaError::Unreadable { what, why: error.to_string() })?);
    }
    Ok(keys)
}

/// Checks an identity token and says who it is about.
pub fn identity(token: &str, keys: &[DecodingKey], expected: &Expected<'_>) -> Result<Subject, EsiaError> {
    let claims = verified(token, keys, expected)?;
    let audience = match claims.get("aud") {
        Some(Value::String(one)) => one == expected.client_id,
        Some(Value::Array(several)) => several.iter().any(|one| one == expected.client_id),
        _ => false,
    };
    demand(audience, "aud: it is for another system")?;
    demand(claims.get("nonce").is_none_or(|nonce| nonce == expected.nonce), "nonce: it is not of this sign-in")?;
    let subject = claims.get("urn:esia:sbj");
    let of_subject = |name: &str| subject.and_then(|subject| subject.get(format!("urn:esia:sbj:{name}")));
    let oid = of_subject("oid").and_then(number).ok_or_else(|| wrong("urn:esia:sbj: no ОИД"))?;
    demand(claims.get("sub").and_then(number) == Some(oid), "sub and urn:esia:sbj are two people")?;
    demand(of_subject("typ").is_none_or(|kind| kind == "P"), "urn:esia:sbj: not a person")?;
    let level = of_subject("lvl").cloned().unwrap_or_default();
    let level = serde_json::from_value(level).map_err(|_| wrong("urn:esia:sbj: no level that is known"))?;
    Ok(Subject { oid, level })
}

/// Checks an access token: it must be this system's, and about the same person.
pub fn access(token: &str, keys: &[DecodingKey], expected: &Expected<'_>, oid: i64) -> Result<(), EsiaError> {
    let claims = verified(token, keys, expected)?;
    demand(claims.get("client_id").is_some_and(|id| id == expected.client_id), "client_id: it is another system's")?;
    demand(claims.get("urn:esia:sbj_id").and_then(number) == Some(oid), "urn:esia:sbj_id: it is about somebody else")
}

/// Signature, issuer and times.
fn verified(token: &str, keys: &[DecodingKey], expected: &Expected<'_>) -> Result<Value, EsiaError> {
    // Time and audience are checked below: by our own clock, and where ЕСИА writes them.
    let mut validation = Validation::new(Algorithm::RS256);
    validation.validate_exp = false;
    validation.validate_aud = false;
    validation.required_spec_claims.clear();
    let decoded = keys.iter().map(|key| jsonwebtoken::decode::<Value>(token, key, &validation));
    let claims = decoded.flatten().next().map(|token| token.claims);
    let claims = claims.ok_or_else(|| wrong("the signature is by none of ЕСИА's keys"))?;
    demand(claims.get("iss").is_some_and(|issuer| issuer == expected.issuer), "iss: another issuer")?;
    let now = expected.now.timestamp();
    let time = |name: &str| claims.get(name).and_then(Value::as_i64);
    demand(time("exp").is_some_and(|exp| now < exp.saturating_add(LEEWAY)), "exp: it has expired")?;
    demand(time("nbf").is_none_or(|nbf| nbf.saturating_sub(LEEWAY) <= now), "nbf: it is not valid yet")?;
    demand(time("iat").is_some_and(|iat| iat.saturating_sub(LEEWAY) <= now), "iat: it was issued in the future")?;
    Ok(claims)
}

/// A number, as ЕСИА writes it or as text.
fn number(value: &Value) -> Option<i64> {
    value.as_i64().or_else(|| value.as_str()?.parse().ok())
}

fn demand(holds: bool, otherwise: &str) -> Result<(), EsiaError> {
    if holds { Ok(()) } else { Err(wrong(otherwise)) }
}

fn wrong(why: &str) -> EsiaError {
    EsiaError::Token(why.to_owned())
}
