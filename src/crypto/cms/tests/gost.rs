//! Messages of OpenSSL's engine for ГОСТ, and what may and may not be named in them.

use crate::crypto::certificate::Certificate;
use crate::crypto::cms::CmsFailure;
use crate::crypto::cms::SignedMessage;
use crate::crypto::evidence::Budget;
use crate::crypto::oids;

use super::NOW;
use super::Policy;
use super::TEXT;
use super::certificate;
use super::demo;
use super::epos;
use super::refused;
use super::verify;

fn demo_gost() -> Certificate {
    certificate(include_str!("../../../../keys/client_demo_gost.crt"))
}

#[test]
fn what_openssl_makes_is_verified() {
    let registered = [epos(), demo_gost()];
    for (name, message) in vectors![
        "gost_detached.der",
        "gost_detached_noattr.der",
        "gost_attached_stream.der",
        "gost_attached_noattr_stream.der",
        "gost_key_identifier_without_certificate.der",
        "gost_cades.der",
        "gost_smime.der",
    ] {
        assert_eq!(verify(message, TEXT, &registered, NOW), Ok(demo_gost()), "{name}");
        assert!(refused(message, b"another text", &registered, NOW).to_string().contains("another text"), "{name}");
        assert!(refused(message, TEXT, &[epos()], NOW).to_string().contains("registered"), "{name}");
    }
}

#[test]
fn other_curves_and_512_bits_are_verified() {
    for (key, message, bare) in [
        (
            include_bytes!("../../vectors/gost_tc26_256_a.crt.der").as_slice(),
            include_bytes!("../../vectors/gost_tc26_256_a.der").as_slice(),
            include_bytes!("../../vectors/gost_tc26_256_a_noattr.der").as_slice(),
        ),
        (
            include_bytes!("../../vectors/gost_512_c.crt.der"),
            include_bytes!("../../vectors/gost_512_c.der"),
            include_bytes!("../../vectors/gost_512_c_noattr.der"),
        ),
    ] {
        let certificate = Certificate::parse(key).expect("certificate");
        let at = Policy { at: certificate.not_before(), ..NOW };
        for message in [message, bare] {
            assert_eq!(verify(message, TEXT, std::slice::from_ref(&certificate), at), Ok(certificate.clone()));
        }
        let digest = refused(message, b"x", std::slice::from_ref(&certificate), at).to_string();
        assert!(digest.contains("its GOST R 34.11-2012"), "{digest}");
    }
}

#[test]
fn signers_of_both_families_stand_side_by_side() {
    let message = include_bytes!("../../vectors/gost_and_rsa.der");
    assert_eq!(verify(message, TEXT, &[demo_gost()], NOW), Ok(demo_gost()));
    assert_eq!(verify(message, TEXT, &[demo()], NOW), Ok(demo()));
}

#[test]
fn digest_and_signature_must_be_those_of_the_key() {
    let outcome = |digest, signature| {
        let mut message = SignedMessage::parse(include_bytes!("../../vectors/gost_detached.der")).expect("message");
        message.signers[0].digest = digest;
        message.signers[0].algorithm.identifier = signature;
        message.verify(TEXT, &[demo_gost()], NOW, &Budget::default()).cloned()
    };
    assert_eq!(outcome(oids::STREEBOG_256, oids::GOST_2012_256), Ok(demo_gost()));
    assert_eq!(outcome(oids::STREEBOG_256, oids::GOST_2012_256_WITH_STREEBOG), Ok(demo_gost()));
    assert_eq!(outcome(oids::GOST_DIGEST_94, oids::GOST_2012_256), Ok(demo_gost()), "named so by some programs");
    for digest in [oids::STREEBOG_512, oids::SHA256] {
        assert!(matches!(outcome(digest, oids::GOST_2012_256), Err(CmsFailure::DigestsDisagree { .. })));
    }
    for signature in [oids::GOST_2012_512, oids::GOST_2012_512_WITH_STREEBOG, oids::GOST_2001, oids::SHA256_WITH_RSA] {
        let failure = outcome(oids::STREEBOG_256, signature).expect_err("another kind of signature").to_string();
        assert!(failure.ends_with("the key of the certificate is GOST R 34.10-2012 (256)"), "{failure}");
    }
    let rsa = SignedMessage::parse(super::DETACHED).expect("message");
    let mut old = rsa.clone();
    old.signers[0].digest = oids::GOST_DIGEST_94;
    let failure = old.verify(TEXT, &[demo()], NOW, &Budget::default()).expect_err("RSA").to_string();
    assert_eq!(failure, "digest GOST R 34.11-94 is not supported");
}

#[test]
fn no_changed_byte_of_what_is_signed_goes_unnoticed() {
    let whole = SignedMessage::parse(include_bytes!("../../vectors/gost_attached_stream.der")).expect("message");
    let refuses =
        |message: &SignedMessage| assert!(message.verify(TEXT, &[demo_gost()], NOW, &Budget::default()).is_err());
    let signer = &whole.signers[0];
    for position in (0..signer.signature.len()).step_by(3) {
        let mut changed = whole.clone();
        changed.signers[0].signature[position] ^= 0x10;
        refuses(&changed);
    }
    let attributes = signer.attributes.as_ref().expect("attributes");
    for position in (0..attributes.signed.len()).step_by(7) {
        let mut changed = whole.clone();
        changed.signers[0].attributes.as_mut().expect("attributes").signed[position] ^= 0x10;
        refuses(&changed);
    }
    let mut changed = whole.clone();
    changed.signers[0].signature.reverse();
    refuses(&changed);
    changed.signers[0].signature.truncate(63);
    refuses(&changed);
}
