//! Keys and their forms (RFC 9215, 4; RFC 5958; RFC 5280, 4.1.2.7), signing and verifying messages.

use der::Decode as _;
use der::Encode as _;
use der::Reader as _;
use der::Sequence;
use der::asn1::AnyRef;
use der::asn1::BitStringRef;
use der::asn1::ObjectIdentifier;
use der::asn1::OctetStringRef;
use der::asn1::UintRef;
use spki::AlgorithmIdentifierRef;
use spki::SubjectPublicKeyInfoRef;

use crate::crypto::Algorithm;
use crate::crypto::CryptoError;
use crate::crypto::Signer;
use crate::crypto::Verifier;
use crate::crypto::digest::Digest;
use crate::crypto::oids;
use crate::crypto::pem;

use super::parameters::ParameterSet;

/// Makes a private key, PKCS#8 in PEM.
pub fn generate<R: rand::RngCore + rand::CryptoRng>(random: &mut R, set: ParameterSet) -> Result<String, CryptoError> {
    let mut key = vec![0; set.size()];
    // Of random numbers of this length three quarters fail at worst, when the order begins with 0x3F.
    for _ in 0..u16::MAX {
        random.fill_bytes(&mut key);
        if set.group().public_key(&key).is_some() {
            let der = pkcs8(set, &key).map_err(unreadable_key)?;
            return Ok(pem::encode("PRIVATE KEY", &der));
        }
    }
    Err(CryptoError::Failed("making a key of GOST R 34.10-2012"))
}

/// A private key.
pub struct GostSigner {
    /// Little-endian.
    key: Vec<u8>,
    public: GostPublicKey,
}

impl GostSigner {
    /// Reads PKCS#8 (`PRIVATE KEY`); other blocks are passed over.
    pub fn from_pem(text: &str) -> Result<Self, CryptoError> {
        let block = pem::first(text, |label| label.ends_with("PRIVATE KEY")).map_err(unreadable_key)?;
        match block.label.as_str() {
            "PRIVATE KEY" => Self::from_pkcs8(&block.bytes),
            other => Err(CryptoError::Unsupported(format!("a private key in a block {other}"))),
        }
    }

    /// Reads PKCS#8 in DER. The key inside is raw, or wrapped in an OCTET STRING, or an INTEGER: engines of OpenSSL have
    /// written all three.
    pub fn from_pkcs8(der: &[u8]) -> Result<Self, CryptoError> {
        let (algorithm, key) = AnyRef::from_der(der)
            .and_then(|info| {
                info.sequence(|reader| {
                    let _version: UintRef<'_> = reader.decode()?;
                    let algorithm: AlgorithmIdentifierRef<'_> = reader.decode()?;
                    let key: &OctetStringRef = reader.decode()?;
                    let _attributes = reader.read_slice(reader.remaining_len())?;
                    Ok::<_, der::Error>((algorithm, key.as_bytes()))
                })
            })
            .map_err(unreadable_key)?;
        let set = parameter_set(algorithm)?;
        Self::new(set, private_number(key, set)?)
    }

    fn new(set: ParameterSet, key: Vec<u8>) -> Result<Self, CryptoError> {
        let point =
            set.group().public_key(&key).ok_or_else(|| unreadable_key("the number is zero or not below the order"))?;
        Ok(Self { public: GostPublicKey::new(set, point)?, key })
    }

    /// The public half.
    pub fn public(&self) -> &GostPublicKey {
        &self.public
    }

    /// Signs a digest that was made elsewhere; it must have the length of those of the parameter set.
    pub fn sign_digest(&self, digest: &[u8]) -> Result<Vec<u8>, CryptoError> {
        let set = self.public.set;
        set.group()
            .sign(&self.key, digest, set.digest(), set.identifier().as_bytes())
            .ok_or(CryptoError::Failed("signing with GOST R 34.10-2012"))
    }

    /// PKCS#8 in PEM, as OpenSSL's engine writes it.
    pub fn pem(&self) -> Result<String, CryptoError> {
        Ok(pem::encode("PRIVATE KEY", &pkcs8(self.public.set, &self.key).map_err(unreadable_key)?))
    }
}

impl Signer for GostSigner {
    fn algorithm(&self) -> Algorithm {
        self.public.set.algorithm()
    }

    fn public_key(&self) -> &[u8] {
        self.public.der()
    }

    fn sign(&self, message: &[u8]) -> Result<Vec<u8>, CryptoError> {
        self.sign_digest(&self.public.set.digest().of(message))
    }
}

impl std::fmt::Debug for GostSigner {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("GostSigner").field("public", &self.public).finish_non_exhaustive()
    }
}

/// A public key: a point of the curve.
#[derive(Debug, Clone)]
pub struct GostPublicKey {
    set: ParameterSet,
    /// x ‖ y, little-endian each.
    point: Vec<u8>,
    der: Vec<u8>,
}

/// The same point of the same curve, under whatever name of its parameter set.
impl PartialEq for GostPublicKey {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::addr_eq(self.set.group(), other.set.group()) && self.point == other.point
    }
}

impl Eq for GostPublicKey {}

