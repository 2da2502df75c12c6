//! Tokens that are wrong on purpose: what faults make of a token that would be right.

use serde_json::Map;
use serde_json::Value;

use crate::crypto::CryptoError;
use crate::crypto::digest;
use crate::crypto::jws;
use crate::crypto::keyring::IssuerKey;
use crate::faults::action::Change;
use crate::faults::kind;
use crate::faults::meeting::Acting;
use crate::faults::spoiled::Spoiled;
use crate::faults::spoiled::Which;
use crate::flow::mint::kind::Kind;
use crate::flow::stand::Stand;

/// So far times lie on the wrong side, in seconds: more than anybody allows clocks to differ.
const FAR: i64 = 3_600;

/// Who is named in the place of the right one.
const OTHER_ISSUER: &str = "https://another-issuer.test/";
const OTHER_SYSTEM: &str = "ANOTHER_SYSTEM";
const OTHER_NONCE: &str = "the-nonce-of-another-login";
const UNKNOWN_KEY: &str = "a-key-that-nobody-publishes";

/// Claims that are times, in seconds.
const TIMES: [&str; 4] = ["iat", "nbf", "exp", "auth_time"];

/// What is wrong with one token.
#[derive(Debug)]
pub(super) struct Spoiling<'a> {
    changes: Vec<&'a Change>,
    spoiled: Option<Spoiled>,
}

impl<'a> Spoiling<'a> {
    /// What faults say about a token of this kind; of several that spoil it the first made acts.
    pub(super) fn of(wrong: &'a [Acting], kind: Kind) -> Self {
        let about = || wrong.iter().filter(move |acting| is_meant(acting.fault.action.which(), kind));
        let changing = about().filter(|acting| acting.kinds.has(kind::Kind::Claims));
        let mut spoiling = about().filter(|acting| acting.kinds.has(kind::Kind::Token));
        Self {
            changes: changing.filter_map(|acting| acting.fault.action.claims.as_ref()).collect(),
            spoiled: spoiling.find_map(|acting| acting.fault.action.token),
        }
    }

    pub(super) fn is_any(&self) -> bool {
        !self.changes.is_empty() || self.spoiled.is_some()
    }

    /// The token that comes of it.
    pub(super) fn sign(
        &self,
        stand: &Stand,
        key: &IssuerKey,
        mut header: Map<String, Value>,
        mut claims: Map<String, Value>,
    ) -> Result<String, CryptoError> {
        self.changes.iter().for_each(|change| change.apply(&mut claims));
        let Some(spoiled) = self.spoiled else { return written(header, claims, |text| key.signer().sign(text)) };
        spoil_claims(spoiled, &mut claims);
        let signer = key.signer();
        match spoiled {
            Spoiled::NotAJwt => Ok(stand.random.token()),
            Spoiled::AlgNone => {
                header.insert("alg".to_owned(), "none".into());
                written(header, claims, |_| Ok(Vec::new()))
            }
            Spoiled::AlgHs256 => {
                header.insert("alg".to_owned(), "HS256".into());
                let public = key.public_pem();
                written(header, claims, |text| Ok(digest::hmac_sha256(public.as_bytes(), text).to_vec()))
            }
            Spoiled::BadSignature => written(header, claims, |text| signer.sign(text).map(inverted)),
            // Of its length and shape; by a key of another kind only the header would not be true.
            Spoiled::OtherKey if signer.algorithm() == stand.platform.authority.signer().algorithm() => {
                written(header, claims, |text| stand.platform.authority.signer().sign(text))
            }
            Spoiled::OtherKey => written(header, claims, |text| signer.sign(&[text, b"."].concat())),
            Spoiled::NextKey => {
                let next = stand.platform.keyring.signing(signer.algorithm(), stand.config.key_turns + 1)?;
                name(&mut header, next);
                written(header, claims, |text| next.signer().sign(text))
            }
            Spoiled::UnknownKid => {
                header.insert("kid".to_owned(), UNKNOWN_KEY.into());
                written(header, claims, |text| signer.sign(text))
            }
            Spoiled::NoKid => {
                header.shift_remove("kid");
                written(header, claims, |text| signer.sign(text))
            }
            Spoiled::Expired
            | Spoiled::NotYetValid
            | Spoiled::WrongIss
            | Spoiled::WrongAud
            | Spoiled::WrongSub
            | Spoiled::WrongNonce => written(header, claims, |text| signer.sign(text)),
        }
    }
}

