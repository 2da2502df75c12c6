//! The keys of the issuer: for each kind of signature the one that signs now, and the one after a rotation.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::Value;

use super::Algorithm;
use super::CryptoError;
use super::Signer;
use super::Verifier;
use super::certificate::Certificate;
use super::digest::sha256;
use super::gost::GostPublicKey;
use super::gost::GostSigner;
use super::late::LateSigner;
use super::pem;
use super::rsa::RsaPublicKey;
use super::rsa::RsaSigner;

/// A private key with its certificate.
#[derive(Debug)]
pub struct IssuerKey {
    signer: Box<dyn Signer>,
    certificate: Certificate,
    key_id: String,
    thumbprint: String,
    jwk: Option<Value>,
}

impl IssuerKey {
    /// Reads an RSA key and its certificate from PEM; the certificate must be of this key.
    pub fn from_pem(key: &str, certificate: &str) -> Result<Self, CryptoError> {
        Self::rsa(RsaSigner::from_pem(key)?, Certificate::from_pem(certificate)?)
    }

    /// Reads a ГОСТ key and its certificate from PEM; the certificate must be of this key.
    pub fn from_gost_pem(key: &str, certificate: &str) -> Result<Self, CryptoError> {
        Self::gost(GostSigner::from_pem(key)?, Certificate::from_pem(certificate)?)
    }

    /// A published RSA key inside the program, PEM, which is its certificate's.
    pub fn published(key: &'static str, certificate: &str) -> Result<Self, CryptoError> {
        let certificate = Certificate::from_pem(certificate)?;
        let jwk = RsaPublicKey::from_spki(certificate.public_key())?.jwk();
        let (signer, key_id) = (LateSigner::rsa(key, &certificate), key_id(&jwk));
        Self::new(Box::new(signer), certificate, true, key_id, Some(jwk))
    }

    /// The same of a ГОСТ key of 256 bits.
    pub fn published_gost(key: &'static str, certificate: &str) -> Result<Self, CryptoError> {
        let certificate = Certificate::from_pem(certificate)?;
        let (signer, key_id) = (LateSigner::gost(key, &certificate), gost_key_id(certificate.public_key()));
        Self::new(Box::new(signer), certificate, true, key_id, None)
    }

    /// Puts an RSA key and its certificate together; the certificate must be of this key.
    pub fn rsa(signer: RsaSigner, certificate: Certificate) -> Result<Self, CryptoError> {
        let same = signer.public_key() == certificate.public_key();
        let jwk = signer.public().jwk();
        let key_id = key_id(&jwk);
        Self::new(Box::new(signer), certificate, same, key_id, Some(jwk))
    }

    /// Puts a ГОСТ key and its certificate together; the certificate must be of this key.
    ///
    /// There is no registered JWK for such a key (RFC 7518), so it is in no JWK set.
    pub fn gost(signer: GostSigner, certificate: Certificate) -> Result<Self, CryptoError> {
        let same = GostPublicKey::from_spki(certificate.public_key()).as_ref() == Ok(signer.public());
        let key_id = gost_key_id(signer.public_key());
        Self::new(Box::new(signer), certificate, same, key_id, None)
    }

    fn new(
        signer: Box<dyn Signer>,
        certificate: Certificate,
        same: bool,
        key_id: String,
        jwk: Option<Value>,
    ) -> Result<Self, CryptoError> {
        if !same {
            return Err(CryptoError::Mismatch(format!(
                "the certificate of {} is of another key",
                certificate.subject()
            )));
        }
        let thumbprint = certificate.streebog256_thumbprint();
        Ok(Self { signer, certificate, key_id, thumbprint, jwk })
    }

    /// What signs.
    pub fn signer(&self) -> &dyn Signer {
        self.signer.as_ref()
    }

    /// Its certificate.
    pub fn certificate(&self) -> &Certificate {
        &self.certificate
    }

    /// DER of its certificate.
    pub fn certificate_der(&self) -> &[u8] {
        self.certificate.der()
    }

    /// PEM of its public key.
    pub fn public_pem(&self) -> String {
        pem::encode("PUBLIC KEY", self.signer.public_key())
    }

    /// Names the key in a JWK set: its thumbprint (RFC 7638), or for a ГОСТ key SHA-256 of the public key.
    pub fn key_id(&self) -> &str {
        &self.key_id
    }

    /// `x5t#St256` of token headers: Streebog-256 of the certificate.
    pub fn streebog256_thumbprint(&self) -> &str {
        &self.thumbprint
    }

