//! The `CryptoProvider` under `jsonwebtoken`: parsed RSA keys are kept.
//!
//! The provider it ships parses the key for every signature: more than half of the time of signing, half of the
//! time of verifying.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::LazyLock;
use std::sync::Once;
use std::sync::PoisonError;
use std::sync::RwLock;

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::ParsedPublicKey;
use aws_lc_rs::signature::RSA_PKCS1_2048_8192_SHA256;
use aws_lc_rs::signature::RSA_PKCS1_SHA256;
use aws_lc_rs::signature::RsaKeyPair;
use jsonwebtoken::Algorithm;
use jsonwebtoken::AlgorithmFamily;
use jsonwebtoken::DecodingKey;
use jsonwebtoken::EncodingKey;
use jsonwebtoken::crypto::CryptoProvider;
use jsonwebtoken::crypto::JwtSigner;
use jsonwebtoken::crypto::JwtVerifier;
use jsonwebtoken::crypto::aws_lc::DEFAULT_PROVIDER;
use jsonwebtoken::errors::ErrorKind;
use jsonwebtoken::signature::Error;
use jsonwebtoken::signature::Signer;
use jsonwebtoken::signature::Verifier;

/// Makes `jsonwebtoken` use this provider; a provider installed earlier by somebody else stays.
pub(super) fn install() {
    static INSTALLED: Once = Once::new();
    INSTALLED.call_once(|| {
        let _earlier = LazyLock::force(&PROVIDER).install_default();
    });
}

static PROVIDER: LazyLock<CryptoProvider> =
    LazyLock::new(|| CryptoProvider { signer_factory: signer, verifier_factory: verifier, ..DEFAULT_PROVIDER.clone() });

/// Keys by the DER they were parsed from.
struct Parsed<K>(LazyLock<RwLock<HashMap<Vec<u8>, Arc<K>>>>);

static PRIVATE: Parsed<RsaKeyPair> = Parsed(LazyLock::new(RwLock::default));
static PUBLIC: Parsed<ParsedPublicKey> = Parsed(LazyLock::new(RwLock::default));

/// A program has a handful of keys; more means tests, and then forgetting them costs a parse each.
const KEPT: usize = 256;

impl<K> Parsed<K> {
    fn get(
        &self,
        der: &[u8],
        parse: impl FnOnce(&[u8]) -> Result<K, aws_lc_rs::error::KeyRejected>,
    ) -> jsonwebtoken::errors::Result<Arc<K>> {
        let known = self.0.read().unwrap_or_else(PoisonError::into_inner).get(der).cloned();
        if let Some(key) = known {
            return Ok(key);
        }
        let key = Arc::new(parse(der).map_err(|error| ErrorKind::InvalidRsaKey(error.to_string()))?);
        let mut kept = self.0.write().unwrap_or_else(PoisonError::into_inner);
        if kept.len() >= KEPT {
            kept.clear();
        }
        kept.insert(der.to_vec(), Arc::clone(&key));
        Ok(key)
    }
}

/// Reads a private key, DER of PKCS#1; it need not be read again when it signs.
pub(super) fn read(der: &[u8]) -> Result<(), String> {
    PRIVATE.get(der, RsaKeyPair::from_der).map(drop).map_err(|error| match error.kind() {
        ErrorKind::InvalidRsaKey(why) => why.clone(),
        _ => error.to_string(),
    })
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "the type jsonwebtoken wants")]
fn signer(algorithm: &Algorithm, key: &EncodingKey) -> jsonwebtoken::errors::Result<Box<dyn JwtSigner>> {
    if *algorithm != Algorithm::RS256 || key.family() != AlgorithmFamily::Rsa {
        return (DEFAULT_PROVIDER.signer_factory)(algorithm, key);
    }
    Ok(Box::new(Rs256Signer(PRIVATE.get(key.as_bytes(), RsaKeyPair::from_der)?)))
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "the type jsonwebtoken wants")]
fn verifier(algorithm: &Algorithm, key: &DecodingKey) -> jsonwebtoken::errors::Result<Box<dyn JwtVerifier>> {
    let der = key.try_get_as_bytes();
    match (algorithm, key.family(), der) {
        (Algorithm::RS256, AlgorithmFamily::Rsa, Ok(der)) => {
            let parse = |der: &[u8]| ParsedPublicKey::new(&RSA_PKCS1_2048_8192_SHA256, der);
            Ok(Box::new(Rs256Verifier(PUBLIC.get(der, parse)?)))
        }
        _ => (DEFAULT_PROVIDER.verifier_factory)(algorithm, key),
    }
}

struct Rs256Signer(Arc<RsaKeyPair>);

impl Signer<Vec<u8>> for Rs256Signer {
    fn try_sign(&self, message: &[u8]) -> Result<Vec<u8>, Error> {
        let mut signature = vec![0; self.0.public_modulus_len()];
        self.0.sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), message, &mut signature).map_err(Error::from_source)?;
        Ok(signature)
    }
}

impl JwtSigner for Rs256Signer {
    fn algorithm(&self) -> Algorithm {
        Algorithm::RS256
    }
}

struct Rs256Verifier(Arc<ParsedPublicKey>);

impl Verifier<Vec<u8>> for Rs256Verifier {
    fn verify(&self, message: &[u8], signature: &Vec<u8>) -> Result<(), Error> {
        self.0.verify_sig(message, signature).map_err(Error::from_source)
    }
}

impl JwtVerifier for Rs256Verifier {
    fn algorithm(&self) -> Algorithm {
        Algorithm::RS256
    }
}
