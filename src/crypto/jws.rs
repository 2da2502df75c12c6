//! Compact serialisation of signed tokens (RFC 7515, 7.1): ours, because it must carry algorithms
//! `jsonwebtoken` has never heard of and keep the order in which ЕСИА writes its claims.
//!
//! Nothing here looks at claims: expiry is compared with the clock of the stand elsewhere.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::Map;
use serde_json::Value;

use super::CryptoError;
use super::Signer;
use super::Verifier;

/// A token taken apart; its signature is not verified yet.
#[derive(Debug, Clone, PartialEq)]
pub struct Jws {
    header: Map<String, Value>,
    payload: Map<String, Value>,
    signed: String,
    signature: Vec<u8>,
}

/// Signs `header` and `payload`, both objects, with their members in the order given.
///
/// `alg` of the header must be that of the signer: a token that lies about its algorithm is a mistake here.
pub fn sign(header: &Value, payload: &Value, signer: &dyn Signer) -> Result<String, CryptoError> {
    if !header.is_object() || !payload.is_object() {
        return Err(unreadable("header and payload must be JSON objects"));
    }
    let name = signer.algorithm().name();
    if header.get("alg").and_then(Value::as_str) != Some(name) {
        return Err(CryptoError::Mismatch(format!("the header of the token must say \"alg\": \"{name}\"")));
    }
    put_together(header, payload, |text| signer.sign(text))
}

/// A token whose header may say what it likes, with whatever is made of its text in the place of a signature: for
/// tokens that are wrong on purpose.
pub fn put_together(
    header: &Value,
    payload: &Value,
    signature: impl FnOnce(&[u8]) -> Result<Vec<u8>, CryptoError>,
) -> Result<String, CryptoError> {
    let mut token = URL_SAFE_NO_PAD.encode(header.to_string());
    token.push('.');
    URL_SAFE_NO_PAD.encode_string(payload.to_string(), &mut token);
    let signature = signature(token.as_bytes())?;
    token.push('.');
    URL_SAFE_NO_PAD.encode_string(signature, &mut token);
    Ok(token)
}

/// Takes a token apart: three parts of base64url without padding, the first two JSON objects.
pub fn decode(token: &str) -> Result<Jws, CryptoError> {
    if token.len() > MAX_LENGTH {
        return Err(unreadable(format!("{} characters, more than {MAX_LENGTH}", token.len())));
    }
    let mut parts = token.split('.');
    let (Some(header), Some(payload), Some(signature), None) = (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return Err(unreadable("it does not have three parts with dots between"));
    };
    let signed = token.get(..header.len() + 1 + payload.len()).unwrap_or_default().to_owned();
    Ok(Jws {
        header: object("header", header)?,
        payload: object("payload", payload)?,
        signed,
        signature: part("signature", signature)?,
    })
}

impl Jws {
    /// The header, members in their order.
    pub fn header(&self) -> &Map<String, Value> {
        &self.header
    }

    /// The claims, members in their order.
    pub fn payload(&self) -> &Map<String, Value> {
        &self.payload
    }

    /// What the header says the signature is.
    pub fn algorithm(&self) -> Option<&str> {
        self.header.get("alg").and_then(Value::as_str)
    }

    /// What was signed, and the signature.
    pub(super) fn signed_parts(&self) -> (&[u8], &[u8]) {
        (self.signed.as_bytes(), &self.signature)
    }

    /// Is there no signature at all?
    pub fn is_unsigned(&self) -> bool {
        self.signature.is_empty() && self.algorithm() == Some("none")
    }

    /// Verifies the signature; a header that names another algorithm than the key's is refused.
    pub fn verify(&self, verifier: &dyn Verifier) -> Result<(), CryptoError> {
        let expected = verifier.algorithm().map(super::Algorithm::name);
        match (self.algorithm(), expected) {
            (Some(found), Some(expected)) if found == expected => {
                verifier.verify(self.signed.as_bytes(), &self.signature)
            }
            (found, expected) => Err(CryptoError::Mismatch(format!(
                "the token says alg {}, the key verifies {}",
                found.unwrap_or("nothing"),
                expected.unwrap_or("nothing that tokens carry")
            ))),
        }
    }
}

fn object(name: &str, text: &str) -> Result<Map<String, Value>, CryptoError> {
    let bytes = part(name, text)?;
    serde_json::from_slice(&bytes).map_err(|error| unreadable(format!("{name}: {error}")))
}

fn part(name: &str, text: &str) -> Result<Vec<u8>, CryptoError> {
    URL_SAFE_NO_PAD.decode(text).map_err(|error| unreadable(format!("{name} is not base64url: {error}")))
}

fn unreadable(why: impl ToString) -> CryptoError {
    CryptoError::unreadable("token", why)
}

/// Real tokens have one to four thousand characters.
const MAX_LENGTH: usize = 64 * 1024;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::crypto::rsa::RsaSigner;
    use crate::crypto::rsa::RsaVerifier;
    use proptest::prelude::*;
    use serde_json::json;

    /// Made with `openssl dgst`.
    const TOKEN: &str = include_str!("vectors/token.jwt");

    fn signer() -> RsaSigner {
        RsaSigner::from_pem(include_str!("../../keys/issuer_rsa_current.pem")).expect("key")
    }

    fn verifier() -> RsaVerifier {
        RsaVerifier::rs256(signer().public().clone()).expect("verifier")
    }

    #[test]
    fn signs_byte_for_byte_like_openssl() {
        let header = json!({"ver": 1, "typ": "JWT", "alg": "RS256"});
        let payload = json!({"sub": 1, "name": "Анна"});
        assert_eq!(sign(&header, &payload, &signer()).as_deref(), Ok(TOKEN));
    }

    #[test]
    fn keeps_order_and_verifies() {
        let jws = decode(TOKEN).expect("token");
        assert_eq!(jws.header().keys().collect::<Vec<_>>(), ["ver", "typ", "alg"]);
        assert_eq!(jws.payload().keys().collect::<Vec<_>>(), ["sub", "name"]);
        assert_eq!(jws.verify(&verifier()), Ok(()));
    }

    #[test]
    fn refuses_other_algorithms() {
        let refusal = sign(&json!({"alg": "none"}), &json!({}), &signer()).expect_err("lies");
        assert!(refusal.to_string().contains("RS256"));
        let tail = TOKEN.split_once('.').expect("dot").1;
        for header in [json!({"alg": "none"}), json!({"alg": "HS256"}), json!({})] {
            let token = format!("{}.{tail}", URL_SAFE_NO_PAD.encode(header.to_string()));
            assert!(matches!(decode(&token).expect("parts").verify(&verifier()), Err(CryptoError::Mismatch(_))));
        }
    }

    #[test]
    fn every_changed_character_is_refused() {
        for position in 0..TOKEN.len() {
            let mut changed = TOKEN.as_bytes().to_vec();
            changed[position] = if changed[position] == b'A' { b'B' } else { b'A' };
            let changed = String::from_utf8(changed).expect("ascii");
            let verified = decode(&changed).and_then(|jws| jws.verify(&verifier()));
            assert!(verified.is_err(), "position {position}");
            assert!(decode(&TOKEN[..position]).and_then(|jws| jws.verify(&verifier())).is_err());
        }
    }

    proptest! {
        #[test]
        fn any_text_ends_well(token in "[A-Za-z0-9_.=-]{0,80}|.{0,40}") {
            let _outcome = decode(&token).map(|jws| jws.verify(&verifier()));
        }
    }
}
