//! Public keys that clients register as a JWK Set (RFC 7517; RFC 7518, 3.1 and 6) and the signatures made with them:
//! RS256, PS256 and ES256.

use aws_lc_rs::signature as lc;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::Value;

use super::CryptoError;
use super::jws::Jws;

/// The public keys of one client.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct JwkSet {
    keys: Vec<Jwk>,
    /// Number of a key that is not used, and why.
    left_out: Vec<(usize, String)>,
}

/// Why a set cannot be taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}{why}", number.map(|number| format!("keys[{number}]: ")).unwrap_or_default())]
pub struct KeyError {
    /// The number of the key that is broken; the first is 0.
    pub number: Option<usize>,
    /// What is wrong.
    pub why: CryptoError,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Jwk {
    key_id: Option<String>,
    algorithm: Option<String>,
    key: Key,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Key {
    Rsa {
        modulus: Vec<u8>,
        exponent: Vec<u8>,
    },
    /// The uncompressed point of curve P-256.
    P256(Vec<u8>),
}

/// The algorithms by which clients may sign (RFC 7518, 3.1).
pub const SUPPORTED: [&str; 3] = ["RS256", "PS256", "ES256"];

impl JwkSet {
    /// Reads a set. A key for encryption is passed over, one of a kind or for an algorithm that is not used here left out
    /// (RFC 7517, 5); one that is broken is a mistake.
    pub fn parse(set: &Value) -> Result<Self, KeyError> {
        let whole = |why| KeyError { number: None, why };
        let keys =
            set.get("keys").and_then(Value::as_array).ok_or_else(|| whole(unreadable("it has no array keys")))?;
        let signs = |key: &Value| key.get("use").and_then(Value::as_str).is_none_or(|usage| usage == "sig");
        let mut read = Self::default();
        for (number, key) in keys.iter().enumerate().filter(|(_, key)| signs(key)) {
            match Jwk::parse(key) {
                Ok(key) => read.keys.push(key),
                Err(CryptoError::Unsupported(why)) => read.left_out.push((number, why)),
                Err(why) => return Err(KeyError { number: Some(number), why }),
            }
        }
        Ok(read)
    }

    /// The keys that are not used, by their numbers, each with the reason.
    pub fn left_out(&self) -> impl Iterator<Item = (usize, &str)> {
        self.left_out.iter().map(|(number, why)| (*number, why.as_str()))
    }

    /// May a token whose header names this key be signed by one of the set?
    pub fn knows(&self, key_id: Option<&str>) -> bool {
        let is_it = |jwk: &Jwk| key_id.is_none_or(|name| jwk.key_id.as_deref().is_none_or(|known| known == name));
        self.keys.iter().any(is_it)
    }

    /// Was the token signed with one of the keys? `kid` chooses among them where it is given.
    pub fn verify(&self, jws: &Jws) -> Result<(), CryptoError> {
        let algorithm = jws.algorithm().unwrap_or_default();
        let named = jws.header().get("kid").and_then(Value::as_str);
        if !SUPPORTED.contains(&algorithm) {
            let supported = SUPPORTED.join(", ");
            return Err(CryptoError::Mismatch(format!("alg is {algorithm:?}, supported are {supported}")));
        }
        let fits = |jwk: &&Jwk| {
            named.is_none_or(|name| jwk.key_id.as_deref().is_none_or(|known| known == name))
                && jwk.algorithm.as_deref().is_none_or(|only| only == algorithm)
        };
        let (message, signature) = jws.signed_parts();
        let mut fitting = self.keys.iter().filter(fits).peekable();
        if fitting.peek().is_none() {
            let wanted = named.map_or_else(|| "no kid".to_owned(), |name| format!("kid {name:?}"));
            return Err(CryptoError::Mismatch(format!(
                "no key of jwks fits its header ({wanted}, alg {algorithm}); jwks has {}",
                self.described()
            )));
        }
        let verified = fitting.any(|jwk| jwk.key.verifies(algorithm, message, signature));
        if verified {
            return Ok(());
        }
        Err(CryptoError::Mismatch(format!(
            "its signature is of none of the keys of jwks ({}): another key signed it, or it was changed",
            self.described()
        )))
    }

    /// The keys in a few words.
    fn described(&self) -> String {
        let one = |jwk: &Jwk| {
            let kid = jwk.key_id.as_ref().map_or_else(|| "without kid".to_owned(), |kid| format!("kid {kid:?}"));
            jwk.algorithm.as_ref().map_or_else(|| kid.clone(), |only| format!("{kid} for alg {only}"))
        };
        self.keys.iter().take(8).map(one).collect::<Vec<_>>().join(", ")
    }
}

impl Jwk {
    fn parse(jwk: &Value) -> Result<Self, CryptoError> {
        let text = |name: &str| jwk.get(name).and_then(Value::as_str);
        let bytes = |name: &'static str| {
            let bytes = text(name).and_then(|text| URL_SAFE_NO_PAD.decode(text).ok());
            bytes.filter(|bytes| !bytes.is_empty()).ok_or_else(|| unreadable(format!("{name} is no base64url")))
        };
        let key = match (text("kty"), text("crv")) {
            (Some("RSA"), _) => {
                let modulus = bytes("n")?;
                if !(256..=1024).contains(&modulus.len()) {
                    return Err(CryptoError::Unsupported(format!("an RSA key of {} bits", modulus.len() * 8)));
                }
                Key::Rsa { modulus, exponent: bytes("e")? }
            }
            (Some("EC"), Some("P-256")) => {
                let (x, y) = (bytes("x")?, bytes("y")?);
                if (x.len(), y.len()) != (32, 32) {
                    return Err(unreadable("x and y of P-256 have 32 bytes each"));
                }
                Key::P256([&[4], x.as_slice(), y.as_slice()].concat())
            }
            (None, _) => return Err(unreadable("it has no kty")),
            (Some(kind), Some(curve)) => {
                return Err(CryptoError::Unsupported(format!("a key of kty {kind}, crv {curve}")));
            }
            (Some(kind), None) => return Err(CryptoError::Unsupported(format!("a key of kty {kind}"))),
        };
        if let Some(algorithm) = text("alg").filter(|algorithm| !SUPPORTED.contains(algorithm)) {
            return Err(CryptoError::Unsupported(format!(
                "a key for alg {algorithm}; known are {}",
                SUPPORTED.join(", ")
            )));
        }
        Ok(Self { key_id: text("kid").map(ToOwned::to_owned), algorithm: text("alg").map(ToOwned::to_owned), key })
    }
}

impl Key {
    fn verifies(&self, algorithm: &str, message: &[u8], signature: &[u8]) -> bool {
        match (self, algorithm) {
            (Self::Rsa { modulus, exponent }, "RS256") => lc::RsaPublicKeyComponents { n: modulus, e: exponent }
                .verify(&lc::RSA_PKCS1_2048_8192_SHA256, message, signature)
                .is_ok(),
            (Self::Rsa { modulus, exponent }, "PS256") => lc::RsaPublicKeyComponents { n: modulus, e: exponent }
                .verify(&lc::RSA_PSS_2048_8192_SHA256, message, signature)
                .is_ok(),
            (Self::P256(point), "ES256") => {
                lc::UnparsedPublicKey::new(&lc::ECDSA_P256_SHA256_FIXED, point).verify(message, signature).is_ok()
            }
            _ => false,
        }
    }
}

fn unreadable(why: impl ToString) -> CryptoError {
    CryptoError::unreadable("JWK", why)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::crypto::jws;
    use serde_json::json;

    /// RFC 7515, A.2.1 and A.3.1.
    const RS256: &str = "eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_O8W2Fp5jujGbds9uJdbF9CUAr7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb1L07Qe7K0GarZRmB_eSN9383LcOLn6_dO--xi12jzDwusC-eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0igcN_IoypGlUPQGe77Rw";
    const ES256: &str = "eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q";

    fn keys() -> Value {
        json!({ "keys": [
            { "kty": "RSA", "n": "ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ", "e": "AQAB" },
            { "kty": "EC", "crv": "P-256", "x": "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU", "y": "x0ArNWn4qkZ9U5bV_5nQzXg8kGkCVy4LPk4gYkLxcUI" },
        ]})
    }

    #[test]
    fn rfc_7515_a_2_the_example_verifies_and_what_was_changed_does_not() {
        let set = JwkSet::parse(&keys()).expect("right");
        let token = jws::decode(RS256).expect("token");
        assert_eq!(set.verify(&token), Ok(()));
        let changed = jws::decode(&RS256.replace(".cC4", ".cC5")).expect("token");
        let refused = set.verify(&changed).expect_err("changed").to_string();
        assert!(refused.contains("of none of the keys of jwks (without kid, without kid)"), "{refused}");
    }

    #[test]
    fn rfc_7515_a_3_an_elliptic_signature_is_tried_by_its_own_key_only() {
        let mut right = keys();
        right["keys"][1]["y"] = json!("x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0");
        let token = jws::decode(ES256).expect("token");
        assert_eq!(JwkSet::parse(&right).expect("right").verify(&token), Ok(()));
        assert!(
            JwkSet::parse(&keys()).expect("a point off the curve is found when it is used").verify(&token).is_err()
        );
    }

    #[test]
    fn rfc_7517_5_keys_of_other_kinds_are_left_out() {
        let others = [
            json!({ "kty": "oct", "k": "AAAA" }),
            json!({ "kty": "OKP", "crv": "Ed25519", "x": "AQ" }),
            json!({ "kty": "RSA", "n": "AQAB", "e": "AQAB" }),
            json!({ "kty": "EC", "crv": "P-521", "x": "AQ", "y": "AQ" }),
        ];
        let mut set = keys();
        let known = set["keys"][0].clone();
        let list = set["keys"].as_array_mut().expect("a list");
        list.extend(others);
        list.push(json!({ "kty": "RSA", "alg": "RS512", "n": known["n"], "e": known["e"] }));
        let read = JwkSet::parse(&set).expect("the others are left out");
        assert_eq!(read.left_out().map(|(number, _)| number).collect::<Vec<_>>(), [2, 3, 4, 5, 6]);
        assert_eq!(read.verify(&jws::decode(RS256).expect("token")), Ok(()));
    }

    #[test]
    fn broken_keys_are_mistakes() {
        for wrong in [
            json!({}),
            json!({ "keys": [{ "kty": "RSA", "n": "?", "e": "AQAB" }] }),
            json!({ "keys": [{ "kty": "RSA", "e": "AQAB" }] }),
            json!({ "keys": [{ "n": "AQAB", "e": "AQAB" }] }),
            json!({ "keys": [{ "kty": "EC", "crv": "P-256", "x": "AQ", "y": "AQ" }] }),
        ] {
            assert!(JwkSet::parse(&wrong).is_err(), "{wrong}");
        }
        assert_eq!(JwkSet::parse(&json!({ "keys": [{ "kty": "oct", "use": "enc" }] })), Ok(JwkSet::default()));
    }
}