    /// The public key for a JWK set (RFC 7517): `kty`, `n`, `e`, `alg`, `use`, `kid`; none of a ГОСТ key.
    pub fn jwk(&self) -> Option<Value> {
        Some(published(self.jwk.clone()?, self.signer.algorithm(), &self.key_id))
    }
}

/// An RSA key that signs no more: its certificate is left, to verify what it signed.
#[derive(Debug)]
pub struct RetiredKey {
    certificate: Certificate,
    jwk: Value,
}

impl RetiredKey {
    /// The key of a certificate.
    pub fn of(certificate: Certificate) -> Result<Self, CryptoError> {
        let jwk = RsaPublicKey::from_spki(certificate.public_key())?.jwk();
        let key_id = key_id(&jwk);
        Ok(Self { certificate, jwk: published(jwk, Algorithm::Rs256, &key_id) })
    }
}

/// `kid`: the thumbprint of RFC 7638.
fn key_id(jwk: &Value) -> String {
    URL_SAFE_NO_PAD.encode(sha256(jwk.to_string().as_bytes()))
}

fn gost_key_id(public_key: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(sha256(public_key))
}

/// A public key as a JWK set has it.
fn published(mut jwk: Value, algorithm: Algorithm, key_id: &str) -> Value {
    jwk["alg"] = algorithm.name().into();
    jwk["use"] = "sig".into();
    jwk["kid"] = key_id.into();
    jwk
}

/// The issuer's keys.
#[derive(Debug)]
pub struct Keyring {
    rsa: Rotation,
    gost: Option<Rotation>,
    retired: Vec<RetiredKey>,
}

/// A key and its successor.
#[derive(Debug)]
struct Rotation {
    current: IssuerKey,
    next: Option<IssuerKey>,
}

impl Rotation {
    fn after(&self, turns: u32) -> &IssuerKey {
        self.next.as_ref().filter(|_| turns % 2 == 1).unwrap_or(&self.current)
    }
}

impl Keyring {
    /// A ring of one or two RSA keys.
    pub fn new(current: IssuerKey, next: Option<IssuerKey>) -> Self {
        Self { rsa: Rotation { current, next }, gost: None, retired: Vec::new() }
    }

    /// Adds one or two ГОСТ keys of 256 bits.
    #[must_use]
    pub fn with_gost(self, current: IssuerKey, next: Option<IssuerKey>) -> Self {
        Self { gost: Some(Rotation { current, next }), ..self }
    }

    /// Adds keys that signed before.
    #[must_use]
    pub fn with_retired(self, retired: Vec<RetiredKey>) -> Self {
        Self { retired, ..self }
    }

    /// The JWK set (RFC 7517): the keys that sign now and next, and those before them.
    pub fn jwks(&self) -> Vec<Value> {
        self.keys().filter_map(IssuerKey::jwk).chain(self.retired.iter().map(|key| key.jwk.clone())).collect()
    }

    /// What verifies tokens of every key.
    pub fn verifiers(&self) -> Result<Vec<Box<dyn Verifier>>, CryptoError> {
        let certificates = self.keys().map(IssuerKey::certificate);
        certificates.chain(self.retired.iter().map(|key| &key.certificate)).map(Certificate::verifier).collect()
    }

    /// The RSA key that signs after so many turns.
    pub fn current(&self, turns: u32) -> &IssuerKey {
        self.rsa.after(turns)
    }

    /// The RSA key after the next rotation.
    pub fn next(&self) -> Option<&IssuerKey> {
        self.rsa.next.as_ref()
    }

    /// Every key: RSA, then ГОСТ, each with its successor after it.
    pub fn keys(&self) -> impl Iterator<Item = &IssuerKey> {
        let rotations = || std::iter::once(&self.rsa).chain(&self.gost);
        rotations().flat_map(|rotation| std::iter::once(&rotation.current).chain(&rotation.next))
    }

    /// The key that signs tokens with this algorithm after so many turns: each makes the next key the current one, and
    /// that the next.
    pub fn signing(&self, algorithm: Algorithm, turns: u32) -> Result<&IssuerKey, CryptoError> {
        let missing = || CryptoError::Unsupported(format!("{} without a key of the issuer for it", algorithm.name()));
        let mut rotations = std::iter::once(&self.rsa).chain(&self.gost);
        let rotation = rotations.find(|rotation| rotation.current.signer().algorithm() == algorithm);
        rotation.map(|rotation| rotation.after(turns)).ok_or_else(missing)
    }

    /// Is there a key for another turn?
    pub fn turns(&self) -> bool {
        std::iter::once(&self.rsa).chain(&self.gost).any(|rotation| rotation.next.is_some())
    }

    /// The key with this `kid`.
    pub fn find(&self, key_id: &str) -> Option<&IssuerKey> {
        self.keys().find(|key| key.key_id == key_id)
    }

