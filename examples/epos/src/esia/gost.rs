//! ГОСТ Р 34.10-2012 with 256 bits (RFC 7091) on the curve CryptoPro-A (RFC 4357), for signatures alone.
//!
//! No library of the registry signs by it, so here is the least that does. It is short and not constant-time: whoever
//! measures it on the same machine learns the key, so it is for test keys. A real system signs by a certified provider.

use crypto_bigint::NonZero;
use crypto_bigint::Odd;
use crypto_bigint::U256;
use der::Decode as _;
use der::Reader as _;
use der::asn1::AnyRef;
use der::asn1::OctetStringRef;
use spki::AlgorithmIdentifierRef;
use streebog::Digest as _;
use streebog::Streebog256;

use super::error::EsiaError;

/// The modulus of coordinates, 2^256 − 617; the curve is y² = x³ − 3x + 166.
const P: U256 = U256::from_be_hex("FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFD97");

/// The order of the base point.
const Q: U256 = U256::from_be_hex("FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF6C611070995AD10045841B09B761B893");

/// The base point.
const BASE: Point = (U256::ONE, U256::from_be_hex("8D91E471E0989CDA27DF505A453F2B7635294F2DDF23E3B122ACC99C9E9F1E14"));

/// A point that is not at infinity.
type Point = (U256, U256);

/// Numbers modulo an odd one.
struct Modulo(Odd<U256>);

impl Modulo {
    fn new(modulus: U256) -> Option<Self> {
        Odd::new(modulus).into_option().map(Self)
    }

    fn nonzero(&self) -> &NonZero<U256> {
        self.0.as_nz_ref()
    }

    fn add(&self, one: &U256, two: &U256) -> U256 {
        one.add_mod(two, self.nonzero())
    }

    fn sub(&self, one: &U256, two: &U256) -> U256 {
        one.sub_mod(two, self.nonzero())
    }

    fn mul(&self, one: &U256, two: &U256) -> U256 {
        one.mul_mod(two, self.nonzero())
    }

    fn divide(&self, one: &U256, two: &U256) -> Option<U256> {
        two.invert_odd_mod_vartime(&self.0).into_option().map(|inverse| self.mul(one, &inverse))
    }

    /// The sum of two points; nothing, if it is at infinity.
    fn sum(&self, one: Option<Point>, two: Option<Point>) -> Option<Point> {
        let (Some((x1, y1)), Some((x2, y2))) = (one, two) else { return one.or(two) };
        let slope = if (x1, y1) == (x2, y2) {
            let square = self.mul(&x1, &x1);
            let thrice = self.mul(&U256::from_u8(3), &self.sub(&square, &U256::ONE));
            self.divide(&thrice, &self.add(&y1, &y1))?
        } else {
            self.divide(&self.sub(&y2, &y1), &self.sub(&x2, &x1))?
        };
        let x = self.sub(&self.sub(&self.mul(&slope, &slope), &x1), &x2);
        Some((x, self.sub(&self.mul(&slope, &self.sub(&x1, &x)), &y1)))
    }

    /// A multiple of a point, by doubling and adding.
    fn multiple(&self, number: &U256, point: Point) -> Option<Point> {
        (0..U256::BITS).rev().fold(None, |sum, bit| {
            let doubled = self.sum(sum, sum);
            if number.bit_vartime(bit) { self.sum(doubled, Some(point)) } else { doubled }
        })
    }
}

/// Signs a text by a PEM key: `s ‖ r`, as ЕСИА wants it.
pub fn sign(text: &[u8], key: &str) -> Result<Vec<u8>, EsiaError> {
    let key = private(key)?;
    loop {
        let mut random = [0; 32];
        aws_lc_rs::rand::fill(&mut random).map_err(|_| EsiaError::Setup("no random numbers".to_owned()))?;
        // A number that does not serve is as likely as a guess of the key.
        if let Some(signature) = sign_with(text, &key, &U256::from_le_slice(&random)) {
            return Ok(signature);
        }
    }
}

