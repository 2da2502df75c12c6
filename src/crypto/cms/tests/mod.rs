//! Messages of OpenSSL, messages no tool makes, and damage to both.

macro_rules! vectors {
    ($($name:literal),* $(,)?) => { [$(($name, include_bytes!(concat!("../../vectors/", $name)).as_slice())),*] };
}

mod built;
mod gost;

use proptest::prelude::*;

use super::CmsFailure;
use super::Policy;
use super::SignedMessage;
use super::message::SignerId;
use crate::crypto::certificate::Certificate;
use crate::crypto::digest::Digest;
use crate::crypto::evidence::Budget;
use built::Built;

const TEXT: &[u8] = include_bytes!("../../vectors/text.txt");
const DETACHED: &[u8] = include_bytes!("../../vectors/detached.der");
const SHA1: &[u8] = include_bytes!("../../vectors/sha1.der");
const WITHOUT_CERTIFICATE: &[u8] = include_bytes!("../../vectors/without_certificate.der");

/// 2026-01-01.
const NOW: Policy = Policy { at: 1_767_225_600, allow_sha1: false };

fn certificate(pem: &str) -> Certificate {
    Certificate::from_pem(pem).expect("published certificate")
}

fn demo() -> Certificate {
    certificate(include_str!("../../../../keys/client_demo_rsa.crt"))
}

fn epos() -> Certificate {
    certificate(include_str!("../../../../keys/client_epos_rsa.crt"))
}

fn expired() -> Certificate {
    certificate(include_str!("../../../../keys/client_expired_rsa.crt"))
}

fn verify(message: &[u8], text: &[u8], registered: &[Certificate], policy: Policy) -> Result<Certificate, CmsFailure> {
    SignedMessage::parse(message)?.verify(text, registered, policy, &Budget::default()).cloned()
}

fn refused(message: &[u8], text: &[u8], registered: &[Certificate], policy: Policy) -> CmsFailure {
    verify(message, text, registered, policy).expect_err("must be refused")
}

#[test]
fn what_openssl_makes_is_verified() {
    let registered = [epos(), expired(), demo()];
    for (name, message) in vectors![
        "detached.der",
        "detached_noattr.der",
        "attached.der",
        "attached_stream.der",
        "attached_noattr_stream.der",
        "key_identifier.der",
        "without_certificate.der",
        "key_identifier_without_certificate.der",
        "cades.der",
        "chain.der",
        "sha384.der",
        "sha512_noattr.der",
        "pss.der",
        "pss_sha512_salt20.der",
        "armoured.pem",
        "smime.der",
        "smime_noattr.der",
    ] {
        assert_eq!(verify(message, TEXT, &registered, NOW), Ok(demo()), "{name}");
        assert!(refused(message, b"another text", &registered, NOW).to_string().contains("another text"), "{name}");
        assert!(refused(message, TEXT, &[epos()], NOW).to_string().contains("registered"), "{name}");
    }
}

/// Row 4.1: so many signers, over so many texts, and no more verifications than one request may cost.
#[test]
fn row_4_1_eight_signers_are_within_the_budget() {
    let mut message = SignedMessage::parse(DETACHED).expect("a message");
    message.signers[0].signature[0] ^= 1;
    while message.signers.len() < 8 {
        let again = message.signers[0].clone();
        message.signers.push(again);
    }
    let budget = Budget::default();
    let policy = Policy { allow_sha1: true, ..NOW };
    for text in 1..=8 {
        let failure = message.verify(TEXT, &[demo()], policy, &budget).expect_err("a spoilt signature");
        assert!(matches!(&failure, CmsFailure::EverySigner(each) if each.len() == 4), "{failure}");
        assert_eq!(
            budget.verified(),
            (4 * text).min(Budget::VERIFICATIONS),
            "four of them, and none beyond the budget"
        );
    }
    let right = SignedMessage::parse(DETACHED).expect("a message");
    assert!(right.verify(TEXT, &[demo()], policy, &budget).is_err(), "nothing is verified once it is spent");
    assert_eq!(right.verify(TEXT, &[demo()], policy, &Budget::default()), Ok(&demo()));
}