    /// Makes each next key the current one and the current the next; `false` when there is none.
    pub fn rotate(&mut self) -> bool {
        let mut rotated = false;
        for rotation in std::iter::once(&mut self.rsa).chain(&mut self.gost) {
            if let Some(next) = &mut rotation.next {
                std::mem::swap(&mut rotation.current, next);
                rotated = true;
            }
        }
        rotated
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CURRENT: (&str, &str) =
        (include_str!("../../keys/issuer_rsa_current.pem"), include_str!("../../keys/issuer_rsa_current.crt"));
    const NEXT: (&str, &str) =
        (include_str!("../../keys/issuer_rsa_next.pem"), include_str!("../../keys/issuer_rsa_next.crt"));

    fn key(pair: (&str, &str)) -> IssuerKey {
        IssuerKey::from_pem(pair.0, pair.1).expect("published key")
    }

    #[test]
    fn publishes_what_clients_need() {
        let key = key(CURRENT);
        let jwk = key.jwk().expect("jwk");
        assert_eq!((&jwk["kty"], &jwk["alg"], &jwk["use"]), (&"RSA".into(), &"RS256".into(), &"sig".into()));
        assert_eq!(jwk["e"], "AQAB");
        assert_eq!(jwk["n"].as_str().map(str::len), Some(342));
        assert_eq!(jwk["kid"], key.key_id());
        assert!(key.public_pem().starts_with("-----BEGIN PUBLIC KEY-----\nMIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8A"));
        assert_eq!(key.streebog256_thumbprint().len(), 64);
        assert!(!format!("{key:?}").contains("EncodingKey"), "the private key is not printed");
    }

    #[test]
    fn key_and_certificate_belong_together() {
        let wrong = IssuerKey::from_pem(CURRENT.0, NEXT.1).expect_err("another key");
        assert!(wrong.to_string().contains("ESIA MOCK test-only (next)"), "{wrong}");
    }

    #[test]
    fn rotation() {
        let mut ring = Keyring::new(key(CURRENT), Some(key(NEXT)));
        let (first, second) = (ring.current(0).key_id().to_owned(), ring.next().expect("next").key_id().to_owned());
        assert_ne!(first, second);
        assert!(ring.rotate());
        assert_eq!(ring.signing(Algorithm::Rs256, 0).map(IssuerKey::key_id), Ok(second.as_str()));
        assert_eq!(ring.signing(Algorithm::Rs256, 1).map(IssuerKey::key_id), Ok(first.as_str()));
        assert_eq!(ring.find(&first).map(IssuerKey::key_id), Some(first.as_str()));
        assert_eq!(ring.keys().count(), 2);
        assert!(!Keyring::new(key(CURRENT), None).rotate());
    }

    /// RFC 7638, 3: members in lexicographic order, no white space.
    #[test]
    fn the_key_id_is_the_thumbprint_of_rfc_7638() {
        let key = key(CURRENT);
        let jwk = key.jwk().expect("jwk");
        let canonical = format!(r#"{{"e":{},"kty":"RSA","n":{}}}"#, jwk["e"], jwk["n"]);
        assert_eq!(key.key_id(), URL_SAFE_NO_PAD.encode(sha256(canonical.as_bytes())));
    }

    /// Issue 19: published keys are read late, and are those of their certificates all the same.
    #[test]
    fn published_keys_are_what_they_would_be_if_they_were_read_at_once() {
        const GOST: (&str, &str) =
            (include_str!("../../keys/issuer_gost.pem"), include_str!("../../keys/issuer_gost.crt"));
        let now = [IssuerKey::from_pem(CURRENT.0, CURRENT.1), IssuerKey::from_pem(NEXT.0, NEXT.1)];
        let now = now.into_iter().chain([IssuerKey::from_gost_pem(GOST.0, GOST.1)]);
        let late = [IssuerKey::published(CURRENT.0, CURRENT.1), IssuerKey::published(NEXT.0, NEXT.1)];
        let late = late.into_iter().chain([IssuerKey::published_gost(GOST.0, GOST.1)]);
        for (now, late) in now.zip(late) {
            let (now, late) = (now.expect("a published key"), late.expect("a published key"));
            assert_eq!((now.key_id(), now.public_pem(), now.jwk()), (late.key_id(), late.public_pem(), late.jwk()));
            assert_eq!(now.signer().algorithm(), late.signer().algorithm());
            let signature = late.signer().sign(b"text").expect("a signature");
            let verifier = now.certificate().verifier().expect("a verifier");
            assert_eq!(verifier.verify(b"text", &signature), Ok(()), "{}", now.key_id());
        }
    }
}
