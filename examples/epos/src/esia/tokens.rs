//! ЕСИА's own tokens: who signed them, for whom, until when, about whom.

use chrono::DateTime;
use chrono::FixedOffset;
use jsonwebtoken::Algorithm;
use jsonwebtoken::DecodingKey;
use jsonwebtoken::Validation;
use serde_json::Value;

use super::error::EsiaError;
use super::talk::Esia;
use super::wire::Wire;
use crate::rules::came::Level;

/// Clocks may differ by so many seconds.
pub(super) const LEEWAY: i64 = 60;

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

#[cfg(test)]
mod tests {
    use jsonwebtoken::EncodingKey;
    use jsonwebtoken::Header;
    use serde_json::json;

    use super::*;

    const OWN: &str = include_str!("../../../../keys/issuer_rsa_current.pem");
    const FOREIGN: &str = include_str!("../../../../keys/client_demo_rsa.pem");
    const NOW: i64 = 1_788_498_000;

    fn signed(claims: &Value, key: &str, header: &Header) -> String {
        jsonwebtoken::encode(header, claims, &EncodingKey::from_rsa_pem(key.as_bytes()).expect("a key"))
            .expect("a token")
    }

    fn keys() -> Vec<DecodingKey> {
        let certificate = include_str!("../../../../keys/issuer_rsa_current.crt");
        let certificate = <x509_cert::Certificate as der::DecodePem>::from_pem(certificate).expect("a certificate");
        let key = certificate.tbs_certificate().subject_public_key_info().subject_public_key.raw_bytes().to_vec();
        vec![DecodingKey::from_rsa_der(&key)]
    }

    fn claims(changed: &Value) -> Value {
        let mut claims = json!({
            "iss": "http://esia.example/", "aud": "EPOS_DEMO", "sub": 7, "exp": NOW + 600, "nbf": NOW, "iat": NOW,
            "urn:esia:sbj": {
                "urn:esia:sbj:lvl": "PR", "urn:esia:sbj:typ": "P", "urn:esia:sbj:oid": 7,
            },
            "client_id": "EPOS_DEMO", "urn:esia:sbj_id": 7,
        });
        for (name, value) in changed.as_object().expect("claims") {
            claims[name] = value.clone();
        }
        claims
    }

    fn expected() -> Expected<'static> {
        let now = DateTime::from_timestamp(NOW, 0).expect("a time").fixed_offset();
        Expected { issuer: "http://esia.example/", client_id: "EPOS_DEMO", nonce: "n", now }
    }

    fn read(changed: &Value) -> Result<Subject, EsiaError> {
        identity(&signed(&claims(changed), OWN, &Header::new(Algorithm::RS256)), &keys(), &expected())
    }

    #[test]
    fn an_identity_token_says_who_and_how_sure() {
        let whole = Ok(Subject { oid: 7, level: Level::Confirmed });
        assert_eq!(read(&json!({})), whole);
        assert_eq!(read(&json!({ "aud": ["OTHER", "EPOS_DEMO"], "sub": "7", "nonce": "n" })), whole);
        assert_eq!(read(&json!({ "exp": NOW - 59, "nbf": NOW + 60, "iat": NOW + 60 })), whole, "clocks may differ");
    }

    #[test]
    fn every_claim_is_checked() {
        let subject = |name: &str, value: Value| {
            let mut subject = claims(&json!({}))["urn:esia:sbj"].clone();
            subject[format!("urn:esia:sbj:{name}")] = value;
            json!({ "urn:esia:sbj": subject })
        };
        let wrong = [
            (json!({ "iss": "http://other.example/" }), "iss"),
            (json!({ "iss": null }), "iss"),
            (json!({ "aud": "OTHER" }), "aud"),
            (json!({ "aud": null }), "aud"),
            (json!({ "exp": NOW - 60 }), "exp"),
            (json!({ "exp": null }), "exp"),
            (json!({ "nbf": NOW + 61 }), "nbf"),
            (json!({ "iat": NOW + 61 }), "iat"),
            (json!({ "iat": null }), "iat"),
            (json!({ "nonce": "other" }), "nonce"),
            (json!({ "sub": 8 }), "sub"),
            (json!({ "urn:esia:sbj": null }), "urn:esia:sbj"),
            (subject("oid", json!(8)), "sub"),
            (subject("oid", Value::Null), "urn:esia:sbj"),
            (subject("lvl", json!("XX")), "urn:esia:sbj"),
            (subject("typ", json!("S")), "urn:esia:sbj"),
        ];
        for (changed, about) in wrong {
            let Err(EsiaError::Token(why)) = read(&changed) else { panic!("{changed} is accepted") };
            assert!(why.starts_with(about), "{changed}: {why}");
        }
    }

    #[test]
    fn a_signature_has_to_be_by_a_key_of_esia_and_by_rs256() {
        let foreign = signed(&claims(&json!({})), FOREIGN, &Header::new(Algorithm::RS256));
        let other = signed(&claims(&json!({})), OWN, &Header::new(Algorithm::PS256));
        let own = signed(&claims(&json!({})), OWN, &Header::new(Algorithm::RS256));
        let (unsigned, _) = own.rsplit_once('.').expect("three parts");
        let spoiled = format!("{unsigned}.AAAA");
        // {"alg":"none"}
        let none = format!("eyJhbGciOiJub25lIn0.{}.", unsigned.split('.').nth(1).expect("claims"));
        for token in [foreign, other, spoiled, none, unsigned.to_owned(), String::new()] {
            let refused = EsiaError::Token("the signature is by none of ЕСИА's keys".to_owned());
            assert_eq!(identity(&token, &keys(), &expected()), Err(refused), "{token}");
        }
    }

    #[test]
    fn an_access_token_is_this_systems_and_about_the_same_person() {
        let read = |changed: Value| {
            let token = signed(&claims(&changed), OWN, &Header::new(Algorithm::RS256));
            access(&token, &keys(), &expected(), 7)
        };
        assert_eq!(read(json!({})), Ok(()));
        for changed in [json!({ "client_id": "OTHER" }), json!({ "urn:esia:sbj_id": 8 }), json!({ "exp": NOW - 60 })] {
            assert!(read(changed.clone()).is_err(), "{changed}");
        }
    }
}
