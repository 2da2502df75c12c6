//! X.509 certificates (RFC 5280): what a registry of clients must know about one.
//!
//! The bytes are kept as received: thumbprints and the comparison with the certificate inside a message
//! are over them. Chains and extensions are not evaluated, ЕСИА compares certificates as wholes.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use der::Decode as _;
use der::Encode as _;
use der::Tag;
use der::Tagged as _;
use der::asn1::ObjectIdentifier;
use der::asn1::OctetStringRef;
use spki::SubjectPublicKeyInfoRef;
use x509_cert::attr::AttributeTypeAndValue;
use x509_cert::name::Name;
use x509_cert::time::Time;

use super::CryptoError;
use super::Verifier;
use super::digest::Digest;
use super::digest::hex_upper;
use super::gost::GostPublicKey;
use super::gost::GostVerifier;
use super::oids;
use super::pem;
use super::rsa::RsaPublicKey;
use super::rsa::RsaVerifier;

/// One certificate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Certificate {
    der: Vec<u8>,
    subject: String,
    issuer: String,
    issuer_der: Vec<u8>,
    serial: Vec<u8>,
    not_before: i64,
    not_after: i64,
    public_key: Vec<u8>,
    key_identifier: Vec<u8>,
    attributes: Vec<(ObjectIdentifier, String)>,
}

impl Certificate {
    /// Reads PEM (the first certificate of several), DER, or DER in bare base64.
    pub fn parse(input: &[u8]) -> Result<Self, CryptoError> {
        let text = std::str::from_utf8(input).ok();
        match text {
            Some(text) if pem::is_armoured(text) => Self::from_pem(text),
            Some(text) => {
                let compact: String = text.split_ascii_whitespace().collect();
                match STANDARD.decode(compact) {
                    Ok(der) => Self::from_der(&der),
                    Err(_) => Self::from_der(input),
                }
            }
            None => Self::from_der(input),
        }
    }

    /// Reads the first certificate of a PEM text.
    pub fn from_pem(text: &str) -> Result<Self, CryptoError> {
        let wanted = |label: &str| matches!(label, "CERTIFICATE" | "X509 CERTIFICATE" | "TRUSTED CERTIFICATE");
        let block = pem::first(text, wanted).map_err(unreadable)?;
        Self::from_der(&block.bytes)
    }

    /// Reads DER.
    pub fn from_der(der: &[u8]) -> Result<Self, CryptoError> {
        if der.len() > MAX_LENGTH {
            return Err(unreadable(format!("{} bytes, more than {MAX_LENGTH}", der.len())));
        }
        let parsed = x509_cert::Certificate::from_der(der).map_err(unreadable)?;
        let parts = parsed.tbs_certificate();
        Ok(Self {
            der: der.to_vec(),
            subject: display(parts.subject()),
            issuer: display(parts.issuer()),
            issuer_der: parts.issuer().to_der().map_err(unreadable)?,
            serial: parts.serial_number().to_der().map_err(unreadable)?,
            not_before: seconds(parts.validity().not_before)?,
            not_after: seconds(parts.validity().not_after)?,
            public_key: parts.subject_public_key_info().to_der().map_err(unreadable)?,
            key_identifier: key_identifier(parts),
            attributes: parts.subject().iter().map(|attribute| (attribute.oid, value(attribute))).collect(),
        })
    }

    /// The certificate itself.
    pub fn der(&self) -> &[u8] {
        &self.der
    }

    /// The certificate in PEM.
    pub fn pem(&self) -> String {
        pem::encode("CERTIFICATE", &self.der)
    }

    /// Whom it names, in the order of the certificate: `CN=…, O=…, OGRN=…`.
    pub fn subject(&self) -> &str {
        &self.subject
    }

