//! The randomness of a stand: the one place where random values are made.
//!
//! With a seed, the same sequence of requests gets the same codes, session ids and tokens.

use std::fmt;
use std::sync::Mutex;
use std::sync::PoisonError;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use rand::Rng as _;
use rand::RngCore as _;
use rand::SeedableRng as _;
use rand::rngs::StdRng;
use uuid::Uuid;

/// A source of random values.
pub struct Random(Mutex<StdRng>);

impl Random {
    /// Seeded by the operating system.
    pub fn system() -> Self {
        Self(Mutex::new(StdRng::from_entropy()))
    }

    /// Seeded by a number: reproducible, and so predictable.
    pub fn seeded(seed: u64) -> Self {
        Self(Mutex::new(StdRng::seed_from_u64(seed)))
    }

    /// Seeded by bytes that somebody has drawn.
    pub fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(Mutex::new(StdRng::from_seed(bytes)))
    }

    /// Another source that gives from now on what this one gives.
    #[must_use]
    pub fn same_from_here(&self) -> Self {
        Self(Mutex::new(self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()))
    }

    /// So many random bytes.
    pub fn bytes<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        self.0.lock().unwrap_or_else(PoisonError::into_inner).fill_bytes(&mut bytes);
        bytes
    }

    /// So many decimal digits, for codes that people type.
    pub fn digits(&self, count: usize) -> String {
        let mut generator = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        (0..count).map(|_| char::from(generator.gen_range(b'0'..=b'9'))).collect()
    }

    /// A generator of its own, for libraries that want one.
    pub fn generator(&self) -> StdRng {
        StdRng::from_seed(self.bytes())
    }

    /// A random UUID (version 4).
    pub fn uuid(&self) -> Uuid {
        uuid::Builder::from_random_bytes(self.bytes()).into_uuid()
    }

    /// 256 random bits as 43 characters, for cookies and ids that must not be guessed.
    pub fn token(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.bytes::<32>())
    }
}

impl fmt::Debug for Random {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Random")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_gives_the_same_values() {
        let (one, two) = (Random::seeded(42), Random::seeded(42));
        assert_eq!((one.uuid(), one.token()), (two.uuid(), two.token()));
        assert_eq!(one.same_from_here().token(), two.token(), "from where it is");
        assert_ne!(Random::system().token(), Random::system().token());
    }
}
