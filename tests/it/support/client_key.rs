//! Keys of clients at the standard endpoints, and what is signed with them: client assertions and request objects.

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::ECDSA_P256_SHA256_FIXED_SIGNING;
use aws_lc_rs::signature::EcdsaKeyPair;
use aws_lc_rs::signature::KeyPair as _;
use aws_lc_rs::signature::RSA_PKCS1_SHA256;
use aws_lc_rs::signature::RSA_PSS_SHA256;
use aws_lc_rs::signature::RsaKeyPair;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::Value;
use serde_json::json;

use esia_mock::crypto::pem;
use esia_mock::crypto::rsa::RsaSigner;

use super::relying_party::DEMO;

/// One RSA key and one of P-256.
pub(crate) struct ClientKey {
    rsa: RsaKeyPair,
    p256: EcdsaKeyPair,
}

impl ClientKey {
    pub(crate) fn new() -> Self {
        let block = pem::first(DEMO.0, |label| label.ends_with("PRIVATE KEY")).expect("a key");
        let rsa = RsaKeyPair::from_pkcs8(&block.bytes).expect("an RSA key");
        let document = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &SystemRandom::new());
        let document = document.expect("a document");
        let p256 = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, document.as_ref()).expect("a P-256 key");
        Self { rsa, p256 }
    }

    /// Both public halves, as a client registers them.
    pub(crate) fn jwks(&self) -> Value {
        let mut rsa = RsaSigner::from_pem(DEMO.0).expect("a key").public().jwk();
        rsa["kid"] = "rsa".into();
        let point = self.p256.public_key().as_ref();
        let (x, y) = (URL_SAFE_NO_PAD.encode(&point[1..33]), URL_SAFE_NO_PAD.encode(&point[33..]));
        json!({ "keys": [rsa, { "kty": "EC", "crv": "P-256", "x": x, "y": y, "use": "sig" }] })
    }

    /// A JWT with these claims.
    pub(crate) fn signs(&self, algorithm: &str, claims: &Value) -> String {
        let header = json!({ "alg": algorithm, "typ": "JWT" }).to_string();
        let signed = format!("{}.{}", URL_SAFE_NO_PAD.encode(header), URL_SAFE_NO_PAD.encode(claims.to_string()));
        let random = SystemRandom::new();
        let mut signature = vec![0; self.rsa.public_modulus_len()];
        match algorithm {
            "RS256" => self.rsa.sign(&RSA_PKCS1_SHA256, &random, signed.as_bytes(), &mut signature).expect("signed"),
            "PS256" => self.rsa.sign(&RSA_PSS_SHA256, &random, signed.as_bytes(), &mut signature).expect("signed"),
            "ES256" => signature = self.p256.sign(&random, signed.as_bytes()).expect("signed").as_ref().to_vec(),
            _ => signature.clear(),
        }
        format!("{signed}.{}", URL_SAFE_NO_PAD.encode(signature))
    }
}
