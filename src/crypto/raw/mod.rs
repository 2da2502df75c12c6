//! A bare signature, the `client_secret` of the later generations: no certificate, no container, nothing but numbers.
//!
//! Right is what `openssl dgst -sign` writes: for ГОСТ s ‖ r, both big-endian; for RSA the number of RFC 8017, 8.2.
//! [`misordered`] and [`evidence`] are for whoever wants to know what is wrong with another one.

#[cfg(test)]
mod tests;

use std::fmt::Display;

use crate::crypto::CryptoError;
use crate::crypto::Verifier;
use crate::crypto::certificate::Certificate;
use crate::crypto::digest::Digest;
use crate::crypto::evidence::Budget;
use crate::crypto::evidence::Evidence;
use crate::crypto::gost::GostPublicKey;
use crate::crypto::gost::GostVerifier;
use crate::crypto::oids;
use crate::crypto::rsa::RsaPublicKey;
use crate::crypto::rsa::RsaVerifier;

/// Why a bare signature was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RawFailure {
    /// The certificate's key is of a kind that cannot be used, or cannot be read.
    #[error("the key of the certificate ({key}) verifies no bare signatures: {why}")]
    Key {
        /// The kind of key.
        key: String,
        /// What is wrong with it.
        why: CryptoError,
    },
    /// As long as no signature of this key.
    #[error("the signature has {found} bytes, one of the certificate's key ({key}) has {expected}{}", shape(*looks))]
    Length {
        /// The kind of key.
        key: String,
        /// Bytes that came.
        found: usize,
        /// Bytes of a signature.
        expected: usize,
        /// What the bytes may be instead.
        looks: Option<&'static str>,
    },
    /// As long as one, but of another text or another key.
    #[error("the signature does not belong to this text and key ({key})")]
    WrongSignature {
        /// The kind of key.
        key: String,
    },
}

/// An order of bytes that is not the right one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ByteOrder {
    /// The whole from the last byte to the first.
    Reversed,
    /// The halves changed places.
    Swapped,
    /// Each half by itself from its last byte to its first.
    HalvesReversed,
}

impl ByteOrder {
    const ALL: [Self; 3] = [Self::Reversed, Self::Swapped, Self::HalvesReversed];

    /// Puts bytes that came in this order into the right one.
    fn mend(self, signature: &[u8]) -> Vec<u8> {
        let (first, second) = signature.split_at(signature.len() / 2);
        let reversed = |bytes: &[u8]| bytes.iter().rev().copied().collect::<Vec<_>>();
        match self {
            Self::Reversed => reversed(signature),
            Self::Swapped => [second, first].concat(),
            Self::HalvesReversed => [reversed(first), reversed(second)].concat(),
        }
    }
}

impl Display for ByteOrder {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(match self {
            Self::Reversed => "reversed as a whole (CryptoPro csptest -sign without reversing)",
            Self::Swapped => "r‖s",
            Self::HalvesReversed => "s‖r with each half reversed (little-endian numbers)",
        })
    }
}

/// Verifies a bare signature over `text`. Lenient takes two other orders of bytes as well: reversed, and r‖s.
pub fn verify(text: &[u8], signature: &[u8], certificate: &Certificate, lenient: bool) -> Result<(), RawFailure> {
    let key = Key::of(certificate)?;
    if signature.len() != key.length() {
        return Err(RawFailure::Length {
            expected: key.length(),
            found: signature.len(),
            looks: looks_like(signature, key.length()),
            key: certificate.key_type(),
        });
    }
    if key.verifies(text, signature) {
        return Ok(());
    }
    let taken = [ByteOrder::Reversed, ByteOrder::Swapped].into_iter().filter(|order| key.orders().contains(order));
    if lenient && taken.into_iter().any(|order| key.verifies(text, &order.mend(signature))) {
        return Ok(());
    }
    Err(RawFailure::WrongSignature { key: certificate.key_type() })
}

/// The order of bytes that makes the signature one of this text, and the order that is right.
pub fn misordered(
    text: &[u8],
    signature: &[u8],
    certificate: &Certificate,
    budget: &Budget,
) -> Option<(ByteOrder, &'static str)> {
    let key = Key::of(certificate).ok().filter(|key| key.length() == signature.len())?;
    let fits = |order: &ByteOrder| budget.verify() && key.verifies(text, &order.mend(signature));
    key.orders().iter().copied().find(fits).map(|order| (order, key.right_order()))
}

