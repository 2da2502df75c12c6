//! The `CryptoProvider` under `jsonwebtoken`: parsed RSA keys are kept.
//!
//! The provider it ships parses the private key for every signature, which costs more than half of the time.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::LazyLock;
use std::sync::Once;
use std::sync::PoisonError;
use std::sync::RwLock;

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::RSA_PKCS1_SHA256;
use aws_lc_rs::signature::RsaKeyPair;
use jsonwebtoken::Algorithm;
use jsonwebtoken::AlgorithmFamily;
use jsonwebtoken::EncodingKey;
use jsonwebtoken::crypto::CryptoProvider;
use jsonwebtoken::crypto::JwtSigner;
use jsonwebtoken::crypto::aws_lc::DEFAULT_PROVIDER;
use jsonwebtoken::errors::ErrorKind;
use jsonwebtoken::signature::Error;
use jsonwebtoken::signature::Signer;

/// Makes `jsonwebtoken` use this provider; a provider installed earlier by somebody else stays.
pub(super) fn install() {
    static INSTALLED: Once = Once::new();
    INSTALLED.call_once(|| {
        let _earlier = LazyLock::force(&PROVIDER).install_default();
    });
}

static PROVIDER: LazyLock<CryptoProvider> =
    LazyLock::new(|| CryptoProvider { signer_factory: signer, ..DEFAULT_PROVIDER.clone() });

type Parsed = RwLock<HashMap<Vec<u8>, Arc<RsaKeyPair>>>;

static PARSED: LazyLock<Parsed> = LazyLock::new(Parsed::default);

/// A program has a handful of keys; more means tests, and then forgetting them costs a parse each.
const KEPT: usize = 256;

#[expect(clippy::trivially_copy_pass_by_ref, reason = "the type jsonwebtoken wants")]
fn signer(algorithm: &Algorithm, key: &EncodingKey) -> jsonwebtoken::errors::Result<Box<dyn JwtSigner>> {
    if *algorithm != Algorithm::RS256 || key.family() != AlgorithmFamily::Rsa {
        return (DEFAULT_PROVIDER.signer_factory)(algorithm, key);
    }
    Ok(Box::new(Rs256(key_pair(key.as_bytes())?)))
}

fn key_pair(der: &[u8]) -> jsonwebtoken::errors::Result<Arc<RsaKeyPair>> {
    let known = PARSED.read().unwrap_or_else(PoisonError::into_inner).get(der).cloned();
    if let Some(pair) = known {
        return Ok(pair);
    }
    let pair = RsaKeyPair::from_der(der).map_err(|error| ErrorKind::InvalidRsaKey(error.to_string()))?;
    let pair = Arc::new(pair);
    let mut parsed = PARSED.write().unwrap_or_else(PoisonError::into_inner);
    if parsed.len() >= KEPT {
        parsed.clear();
    }
    parsed.insert(der.to_vec(), Arc::clone(&pair));
    Ok(pair)
}

struct Rs256(Arc<RsaKeyPair>);

impl Signer<Vec<u8>> for Rs256 {
    fn try_sign(&self, message: &[u8]) -> Result<Vec<u8>, Error> {
        let mut signature = vec![0; self.0.public_modulus_len()];
        self.0.sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), message, &mut signature).map_err(Error::from_source)?;
        Ok(signature)
    }
}

impl JwtSigner for Rs256 {
    fn algorithm(&self) -> Algorithm {
        Algorithm::RS256
    }
}
