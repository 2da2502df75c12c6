//! Messages that OpenSSL would not make, put together by hand.

use crate::crypto::Signer as _;
use crate::crypto::ber;
use crate::crypto::certificate::Certificate;
use crate::crypto::cms::CmsFailure;
use crate::crypto::cms::SignedMessage;
use crate::crypto::cms::message;
use crate::crypto::digest::Digest;
use crate::crypto::oids;
use crate::crypto::rsa::RsaSigner;

use super::DETACHED;
use super::NOW;
use super::TEXT;
use super::WITHOUT_CERTIFICATE;
use super::demo;
use super::epos;
use super::refused;
use super::verify;

/// A message put together by hand, for what OpenSSL would not make.
pub(super) struct Built {
    pub(super) text: &'static [u8],
    /// Attributes in this order; empty: `messageDigest`, `contentType`, which DER would sort; `None`: without.
    pub(super) attributes: Option<Vec<Vec<u8>>>,
    pub(super) content_type: der::asn1::ObjectIdentifier,
    pub(super) signature_algorithm: der::asn1::ObjectIdentifier,
    pub(super) certificates: Vec<Certificate>,
    /// The issuer's name is written another way in the signer's name than in the certificate.
    pub(super) other_issuer: bool,
}

impl Default for Built {
    fn default() -> Self {
        Self {
            text: TEXT,
            attributes: Some(Vec::new()),
            content_type: oids::DATA,
            signature_algorithm: oids::RSA_ENCRYPTION,
            certificates: vec![demo()],
            other_issuer: false,
        }
    }
}

fn tlv(tag: u8, parts: &[&[u8]]) -> Vec<u8> {
    let mut out = Vec::new();
    ber::append(&mut out, tag, &parts.concat());
    out
}

fn oid(identifier: der::asn1::ObjectIdentifier) -> Vec<u8> {
    tlv(0x06, &[identifier.as_bytes()])
}

fn attribute(kind: der::asn1::ObjectIdentifier, value: &[u8]) -> Vec<u8> {
    tlv(0x30, &[&oid(kind), &tlv(0x31, &[value])])
}

fn content_type() -> Vec<u8> {
    attribute(oids::CONTENT_TYPE, &oid(oids::DATA))
}

fn message_digest(text: &[u8]) -> Vec<u8> {
    attribute(oids::MESSAGE_DIGEST, &tlv(0x04, &[&Digest::Sha256.of(text)]))
}

impl Built {
    pub(super) fn message(&self) -> Vec<u8> {
        let key = RsaSigner::from_pem(include_str!("../../../../keys/client_demo_rsa.pem")).expect("key");
        let (attributes, signed) = match &self.attributes {
            None => (Vec::new(), self.text.to_vec()),
            Some(given) => {
                let whole = if given.is_empty() {
                    [message_digest(self.text), content_type()].concat()
                } else {
                    given.concat()
                };
                (tlv(0xA0, &[&whole]), tlv(0x31, &[&whole]))
            }
        };
        let signature = key.sign(&signed).expect("signature");
        let parsed = SignedMessage::parse(WITHOUT_CERTIFICATE).expect("message");
        let message::SignerId::IssuerAndSerial { issuer, serial } = &parsed.signers[0].id else { panic!("other id") };
        let issuer = if self.other_issuer { &tlv(0x30, &[]) } else { issuer };
        let sha256 = tlv(0x30, &[&oid(oids::SHA256), &[5, 0]]);
        let info = tlv(
            0x30,
            &[
                &[2, 1, 1],
                &tlv(0x30, &[issuer, serial]),
                &sha256,
                &attributes,
                &tlv(0x30, &[&oid(self.signature_algorithm), &[5, 0]]),
                &tlv(0x04, &[&signature]),
            ],
        );
        let certificates = tlv(0xA0, &[&self.certificates.iter().map(Certificate::der).collect::<Vec<_>>().concat()]);
        let content = tlv(0x30, &[&oid(self.content_type)]);
        let parts: [&[u8]; 5] = [&[2, 1, 1], &tlv(0x31, &[&sha256]), &content, &certificates, &tlv(0x31, &[&info])];
        tlv(0x30, &[&oid(oids::SIGNED_DATA), &tlv(0xA0, &[&tlv(0x30, &parts)])])
    }

