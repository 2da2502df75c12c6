//! PKCS#7 signatures (RFC 5652) as the many client libraries make them, put together byte by byte.
//!
//! Nothing of this is taken from the product, so that both would have to be wrong in the same way; but for the ГОСТ
//! signature itself, which no other crate makes, and which OpenSSL judges in `tests/judges/openssl-gost`.

use std::sync::Arc;

use der::Decode as _;
use der::DecodePem as _;
use der::Encode as _;
use rsa::Pkcs1v15Sign;
use rsa::RsaPrivateKey;
use rsa::pkcs8::DecodePrivateKey as _;
use streebog::Digest as _;
use x509_cert::Certificate;

use esia_mock::crypto::Signer as _;
use esia_mock::crypto::gost::GostSigner;

/// A private key and its certificate.
#[derive(Clone)]
pub(crate) struct Signer {
    key: Key,
    certificate: Certificate,
}

#[derive(Clone)]
enum Key {
    Rsa(Box<RsaPrivateKey>),
    Gost(Arc<GostSigner>),
}

/// How the message is built.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Container {
    /// Is the text inside?
    pub(crate) attached: bool,
    /// Signed attributes.
    pub(crate) attributes: Attributes,
    /// Digest of text and signature of an RSA key; a ГОСТ key has its own.
    pub(crate) digest: Digest,
    /// Is the certificate inside?
    pub(crate) with_certificate: bool,
    /// The version of the signer: 1, but for node-crypto-gost, which writes 0.
    pub(crate) signer_version: u8,
    /// Does the head name ГОСТ Р 34.11-94, whatever the signer took (esia-auth-code)?
    pub(crate) announces_gost_94: bool,
    /// How many times the signer stands in it.
    pub(crate) signers: usize,
}

/// Signed attributes, or none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Attributes {
    /// Sorted as DER wants it (openssl).
    Sorted,
    /// In another order.
    Unsorted,
    /// The signature is over the text itself (`-noattr`).
    None,
}

/// Digest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Digest {
    Sha256,
    Sha384,
    Sha512,
    Sha1,
    Streebog256,
    Streebog512,
}

impl Container {
    /// Every shape that clients emit.
    pub(crate) fn every() -> impl Iterator<Item = Self> {
        let shapes = [false, true].into_iter().flat_map(|attached| {
            [Attributes::Sorted, Attributes::Unsorted, Attributes::None].map(|attributes| (attached, attributes))
        });
        shapes.flat_map(|(attached, attributes)| {
            [true, false].map(|with_certificate| Self { attached, attributes, with_certificate, ..Self::default() })
        })
    }
}

impl Default for Container {
    fn default() -> Self {
        Self {
            attached: false,
            attributes: Attributes::Sorted,
            digest: Digest::Sha256,
            with_certificate: true,
            signer_version: 1,
            announces_gost_94: false,
            signers: 1,
        }
    }
}

const DATA: &[u8] = &[0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07, 0x01];
const SIGNED_DATA: &[u8] = &[0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07, 0x02];
const CONTENT_TYPE: &[u8] = &[0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x09, 0x03];
const MESSAGE_DIGEST: &[u8] = &[0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x09, 0x04];
const SIGNING_TIME: &[u8] = &[0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x09, 0x05];
const RSA_ENCRYPTION: &[u8] = &[0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x01];
const GOST_2012_256: &[u8] = &[0x2A, 0x85, 0x03, 0x07, 0x01, 0x01, 0x01, 0x01];
const GOST_2012_512: &[u8] = &[0x2A, 0x85, 0x03, 0x07, 0x01, 0x01, 0x01, 0x02];

const GOST_DIGEST_94: &[u8] = &[0x2A, 0x85, 0x03, 0x02, 0x02, 0x09];

const SEQUENCE: u8 = 0x30;
const SET: u8 = 0x31;
const OCTET_STRING: u8 = 0x04;
const OBJECT_IDENTIFIER: u8 = 0x06;
const ZERO: u8 = 0xA0;

