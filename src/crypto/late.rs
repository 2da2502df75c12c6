//! Published keys inside the program: each is read when it signs for the first time, which few of them ever do.
//!
//! What it must be known by before that stands in its certificate; tests hold that both belong together.

use std::sync::OnceLock;

use super::Algorithm;
use super::CryptoError;
use super::Signer;
use super::certificate::Certificate;
use super::gost::GostSigner;
use super::rsa::RsaSigner;

type Read = fn(&str) -> Result<Box<dyn Signer>, CryptoError>;

/// A private key that is read when it is needed.
pub struct LateSigner {
    algorithm: Algorithm,
    pem: &'static str,
    public_key: Vec<u8>,
    read: Read,
    signer: OnceLock<Result<Box<dyn Signer>, CryptoError>>,
}

impl LateSigner {
    /// An RSA key, PEM, with its certificate.
    pub fn rsa(pem: &'static str, certificate: &Certificate) -> Self {
        Self::new(Algorithm::Rs256, pem, certificate, |pem| Ok(Box::new(RsaSigner::from_pem(pem)?)))
    }

    /// A ГОСТ key of 256 bits, PEM, with its certificate.
    pub fn gost(pem: &'static str, certificate: &Certificate) -> Self {
        let read: Read = |pem| Ok(Box::new(GostSigner::from_pem(pem)?));
        Self::new(Algorithm::Gost3410_2012_256, pem, certificate, read)
    }

    fn new(algorithm: Algorithm, pem: &'static str, certificate: &Certificate, read: Read) -> Self {
        let public_key = certificate.public_key().to_vec();
        Self { algorithm, pem, public_key, read, signer: OnceLock::new() }
    }
}

impl Signer for LateSigner {
    fn algorithm(&self) -> Algorithm {
        self.algorithm
    }

    fn public_key(&self) -> &[u8] {
        &self.public_key
    }

    fn sign(&self, message: &[u8]) -> Result<Vec<u8>, CryptoError> {
        self.signer.get_or_init(|| (self.read)(self.pem)).as_ref().map_err(Clone::clone)?.sign(message)
    }
}

impl std::fmt::Debug for LateSigner {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("LateSigner").field("algorithm", &self.algorithm).finish_non_exhaustive()
    }
}
