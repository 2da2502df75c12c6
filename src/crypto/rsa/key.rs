//! RSA keys and their forms (RFC 8017, app. A; RFC 5958; RFC 5280, 4.1.2.7; RFC 7518, 6.3), and signing.
//!
//! Signing goes through `jsonwebtoken` to AWS-LC; crate `rsa` makes new keys and does nothing else with them.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use der::Decode as _;
use der::Encode as _;
use der::Reader as _;
use der::Sequence;
use der::asn1::AnyRef;
use der::asn1::BitStringRef;
use der::asn1::OctetStringRef;
use der::asn1::UintRef;
use jsonwebtoken::EncodingKey;
use rsa::pkcs8::EncodePrivateKey as _;
use serde_json::Value;
use serde_json::json;
use spki::AlgorithmIdentifierRef;
use spki::SubjectPublicKeyInfoRef;

use crate::crypto::Algorithm;
use crate::crypto::CryptoError;
use crate::crypto::Signer;
use crate::crypto::oids;
use crate::crypto::pem;

use super::jwt_provider;

/// Makes a private key, PKCS#8 in PEM, of 2048 to 4096 bits.
pub fn generate<R: rand::RngCore + rand::CryptoRng>(random: &mut R, bits: usize) -> Result<String, CryptoError> {
    if !(2048..=4096).contains(&bits) {
        return Err(CryptoError::Unsupported(format!("making an RSA key of {bits} bits (2048 to 4096)")));
    }
    rsa::RsaPrivateKey::new(random, bits)
        .ok()
        .and_then(|key| key.to_pkcs8_der().ok())
        .map(|document| pem::encode("PRIVATE KEY", document.as_bytes()))
        .ok_or(CryptoError::Failed("making an RSA key"))
}

/// A private key that signs with RS256.
pub struct RsaSigner {
    key: EncodingKey,
    public: RsaPublicKey,
}

impl RsaSigner {
    /// Reads PKCS#8 (`PRIVATE KEY`) or PKCS#1 (`RSA PRIVATE KEY`), 2048 to 8192 bits; other blocks are passed over.
    pub fn from_pem(text: &str) -> Result<Self, CryptoError> {
        jwt_provider::install();
        let block = pem::first(text, |label| label.ends_with("PRIVATE KEY")).map_err(unreadable_key)?;
        let der = match block.label.as_str() {
            "RSA PRIVATE KEY" => block.bytes,
            "PRIVATE KEY" => inner_of_pkcs8(&block.bytes)?,
            other => return Err(CryptoError::Unsupported(format!("a private key in a block {other}"))),
        };
        let public = RsaPublicKey::of_private(&der)?;
        if !LC_BITS.contains(&public.bits()) {
            return Err(CryptoError::Unsupported(format!(
                "signing with an RSA key of {} bits (2048 to 8192)",
                public.bits()
            )));
        }
        jwt_provider::read(&der).map_err(unreadable_key)?;
        Ok(Self { key: EncodingKey::from_rsa_der(&der), public })
    }

    /// The public half.
    pub fn public(&self) -> &RsaPublicKey {
        &self.public
    }
}

impl Signer for RsaSigner {
    fn algorithm(&self) -> Algorithm {
        Algorithm::Rs256
    }

    fn public_key(&self) -> &[u8] {
        self.public.der()
    }

    fn sign(&self, message: &[u8]) -> Result<Vec<u8>, CryptoError> {
        jsonwebtoken::crypto::sign(message, &self.key, jsonwebtoken::Algorithm::RS256)
            .ok()
            .and_then(|text| URL_SAFE_NO_PAD.decode(text).ok())
            .ok_or(CryptoError::Failed("signing with RSA"))
    }
}

impl std::fmt::Debug for RsaSigner {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("RsaSigner").field("public", &self.public).finish_non_exhaustive()
    }
}

/// A public key: modulus and exponent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RsaPublicKey {
    der: Vec<u8>,
    pub(super) modulus: Vec<u8>,
    pub(super) exponent: Vec<u8>,
}

