//! Signatures of both families, right and wrong in every way that is explained.

use super::*;
use crate::crypto::Signer;
use crate::crypto::digest::hex_upper;
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
        let (found, wanted) = misordered(TEXT, &other, &certificate, &Budget::default()).expect("an order");
        assert!(found == order && found.to_string().contains(word) && wanted.contains("openssl dgst -sign"));
        assert_eq!(verify(TEXT, &other, &certificate, true).is_ok(), taken, "{order}");
        assert!(verify(TEXT, &other, &certificate, false).is_err(), "{order}");
    }
}

#[test]
fn a_gost_signature_tells_of_a_text_or_a_digest_whether_it_is_theirs() {
    let (signer, certificate) = gost(ParameterSet::CryptoProXchA);
    let evidence = |signature: &[u8]| match evidence(signature, &certificate, &Budget::default()) {
        Some(Opened::Hidden(evidence)) => evidence,
        other => panic!("{other:?}"),
    };
    let found = evidence(&signer.sign(TEXT).expect("signature"));
    assert!(found.fits(TEXT, &Budget::default()) && !found.fits(b"x", &Budget::default()));
    let digest = Digest::Sha256.of(TEXT);
    let found = evidence(&signer.sign_digest(&digest).expect("signature"));
    assert!(found.fits_digest(&digest, &Budget::default()));
}

#[test]
fn rsa_certificates_verify_rs256() {
    let signer = RsaSigner::from_pem(include_str!("../../../keys/client_demo_rsa.pem")).expect("key");
    let certificate = certificate(&signer);
    let mut signature = signer.sign(TEXT).expect("signature");
    assert_eq!(verify(TEXT, &signature, &certificate, false), Ok(()));
    says(verify(TEXT, &signature[..64], &certificate, true), &["has 64 bytes", "RSA, 2048 bits", "has 256"]);
    says(verify(b"x", &signature, &certificate, true), &["does not belong", "RSA, 2048 bits"]);
    assert!(matches!(evidence(&signature, &certificate, &Budget::default()), Some(Opened::Digest(Digest::Sha256, _))));
    signature.reverse();
    let found = misordered(TEXT, &signature, &certificate, &Budget::default());
    assert_eq!(found.map(|(order, _)| order), Some(ByteOrder::Reversed));
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