    /// One of the attributes of whom it names, such as [`oids::SNILS`].
    pub fn attribute(&self, identifier: ObjectIdentifier) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| *known == identifier).map(|(_, value)| value.as_str())
    }

    /// Was it signed by the key of this authority, under its name?
    pub fn is_issued_by(&self, authority: &Self) -> bool {
        let Ok(parts) = x509_cert::Certificate::from_der(&self.der) else { return false };
        // DER has one spelling, so what is written again is what was signed.
        let Ok(signed) = parts.tbs_certificate().to_der() else { return false };
        self.issuer_der == authority.subject_der()
            && authority
                .verifier()
                .is_ok_and(|verifier| verifier.verify(&signed, parts.signature().raw_bytes()).is_ok())
    }

    /// DER of the issuer's name and of the serial number.
    pub(super) fn issuer_and_serial(&self) -> (&[u8], &[u8]) {
        (&self.issuer_der, &self.serial)
    }

    /// DER of the name of whom it names.
    pub(super) fn subject_der(&self) -> Vec<u8> {
        let parts = x509_cert::Certificate::from_der(&self.der);
        parts.ok().and_then(|parts| parts.tbs_certificate().subject().to_der().ok()).unwrap_or_default()
    }

    /// Who signed it.
    pub fn issuer(&self) -> &str {
        &self.issuer
    }

    /// The serial number in upper-case hex.
    pub fn serial(&self) -> String {
        let number = self.serial.get(2..).unwrap_or_default();
        hex_upper(number.strip_prefix(&[0]).filter(|rest| !rest.is_empty()).unwrap_or(number))
    }

    /// First second of validity, Unix time.
    pub fn not_before(&self) -> i64 {
        self.not_before
    }

    /// Last second of validity, Unix time.
    pub fn not_after(&self) -> i64 {
        self.not_after
    }

    /// Whether it is valid at that Unix time, both ends included.
    pub fn valid_at(&self, unix: i64) -> bool {
        (self.not_before..=self.not_after).contains(&unix)
    }

    /// The public key, DER of `SubjectPublicKeyInfo`.
    pub fn public_key(&self) -> &[u8] {
        &self.public_key
    }

    /// The subject key identifier: the extension, or without it SHA-1 of the key (RFC 5280, 4.2.1.2).
    pub fn key_identifier(&self) -> &[u8] {
        &self.key_identifier
    }

    /// SHA-1 of the certificate, upper-case hex: what Windows and `CryptoPro` call the thumbprint.
    pub fn sha1_thumbprint(&self) -> String {
        hex_upper(&Digest::Sha1.of(&self.der))
    }

    /// SHA-256 of the certificate, upper-case hex.
    pub fn sha256_thumbprint(&self) -> String {
        hex_upper(&Digest::Sha256.of(&self.der))
    }

    /// Streebog-256 of the certificate, upper-case hex: `client_certificate_hash` and `x5t#St256`.
    pub fn streebog256_thumbprint(&self) -> String {
        hex_upper(&Digest::Streebog256.of(&self.der))
    }

    /// Whether the issuer (DER of `Name`) and the serial number (DER of INTEGER) are those of this certificate.
    pub fn is_named(&self, issuer_der: &[u8], serial_der: &[u8]) -> bool {
        self.issuer_der == issuer_der && self.serial == serial_der
    }

    /// Whether the serial number is this one, DER.
    pub fn has_serial(&self, serial_der: &[u8]) -> bool {
        self.serial == serial_der
    }

    /// Is its key an RSA key?
    pub fn has_rsa_key(&self) -> bool {
        RsaPublicKey::from_spki(&self.public_key).is_ok()
    }

    /// Verifies bare signatures and tokens made with the key of this certificate.
    pub fn verifier(&self) -> Result<Box<dyn Verifier>, CryptoError> {
        match self.key_algorithm()? {
            oids::GOST_2012_256 | oids::GOST_2012_512 => {
                Ok(Box::new(GostVerifier::new(GostPublicKey::from_spki(&self.public_key)?)))
            }
            _ => Ok(Box::new(RsaVerifier::rs256(RsaPublicKey::from_spki(&self.public_key)?)?)),
        }
    }

    /// The kind of key for people: `RSA, 2048 bits`; `GOST R 34.10-2012 (256), CryptoPro-A`.
    pub fn key_type(&self) -> String {
        let Ok(algorithm) = self.key_algorithm() else { return "unreadable key".to_owned() };
        let name = oids::name(algorithm);
        let detail = match algorithm {
            oids::GOST_2012_256 | oids::GOST_2012_512 => {
                GostPublicKey::from_spki(&self.public_key).map(|key| format!("{name}, {}", key.parameter_set().name()))
            }
            _ => RsaPublicKey::from_spki(&self.public_key).map(|key| format!("RSA, {} bits", key.bits())),
        };
        detail.unwrap_or(name)
    }

    /// The identifier of the kind of key.
    pub(super) fn key_algorithm(&self) -> Result<ObjectIdentifier, CryptoError> {
        let key = SubjectPublicKeyInfoRef::from_der(&self.public_key).map_err(unreadable)?;
        Ok(key.algorithm.oid)
    }
}

/// Unix time as people read it, `2026-01-31T09:00:00Z`.
pub fn date_time(unix: i64) -> String {
    u64::try_from(unix)
        .ok()
        .and_then(|seconds| der::DateTime::from_unix_duration(std::time::Duration::from_secs(seconds)).ok())
        .map_or_else(|| unix.to_string(), |date| date.to_string())
}

/// A name as people read it; types and strings that are not known stay dotted and in hex.
pub(super) fn display(name: &Name) -> String {
    let written = |attribute: &AttributeTypeAndValue| format!("{}={}", oids::name(attribute.oid), value(attribute));
    name.iter().map(written).collect::<Vec<_>>().join(", ")
}

