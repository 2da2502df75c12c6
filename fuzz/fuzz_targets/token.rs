//! A token as a stranger may send it, to REST, to a token endpoint, as a request object: nothing may panic, and nothing
//! but what the issuer signed may be verified.

#![no_main]

use std::sync::LazyLock;

use esia_mock::crypto::Verifier;
use esia_mock::crypto::certificate::Certificate;
use esia_mock::crypto::jws;
use libfuzzer_sys::fuzz_target;

static ISSUER: LazyLock<Vec<Box<dyn Verifier>>> = LazyLock::new(|| {
    [include_str!("../../keys/issuer_rsa_current.crt"), include_str!("../../keys/issuer_gost.crt")]
        .map(|text| Certificate::from_pem(text).and_then(|certificate| certificate.verifier()))
        .map(|verifier| verifier.expect("published certificate"))
        .into()
});

/// What was really signed, by the tests.
const SIGNED: &str = include_str!("../../src/crypto/vectors/token.jwt");

fuzz_target!(|text: &str| {
    match jws::decode(text) {
        Ok(token) => {
            let verified = ISSUER.iter().any(|verifier| token.verify(verifier.as_ref()).is_ok());
            assert!(!verified || text == SIGNED, "nobody ever signed this token");
        }
        Err(error) => assert!(!error.to_string().is_empty()),
    }
});
