//! A bare signature, the `client_secret` of the later generations: no certificate, no container, nothing but numbers.
//!
//! Right is what `openssl dgst -sign` writes: for ГОСТ s ‖ r, both big-endian; for RSA the number of RFC 8017, 8.2. A
//! bare signature that is wrong says nothing by itself, so the usual mistakes are tried one after another, and the one
//! that explains it is named.

#[cfg(test)]
mod tests;

use std::fmt::Display;

use crate::crypto::CryptoError;
use crate::crypto::Verifier;
use crate::crypto::certificate::Certificate;
use crate::crypto::digest::Digest;
use crate::crypto::digest::hex_upper;
use crate::crypto::gost::GostPublicKey;
use crate::crypto::gost::GostVerifier;
use crate::crypto::oids;
use crate::crypto::rsa::RsaPublicKey;
use crate::crypto::rsa::RsaVerifier;
use crate::crypto::slip::slip;

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
    /// The signature belongs to the text, its bytes are in another order.
    #[error("the signature is that of the text, but its bytes are {order}; wanted is {wanted} (key: {key})")]
    ByteOrder {
        /// The kind of key.
        key: String,
        /// The order that came.
        order: ByteOrder,
        /// The order that is right.
        wanted: &'static str,
    },
    /// The signature belongs to the key, and to something else than the text.
    #[error("the key of the certificate ({key}) signed something else: {what}")]
    AnotherText {
        /// The kind of key.
        key: String,
        /// What it signed.
        what: String,
    },
    /// None of the usual mistakes.
    #[error("the signature does not belong to this text and key ({key}): another key signed it, or another text")]
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
    let order = key.orders().iter().copied().find(|order| key.verifies(text, &order.mend(signature)));
    match order {
        Some(ByteOrder::Reversed | ByteOrder::Swapped) if lenient => Ok(()),
        Some(order) => Err(RawFailure::ByteOrder { key: certificate.key_type(), order, wanted: key.right_order() }),
        None => Err(key.explain(text, signature, certificate.key_type())),
    }
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

    /// Looks for what was signed instead of the text.
    fn explain(&self, text: &[u8], signature: &[u8], key: String) -> RawFailure {
        let what = slip(text, |other| self.verifies(other, signature))
            .map(|variant| format!("the text {variant}"))
            .or_else(|| self.digest_for_text(text, signature))
            .or_else(|| self.other_digest(text, signature));
        match what {
            Some(what) => RawFailure::AnotherText { key, what },
            None => RawFailure::WrongSignature { key },
        }
    }

    /// Was the digest handed over where the text belongs, and so hashed twice?
    fn digest_for_text(&self, text: &[u8], signature: &[u8]) -> Option<String> {
        let name = self.digest().name();
        let digest = self.digest().of(text);
        let hex = hex_upper(&digest);
        [
            (format!("the digest of the text ({name}), which was hashed once more"), digest),
            (format!("the digest of the text ({name}) in hex, small letters"), hex.to_lowercase().into_bytes()),
            (format!("the digest of the text ({name}) in hex"), hex.into_bytes()),
        ]
        .into_iter()
        .find_map(|(what, signed)| self.verifies(&signed, signature).then_some(what))
    }

    /// Was another digest signed, or the right one in another order?
    fn other_digest(&self, text: &[u8], signature: &[u8]) -> Option<String> {
        let Self::Gost(_, verifier) = self else { return None };
        let mut digest = self.digest().of(text);
        digest.reverse();
        if verifier.fits(&digest, signature) {
            return Some(format!("the digest of the text ({}) from its last byte to its first", self.digest().name()));
        }
        let others = [Digest::Sha256, Digest::Sha512].into_iter();
        let other = others.filter(|other| verifier.fits(&other.of(text), signature)).map(Digest::name).next()?;
        Some(format!("the text's {other} in place of its {}", self.digest().name()))
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