/// Signs with this secret number (RFC 7091, 6.1); nothing, if it does not serve.
fn sign_with(text: &[u8], key: &U256, secret: &U256) -> Option<Vec<u8>> {
    let (coordinates, scalars) = (Modulo::new(P)?, Modulo::new(Q)?);
    let secret = secret.rem(scalars.nonzero());
    let digest = U256::from_le_slice(&Streebog256::digest(text)).rem(scalars.nonzero());
    let digest = if digest == U256::ZERO { U256::ONE } else { digest };
    let (x, _) = coordinates.multiple(&secret, BASE)?;
    let r = x.rem(scalars.nonzero());
    let s = scalars.add(&scalars.mul(&r, key), &scalars.mul(&secret, &digest));
    let serves = r != U256::ZERO && s != U256::ZERO;
    serves.then(|| [s.to_be_bytes().as_ref(), r.to_be_bytes().as_ref()].concat())
}

/// The number inside a PKCS#8 key: an octet string in which it stands with its lowest byte first.
fn private(pem: &str) -> Result<U256, EsiaError> {
    let setup = |error: der::Error| EsiaError::Setup(format!("the ГОСТ key: {error}"));
    let (_, der) = der::pem::decode_vec(pem.as_bytes()).map_err(|error| setup(error.into()))?;
    let number = octets(&der).map_err(setup)?;
    let number: [u8; 32] =
        number.try_into().map_err(|_| EsiaError::Setup("the ГОСТ key has other than 256 bits".to_owned()))?;
    Ok(U256::from_le_slice(&number))
}

fn octets(der: &[u8]) -> der::Result<&[u8]> {
    AnyRef::from_der(der)?.sequence(|reader| {
        reader.decode::<u8>()?;
        reader.decode::<AlgorithmIdentifierRef<'_>>()?;
        let octets = reader.decode::<&OctetStringRef>()?.as_bytes();
        // Some programs put an octet string into the octet string.
        Ok(<&OctetStringRef>::from_der(octets).map_or(octets, OctetStringRef::as_bytes))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// y² = x³ − 3x + 166, and the order brings back to infinity.
    #[test]
    fn the_base_point_is_on_the_curve_and_has_its_order() {
        let p = Modulo::new(P).expect("odd");
        let (x, y) = BASE;
        let cube = p.mul(&p.mul(&x, &x), &x);
        let right = p.add(&p.sub(&cube, &p.mul(&U256::from_u8(3), &x)), &U256::from_u8(166));
        assert_eq!(p.mul(&y, &y), right);
        assert_eq!(p.multiple(&Q, BASE), None);
        let (last, _) = p.multiple(&Q.wrapping_sub(&U256::ONE), BASE).expect("a point");
        assert_eq!(last, x);
    }

    /// RFC 7091, 6.2: whoever has the public key can check it.
    #[test]
    fn a_signature_is_what_the_public_key_confirms() {
        let (coordinates, scalars) = (Modulo::new(P).expect("odd"), Modulo::new(Q).expect("odd"));
        let key = private(include_str!("../../../../keys/client_demo_gost.pem")).expect("a key");
        let public = coordinates.multiple(&key, BASE).expect("a point");
        let confirms = |text: &[u8], signature: &[u8]| {
            let (s, r) = signature.split_at(32);
            let (s, r) = (U256::from_be_slice(s), U256::from_be_slice(r));
            let digest = U256::from_le_slice(&Streebog256::digest(text)).rem(scalars.nonzero());
            let of_base = scalars.divide(&s, &digest).expect("a number");
            let of_public = scalars.sub(&U256::ZERO, &scalars.divide(&r, &digest).expect("a number"));
            let (one, two) = (coordinates.multiple(&of_base, BASE), coordinates.multiple(&of_public, public));
            coordinates.sum(one, two).is_some_and(|(x, _)| x.rem(scalars.nonzero()) == r)
        };
        let signature =
            sign("текст".as_bytes(), include_str!("../../../../keys/client_demo_gost.pem")).expect("signed");
        assert!(confirms("текст".as_bytes(), &signature));
        assert!(!confirms("текст!".as_bytes(), &signature));
    }

    #[test]
    fn a_key_that_is_none_is_told_so() {
        for wrong in ["", "no PEM", include_str!("../../../../keys/client_epos_rsa.pem")] {
            assert!(matches!(sign(b"text", wrong), Err(EsiaError::Setup(_))));
        }
    }
}
