//! The keys of the issuer: the one that signs now, and the one that will sign after a rotation.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::Value;

use super::Algorithm;
use super::CryptoError;
use super::Signer;
use super::certificate::Certificate;
use super::digest::sha256;
use super::rsa::RsaSigner;

/// A private key with its certificate.
#[derive(Debug)]
pub struct IssuerKey {
    signer: RsaSigner,
    certificate: Certificate,
    key_id: String,
    thumbprint: String,
}

impl IssuerKey {
    /// Reads both from PEM; the certificate must be of this key.
    pub fn from_pem(key: &str, certificate: &str) -> Result<Self, CryptoError> {
        Self::new(RsaSigner::from_pem(key)?, Certificate::from_pem(certificate)?)
    }

    /// Puts both together; the certificate must be of this key.
    pub fn new(signer: RsaSigner, certificate: Certificate) -> Result<Self, CryptoError> {
        if signer.public_key() != certificate.public_key() {
            return Err(CryptoError::Mismatch(format!(
                "the certificate of {} is of another key",
                certificate.subject()
            )));
        }
        let key_id = URL_SAFE_NO_PAD.encode(sha256(signer.public().jwk().to_string().as_bytes()));
        let thumbprint = certificate.streebog256_thumbprint();
        Ok(Self { signer, certificate, key_id, thumbprint })
    }

    /// What signs.
    pub fn signer(&self) -> &RsaSigner {
        &self.signer
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
        self.signer.public().pem()
    }

    /// Names the key in a JWK set: its thumbprint (RFC 7638).
    pub fn key_id(&self) -> &str {
        &self.key_id
    }

    /// `x5t#St256` of token headers: Streebog-256 of the certificate.
    pub fn streebog256_thumbprint(&self) -> &str {
        &self.thumbprint
    }

    /// The public key for a JWK set (RFC 7517): `kty`, `n`, `e`, `alg`, `use`, `kid`.
    pub fn jwk(&self) -> Value {
        let mut jwk = self.signer.public().jwk();
        jwk["alg"] = self.signer.algorithm().name().into();
        jwk["use"] = "sig".into();
        jwk["kid"] = self.key_id.as_str().into();
        jwk
    }
}

/// The issuer's keys.
#[derive(Debug)]
pub struct Keyring {
    current: IssuerKey,
    next: Option<IssuerKey>,
}

impl Keyring {
    /// A ring of one or two keys.
    pub fn new(current: IssuerKey, next: Option<IssuerKey>) -> Self {
        Self { current, next }
    }

    /// The key that signs now.
    pub fn current(&self) -> &IssuerKey {
        &self.current
    }

    /// The key after the next rotation.
    pub fn next(&self) -> Option<&IssuerKey> {
        self.next.as_ref()
    }

    /// Every key, the current one first.
    pub fn keys(&self) -> impl Iterator<Item = &IssuerKey> {
        std::iter::once(&self.current).chain(&self.next)
    }

    /// The key that signs tokens with this algorithm.
    pub fn signing(&self, algorithm: Algorithm) -> &IssuerKey {
        match algorithm {
            Algorithm::Rs256 => &self.current,
        }
    }

    /// The key with this `kid`.
    pub fn find(&self, key_id: &str) -> Option<&IssuerKey> {
        self.keys().find(|key| key.key_id == key_id)
    }

    /// Makes the next key the current one and the current the next; `false` when there is none.
    pub fn rotate(&mut self) -> bool {
        match &mut self.next {
            Some(next) => {
                std::mem::swap(&mut self.current, next);
                true
            }
            None => false,
        }
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
        let jwk = key.jwk();
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
        let (first, second) = (ring.current().key_id().to_owned(), ring.next().expect("next").key_id().to_owned());
        assert_ne!(first, second);
        assert!(ring.rotate());
        assert_eq!(ring.signing(Algorithm::Rs256).key_id(), second);
        assert_eq!(ring.find(&first).map(IssuerKey::key_id), Some(first.as_str()));
        assert_eq!(ring.keys().count(), 2);
        assert!(!Keyring::new(key(CURRENT), None).rotate());
    }

    /// RFC 7638, 3: members in lexicographic order, no white space.
    #[test]
    fn the_key_id_is_the_thumbprint_of_rfc_7638() {
        let key = key(CURRENT);
        let jwk = key.jwk();
        let canonical = format!(r#"{{"e":{},"kty":"RSA","n":{}}}"#, jwk["e"], jwk["n"]);
        assert_eq!(key.key_id(), URL_SAFE_NO_PAD.encode(sha256(canonical.as_bytes())));
    }
}
