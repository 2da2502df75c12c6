//! Verifying RSA signatures (RFC 8017, 8.1 and 8.2).
//!
//! Tokens go through `jsonwebtoken`, other digests and PSS straight to AWS-LC, and keys under 2048 bits,
//! which AWS-LC does not take, through crate `rsa`: a public key has nothing to leak.

use aws_lc_rs::signature as lc;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jsonwebtoken::DecodingKey;

use crate::crypto::Algorithm;
use crate::crypto::CryptoError;
use crate::crypto::Verifier;
use crate::crypto::digest::Digest;

use super::jwt_provider;
use super::key::LC_BITS;
use super::key::RsaPublicKey;

/// How an RSA signature was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scheme {
    /// The digest of the message.
    pub digest: Digest,
    /// What is around the digest.
    pub padding: Padding,
    /// Whether SHA-1 will do.
    pub allow_sha1: bool,
}

/// What surrounds the digest in an RSA signature.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Padding {
    /// RSASSA-PKCS1-v1_5.
    Pkcs1,
    /// RSASSA-PSS; MGF1 uses the digest of the message.
    Pss {
        /// In bytes.
        salt_length: u16,
    },
}

/// A public key together with the scheme it verifies.
#[derive(Debug)]
pub struct RsaVerifier {
    key: RsaPublicKey,
    scheme: Scheme,
}

impl RsaVerifier {
    /// RSASSA-PKCS1-v1_5 with SHA-256, the scheme of tokens.
    pub fn rs256(key: RsaPublicKey) -> Result<Self, CryptoError> {
        Self::new(key, Scheme { digest: Digest::Sha256, padding: Padding::Pkcs1, allow_sha1: false })
    }

    /// Any scheme that can be verified: 1024 to 8192 bits, for PSS 2048 to 8192.
    pub fn new(key: RsaPublicKey, scheme: Scheme) -> Result<Self, CryptoError> {
        jwt_provider::install();
        let unsupported = |what: String| Err(CryptoError::Unsupported(what));
        let bits = key.bits();
        let pss = scheme.padding != Padding::Pkcs1;
        match scheme.digest {
            Digest::Sha1 if !scheme.allow_sha1 || pss => unsupported("SHA-1 under an RSA signature".to_owned()),
            Digest::Streebog256 | Digest::Streebog512 => {
                unsupported(format!("{} under an RSA signature", scheme.digest.name()))
            }
            _ if bits < if pss { 2048 } else { 1024 } => unsupported(format!("an RSA key of {bits} bits")),
            _ if bits > *LC_BITS.end() => unsupported(format!("an RSA key of {bits} bits")),
            _ => Ok(Self { key, scheme }),
        }
    }

    fn verify_token(&self, message: &[u8], signature: &[u8]) -> bool {
        let key = DecodingKey::from_rsa_der(self.key.der());
        let signature = URL_SAFE_NO_PAD.encode(signature);
        jsonwebtoken::crypto::verify(&signature, message, &key, jsonwebtoken::Algorithm::RS256).unwrap_or(false)
    }

    fn verify_other(&self, parameters: &lc::RsaParameters, message: &[u8], signature: &[u8]) -> bool {
        let key = lc::RsaPublicKeyComponents { n: &self.key.modulus, e: &self.key.exponent };
        key.verify(parameters, message, signature).is_ok()
    }

    fn verify_small(&self, message: &[u8], signature: &[u8]) -> bool {
        let number = rsa::BigUint::from_bytes_be;
        let Ok(key) = rsa::RsaPublicKey::new(number(&self.key.modulus), number(&self.key.exponent)) else {
            return false;
        };
        let digest = self.scheme.digest.of(message);
        let padding =
            rsa::Pkcs1v15Sign { hash_len: Some(digest.len()), prefix: digest_info(self.scheme.digest).into() };
        key.verify(padding, &digest, signature).is_ok()
    }
}

impl Verifier for RsaVerifier {
    fn algorithm(&self) -> Option<Algorithm> {
        (self.scheme.digest == Digest::Sha256 && self.scheme.padding == Padding::Pkcs1).then_some(Algorithm::Rs256)
    }

    fn verify(&self, message: &[u8], signature: &[u8]) -> Result<(), CryptoError> {
        let small = self.key.bits() < *LC_BITS.start();
        let matches = match (self.scheme.padding, self.scheme.digest) {
            (Padding::Pkcs1, _) if small => self.verify_small(message, signature),
            (Padding::Pkcs1, Digest::Sha256) => self.verify_token(message, signature),
            (Padding::Pkcs1, Digest::Sha384) => self.verify_other(&lc::RSA_PKCS1_2048_8192_SHA384, message, signature),
            (Padding::Pkcs1, Digest::Sha512) => self.verify_other(&lc::RSA_PKCS1_2048_8192_SHA512, message, signature),
            (Padding::Pkcs1, Digest::Sha1) => {
                self.verify_other(&lc::RSA_PKCS1_2048_8192_SHA1_FOR_LEGACY_USE_ONLY, message, signature)
            }
            (Padding::Pss { salt_length }, digest) => match pss(digest, salt_length) {
                Some(parameters) => self.verify_other(&parameters, message, signature),
                None => false,
            },
            (Padding::Pkcs1, Digest::Streebog256 | Digest::Streebog512) => false,
        };
        if matches { Ok(()) } else { Err(CryptoError::WrongSignature) }
    }
}

fn pss(digest: Digest, salt_length: u16) -> Option<lc::RsaParameters> {
    let parameters = match digest {
        Digest::Sha256 => lc::RSA_PSS_2048_8192_SHA256,
        Digest::Sha384 => lc::RSA_PSS_2048_8192_SHA384,
        Digest::Sha512 => lc::RSA_PSS_2048_8192_SHA512,
        Digest::Sha1 | Digest::Streebog256 | Digest::Streebog512 => return None,
    };
    Some(parameters.with_pss_salt_length(lc::RsaPssSaltLength::Custom(salt_length)))
}

/// DER of `DigestInfo` up to the digest itself (RFC 8017, 9.2, note 1).
fn digest_info(digest: Digest) -> Vec<u8> {
    let identifier = digest.identifier();
    let oid = identifier.as_bytes();
    let short = |length: usize| u8::try_from(length).unwrap_or(u8::MAX);
    let size = digest.of(b"").len();
    let mut out = vec![0x30, short(oid.len() + 8 + size), 0x30, short(oid.len() + 4), 0x06, short(oid.len())];
    out.extend_from_slice(oid);
    out.extend([0x05, 0x00, 0x04, short(size)]);
    out
}
