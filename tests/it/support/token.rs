//! A token (JWT), read and verified as a relying party would: by the keys of `/public/esia.zip` alone.

use std::io::Cursor;
use std::io::Read as _;

use aws_lc_rs::signature::RSA_PKCS1_2048_8192_SHA256;
use aws_lc_rs::signature::UnparsedPublicKey;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use der::Decode as _;
use serde_json::Value;
use serde_json::json;

use esia_mock::crypto::Verifier;
use esia_mock::crypto::certificate::Certificate;
use esia_mock::crypto::jws;
use esia_mock::crypto::rsa::RsaSigner;

use super::http::Http;

/// A token whose signature was verified.
#[derive(Clone, Debug)]
pub(crate) struct Token {
    pub(crate) header: Value,
    pub(crate) payload: Value,
}

/// A file of the archive: its name and its bytes.
pub(crate) type Published = (String, Vec<u8>);

impl Token {
    /// Reads a token; its signature must be by a published certificate.
    pub(crate) fn verified(http: &Http, base: &str, text: &str) -> Self {
        let (signed, signature) = text.rsplit_once('.').unwrap_or_else(|| panic!("no token: {text}"));
        let signature = URL_SAFE_NO_PAD.decode(signature).expect("base64url");
        let files = archive(http, base);
        let certificates = files.iter().filter(|(name, _)| is_certificate(name)).map(|(_, der)| public_key(der));
        let by = |key: Vec<u8>| {
            UnparsedPublicKey::new(&RSA_PKCS1_2048_8192_SHA256, key).verify(signed.as_bytes(), &signature).is_ok()
        };
        let token = Self::unverified(text);
        let is_signed = match token.header["alg"].as_str() {
            Some("RS256") => certificates.into_iter().any(by),
            Some("GOST3410_2012_256") => gost(&files).verify(signed.as_bytes(), &signature).is_ok(),
            other => panic!("alg {other:?}"),
        };
        assert!(is_signed, "signed by none of the published keys: {text}");
        token
    }

    /// Reads a token without asking who signed it.
    pub(crate) fn unverified(text: &str) -> Self {
        let parts: Vec<&str> = text.split('.').collect();
        assert_eq!(parts.len(), 3, "a token has three parts: {text}");
        let part = |text: &str| {
            let bytes = URL_SAFE_NO_PAD.decode(text).expect("base64url");
            serde_json::from_slice(&bytes).expect("JSON")
        };
        Self { header: part(parts[0]), payload: part(parts[1]) }
    }

    pub(crate) fn claim(&self, name: &str) -> &Value {
        &self.payload[name]
    }

    /// Header and payload as one value, for snapshots.
    pub(crate) fn whole(&self) -> Value {
        json!({ "header": self.header, "payload": self.payload })
    }
}

/// A token of the stand with its claims changed, signed by the published key again.
pub(crate) fn forged(token: &str, change: impl FnOnce(&mut Value)) -> String {
    let Token { header, mut payload } = Token::unverified(token);
    change(&mut payload);
    let key = RsaSigner::from_pem(include_str!("../../../keys/issuer_rsa_current.pem")).expect("a key");
    jws::sign(&header, &payload, &key).expect("a token")
}

/// What is in `/public/esia.zip`.
pub(crate) fn archive(http: &Http, base: &str) -> Vec<Published> {
    let answer = http.send(http.get(&format!("{base}/public/esia.zip")));
    assert_eq!(answer.status, 200, "/public/esia.zip");
    let mut archive = zip::ZipArchive::new(Cursor::new(answer.body)).expect("an archive");
    let count = archive.len();
    let read = |at| {
        let mut file = archive.by_index(at).expect("a file");
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).expect("its bytes");
        (file.name().to_owned(), bytes)
    };
    (0..count).map(read).collect()
}

fn is_certificate(name: &str) -> bool {
    std::path::Path::new(name).extension().is_some_and(|ending| ending == "cer")
}

/// What the published ГОСТ certificate verifies.
fn gost(files: &[Published]) -> Box<dyn Verifier> {
    let (_, der) = files.iter().find(|(name, _)| name == "GOST_MOCK.cer").expect("a ГОСТ certificate");
    Certificate::from_der(der).and_then(|certificate| certificate.verifier()).expect("a ГОСТ key")
}

/// The RSA key (PKCS#1) inside a certificate.
fn public_key(certificate: &[u8]) -> Vec<u8> {
    let certificate = x509_cert::Certificate::from_der(certificate).expect("a certificate");
    certificate.tbs_certificate().subject_public_key_info().subject_public_key.raw_bytes().to_vec()
}
