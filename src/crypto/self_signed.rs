//! Certificates for test keys (RFC 5280, 4.1), signed by their own key or by an authority, whatever [`Signer`] it has.

use std::time::Duration;

use der::Decode as _;
use der::Encode as _;
use der::EncodeValue;
use der::FixedTag;
use der::Sequence;
use der::asn1::Any;
use der::asn1::BitString;
use der::asn1::Ia5String;
use der::asn1::Null;
use der::asn1::ObjectIdentifier;
use der::asn1::OctetString;
use der::asn1::SetOfVec;
use spki::AlgorithmIdentifierOwned;
use spki::SubjectPublicKeyInfoOwned;
use x509_cert::Version;
use x509_cert::attr::AttributeTypeAndValue;
use x509_cert::ext::Extension;
use x509_cert::serial_number::SerialNumber;
use x509_cert::time::Time;
use x509_cert::time::Validity;

use super::Algorithm;
use super::CryptoError;
use super::Signer;
use super::certificate::Certificate;
use super::digest::Digest;
use super::oids;

/// Whom the certificate names.
#[derive(Debug, Clone, Copy, Default)]
pub struct Subject<'a> {
    /// `CN`.
    pub common_name: &'a str,
    /// `O`, unless empty.
    pub organization: &'a str,
    /// ОГРН, thirteen digits, unless empty.
    pub ogrn: &'a str,
    /// Фамилия of a person, unless empty.
    pub last_name: &'a str,
    /// Имя and отчество of a person, unless empty.
    pub given_names: &'a str,
    /// СНИЛС of a person, eleven digits, unless empty.
    pub snils: &'a str,
}

/// What else is written into the certificate.
#[derive(Debug, Clone, Copy)]
pub struct Terms {
    /// First second of validity, Unix time.
    pub not_before: i64,
    /// Last second of validity, Unix time.
    pub not_after: i64,
    /// The serial number: random bytes.
    pub serial: [u8; 16],
}

/// Who signs a certificate of somebody else's key.
#[derive(Debug, Clone, Copy)]
pub struct Issuer<'a> {
    /// The certificate of the authority.
    pub certificate: &'a Certificate,
    /// Its key.
    pub signer: &'a dyn Signer,
}

/// Makes a certificate of the signer's own key, for digital signatures, marked as made by a mock.
pub fn self_signed(subject: Subject<'_>, signer: &dyn Signer, terms: Terms) -> Result<Certificate, CryptoError> {
    let unsigned = name(subject)
        .and_then(|issuer| unsigned(subject, signer.public_key(), (issuer, signer.algorithm()), terms))
        .map_err(failed)?;
    signed(unsigned, signer)
}

/// Makes a certificate of a public key (DER of `SubjectPublicKeyInfo`) that an authority signs, otherwise alike.
pub fn issued(
    subject: Subject<'_>,
    public_key: &[u8],
    issuer: Issuer<'_>,
    terms: Terms,
) -> Result<Certificate, CryptoError> {
    let unsigned = Name::from_der(&issuer.certificate.subject_der())
        .and_then(|name| unsigned(subject, public_key, (name, issuer.signer.algorithm()), terms))
        .map_err(failed)?;
    signed(unsigned, issuer.signer)
}

fn signed(unsigned: Unsigned, signer: &dyn Signer) -> Result<Certificate, CryptoError> {
    let signature = signer.sign(&unsigned.to_der().map_err(failed)?)?;
    let certificate = Signed {
        signature_algorithm: unsigned.signature.clone(),
        unsigned,
        signature: BitString::from_bytes(&signature).map_err(failed)?,
    };
    Certificate::from_der(&certificate.to_der().map_err(failed)?)
}

fn unsigned(
    subject: Subject<'_>,
    public_key: &[u8],
    (issuer, algorithm): (Name, Algorithm),
    terms: Terms,
) -> der::Result<Unsigned> {
    let public_key = SubjectPublicKeyInfoOwned::from_der(public_key)?;
    // A leading one keeps the number positive and its length constant.
    let mut serial = terms.serial;
    serial[0] = serial[0] & 0x3F | 0x40;
    Ok(Unsigned {
        version: Version::V3,
        serial_number: SerialNumber::new(&serial)?,
        signature: signature_algorithm(algorithm),
        issuer,
        validity: Validity::new(time(terms.not_before)?, time(terms.not_after)?),
        subject: name(subject)?,
        extensions: extensions(&public_key)?,
        public_key,
    })
}

fn signature_algorithm(algorithm: Algorithm) -> AlgorithmIdentifierOwned {
    let (oid, parameters) = match algorithm {
        Algorithm::Rs256 => (oids::SHA256_WITH_RSA, Some(Null.into())),
        Algorithm::Gost3410_2012_256 => (oids::GOST_2012_256_WITH_STREEBOG, None),
        Algorithm::Gost3410_2012_512 => (oids::GOST_2012_512_WITH_STREEBOG, None),
    };
    AlgorithmIdentifierOwned { oid, parameters }
}

