//! What a signature says of the text that was signed, before that text is known; and how much may be tried to find it.

use std::cell::Cell;

use super::Verifier as _;
use super::digest::Digest;
use super::digest::same;
use super::gost::GostVerifier;

/// What is known of a signed text.
#[derive(Debug)]
pub enum Evidence {
    /// The text itself.
    Text(Vec<u8>),
    /// Its digest.
    Digest(Digest, Vec<u8>),
    /// Nothing but a signature that a text either has or has not.
    Signature(GostVerifier, Vec<u8>),
}

impl Evidence {
    /// Can key and text only be tried together?
    pub fn is_hidden(&self) -> bool {
        matches!(self, Self::Signature(..))
    }

    /// Is it this text that was signed? Says no when the budget is spent.
    pub fn fits(&self, text: &[u8], budget: &Budget) -> bool {
        match self {
            Self::Text(signed) => signed == text,
            Self::Digest(digest, signed) => budget.hash(text) && same(signed, &digest.of(text)),
            Self::Signature(verifier, signature) => {
                budget.hash(text) && budget.verify() && verifier.verify(text, signature).is_ok()
            }
        }
    }

    /// Is it a text with this digest?
    pub fn fits_digest(&self, digest: &[u8], budget: &Budget) -> bool {
        match self {
            Self::Text(_) => false,
            Self::Digest(_, signed) => same(signed, digest),
            Self::Signature(verifier, signature) => budget.verify() && verifier.fits(digest, signature),
        }
    }
}

/// How much work may still be spent on one request, so that nobody makes a stand work by wrong signatures.
#[derive(Debug)]
pub struct Budget {
    verifications: Cell<u32>,
    bytes: Cell<usize>,
}

impl Default for Budget {
    fn default() -> Self {
        Self { verifications: Cell::new(Self::VERIFICATIONS), bytes: Cell::new(Self::BYTES) }
    }
}

impl Budget {
    /// Operations with a public key.
    pub const VERIFICATIONS: u32 = 16;
    /// Bytes that are hashed to compare digests.
    pub const BYTES: usize = 4 * 1024 * 1024;

    /// May one more operation with a public key be done?
    pub fn verify(&self) -> bool {
        let left = self.verifications.get();
        self.verifications.set(left.saturating_sub(1));
        left > 0
    }

    /// How many such operations were done.
    pub fn verified(&self) -> u32 {
        Self::VERIFICATIONS - self.verifications.get()
    }

    fn hash(&self, text: &[u8]) -> bool {
        let left = self.bytes.get();
        self.bytes.set(left.saturating_sub(text.len()));
        left >= text.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn row_4_1_a_budget_ends() {
        let budget = Budget::default();
        assert_eq!((0..100).filter(|_| budget.verify()).count(), 16);
        assert_eq!(budget.verified(), 16);
        let evidence = Evidence::Digest(Digest::Sha256, Digest::Sha256.of(b"a"));
        assert!(evidence.fits(b"a", &budget));
        assert!(!evidence.fits(&vec![0; Budget::BYTES], &budget));
        assert!(!evidence.fits(b"a", &Budget { bytes: Cell::new(0), ..Budget::default() }));
    }
}
