//! The one-time number k of a signature, derived from the private key and the digest.
//!
//! GOST R 34.10-2012 wants k at random; a k that repeats, or that can be guessed, gives the private key away. Derived as
//! here it is as unpredictable as the key itself, another one for every digest and curve, and the same signature comes
//! out every time. HMAC over Streebog with the private key is the pseudo-random function. RFC 6979 calls it five times,
//! which would cost more than the point does; once a candidate is enough here, because key and digest both enter whole.

use crate::crypto::digest::Digest;

/// Candidates for k, one after another; those that are not below the order are for the caller to leave out.
#[derive(Debug)]
pub(super) struct Nonces<'a> {
    function: Digest,
    key: &'a [u8],
    /// What else k depends on: the curve and the digest.
    about: Vec<u8>,
    /// Bits to clear in the first byte, so that few candidates are too large.
    spare_bits: u32,
    attempt: u8,
}

impl<'a> Nonces<'a> {
    pub(super) fn new(function: Digest, key: &'a [u8], about: &[&[u8]], spare_bits: u32) -> Self {
        Self { function, key, about: about.concat(), spare_bits, attempt: 0 }
    }
}

impl Iterator for Nonces<'_> {
    type Item = Vec<u8>;

    fn next(&mut self) -> Option<Vec<u8>> {
        // Every other candidate will do at worst; 255 in a row do not fail before the sun goes out.
        self.attempt = self.attempt.checked_add(1)?;
        let mut k = hmac(self.function, self.key, &[self.about.as_slice(), &[self.attempt]].concat());
        if let Some(first) = k.first_mut() {
            *first &= 0xFF_u8.checked_shr(self.spare_bits).unwrap_or_default();
        }
        Some(k)
    }
}

/// HMAC (RFC 2104) over Streebog, for keys of one block at most.
fn hmac(function: Digest, key: &[u8], message: &[u8]) -> Vec<u8> {
    let padded = |pad: u8| {
        let mut block = vec![pad; BLOCK];
        block.iter_mut().zip(key).for_each(|(place, byte)| *place ^= byte);
        block
    };
    let inner = function.of(&[padded(0x36).as_slice(), message].concat());
    function.of(&[padded(0x5C), inner].concat())
}

/// Bytes that both sizes of Streebog take in at a time.
const BLOCK: usize = 64;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::crypto::digest::hex_upper;

    /// RFC 7836, A.1 and A.2.
    #[test]
    fn hmac_of_rfc_7836() {
        let key: Vec<u8> = (0..32).collect();
        let message = [0x01, 0x26, 0xBD, 0xB8, 0x78, 0x00, 0xAF, 0x21, 0x43, 0x41, 0x45, 0x65, 0x63, 0x78, 0x01, 0x00];
        let short = "A1AA5F7DE402D7B3D323F2991C8D4534013137010A83754FD0AF6D7CD4922ED9";
        assert_eq!(hex_upper(&hmac(Digest::Streebog256, &key, &message)), short);
        let long = hex_upper(&hmac(Digest::Streebog512, &key, &message));
        assert!(long.starts_with("A59BAB22ECAE19C65FBDE6E5F4E9F5D8549D31F037F9DF9B905500E171923A77"), "{long}");
    }

    #[test]
    fn every_candidate_is_another() {
        let nonces = |about: &[u8], spare_bits| Nonces::new(Digest::Streebog256, &[7; 32], &[about], spare_bits);
        let first: Vec<_> = nonces(b"a", 0).take(3).collect();
        assert_eq!(nonces(b"a", 0).next().as_ref(), first.first());
        assert_ne!(nonces(b"b", 0).next().as_ref(), first.first());
        assert!(first[0] != first[1] && first[1] != first[2]);
        assert!(nonces(b"a", 3).all(|k| k[0] < 0x20));
        assert_eq!(nonces(b"a", 0).count(), 255);
    }
}
