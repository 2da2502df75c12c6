//! A bare ГОСТ signature as a stranger may send it, and keys, points and digests that are none.
//!
//! The input is a text and a signature, the signature last. Nothing may panic, and nothing but what the owners of the
//! keys signed may be verified: there is no such signature in reach of a fuzzer.

#![no_main]

use std::sync::LazyLock;

use esia_mock::crypto::Signer as _;
use esia_mock::crypto::certificate::Certificate;
use esia_mock::crypto::gost::GostPublicKey;
use esia_mock::crypto::gost::GostSigner;
use esia_mock::crypto::gost::GostVerifier;
use esia_mock::crypto::raw;
use libfuzzer_sys::fuzz_target;

static CERTIFICATES: LazyLock<Vec<Certificate>> = LazyLock::new(|| {
    let published = [include_str!("../../keys/client_demo_gost.crt"), include_str!("../../keys/issuer_gost.crt")];
    let long = Certificate::from_der(include_bytes!("../../src/crypto/vectors/gost_512_c.crt.der"));
    let published = published.into_iter().map(Certificate::from_pem);
    published.chain([long]).map(|read| read.expect("published certificate")).collect()
});

/// What was really signed, by the tests.
const SIGNED: &[u8] = include_bytes!("../../src/crypto/vectors/text.txt");

fuzz_target!(|input: &[u8]| {
    for certificate in CERTIFICATES.iter() {
        for length in [64, 128] {
            let (text, signature) = input.split_at(input.len().saturating_sub(length));
            match raw::verify(text, signature, certificate, true) {
                Ok(()) => assert_eq!(text, SIGNED, "nobody ever signed this text"),
                Err(failure) => assert!(!failure.to_string().is_empty()),
            }
        }
    }
    if let Ok(key) = GostPublicKey::from_spki(input) {
        assert_eq!(GostPublicKey::from_spki(key.der()).as_ref(), Ok(&key));
        assert!(!GostVerifier::new(key).fits(&[1; 32], &[1; 64]));
    }
    if let Ok(signer) = GostSigner::from_pkcs8(input) {
        let signature = signer.sign(b"text").expect("a private key signs");
        let verifier = GostVerifier::new(signer.public().clone());
        assert!(esia_mock::crypto::Verifier::verify(&verifier, b"text", &signature).is_ok());
    }
});