fn name(subject: Subject<'_>) -> der::Result<Name> {
    let text = |value: &str| Any::encode_from(&value.to_owned());
    let numeric = |value: &str| Any::new(der::Tag::NumericString, value.as_bytes());
    [
        (oids::COMMON_NAME, subject.common_name, text(subject.common_name)),
        (oids::ORGANIZATION, subject.organization, text(subject.organization)),
        (oids::OGRN, subject.ogrn, numeric(subject.ogrn)),
        (oids::SURNAME, subject.last_name, text(subject.last_name)),
        (oids::GIVEN_NAME, subject.given_names, text(subject.given_names)),
        (oids::SNILS, subject.snils, numeric(subject.snils)),
    ]
    .into_iter()
    .filter(|(_, value, _)| !value.is_empty())
    .map(|(oid, _, value)| SetOfVec::try_from(vec![AttributeTypeAndValue { oid, value: value? }]))
    .collect()
}

fn extensions(key: &SubjectPublicKeyInfoOwned) -> der::Result<Vec<Extension>> {
    let key_identifier = OctetString::new(Digest::Sha1.of(key.subject_public_key.raw_bytes()))?;
    let digital_signature = BitString::new(7, vec![0x80])?;
    let not_an_authority: Vec<Any> = Vec::new();
    Ok(vec![
        extension(oids::BASIC_CONSTRAINTS, true, &not_an_authority)?,
        extension(oids::KEY_USAGE, true, &digital_signature)?,
        extension(oids::SUBJECT_KEY_IDENTIFIER, false, &key_identifier)?,
        extension(oids::NETSCAPE_COMMENT, false, &Ia5String::new("made by esia-mock, for tests only")?)?,
    ])
}

fn extension(
    extn_id: ObjectIdentifier,
    critical: bool,
    value: &(impl EncodeValue + FixedTag),
) -> der::Result<Extension> {
    Ok(Extension { extn_id, critical, extn_value: OctetString::new(value.to_der()?)? })
}

fn time(unix: i64) -> der::Result<Time> {
    let seconds = u64::try_from(unix).map_err(|_| der::ErrorKind::DateTime)?;
    Ok(der::DateTime::from_unix_duration(Duration::from_secs(seconds))?.into())
}

fn failed(error: der::Error) -> CryptoError {
    CryptoError::unreadable("contents of the new certificate", error)
}

type Name = Vec<SetOfVec<AttributeTypeAndValue>>;

/// `TBSCertificate`: crate x509-cert keeps the fields of its own closed.
#[derive(Sequence)]
struct Unsigned {
    #[asn1(context_specific = "0", tag_mode = "EXPLICIT")]
    version: Version,
    serial_number: SerialNumber,
    signature: AlgorithmIdentifierOwned,
    issuer: Name,
    validity: Validity,
    subject: Name,
    public_key: SubjectPublicKeyInfoOwned,
    #[asn1(context_specific = "3", tag_mode = "EXPLICIT")]
    extensions: Vec<Extension>,
}

#[derive(Sequence)]
struct Signed {
    unsigned: Unsigned,
    signature_algorithm: AlgorithmIdentifierOwned,
    signature: BitString,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::crypto::rsa::RsaSigner;

    #[test]
    fn what_is_asked_for_is_written() {
        let signer = RsaSigner::from_pem(include_str!("../../keys/client_demo_rsa.pem")).expect("key");
        let subject =
            Subject {
                common_name: "Школа № 12", organization: "МБОУ", ogrn: "1025900000012", ..Subject::default()
            };
        let terms = Terms { not_before: 1_577_836_800, not_after: 2_840_140_799, serial: [0xFF; 16] };
        let made = self_signed(subject, &signer, terms).expect("certificate");
        assert_eq!(made.subject(), "CN=Школа № 12, O=МБОУ, OGRN=1025900000012");
        assert_eq!(made.issuer(), made.subject());
        assert_eq!(made.serial(), "7FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF");
        assert_eq!((made.not_before(), made.not_after()), (1_577_836_800, 2_840_140_799));
        assert_eq!(made.public_key(), signer.public_key());
        assert_eq!(made.key_identifier(), Digest::Sha1.of(&signer.public_key()[24..]));
        let parts = Signed::from_der(made.der()).expect("der");
        let verified = made
            .verifier()
            .expect("verifier")
            .verify(&parts.unsigned.to_der().expect("der"), parts.signature.raw_bytes());
        assert_eq!(verified, Ok(()));
    }

    #[test]
    fn impossible_dates_are_refused() {
        let signer = RsaSigner::from_pem(include_str!("../../keys/client_demo_rsa.pem")).expect("key");
        let subject = Subject { common_name: "x", ..Subject::default() };
        let terms = Terms { not_before: -1, not_after: i64::MAX, serial: [0; 16] };
        assert!(self_signed(subject, &signer, terms).is_err());
    }
}