#[test]
fn one_signer_of_several_is_enough() {
    let message = include_bytes!("../../vectors/two_signers.der");
    assert_eq!(verify(message, TEXT, &[demo()], NOW), Ok(demo()));
    assert_eq!(verify(message, TEXT, &[epos()], NOW), Ok(epos()));
    let failure = refused(message, b"x", &[epos()], NOW);
    assert!(matches!(&failure, CmsFailure::EverySigner(each) if each.len() == 2), "{failure}");
    assert!(!failure.concerns_certificate(), "one of the two signed another text");
    assert!(refused(message, TEXT, &[expired()], NOW).concerns_certificate());
}

#[test]
fn sha1_is_a_leniency() {
    for message in [SHA1, include_bytes!("../../vectors/sha1_noattr.der")] {
        assert_eq!(refused(message, TEXT, &[demo()], NOW), CmsFailure::DigestNotAllowed("SHA-1"));
        assert_eq!(verify(message, TEXT, &[demo()], Policy { allow_sha1: true, ..NOW }), Ok(demo()));
    }
}

#[test]
fn keys_and_digests_outside_the_table_are_named() {
    let sha224 = refused(include_bytes!("../../vectors/sha224.der"), TEXT, &[demo()], NOW);
    assert_eq!(sha224.to_string(), "digest SHA-224 is not supported");
    let curve = Certificate::parse(include_bytes!("../../vectors/curve.crt.der")).expect("certificate");
    let at = Policy { at: curve.not_before(), ..NOW };
    let failure = refused(include_bytes!("../../vectors/curve.der"), TEXT, &[curve], at);
    assert_eq!(
        failure.to_string(),
        "signature ecdsa-with-SHA256 is not supported: the key of the certificate is elliptic curve key"
    );
}

#[test]
fn a_key_of_1024_bits_is_verified() {
    let small = Certificate::parse(include_bytes!("../../vectors/small.crt.der")).expect("certificate");
    let at = Policy { at: small.not_before(), ..NOW };
    let message = include_bytes!("../../vectors/small.der");
    assert_eq!(verify(message, TEXT, std::slice::from_ref(&small), at), Ok(small.clone()));
    let mut damaged = message.to_vec();
    *damaged.last_mut().expect("byte") ^= 1;
    assert!(matches!(refused(&damaged, TEXT, &[small], at), CmsFailure::WrongSignature { .. }));
}

#[test]
fn validity_is_that_of_the_given_time() {
    let message = include_bytes!("../../vectors/expired.der");
    let at = |at| verify(message, TEXT, &[expired()], Policy { at, ..NOW });
    assert_eq!(at(1_451_606_400), Ok(expired()));
    let late = at(NOW.at).expect_err("expired").to_string();
    assert!(late.contains("EXPIRED RSA client"), "{late}");
    assert!(late.contains("until 2016-12-31T23:59:59Z, now it is 2026-01-01T00:00:00Z"), "{late}");
    assert!(matches!(at(0), Err(CmsFailure::NotYetValid { not_before: 1_420_070_400, at: 0, .. })));
}

