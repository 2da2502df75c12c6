//! Keys in all their forms, and what is refused.

use super::key::inner_of_pkcs8;
use super::*;
use crate::crypto::CryptoError;
use crate::crypto::Signer as _;
use crate::crypto::Verifier as _;
use crate::crypto::digest::Digest;
use crate::crypto::pem;
use ::rsa::pkcs8::EncodePrivateKey as _;
use proptest::prelude::*;
use rand::SeedableRng as _;

const DEMO: &str = include_str!("../../../keys/client_demo_rsa.pem");
const CERTIFICATE: &str = include_str!("../../../keys/client_demo_rsa.crt");

fn pkcs1() -> String {
    let block = pem::first(DEMO, |_| true).expect("block");
    pem::encode("RSA PRIVATE KEY", &inner_of_pkcs8(&block.bytes).expect("inner"))
}

#[test]
fn both_private_forms_are_the_same_key() {
    let signer = RsaSigner::from_pem(DEMO).expect("PKCS#8");
    let other = RsaSigner::from_pem(&format!("{CERTIFICATE}{}", pkcs1())).expect("PKCS#1 behind a certificate");
    assert_eq!(signer.public(), other.public());
    assert_eq!(RsaPublicKey::from_spki(signer.public_key()).as_ref(), Ok(signer.public()));
    assert_eq!(signer.public().bits(), 2048);
    let signature = other.sign(b"message").expect("signature");
    let verifier = RsaVerifier::rs256(signer.public().clone()).expect("verifier");
    assert_eq!(verifier.verify(b"message", &signature), Ok(()));
    assert_eq!(verifier.verify(b"massage", &signature), Err(CryptoError::WrongSignature));
    assert_eq!(verifier.verify(b"message", &signature[1..]), Err(CryptoError::WrongSignature));
}

#[test]
fn a_made_key_signs() {
    let made = generate(&mut rand::rngs::StdRng::seed_from_u64(7), 2048).expect("key");
    let signer = RsaSigner::from_pem(&made).expect("PKCS#8");
    let signature = signer.sign(b"x").expect("signature");
    let verifier = RsaVerifier::rs256(signer.public().clone()).expect("verifier");
    assert_eq!(verifier.verify(b"x", &signature), Ok(()));
    assert_eq!(generate(&mut rand::rngs::StdRng::seed_from_u64(7), 2048), Ok(made), "randomness comes from outside");
}

#[test]
fn refusals_name_the_reason() {
    let mut random = rand::rngs::StdRng::seed_from_u64(7);
    assert!(generate(&mut random, 1024).expect_err("small").to_string().contains("1024 bits"));
    let small = ::rsa::RsaPrivateKey::new(&mut random, 1024).expect("key").to_pkcs8_der().expect("der");
    let refusal = RsaSigner::from_pem(&pem::encode("PRIVATE KEY", small.as_bytes())).expect_err("small");
    assert!(refusal.to_string().contains("1024 bits (2048 to 8192)"), "{refusal}");
    assert!(RsaSigner::from_pem(CERTIFICATE).expect_err("none").to_string().contains("found only CERTIFICATE"));
    let locked = pem::encode("ENCRYPTED PRIVATE KEY", b"x");
    assert!(RsaSigner::from_pem(&locked).expect_err("locked").to_string().contains("ENCRYPTED PRIVATE KEY"));
    let key = RsaSigner::from_pem(DEMO).expect("key").public().clone();
    let scheme = |digest, padding| Scheme { digest, padding, allow_sha1: false };
    for (digest, padding) in [
        (Digest::Sha1, Padding::Pkcs1),
        (Digest::Streebog256, Padding::Pkcs1),
        (Digest::Streebog512, Padding::Pss { salt_length: 64 }),
    ] {
        let refusal = RsaVerifier::new(key.clone(), scheme(digest, padding)).expect_err("digest");
        assert!(refusal.to_string().contains(digest.name()), "{refusal}");
    }
}

proptest! {
    #[test]
    fn any_damage_ends_well(position in 0_usize..1200, byte in any::<u8>()) {
        let mut key = pem::first(DEMO, |_| true).expect("block").bytes;
        if let Some(place) = key.get_mut(position) { *place = byte }
        let _outcome = RsaSigner::from_pem(&pem::encode("PRIVATE KEY", &key)).map(|signer| signer.sign(b"x").is_ok());
    }
}
