//! Signatures of both families, right and wrong in every way that is explained.

use super::*;
use crate::crypto::Signer;
use crate::crypto::gost::GostSigner;
use crate::crypto::gost::ParameterSet;
use crate::crypto::rsa::RsaSigner;
use crate::crypto::self_signed::Subject;
use crate::crypto::self_signed::Terms;
use crate::crypto::self_signed::self_signed;
use proptest::prelude::*;
use rand::SeedableRng as _;

const TEXT: &[u8] = b"openid fullname2026.01.01 03:00:00 +0300";

fn gost(set: ParameterSet) -> (GostSigner, Certificate) {
    let pem = crate::crypto::gost::generate(&mut rand::rngs::StdRng::seed_from_u64(7), set).expect("key");
    let signer = GostSigner::from_pem(&pem).expect("signer");
    let certificate = certificate(&signer);
    (signer, certificate)
}

fn certificate(signer: &dyn Signer) -> Certificate {
    let subject = Subject { common_name: "raw", ..Subject::default() };
    self_signed(subject, signer, Terms { not_before: 0, not_after: 1, serial: [1; 16] }).expect("certificate")
}

fn says(failure: Result<(), RawFailure>, words: &[&str]) {
    let text = failure.expect_err("must be refused").to_string();
    for word in words {
        assert!(text.contains(word), "{word:?} is not in {text:?}");
    }
}

#[test]
fn gost_signatures_of_both_lengths() {
    for (set, bytes) in [(ParameterSet::CryptoProXchA, 64), (ParameterSet::Tc26A512, 128)] {
        let (signer, certificate) = gost(set);
        let signature = signer.sign(TEXT).expect("signature");
        assert_eq!(signature.len(), bytes);
        assert_eq!(verify(TEXT, &signature, &certificate, false), Ok(()));
        says(verify(b"x", &signature, &certificate, true), &["does not belong", set.name()]);
        let short = verify(TEXT, &signature[1..], &certificate, true);
        says(short, &[&format!("has {} bytes", bytes - 1), &format!("has {bytes}"), "GOST R 34.10-2012"]);
        let message = include_bytes!("../vectors/detached.der");
        says(verify(TEXT, message, &certificate, true), &["PKCS#7"]);
        says(verify(TEXT, hex_upper(&signature).as_bytes(), &certificate, true), &["hex"]);
        says(verify(TEXT, b"", &certificate, true), &["has 0 bytes", "nothing"]);
    }
}

#[test]
fn other_orders_of_bytes_are_named_and_two_of_them_taken() {
    let (signer, certificate) = gost(ParameterSet::CryptoProXchA);
    let signature = signer.sign(TEXT).expect("signature");
    for (order, taken, word) in [
        (ByteOrder::Reversed, true, "csptest -sign"),
        (ByteOrder::Swapped, true, "r‖s"),
        (ByteOrder::HalvesReversed, false, "each half reversed"),
    ] {
        let other = order.mend(&signature);
        assert_ne!(other, signature);
        says(verify(TEXT, &other, &certificate, false), &[word, "openssl dgst -sign", "CryptoPro-XchA"]);
        assert_eq!(verify(TEXT, &other, &certificate, true).is_ok(), taken, "{order}");
    }
}

#[test]
fn what_was_signed_instead_is_named() {
    let (signer, certificate) = gost(ParameterSet::CryptoProXchA);
    let digest = Digest::Streebog256.of(TEXT);
    let hex = hex_upper(&digest);
    for (signed, word) in [
        ([TEXT, b"\n"].concat(), "the text with a line feed after it"),
        (String::from_utf8_lossy(TEXT).replace(' ', "+").into_bytes(), "+ in place of spaces"),
        (digest, "hashed once more"),
        (hex.to_lowercase().into_bytes(), "hex, small letters"),
        (hex.into_bytes(), "in hex"),
    ] {
        let signature = signer.sign(&signed).expect("signature");
        says(verify(TEXT, &signature, &certificate, false), &[word]);
        says(verify(TEXT, &signature, &certificate, true), &[word]);
    }
    for (function, reversed, word) in
        [(Digest::Streebog256, true, "last byte to its first"), (Digest::Sha256, false, "SHA-256 in place of")]
    {
        let mut digest = function.of(TEXT);
        if reversed {
            digest.reverse();
        }
        let signature = signer.sign_digest(&digest).expect("signature");
        says(verify(TEXT, &signature, &certificate, true), &[word]);
    }
}

#[test]
fn rsa_certificates_verify_rs256() {
    let signer = RsaSigner::from_pem(include_str!("../../../keys/client_demo_rsa.pem")).expect("key");
    let certificate = certificate(&signer);
    let mut signature = signer.sign(TEXT).expect("signature");
    assert_eq!(verify(TEXT, &signature, &certificate, false), Ok(()));
    says(verify(TEXT, &signature[..64], &certificate, true), &["has 64 bytes", "RSA, 2048 bits", "has 256"]);
    says(verify(b"x", &signature, &certificate, true), &["does not belong", "RSA, 2048 bits"]);
    let line = signer.sign(&[TEXT, b"\r\n"].concat()).expect("signature");
    says(verify(TEXT, &line, &certificate, true), &["CR LF"]);
    signature.reverse();
    says(verify(TEXT, &signature, &certificate, false), &["reversed as a whole"]);
    assert_eq!(verify(TEXT, &signature, &certificate, true), Ok(()));
}

#[test]
fn other_keys_are_refused_by_name() {
    let curve = Certificate::parse(include_bytes!("../vectors/curve.crt.der")).expect("certificate");
    says(verify(TEXT, &[1; 64], &curve, true), &["elliptic curve key", "not supported"]);
}

/// Made with `openssl dgst -sign`.
#[test]
fn what_openssl_signs_is_verified() {
    let text = include_bytes!("../vectors/text.txt");
    let demo = Certificate::from_pem(include_str!("../../../keys/client_demo_gost.crt")).expect("certificate");
    assert_eq!(verify(text, include_bytes!("../vectors/gost_raw.sig"), &demo, false), Ok(()));
    let long = Certificate::parse(include_bytes!("../vectors/gost_512_c.crt.der")).expect("certificate");
    assert_eq!(verify(text, include_bytes!("../vectors/gost_512_c_raw.sig"), &long, false), Ok(()));
}

proptest! {
    #[test]
    fn any_bytes_end_well(signature in proptest::collection::vec(any::<u8>(), 0..130)) {
        let (_, certificate) = gost(ParameterSet::CryptoProA);
        prop_assert!(verify(TEXT, &signature, &certificate, true).is_err());
    }
}
