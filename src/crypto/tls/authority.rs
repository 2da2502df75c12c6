//! An authority of one's own: made once, kept by whoever made it, trusted by nobody else.

use std::time::Duration;

use rcgen::BasicConstraints;
use rcgen::CertificateParams;
use rcgen::DnType;
use rcgen::ExtendedKeyUsagePurpose;
use rcgen::IsCa;
use rcgen::Issuer;
use rcgen::KeyPair;
use rcgen::KeyUsagePurpose;
use rcgen::PublicKeyData as _;
use rcgen::SerialNumber;
use rustls::pki_types::CertificateDer;

use super::certificates;
use crate::crypto::CryptoError;
use crate::crypto::certificate::Certificate;
use crate::crypto::digest;

const DAY: i64 = 24 * 60 * 60;

/// How long before and after the moment it is made the authority holds.
const AUTHORITY_HOLDS: i64 = 3650 * DAY;

/// The same for what it issues: Apple takes no more than 825 days. Whoever tests with another clock, as `libfaketime`
/// shows it, finds a certificate that holds for a year on either side.
const ISSUED_HOLDS: i64 = 400 * DAY;

/// An authority with its key.
pub struct TlsAuthority {
    issuer: Issuer<'static, KeyPair>,
    certificate: CertificateDer<'static>,
    certificate_pem: String,
}

impl std::fmt::Debug for TlsAuthority {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "TlsAuthority {}", self.certificate_pem)
    }
}

impl TlsAuthority {
    /// A new one, at this Unix time.
    pub fn made(now: i64) -> Result<Self, CryptoError> {
        let key = KeyPair::generate().map_err(failed)?;
        let params = described(&key, now)?;
        let made = params.self_signed(&key).map_err(failed)?;
        Ok(Self { certificate: made.der().clone(), certificate_pem: made.pem(), issuer: Issuer::new(params, key) })
    }

    /// One that was made before.
    pub fn read(certificate_pem: &str, key_pem: &str) -> Result<Self, CryptoError> {
        let key = KeyPair::from_pem(key_pem).map_err(|why| CryptoError::unreadable("the key", why))?;
        let certificate = certificates(certificate_pem.as_bytes())?.swap_remove(0);
        let known = Certificate::from_der(&certificate)?;
        if known.public_key() != key.subject_public_key_info() {
            return Err(CryptoError::Mismatch("the certificate belongs to another key".to_owned()));
        }
        // What is issued names its issuer, which follows from the key.
        let params = described(&key, known.not_before())?;
        Ok(Self { issuer: Issuer::new(params, key), certificate, certificate_pem: certificate_pem.to_owned() })
    }

    /// Its certificate, which clients are to trust.
    pub fn certificate_pem(&self) -> &str {
        &self.certificate_pem
    }

    /// Its key, to be kept.
    pub fn key_pem(&self) -> String {
        self.issuer.key().serialize_pem()
    }

    /// Issues a certificate for a server of these names and addresses, and puts its own behind it.
    pub(super) fn issue(
        &self,
        key: &KeyPair,
        names: &[String],
        now: i64,
    ) -> Result<Vec<CertificateDer<'static>>, CryptoError> {
        let mut params = CertificateParams::new(names).map_err(|why| CryptoError::unreadable("a name", why))?;
        hold(&mut params, now, ISSUED_HOLDS)?;
        params.distinguished_name.push(DnType::CommonName, names.first().map_or("esia-mock", String::as_str));
        params.is_ca = IsCa::ExplicitNoCa;
        params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
        params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
        params.use_authority_key_identifier_extension = true;
        // One key has several certificates, and browsers refuse a number that they have seen with another one.
        let told = [key.subject_public_key_info(), format!("{names:?} {now}").into_bytes()].concat();
        params.serial_number = Some(serial(&told));
        let issued = params.signed_by(key, &self.issuer).map_err(failed)?;
        Ok(vec![issued.der().clone(), self.certificate.clone()])
    }
}

/// What its certificate says; the name follows from the key, for a store may have several of such authorities.
fn described(key: &KeyPair, now: i64) -> Result<CertificateParams, CryptoError> {
    let mut params = CertificateParams::default();
    hold(&mut params, now, AUTHORITY_HOLDS)?;
    let mark = &digest::hex_upper(&digest::sha256(&key.subject_public_key_info()))[..8];
    params.distinguished_name = rcgen::DistinguishedName::new();
    params.distinguished_name.push(DnType::OrganizationName, "esia-mock");
    params.distinguished_name.push(DnType::CommonName, format!("esia-mock test CA {mark}"));
    params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    params.serial_number = Some(serial(&key.subject_public_key_info()));
    Ok(params)
}

fn hold(params: &mut CertificateParams, now: i64, seconds: i64) -> Result<(), CryptoError> {
    let at = |time: i64| {
        let since = u64::try_from(time).map_err(|why| CryptoError::unreadable("the time", why))?;
        Ok::<_, CryptoError>(rcgen::date_time_ymd(1970, 1, 1) + Duration::from_secs(since))
    };
    params.not_before = at((now - seconds).max(0))?;
    params.not_after = at(now.saturating_add(seconds))?;
    Ok(())
}

/// A positive number of sixteen bytes that follows from these.
fn serial(bytes: &[u8]) -> SerialNumber {
    let mut number = digest::sha256(bytes)[..16].to_vec();
    number[0] = number[0] & 0x7f | 0x40;
    number.into()
}

fn failed(_: rcgen::Error) -> CryptoError {
    CryptoError::Failed("making a certificate for TLS")
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: i64 = 1_788_235_200;

    #[test]
    fn one_that_is_read_again_is_the_same() {
        let made = TlsAuthority::made(NOW).expect("made");
        let read = TlsAuthority::read(made.certificate_pem(), &made.key_pem()).expect("read");
        let key = KeyPair::generate().expect("a key");
        let names = ["localhost".to_owned(), "127.0.0.1".to_owned()];
        for authority in [&made, &read] {
            let chain = authority.issue(&key, &names, NOW).expect("issued");
            let [leaf, above] = chain.as_slice() else { panic!("{} certificates", chain.len()) };
            let (leaf, above) = (Certificate::from_der(leaf).expect("leaf"), Certificate::from_der(above).expect("CA"));
            assert_eq!(leaf.issuer(), above.subject());
            assert!(leaf.not_after() - leaf.not_before() <= 825 * DAY);
            assert!(leaf.not_before() < NOW && NOW < leaf.not_after());
        }
    }

    #[test]
    fn a_certificate_of_another_key_is_refused() {
        let (one, other) = (TlsAuthority::made(NOW).expect("made"), TlsAuthority::made(NOW).expect("made"));
        let mixed = TlsAuthority::read(one.certificate_pem(), &other.key_pem());
        assert!(matches!(mixed, Err(CryptoError::Mismatch(_))), "{mixed:?}");
    }
}
