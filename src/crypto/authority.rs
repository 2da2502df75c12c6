//! The test authority (удостоверяющий центр) that issues certificates of electronic signatures to people of a stand.
//!
//! Its key is published: whoever has this program can issue such certificates, and nobody else must trust them.

use super::CryptoError;
use super::Signer;
use super::certificate::Certificate;
use super::late::LateSigner;
use super::self_signed::Issuer;
use super::self_signed::Subject;
use super::self_signed::Terms;
use super::self_signed::issued;

const PUBLISHED: (&str, &str) =
    (include_str!("../../keys/citizens_authority_rsa.pem"), include_str!("../../keys/citizens_authority_rsa.crt"));

/// An authority with its key.
#[derive(Debug)]
pub struct Authority {
    signer: LateSigner,
    certificate: Certificate,
}

impl Authority {
    /// The one inside the program.
    pub fn published() -> Result<Self, CryptoError> {
        let certificate = Certificate::from_pem(PUBLISHED.1)?;
        Ok(Self { signer: LateSigner::rsa(PUBLISHED.0, &certificate), certificate })
    }

    /// Its key, by which no token is signed that is right.
    pub fn signer(&self) -> &dyn Signer {
        &self.signer
    }

    /// Its certificate.
    pub fn certificate(&self) -> &Certificate {
        &self.certificate
    }

    /// Issues a certificate of a public key, DER of `SubjectPublicKeyInfo`.
    pub fn issue(&self, subject: Subject<'_>, key: &dyn Signer, terms: Terms) -> Result<Certificate, CryptoError> {
        issued(subject, key.public_key(), Issuer { certificate: &self.certificate, signer: &self.signer }, terms)
    }

    /// Did it issue this certificate?
    pub fn has_issued(&self, certificate: &Certificate) -> bool {
        certificate.is_issued_by(&self.certificate)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::crypto::gost::GostSigner;
    use crate::crypto::oids;
    use crate::crypto::self_signed::self_signed;

    const TERMS: Terms = Terms { not_before: 1_577_836_800, not_after: 2_524_607_999, serial: [7; 16] };

    fn subject() -> Subject<'static> {
        Subject {
            common_name: "Петров Пётр Алексеевич",
            last_name: "Петров",
            given_names: "Пётр Алексеевич",
            snils: "00000070122",
            ..Subject::default()
        }
    }

    #[test]
    fn what_it_issued_is_told_from_what_anybody_else_did() {
        let authority = Authority::published().expect("published");
        let key = GostSigner::from_pem(include_str!("../../keys/client_demo_gost.pem")).expect("key");
        let issued = authority.issue(subject(), &key, TERMS).expect("certificate");
        assert!(authority.has_issued(&issued));
        assert_eq!(issued.attribute(oids::SNILS), Some("00000070122"));
        assert_eq!(issued.attribute(oids::GIVEN_NAME), Some("Пётр Алексеевич"));
        assert_eq!(issued.attribute(oids::OGRN), None);
        assert_eq!(issued.issuer(), authority.certificate().subject());
        assert_eq!(issued.public_key(), key.public_key());
        let own = self_signed(subject(), &key, TERMS).expect("certificate");
        assert!(!authority.has_issued(&own));
        let named_alike =
            Subject { common_name: "ESIA MOCK citizens TEST ONLY", organization: "esia-mock", ..subject() };
        assert!(!authority.has_issued(&self_signed(named_alike, &key, TERMS).expect("certificate")));
    }

    #[test]
    fn a_changed_certificate_is_not_its_own() {
        let authority = Authority::published().expect("published");
        let key = GostSigner::from_pem(include_str!("../../keys/client_demo_gost.pem")).expect("key");
        let der = authority.issue(subject(), &key, TERMS).expect("certificate").der().to_vec();
        let place = der.windows(11).position(|part| part == b"00000070122").expect("СНИЛС is there");
        let mut forged = der.clone();
        forged[place + 10] = b'3';
        assert!(!authority.has_issued(&Certificate::from_der(&forged).expect("readable")));
        assert!(authority.has_issued(&Certificate::from_der(&der).expect("readable")));
    }
}