#[test]
fn failures_say_what_to_change() {
    let says = |failure: CmsFailure, words: &[&str]| {
        let text = failure.to_string();
        for word in words {
            assert!(text.contains(word), "{word:?} is not in {text:?}");
        }
    };
    let received = demo().sha1_thumbprint();
    says(refused(DETACHED, TEXT, &[epos()], NOW), &["CN=DEMO RSA client", &received, "CN=EPOS_DEMO"]);
    says(refused(DETACHED, TEXT, &[], NOW), &[&received, "registered: none"]);
    says(refused(WITHOUT_CERTIFICATE, TEXT, &[epos()], NOW), &["issuer CN=DEMO RSA client", "CN=EPOS_DEMO"]);
    let attached = include_bytes!("../../vectors/attached.der");
    says(refused(attached, b"openid email", &[demo()], NOW), &["byte 7", "openid fullname2026", "\"openid email\""]);
    let digest = crate::crypto::digest::hex_upper(&Digest::Sha256.of(TEXT));
    says(refused(DETACHED, b"x", &[demo()], NOW), &["SHA-256", &digest]);
    let shortened = refused(&Built { text: b"scope\n", ..Built::default() }.message(), b"scope", &[demo()], NOW);
    says(shortened, &["another text was signed"]);
    says(refused(b"", TEXT, &[demo()], NOW), &["cannot be read in the encoding (BER)", "byte 0"]);
    says(refused(demo().der(), TEXT, &[demo()], NOW), &["in ContentInfo", "OBJECT IDENTIFIER"]);
}

/// Bytes that no check covers: the list of digests in `SignedData`, which nothing reads; the tag of the
/// certificates: as a list of revocations it leaves a message without certificate, which is allowed too;
/// the issuer in the signer's name beside a certificate, of which the serial number is enough; and the version of the
/// signer, where 0 is taken as 1.
fn uncovered(message: &[u8]) -> Vec<usize> {
    let find = |pattern: &[u8]| message.windows(pattern.len()).position(|bytes| bytes == pattern);
    let digests = find(&[0x31, 0x0D, 0x30, 0x0B]).expect("digestAlgorithms");
    let certificates = find(&demo().der()[..20]).map(|position| position - 4);
    let SignerId::IssuerAndSerial { issuer, .. } =
        SignedMessage::parse(message).expect("message").signers[0].id.clone()
    else {
        return (digests + 2..digests + 15).chain(certificates).collect();
    };
    let last = message.windows(issuer.len()).rposition(|bytes| bytes == issuer).expect("signer");
    let version = message[..last].windows(3).rposition(|bytes| bytes == [2, 1, 1]).expect("version") + 2;
    let issuer = if certificates.is_some() { last..last + issuer.len() } else { 0..0 };
    (digests + 2..digests + 15).chain(certificates).chain(issuer).chain([version]).collect()
}

#[test]
fn no_changed_byte_goes_unnoticed() {
    let registered = [demo(), epos()];
    for (name, message) in vectors![
        "detached.der",
        "detached_noattr.der",
        "attached_stream.der",
        "key_identifier_without_certificate.der",
        "pss.der",
    ] {
        assert!(verify(message, TEXT, &registered, NOW).is_ok());
        let uncovered = uncovered(message);
        for position in 0..message.len() {
            for change in [1, 2 << (position % 7)] {
                let mut changed = message.to_vec();
                changed[position] ^= change;
                let outcome = verify(&changed, TEXT, &registered, NOW);
                assert!(outcome.is_err() || uncovered.contains(&position), "{name}: byte {position} ^ {change:02X}");
            }
            assert!(SignedMessage::parse(&message[..position]).is_err(), "{name}: cut at {position}");
        }
        assert!(SignedMessage::parse(&[message, &[0]].concat()).is_err(), "{name}: one byte more");
    }
}

proptest! {
    #[test]
    fn any_bytes_end_well(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        prop_assert!(verify(&bytes, TEXT, &[demo()], NOW).is_err());
    }

    #[test]
    fn any_damage_ends_well(changes in proptest::collection::vec((0_usize..1600, any::<u8>()), 1..8)) {
        let mut message = include_bytes!("../../vectors/attached_stream.der").to_vec();
        for (position, byte) in changes {
            if let Some(place) = message.get_mut(position) { *place = byte }
        }
        if let Err(failure) = verify(&message, TEXT, &[demo()], Policy { allow_sha1: true, ..NOW }) {
            prop_assert!(!failure.to_string().is_empty());
        }
    }
}