impl Digest {
    fn identifier(self) -> &'static [u8] {
        match self {
            Self::Sha256 => &[0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01],
            Self::Sha384 => &[0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x02],
            Self::Sha512 => &[0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x03],
            Self::Sha1 => &[0x2B, 0x0E, 0x03, 0x02, 0x1A],
            Self::Streebog256 => &[0x2A, 0x85, 0x03, 0x07, 0x01, 0x01, 0x02, 0x02],
            Self::Streebog512 => &[0x2A, 0x85, 0x03, 0x07, 0x01, 0x01, 0x02, 0x03],
        }
    }

    pub(crate) fn of(self, text: &[u8]) -> Vec<u8> {
        let algorithm = match self {
            Self::Sha256 => &aws_lc_rs::digest::SHA256,
            Self::Sha384 => &aws_lc_rs::digest::SHA384,
            Self::Sha512 => &aws_lc_rs::digest::SHA512,
            Self::Sha1 => &aws_lc_rs::digest::SHA1_FOR_LEGACY_USE_ONLY,
            Self::Streebog256 => return streebog::Streebog256::digest(text).to_vec(),
            Self::Streebog512 => return streebog::Streebog512::digest(text).to_vec(),
        };
        aws_lc_rs::digest::digest(algorithm, text).as_ref().to_vec()
    }

    fn algorithm(self) -> Vec<u8> {
        algorithm(self.identifier())
    }
}

fn algorithm(identifier: &[u8]) -> Vec<u8> {
    tlv(SEQUENCE, &[&tlv(OBJECT_IDENTIFIER, &[identifier]), &NULL])
}

const NULL: [u8; 2] = [0x05, 0x00];

impl Signer {
    pub(crate) fn from_pem(key: &str, certificate: &str) -> Self {
        let key = match RsaPrivateKey::from_pkcs8_pem(key) {
            Ok(key) => Key::Rsa(Box::new(key)),
            Err(_) => Key::Gost(Arc::new(GostSigner::from_pem(key).expect("a key"))),
        };
        Self { key, certificate: Certificate::from_pem(certificate).expect("a certificate") }
    }

    /// The message that proves this text to be ours.
    pub(crate) fn message(&self, text: &[u8], container: Container) -> Vec<u8> {
        let Container { attached, attributes, digest, with_certificate, .. } = container;
        let (digest, signature_algorithm) = self.algorithms(digest);
        let attributes = signed_attributes(attributes, digest, text);
        let signature = match &attributes {
            Some(attributes) => self.sign(digest, &tlv(SET, &[attributes])),
            None => self.sign(digest, text),
        };
        let content = if attached { tlv(ZERO, &[&tlv(OCTET_STRING, &[text])]) } else { Vec::new() };
        let certificate = self.certificate.to_der().expect("DER");
        let certificates = if with_certificate { tlv(ZERO, &[&certificate]) } else { Vec::new() };
        let announced = if container.announces_gost_94 { algorithm(GOST_DIGEST_94) } else { digest.algorithm() };
        let by = tlv(
            SEQUENCE,
            &[
                &[0x02, 0x01, container.signer_version],
                &self.issuer_and_serial(),
                &digest.algorithm(),
                &attributes.map(|attributes| tlv(ZERO, &[&attributes])).unwrap_or_default(),
                &tlv(SEQUENCE, &[&tlv(OBJECT_IDENTIFIER, &[signature_algorithm]), &NULL]),
                &tlv(OCTET_STRING, &[&signature]),
            ],
        );
        let signed = tlv(
            SEQUENCE,
            &[
                &INTEGER_ONE,
                &tlv(SET, &[&announced]),
                &tlv(SEQUENCE, &[&tlv(OBJECT_IDENTIFIER, &[DATA]), &content]),
                &certificates,
                &tlv(SET, &[&by.repeat(container.signers)]),
            ],
        );
        tlv(SEQUENCE, &[&tlv(OBJECT_IDENTIFIER, &[SIGNED_DATA]), &tlv(ZERO, &[&signed])])
    }

    /// A bare signature, as v2 and v3 want it.
    pub(crate) fn bare(&self, text: &[u8]) -> Vec<u8> {
        self.sign(Digest::Sha256, text)
    }