impl GostPublicKey {
    /// Reads DER of `SubjectPublicKeyInfo`; the point must be one of the curve.
    pub fn from_spki(der: &[u8]) -> Result<Self, CryptoError> {
        let info = SubjectPublicKeyInfoRef::from_der(der).map_err(unreadable_key)?;
        let set = parameter_set(info.algorithm)?;
        let point = info.subject_public_key.as_bytes().unwrap_or_default();
        let point = <&OctetStringRef>::from_der(point).map_err(unreadable_key)?.as_bytes();
        if point.len() != 2 * set.size() {
            return Err(unreadable_key(format!("a public key of {} bytes, not {}", point.len(), 2 * set.size())));
        }
        if !set.group().has(point) {
            return Err(unreadable_key(format!("the public key is not a point of the curve {}", set.name())));
        }
        Self::new(set, point.to_vec())
    }

    fn new(set: ParameterSet, point: Vec<u8>) -> Result<Self, CryptoError> {
        let encode = || {
            let key = OctetStringRef::new(&point)?.to_der()?;
            let parameters = KeyParameters::of(set).to_der()?;
            let algorithm =
                AlgorithmIdentifierRef { oid: set.key_type(), parameters: Some(AnyRef::from_der(&parameters)?) };
            SubjectPublicKeyInfoRef { algorithm, subject_public_key: BitStringRef::from_bytes(&key)? }.to_der()
        };
        let der = encode().map_err(unreadable_key)?;
        Ok(Self { set, point, der })
    }

    /// Its parameter set.
    pub fn parameter_set(&self) -> ParameterSet {
        self.set
    }

    /// DER of `SubjectPublicKeyInfo`.
    pub fn der(&self) -> &[u8] {
        &self.der
    }
}

/// Verifies signatures s ‖ r over the Streebog of messages.
#[derive(Debug)]
pub struct GostVerifier {
    key: GostPublicKey,
}

impl GostVerifier {
    /// Of this key.
    pub fn new(key: GostPublicKey) -> Self {
        Self { key }
    }

    /// The digest that belongs to the key.
    pub fn digest(&self) -> Digest {
        self.key.set.digest()
    }

    /// Whether the signature belongs to this digest, which must be of the curve's length.
    pub fn fits(&self, digest: &[u8], signature: &[u8]) -> bool {
        self.key.set.group().verifies(&self.key.point, digest, signature)
    }
}

impl Verifier for GostVerifier {
    fn algorithm(&self) -> Option<Algorithm> {
        Some(self.key.set.algorithm())
    }

    fn verify(&self, message: &[u8], signature: &[u8]) -> Result<(), CryptoError> {
        let digest = self.key.set.digest().of(message);
        if self.fits(&digest, signature) { Ok(()) } else { Err(CryptoError::WrongSignature) }
    }
}

/// `GostR3410-2012-PublicKeyParameters` (RFC 9215, 4.2).
#[derive(Sequence)]
struct KeyParameters {
    curve: ObjectIdentifier,
    digest: Option<ObjectIdentifier>,
    encryption: Option<ObjectIdentifier>,
}

impl KeyParameters {
    fn of(set: ParameterSet) -> Self {
        let digest = set.names_digest().then(|| set.digest().identifier());
        Self { curve: set.identifier(), digest, encryption: None }
    }
}

fn parameter_set(algorithm: AlgorithmIdentifierRef<'_>) -> Result<ParameterSet, CryptoError> {
    let key_type = algorithm.oid;
    if ![oids::GOST_2012_256, oids::GOST_2012_512].contains(&key_type) {
        let name = oids::name(key_type);
        return Err(CryptoError::Unsupported(format!("a key of type {name} as GOST R 34.10-2012")));
    }
    let parameters = algorithm.parameters.ok_or_else(|| unreadable_key("its parameter set is missing"))?;
    let parameters: KeyParameters = parameters.decode_as().map_err(unreadable_key)?;
    let set = parameters.curve;
    match ParameterSet::find(set) {
        Some(found) if found.key_type() == key_type => Ok(found),
        _ => {
            let (set, key_type) = (oids::name(set), oids::name(key_type));
            Err(CryptoError::Unsupported(format!("parameter set {set} of a key {key_type}")))
        }
    }
}

/// The private number in little-endian bytes.
fn private_number(key: &[u8], set: ParameterSet) -> Result<Vec<u8>, CryptoError> {
    let size = set.size();
    if key.len() == size {
        return Ok(key.to_vec());
    }
    let number = if let Ok(octets) = <&OctetStringRef>::from_der(key) {
        octets.as_bytes().to_vec()
    } else {
        let integer = UintRef::from_der(key).map_err(unreadable_key)?;
        let mut bytes: Vec<u8> = integer.as_bytes().iter().rev().copied().collect();
        bytes.resize(size.max(bytes.len()), 0);
        bytes
    };
    if number.len() == size {
        Ok(number)
    } else {
        Err(unreadable_key(format!("a private number of {} bytes, not {size}", number.len())))
    }
}

fn pkcs8(set: ParameterSet, key: &[u8]) -> der::Result<Vec<u8>> {
    let parameters = KeyParameters::of(set).to_der()?;
    PrivateKeyInfo {
        version: 0,
        algorithm: AlgorithmIdentifierRef { oid: set.key_type(), parameters: Some(AnyRef::from_der(&parameters)?) },
        key: OctetStringRef::new(key)?,
    }
    .to_der()
}

/// `PrivateKeyInfo` (RFC 5208, 5).
#[derive(Sequence)]
struct PrivateKeyInfo<'a> {
    version: u8,
    algorithm: AlgorithmIdentifierRef<'a>,
    key: &'a OctetStringRef,
}

fn unreadable_key(error: impl ToString) -> CryptoError {
    CryptoError::unreadable("key of GOST R 34.10-2012", error)
}
