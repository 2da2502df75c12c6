//! Signing and verifying a digest (RFC 7091, 6), and keys as bytes.
//!
//! Byte orders, each confirmed by OpenSSL's engine: a digest is read little-endian, a private key and the coordinates of
//! a public key are written little-endian, a signature is s ‖ r, both big-endian.

use crypto_bigint::Uint;

use crate::crypto::digest::Digest;

use super::curve::Affine;
use super::curve::Curve;
use super::nonce::Nonces;

/// What can be done on a curve, whatever its size.
pub(super) trait Group: Send + Sync {
    /// Bytes of a private key, of a coordinate and of half a signature.
    fn size(&self) -> usize;

    /// The public key x ‖ y of a private one; none if that is zero, not below the order, or of another length.
    fn public_key(&self, private: &[u8]) -> Option<Vec<u8>>;

    /// Whether this is a public key x ‖ y.
    fn has(&self, public: &[u8]) -> bool;

    /// Signs a digest; none if the private key is not one. `function` made the digest and makes k; `name` is that of
    /// the curve.
    fn sign(&self, private: &[u8], digest: &[u8], function: Digest, name: &[u8]) -> Option<Vec<u8>>;

    /// Whether the signature belongs to the digest and the public key.
    fn verifies(&self, public: &[u8], digest: &[u8], signature: &[u8]) -> bool;
}

impl<const L: usize> Group for Curve<L> {
    fn size(&self) -> usize {
        Uint::<L>::BYTES
    }

    fn public_key(&self, private: &[u8]) -> Option<Vec<u8>> {
        let point = self.base_times(&self.secret(private)?)?;
        let (x, y) = self.coordinates(&point);
        Some([x.to_le_bytes().as_ref(), y.to_le_bytes().as_ref()].concat())
    }

    fn has(&self, public: &[u8]) -> bool {
        self.decode(public).is_some()
    }

    fn sign(&self, private: &[u8], digest: &[u8], function: Digest, name: &[u8]) -> Option<Vec<u8>> {
        let secret = self.secret(private)?;
        let e = self.hashed(digest)?;
        let spare_bits = self.scalars().modulus().leading_zeros_vartime();
        let mut nonces = Nonces::new(function, private, &[name, digest], spare_bits);
        let (r, s) = nonces.find_map(|k| self.sign_with(&secret, &e, &from_be(&k)?))?;
        Some([s.to_be_bytes().as_ref(), r.to_be_bytes().as_ref()].concat())
    }

    fn verifies(&self, public: &[u8], digest: &[u8], signature: &[u8]) -> bool {
        let verified = || {
            let (s, r) = signature.split_at_checked(Uint::<L>::BYTES)?;
            let (s, r) = (self.scalar(&from_be(s)?)?, self.scalar(&from_be(r)?)?);
            let e = self.hashed(digest)?;
            self.fits(&self.decode(public)?, &e, &r, &s)
        };
        verified().unwrap_or(false)
    }
}

impl<const L: usize> Curve<L> {
    /// One attempt (6.1, steps 3 to 6); none if `k` will not do.
    pub(super) fn sign_with(&self, secret: &Uint<L>, e: &Uint<L>, k: &Uint<L>) -> Option<(Uint<L>, Uint<L>)> {
        let scalars = self.scalars();
        let point = self.base_times(&self.scalar(k)?)?;
        let r = scalars.reduce(&self.coordinates(&point).0);
        let product = |left, right| scalars.mul(&scalars.element(left), &scalars.element(right));
        let s = scalars.number(&scalars.add(&product(&r, secret), &product(k, e)));
        Some((self.scalar(&r)?, self.scalar(&s)?))
    }

    /// 6.2, steps 4 to 7, for r and s that are in their range.
    fn fits(&self, public: &Affine<L>, e: &Uint<L>, r: &Uint<L>, s: &Uint<L>) -> Option<bool> {
        let scalars = self.scalars();
        let v = scalars.invert(&scalars.element(e))?;
        let of_base = scalars.mul(&scalars.element(s), &v);
        let of_point = scalars.negate(&scalars.mul(&scalars.element(r), &v));
        let point = self.combination(&scalars.number(&of_base), &scalars.number(&of_point), public)?;
        Some(scalars.reduce(&self.coordinates(&point).0) == *r)
    }

    /// The digest as a number modulo q, one instead of zero.
    fn hashed(&self, digest: &[u8]) -> Option<Uint<L>> {
        let e = self.scalars().reduce(&from_le(digest)?);
        Some(if e == Uint::ZERO { Uint::ONE } else { e })
    }

    fn secret(&self, private: &[u8]) -> Option<Uint<L>> {
        self.scalar(&from_le(private)?)
    }

    /// The number itself, if it is between zero and q.
    fn scalar(&self, number: &Uint<L>) -> Option<Uint<L>> {
        (*number != Uint::ZERO && number < self.scalars().modulus()).then_some(*number)
    }

    fn decode(&self, public: &[u8]) -> Option<Affine<L>> {
        let (x, y) = public.split_at_checked(Uint::<L>::BYTES)?;
        self.point(&from_le(x)?, &from_le(y)?)
    }
}

fn from_le<const L: usize>(bytes: &[u8]) -> Option<Uint<L>> {
    (bytes.len() == Uint::<L>::BYTES).then(|| Uint::from_le_slice(bytes))
}

fn from_be<const L: usize>(bytes: &[u8]) -> Option<Uint<L>> {
    (bytes.len() == Uint::<L>::BYTES).then(|| Uint::from_be_slice(bytes))
}