fn value(attribute: &AttributeTypeAndValue) -> String {
    let bytes = attribute.value.value();
    match attribute.value.tag() {
        Tag::Utf8String | Tag::PrintableString | Tag::Ia5String | Tag::NumericString => {
            String::from_utf8_lossy(bytes).into_owned()
        }
        Tag::TeletexString => bytes.iter().copied().map(char::from).collect(),
        Tag::BmpString => {
            let units: Vec<u16> = bytes.chunks(2).map(be16).collect();
            String::from_utf16_lossy(&units)
        }
        _ => format!("#{}", hex_upper(bytes)),
    }
}

fn be16(pair: &[u8]) -> u16 {
    pair.iter().fold(0, |unit, byte| (unit << 8) | u16::from(*byte))
}

fn key_identifier(parts: &x509_cert::TbsCertificate) -> Vec<u8> {
    parts
        .extensions()
        .and_then(|all| all.iter().find(|extension| extension.extn_id == oids::SUBJECT_KEY_IDENTIFIER))
        .and_then(|extension| <&OctetStringRef>::from_der(extension.extn_value.as_bytes()).ok())
        .map_or_else(
            || Digest::Sha1.of(parts.subject_public_key_info().subject_public_key.raw_bytes()),
            |identifier| identifier.as_bytes().to_vec(),
        )
}

fn seconds(time: Time) -> Result<i64, CryptoError> {
    i64::try_from(time.to_unix_duration().as_secs()).map_err(unreadable)
}

fn unreadable(why: impl ToString) -> CryptoError {
    CryptoError::unreadable("certificate", why)
}

const MAX_LENGTH: usize = 64 * 1024;

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const DEMO: &str = include_str!("../../keys/client_demo_rsa.crt");
    const EXPIRED: &str = include_str!("../../keys/client_expired_rsa.crt");

    #[test]
    fn reads_every_form() {
        let demo = Certificate::from_pem(DEMO).expect("pem");
        let several = format!("a comment\n{}{DEMO}{EXPIRED}", pem::encode("PUBLIC KEY", b"x"));
        let forms =
            [several.into_bytes(), demo.der().to_vec(), STANDARD.encode(demo.der()).into_bytes(), demo.pem().into()];
        for form in forms {
            assert_eq!(Certificate::parse(&form).as_ref(), Ok(&demo));
        }
        assert_eq!(demo.subject(), "CN=DEMO RSA client, O=esia-mock");
        assert_eq!(demo.issuer(), demo.subject());
        assert_eq!(demo.key_identifier().len(), 20);
        assert_eq!(demo.serial().len(), 40);
        assert_eq!(demo.sha1_thumbprint().len(), 40);
        assert_eq!(demo.streebog256_thumbprint().len(), 64);
    }

    #[test]
    fn validity_includes_both_ends() {
        let expired = Certificate::from_pem(EXPIRED).expect("pem");
        assert_eq!(date_time(expired.not_before()), "2015-01-01T00:00:00Z");
        assert_eq!(date_time(expired.not_after()), "2016-12-31T23:59:59Z");
        assert!(expired.valid_at(expired.not_before()) && expired.valid_at(expired.not_after()));
        assert!(!expired.valid_at(expired.not_before() - 1) && !expired.valid_at(expired.not_after() + 1));
        assert_eq!(date_time(-1), "-1");
    }

    #[test]
    fn refuses_what_is_not_a_certificate() {
        let key = Certificate::parse(include_bytes!("../../keys/client_demo_rsa.pem"));
        assert!(key.expect_err("key").to_string().contains("found only PRIVATE KEY"));
        assert!(Certificate::parse(b"").is_err());
        assert!(Certificate::parse(&vec![b'A'; 200_000]).is_err());
        let curve = Certificate::parse(include_bytes!("vectors/curve.crt.der")).expect("readable");
        assert!(matches!(curve.verifier().err(), Some(CryptoError::Unsupported(_))));
    }

    #[test]
    fn serial_numbers_in_hex() {
        let serial =
            |der: &[u8]| Certificate { serial: der.to_vec(), ..Certificate::from_pem(DEMO).expect("pem") }.serial();
        assert_eq!(serial(&[2, 1, 0]), "00");
        assert_eq!(serial(&[2, 2, 0, 0xFF]), "FF");
        assert_eq!(serial(&[2, 2, 0x10, 0]), "1000");
    }

    proptest! {
        #[test]
        fn any_bytes_end_well(position in 0_usize..800, byte in any::<u8>()) {
            let mut der = Certificate::from_pem(DEMO).expect("pem").der().to_vec();
            if let Some(place) = der.get_mut(position) { *place = byte }
            let _outcome = Certificate::parse(&der).map(|changed| (changed.serial(), changed.verifier().is_ok()));
        }
    }
}