/// What a signature of this certificate's key says of the text; nothing where RSA shows that another key made it.
pub fn evidence(signature: &[u8], certificate: &Certificate, budget: &Budget) -> Option<Opened> {
    match Key::of(certificate).ok().filter(|key| key.length() == signature.len())? {
        Key::Gost(_, verifier) => Some(Opened::Hidden(Evidence::Signature(verifier, signature.to_vec()))),
        Key::Rsa { .. } if !budget.verify() => None,
        Key::Rsa { .. } => {
            let opened = RsaPublicKey::from_spki(certificate.public_key()).ok()?.open(signature)?;
            let name = opened.identifier.map_or_else(|| "no digest".to_owned(), oids::name);
            Some(match opened.digest {
                Some(digest) => Opened::Digest(digest, Evidence::Digest(digest, opened.value)),
                None => Opened::Other { name, value: opened.value },
            })
        }
    }
}

/// By which digest this certificate's key signed with the padding RSASSA-PSS, if it did.
pub fn pss_digest(signature: &[u8], certificate: &Certificate, budget: &Budget) -> Option<Digest> {
    match Key::of(certificate).ok()? {
        Key::Rsa { .. } if budget.verify() => {
            RsaPublicKey::from_spki(certificate.public_key()).ok()?.pss_digest(signature)
        }
        Key::Rsa { .. } | Key::Gost(..) => None,
    }
}

/// What could be found out of a signature by its key.
#[derive(Debug)]
pub enum Opened {
    /// The key is right, and the digest is this one.
    Digest(Digest, Evidence),
    /// The key is right, the digest is of an unknown function.
    Other {
        /// What the signature says of it.
        name: String,
        /// The digest.
        value: Vec<u8>,
    },
    /// ГОСТ: key and text can only be tried together.
    Hidden(Evidence),
}

/// The digest of signatures by the key of a certificate.
pub fn digest_of(certificate: &Certificate) -> Option<Digest> {
    Key::of(certificate).ok().map(|key| key.digest())
}

/// The key of a certificate, ready to verify.
enum Key {
    Gost(GostPublicKey, GostVerifier),
    Rsa { length: usize, verifier: RsaVerifier },
}

impl Key {
    fn of(certificate: &Certificate) -> Result<Self, RawFailure> {
        let read = || {
            if matches!(certificate.key_algorithm()?, oids::GOST_2012_256 | oids::GOST_2012_512) {
                let key = GostPublicKey::from_spki(certificate.public_key())?;
                return Ok(Self::Gost(key.clone(), GostVerifier::new(key)));
            }
            let key = RsaPublicKey::from_spki(certificate.public_key())?;
            Ok(Self::Rsa { length: key.bits().div_ceil(8), verifier: RsaVerifier::rs256(key)? })
        };
        read().map_err(|why| RawFailure::Key { key: certificate.key_type(), why })
    }

    /// Bytes of a signature.
    fn length(&self) -> usize {
        match self {
            Self::Gost(key, _) => 2 * key.parameter_set().size(),
            Self::Rsa { length, .. } => *length,
        }
    }

    fn digest(&self) -> Digest {
        match self {
            Self::Gost(key, _) => key.parameter_set().digest(),
            Self::Rsa { .. } => Digest::Sha256,
        }
    }

    fn verifies(&self, text: &[u8], signature: &[u8]) -> bool {
        match self {
            Self::Gost(_, verifier) => verifier.verify(text, signature).is_ok(),
            Self::Rsa { verifier, .. } => verifier.verify(text, signature).is_ok(),
        }
    }

    fn orders(&self) -> &'static [ByteOrder] {
        match self {
            Self::Gost(..) => &ByteOrder::ALL,
            Self::Rsa { .. } => &[ByteOrder::Reversed],
        }
    }

    fn right_order(&self) -> &'static str {
        match self {
            Self::Gost(..) => "s‖r, both big-endian, as `openssl dgst -sign` writes it",
            Self::Rsa { .. } => "the number big-endian, as `openssl dgst -sign` writes it",
        }
    }
}

/// What bytes of a wrong length may be.
fn looks_like(signature: &[u8], expected: usize) -> Option<&'static str> {
    match signature {
        [] => Some("nothing"),
        [0x30, 0x80..=0x84, ..] if signature.len() > 2 * expected => Some("a PKCS#7 message"),
        [0x30, ..] if signature.len() > expected => Some("DER of two numbers"),
        _ if signature.len() == 2 * expected && signature.iter().all(u8::is_ascii_hexdigit) => Some("hex"),
        _ => None,
    }
}

fn shape(looks: Option<&'static str>) -> String {
    looks.map_or_else(String::new, |looks| format!("; it looks like {looks}"))
}
