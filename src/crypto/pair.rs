//! A private key and the certificate that it signs itself: what a client of a test has.

use rand::CryptoRng;
use rand::RngCore;

use crate::crypto::CryptoError;
use crate::crypto::Signer;
use crate::crypto::certificate::Certificate;
use crate::crypto::gost;
use crate::crypto::gost::GostSigner;
use crate::crypto::gost::ParameterSet;
use crate::crypto::rsa;
use crate::crypto::rsa::RsaSigner;
use crate::crypto::self_signed::Subject;
use crate::crypto::self_signed::Terms;
use crate::crypto::self_signed::self_signed;

/// A kind of key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyKind {
    /// RSA with 2048 bits.
    Rsa,
    /// ГОСТ Р 34.10-2012, of this curve.
    Gost(ParameterSet),
}

/// What people ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    /// RSA with 2048 bits.
    Rsa,
    /// ГОСТ Р 34.10-2012 with 256 bits.
    Gost256,
    /// ГОСТ Р 34.10-2012 with 512 bits.
    Gost512,
}

/// Why there is no such kind of key.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoSuchKind {
    /// RSA keys have no curve.
    #[error("belongs to gost256 and gost512")]
    NotGost,
    /// The curve is not known, or has another size.
    #[error("{name:?}: expected one of {known}")]
    Set {
        /// What was asked for.
        name: String,
        /// What there is.
        known: String,
    },
}

impl KeyKind {
    /// The usual kind of a family, or that of this curve.
    pub fn of(family: Family, set: Option<&str>) -> Result<Self, NoSuchKind> {
        let usual = match family {
            Family::Rsa if set.is_some() => return Err(NoSuchKind::NotGost),
            Family::Rsa => return Ok(Self::Rsa),
            Family::Gost256 => ParameterSet::CryptoProXchA,
            Family::Gost512 => ParameterSet::Tc26A512,
        };
        let Some(name) = set else { return Ok(Self::Gost(usual)) };
        let fits = |set: &ParameterSet| set.size() == usual.size();
        ParameterSet::named(name).filter(fits).map(Self::Gost).ok_or_else(|| {
            let known: Vec<_> = ParameterSet::ALL.into_iter().filter(fits).map(ParameterSet::name).collect();
            NoSuchKind::Set { name: name.to_owned(), known: known.join(", ") }
        })
    }
}

/// A private key as PEM, and its certificate.
#[derive(Clone, Debug)]
pub struct Pair {
    /// The key: for tests only.
    pub key: String,
    /// The certificate.
    pub certificate: Certificate,
}

const BITS: usize = 2048;
/// From 2020-01-01 to the end of 2049, as the published ones: a stand's clock may stand anywhere.
const VALID: (i64, i64) = (1_577_836_800, 2_524_607_999);

/// Makes a key, and has a certificate made for it.
pub fn make(
    kind: KeyKind,
    generator: &mut (impl RngCore + CryptoRng),
    certify: impl FnOnce(&dyn Signer, Terms) -> Result<Certificate, CryptoError>,
) -> Result<Pair, CryptoError> {
    let (key, signer): (String, Box<dyn Signer>) = match kind {
        KeyKind::Rsa => {
            let key = rsa::generate(generator, BITS)?;
            let signer = RsaSigner::from_pem(&key)?;
            (key, Box::new(signer))
        }
        KeyKind::Gost(set) => {
            let key = gost::generate(generator, set)?;
            let signer = GostSigner::from_pem(&key)?;
            (key, Box::new(signer))
        }
    };
    let mut serial = [0; 16];
    generator.fill_bytes(&mut serial);
    let terms = Terms { not_before: VALID.0, not_after: VALID.1, serial };
    Ok(Pair { key, certificate: certify(signer.as_ref(), terms)? })
}

/// Makes a key and a certificate that the key signs itself.
pub fn make_own(
    kind: KeyKind,
    common_name: &str,
    generator: &mut (impl RngCore + CryptoRng),
) -> Result<Pair, CryptoError> {
    let subject = Subject { common_name, organization: "esia-mock test-only", ..Subject::default() };
    make(kind, generator, |signer, terms| self_signed(subject, signer, terms))
}