    fn outcome(&self) -> Result<Certificate, CmsFailure> {
        verify(&self.message(), self.text, &[demo()], NOW)
    }
}

#[test]
fn attributes_are_hashed_in_the_order_received() {
    assert_eq!(Built::default().outcome(), Ok(demo()), "messageDigest before contentType is not the order of DER");
}

#[test]
fn attributes_must_be_what_rfc_5652_says() {
    let with = |attributes: Vec<Vec<u8>>| Built { attributes: Some(attributes), ..Built::default() }.outcome();
    assert_eq!(with(vec![content_type()]), Err(CmsFailure::MessageDigestMissing));
    let twice = vec![content_type(), message_digest(TEXT), message_digest(TEXT)];
    assert_eq!(with(twice), Err(CmsFailure::MessageDigestMissing));
    let not_octets = attribute(oids::MESSAGE_DIGEST, &[5, 0]);
    assert_eq!(with(vec![content_type(), not_octets]), Err(CmsFailure::MessageDigestMissing));
    let found = |outcome| match outcome {
        Err(CmsFailure::ContentType { found, .. }) => found,
        other => panic!("{other:?}"),
    };
    assert_eq!(found(with(vec![message_digest(TEXT)])), "nothing");
    let other = attribute(oids::CONTENT_TYPE, &oid(oids::SIGNED_DATA));
    assert_eq!(found(with(vec![other, message_digest(TEXT)])), "signedData");
    assert_eq!(found(with(vec![content_type(), content_type(), message_digest(TEXT)])), "several things");
    let bare = Built { attributes: None, content_type: oids::SIGNED_DATA, ..Built::default() };
    assert_eq!(bare.outcome(), Err(CmsFailure::AttributesMissing("signedData".into())));
}

#[test]
fn algorithms_must_agree() {
    for (algorithm, right) in [
        (oids::RSA_ENCRYPTION, true),
        (oids::SHA256_WITH_RSA, true),
        (oids::SHA384_WITH_RSA, false),
        (oids::SHA1_WITH_RSA, false),
        (oids::RSASSA_PSS, false),
        (oids::GOST_2012_256, false),
    ] {
        let outcome = Built { signature_algorithm: algorithm, ..Built::default() }.outcome();
        assert_eq!(outcome.is_ok(), right, "{outcome:?}");
    }
}

#[test]
fn a_registered_certificate_inside_is_found_by_its_serial_number_if_the_issuer_is_spelled_otherwise() {
    let spelled = Built { other_issuer: true, ..Built::default() };
    assert_eq!(spelled.outcome(), Ok(demo()), "node-forge 0.7 and Cyrillic names");
    let without = Built { certificates: Vec::new(), ..spelled };
    assert!(matches!(without.outcome(), Err(CmsFailure::SignerNotRegistered { .. })));
}

#[test]
fn the_certificate_inside_must_be_the_signers_and_registered() {
    let foreign = Built { certificates: vec![epos()], ..Built::default() }.message();
    assert!(matches!(
        refused(&foreign, TEXT, &[demo()], NOW),
        CmsFailure::CertificateNotRegistered { received, registered }
            if received[0].subject.contains("EPOS") && registered[0].subject.contains("DEMO RSA")
    ));
    assert!(matches!(refused(&foreign, TEXT, &[demo(), epos()], NOW), CmsFailure::SignerIsAnother { .. }));
    let both = Built { certificates: vec![epos(), demo()], ..Built::default() };
    assert_eq!(both.outcome(), Ok(demo()));
    let twin = RsaSigner::from_pem(include_str!("../../../../keys/client_epos_rsa.pem")).expect("key");
    let subject = crate::crypto::self_signed::Subject { common_name: "DEMO RSA client", ..Default::default() };
    let terms = crate::crypto::self_signed::Terms { not_before: 0, not_after: NOW.at, serial: [1; 16] };
    let twin = crate::crypto::self_signed::self_signed(subject, &twin, terms).expect("certificate");
    assert!(matches!(refused(DETACHED, TEXT, &[twin], NOW), CmsFailure::CertificateNotRegistered { .. }));
}
