//! `client_secret` as a stranger may send it: decoding, reading CMS, verifying against a registered certificate.
//!
//! Nothing may panic, and nothing but a message of the key's owner may be verified.

#![no_main]

use std::sync::LazyLock;

use esia_mock::crypto::certificate::Certificate;
use esia_mock::crypto::cms::Policy;
use esia_mock::crypto::cms::SignedMessage;
use esia_mock::crypto::evidence::Budget;
use esia_mock::crypto::jws;
use esia_mock::crypto::secret;
use libfuzzer_sys::fuzz_target;

/// The text signed by every vector, and another one.
const TEXTS: [&[u8]; 2] = [include_bytes!("../../src/crypto/vectors/text.txt"), b"another text"];

static REGISTERED: LazyLock<Vec<Certificate>> = LazyLock::new(|| {
    [
        include_str!("../../keys/client_demo_rsa.crt"),
        include_str!("../../keys/client_epos_rsa.crt"),
        include_str!("../../keys/client_demo_gost.crt"),
    ]
    .into_iter()
        .map(|text| Certificate::from_pem(text).expect("published certificate"))
        .collect()
});

fuzz_target!(|input: &[u8]| {
    let text = String::from_utf8_lossy(input);
    let decoded = secret::decode(&text);
    if let Err(error) = &decoded {
        assert!(!error.to_string().is_empty());
    }
    for bytes in [decoded.as_ref().map_or(&[][..], |decoded| &decoded.bytes), input] {
        let policy = Policy { at: 1_767_225_600, allow_sha1: true };
        match SignedMessage::parse(bytes) {
            Ok(message) => {
                let [right, wrong] = TEXTS;
                assert!(message.verify(wrong, &REGISTERED, policy, &Budget::default()).is_err(), "nobody ever signed this text");
                if let Err(failure) = message.verify(right, &REGISTERED, policy, &Budget::default()) {
                    assert!(!failure.to_string().is_empty());
                }
            }
            Err(error) => assert!(!error.to_string().is_empty()),
        }
        let _certificate = Certificate::parse(bytes);
    }
    let _token = jws::decode(&text);
});