    /// `client_certificate_hash`: Streebog-256 of the certificate, upper-case hex.
    pub(crate) fn certificate_hash(&self) -> String {
        let der = self.certificate.to_der().expect("DER");
        hex(&streebog::Streebog256::digest(der)).to_uppercase()
    }

    /// DER of the certificate.
    pub(crate) fn certificate(&self) -> Vec<u8> {
        self.certificate.to_der().expect("DER")
    }

    /// The digest, and the identifier of the signature.
    fn algorithms(&self, wanted: Digest) -> (Digest, &'static [u8]) {
        match &self.key {
            Key::Rsa(_) => (wanted, RSA_ENCRYPTION),
            Key::Gost(key) if key.public().parameter_set().size() == 32 => (Digest::Streebog256, GOST_2012_256),
            Key::Gost(_) => (Digest::Streebog512, GOST_2012_512),
        }
    }

    /// PKCS#1 v1.5; the prefix is written here because crate `rsa` has none for SHA-1 without crate `sha1`.
    fn sign(&self, digest: Digest, text: &[u8]) -> Vec<u8> {
        let info = tlv(SEQUENCE, &[&digest.algorithm(), &tlv(OCTET_STRING, &[&digest.of(text)])]);
        match &self.key {
            Key::Rsa(key) => key.sign(Pkcs1v15Sign::new_unprefixed(), &info).expect("a signature"),
            Key::Gost(key) => key.sign(text).expect("a signature"),
        }
    }

    fn issuer_and_serial(&self) -> Vec<u8> {
        let about = self.certificate.tbs_certificate();
        let issuer = about.issuer().to_der().expect("DER");
        let serial = about.serial_number().to_der().expect("DER");
        tlv(SEQUENCE, &[&issuer, &serial])
    }
}

const INTEGER_ONE: [u8; 3] = [0x02, 0x01, 0x01];

fn signed_attributes(attributes: Attributes, digest: Digest, text: &[u8]) -> Option<Vec<u8>> {
    let attribute = |kind, value: &[u8]| tlv(SEQUENCE, &[&tlv(OBJECT_IDENTIFIER, &[kind]), &tlv(SET, &[value])]);
    let content_type = attribute(CONTENT_TYPE, &tlv(OBJECT_IDENTIFIER, &[DATA]));
    let signing_time = attribute(SIGNING_TIME, &tlv(0x17, &[b"260901040000Z"]));
    let message_digest = attribute(MESSAGE_DIGEST, &tlv(OCTET_STRING, &[&digest.of(text)]));
    let mut all = [message_digest, content_type, signing_time];
    match attributes {
        Attributes::None => return None,
        Attributes::Sorted => all.sort(),
        Attributes::Unsorted => assert!(!all.is_sorted(), "the unsorted order happens to be sorted"),
    }
    Some(all.concat())
}

/// Lower-case hex.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes
        .iter()
        .flat_map(|byte| [byte >> 4, byte & 15])
        .filter_map(|digit| char::from_digit(digit.into(), 16))
        .collect()
}

/// Tag, length, value.
pub(crate) fn tlv(tag: u8, parts: &[&[u8]]) -> Vec<u8> {
    let value = parts.concat();
    let length = u32::try_from(value.len()).expect("a length");
    let bytes = length.to_be_bytes();
    let mut out = vec![tag];
    match bytes.iter().position(|byte| *byte != 0) {
        Some(first) if length > 0x7F => {
            out.push(0x80 | u8::try_from(bytes.len() - first).expect("a length of a length"));
            out.extend_from_slice(&bytes[first..]);
        }
        _ => out.push(bytes[3]),
    }
    out.extend_from_slice(&value);
    out
}

#[test]
fn lengths_are_short_where_they_can_be() {
    assert_eq!(tlv(4, &[&[0; 127]])[..2], [4, 0x7F]);
    assert_eq!(tlv(4, &[&[0; 128]])[..3], [4, 0x81, 0x80]);
    assert_eq!(tlv(4, &[&[0; 256]])[..4], [4, 0x82, 1, 0]);
    assert!(der::Any::from_der(&tlv(4, &[&[0; 300]])).is_ok());
}