impl RsaPublicKey {
    /// Reads DER of `SubjectPublicKeyInfo`.
    pub fn from_spki(der: &[u8]) -> Result<Self, CryptoError> {
        let info = SubjectPublicKeyInfoRef::from_der(der).map_err(unreadable_key)?;
        if ![oids::RSA_ENCRYPTION, oids::RSASSA_PSS].contains(&info.algorithm.oid) {
            return Err(CryptoError::Unsupported(format!("a key of type {} as RSA", oids::name(info.algorithm.oid))));
        }
        let numbers = info.subject_public_key.as_bytes().unwrap_or_default();
        let numbers = PublicNumbers::from_der(numbers).map_err(unreadable_key)?;
        Self::from_numbers(numbers.modulus.as_bytes(), numbers.exponent.as_bytes())
    }

    /// DER of `SubjectPublicKeyInfo`.
    pub fn der(&self) -> &[u8] {
        &self.der
    }

    /// PEM of `SubjectPublicKeyInfo`.
    pub fn pem(&self) -> String {
        pem::encode("PUBLIC KEY", &self.der)
    }

    /// The members of a JWK that make up the key (RFC 7518, 6.3.1), in the order of RFC 7638.
    pub fn jwk(&self) -> Value {
        json!({
            "e": URL_SAFE_NO_PAD.encode(&self.exponent),
            "kty": "RSA",
            "n": URL_SAFE_NO_PAD.encode(&self.modulus),
        })
    }

    /// Length of the modulus.
    pub fn bits(&self) -> usize {
        let zeros = self.modulus.first().map_or(0, |byte| byte.leading_zeros());
        self.modulus.len() * 8 - usize::try_from(zeros).unwrap_or(0)
    }

    fn of_private(pkcs1: &[u8]) -> Result<Self, CryptoError> {
        let key = AnyRef::from_der(pkcs1).map_err(unreadable_key)?;
        let (modulus, exponent) = key
            .sequence(|reader| {
                let _version: UintRef<'_> = reader.decode()?;
                let numbers: (UintRef<'_>, UintRef<'_>) = (reader.decode()?, reader.decode()?);
                let _rest = reader.read_slice(reader.remaining_len())?;
                Ok::<_, der::Error>(numbers)
            })
            .map_err(unreadable_key)?;
        Self::from_numbers(modulus.as_bytes(), exponent.as_bytes())
    }

    fn from_numbers(modulus: &[u8], exponent: &[u8]) -> Result<Self, CryptoError> {
        let mut key = Self { der: Vec::new(), modulus: modulus.to_vec(), exponent: exponent.to_vec() };
        let numbers = key.pkcs1()?;
        let algorithm = AlgorithmIdentifierRef { oid: oids::RSA_ENCRYPTION, parameters: Some(AnyRef::NULL) };
        let subject_public_key = BitStringRef::from_bytes(&numbers).map_err(unreadable_key)?;
        key.der = SubjectPublicKeyInfoRef { algorithm, subject_public_key }.to_der().map_err(unreadable_key)?;
        Ok(key)
    }

    fn pkcs1(&self) -> Result<Vec<u8>, CryptoError> {
        let numbers = || {
            PublicNumbers { modulus: UintRef::new(&self.modulus)?, exponent: UintRef::new(&self.exponent)? }.to_der()
        };
        numbers().map_err(unreadable_key)
    }
}

pub(super) fn inner_of_pkcs8(der: &[u8]) -> Result<Vec<u8>, CryptoError> {
    let (algorithm, key) = AnyRef::from_der(der)
        .and_then(|info| {
            info.sequence(|reader| {
                let _version: UintRef<'_> = reader.decode()?;
                let algorithm: AlgorithmIdentifierRef<'_> = reader.decode()?;
                let key: &OctetStringRef = reader.decode()?;
                let _attributes = reader.read_slice(reader.remaining_len())?;
                Ok::<_, der::Error>((algorithm, key.as_bytes().to_vec()))
            })
        })
        .map_err(unreadable_key)?;
    if algorithm.oid == oids::RSA_ENCRYPTION {
        Ok(key)
    } else {
        Err(CryptoError::Unsupported(format!("a private key of type {} as RSA", oids::name(algorithm.oid))))
    }
}

fn unreadable_key(error: impl ToString) -> CryptoError {
    CryptoError::unreadable("RSA key", error)
}

/// The key sizes AWS-LC takes.
pub(super) const LC_BITS: std::ops::RangeInclusive<usize> = 2048..=8192;

/// `RSAPublicKey` (RFC 8017, A.1.1).
#[derive(Sequence)]
struct PublicNumbers<'a> {
    modulus: UintRef<'a>,
    exponent: UintRef<'a>,
}