fn written(
    header: Map<String, Value>,
    claims: Map<String, Value>,
    signature: impl FnOnce(&[u8]) -> Result<Vec<u8>, CryptoError>,
) -> Result<String, CryptoError> {
    jws::put_together(&Value::Object(header), &Value::Object(claims), signature)
}

fn is_meant(which: Which, kind: Kind) -> bool {
    let own = match kind {
        Kind::EsiaId | Kind::StandardId => Which::IdToken,
        Kind::EsiaAccess | Kind::StandardAccess => Which::AccessToken,
        Kind::EsiaCode => Which::Code,
        Kind::QrCode | Kind::Logout => return false,
    };
    which == own || which == Which::All
}

fn spoil_claims(spoiled: Spoiled, claims: &mut Map<String, Value>) {
    let number = |claims: &Map<String, Value>, name: &str| claims.get(name).and_then(Value::as_i64);
    match spoiled {
        Spoiled::Expired => {
            let lifetime = number(claims, "exp").zip(number(claims, "iat")).map_or(0, |(end, begin)| end - begin);
            shift(claims, -(lifetime + FAR));
        }
        Spoiled::NotYetValid => {
            if let Some(begin) = number(claims, "iat") {
                claims.entry("nbf").or_insert_with(|| begin.into());
            }
            shift(claims, FAR);
        }
        Spoiled::WrongIss => put(claims, "iss", OTHER_ISSUER),
        // What has no audience names its system otherwise.
        Spoiled::WrongAud if !claims.contains_key("aud") => put(claims, "client_id", OTHER_SYSTEM),
        Spoiled::WrongAud => put(claims, "aud", OTHER_SYSTEM),
        Spoiled::WrongSub => ["sub", "urn:esia:sbj_id"].iter().for_each(|name| next_person(claims, name)),
        Spoiled::WrongNonce => put(claims, "nonce", OTHER_NONCE),
        Spoiled::AlgNone
        | Spoiled::AlgHs256
        | Spoiled::BadSignature
        | Spoiled::OtherKey
        | Spoiled::NextKey
        | Spoiled::UnknownKid
        | Spoiled::NoKid
        | Spoiled::NotAJwt => {}
    }
}

fn put(claims: &mut Map<String, Value>, name: &str, value: &str) {
    claims.insert(name.to_owned(), value.into());
}

fn shift(claims: &mut Map<String, Value>, by: i64) {
    for name in TIMES {
        if let Some(time) = claims.get_mut(name)
            && let Some(seconds) = time.as_i64()
        {
            *time = (seconds + by).into();
        }
    }
}

/// The number of somebody else, written as it was.
fn next_person(claims: &mut Map<String, Value>, name: &str) {
    let Some(subject) = claims.get_mut(name) else { return };
    let other = match &*subject {
        Value::Number(number) => number.as_u64().map(|oid| Value::from(oid + 1)),
        Value::String(text) => text.parse::<u64>().ok().map(|oid| Value::from((oid + 1).to_string())),
        _ => None,
    };
    *subject = other.unwrap_or_else(|| OTHER_SYSTEM.into());
}

/// The key that a header names.
fn name(header: &mut Map<String, Value>, key: &IssuerKey) {
    for (field, value) in [("kid", key.key_id()), ("x5t#St256", key.streebog256_thumbprint())] {
        if let Some(named) = header.get_mut(field) {
            *named = value.into();
        }
    }
}

/// Each bit of the last byte is another one.
fn inverted(mut signature: Vec<u8>) -> Vec<u8> {
    if let Some(last) = signature.last_mut() {
        *last = !*last;
    }
    signature
}
