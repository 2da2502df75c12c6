//! Hashes, their names, and comparison that does not tell where two secrets differ.
//!
//! SHA comes from AWS-LC; Streebog (GOST R 34.11-2012, RFC 6986) from `RustCrypto`, in plain digest order.

use aws_lc_rs::digest as sha;
use aws_lc_rs::hmac;
use der::asn1::ObjectIdentifier;
use streebog::Digest as _;
use subtle::ConstantTimeEq as _;

use super::oids;

/// A hash function known to this program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Digest {
    /// SHA-1: only for thumbprints and for clients of old.
    Sha1,
    /// SHA-256.
    Sha256,
    /// SHA-384.
    Sha384,
    /// SHA-512.
    Sha512,
    /// GOST R 34.11-2012 with 256 bits.
    Streebog256,
    /// GOST R 34.11-2012 with 512 bits.
    Streebog512,
}

impl Digest {
    /// Every hash function.
    pub const ALL: [Self; 6] =
        [Self::Sha1, Self::Sha256, Self::Sha384, Self::Sha512, Self::Streebog256, Self::Streebog512];

    /// The hash of `data`.
    pub fn of(self, data: &[u8]) -> Vec<u8> {
        match self {
            Self::Sha1 => sha::digest(&sha::SHA1_FOR_LEGACY_USE_ONLY, data).as_ref().to_vec(),
            Self::Sha256 => sha::digest(&sha::SHA256, data).as_ref().to_vec(),
            Self::Sha384 => sha::digest(&sha::SHA384, data).as_ref().to_vec(),
            Self::Sha512 => sha::digest(&sha::SHA512, data).as_ref().to_vec(),
            Self::Streebog256 => streebog::Streebog256::digest(data).to_vec(),
            Self::Streebog512 => streebog::Streebog512::digest(data).to_vec(),
        }
    }

    /// The identifier of the function in X.509 and CMS.
    pub fn identifier(self) -> ObjectIdentifier {
        match self {
            Self::Sha1 => oids::SHA1,
            Self::Sha256 => oids::SHA256,
            Self::Sha384 => oids::SHA384,
            Self::Sha512 => oids::SHA512,
            Self::Streebog256 => oids::STREEBOG_256,
            Self::Streebog512 => oids::STREEBOG_512,
        }
    }

    /// The function with this identifier.
    pub fn find(identifier: ObjectIdentifier) -> Option<Self> {
        Self::ALL.into_iter().find(|digest| digest.identifier() == identifier)
    }

    /// The name people know it by.
    pub fn name(self) -> &'static str {
        oids::known(self.identifier()).unwrap_or("unknown digest")
    }
}

/// SHA-256 of `data`.
pub fn sha256(data: &[u8]) -> [u8; 32] {
    let mut out = [0; 32];
    out.copy_from_slice(sha::digest(&sha::SHA256, data).as_ref());
    out
}

/// SHA-1 of `data` in upper-case hex, as in the `eTag` of REST answers.
pub fn sha1_hex(data: &[u8]) -> String {
    hex_upper(&Digest::Sha1.of(data))
}

/// HMAC-SHA-256 (RFC 2104).
pub fn hmac_sha256(key: &[u8], data: &[u8]) -> [u8; 32] {
    let mut out = [0; 32];
    out.copy_from_slice(hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, key), data).as_ref());
    out
}

/// Whether two byte strings are equal, in a time that depends on their lengths only.
pub fn same(left: &[u8], right: &[u8]) -> bool {
    left.ct_eq(right).into()
}

/// Upper-case hex, as ЕСИА writes thumbprints.
pub fn hex_upper(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    bytes
        .iter()
        .flat_map(|byte| [byte >> 4, byte & 0x0F])
        .map(|nibble| char::from(DIGITS[usize::from(nibble)]))
        .collect()
}

/// What is stored of a secret that somebody else keeps, such as a cookie or a token.
pub fn fingerprint(secret: &str) -> String {
    hex_upper(&sha256(secret.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_answers() {
        assert_eq!(sha1_hex(b"abc"), "A9993E364706816ABA3E25717850C26C9CD0D89D");
        let abc = "BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD";
        assert_eq!(hex_upper(&sha256(b"abc")), abc);
        assert_eq!(hex_upper(&Digest::Sha256.of(b"abc")), abc);
        assert!(hex_upper(&Digest::Sha384.of(b"abc")).starts_with("CB00753F45A35E8BB5A03D699AC65007"));
        assert!(hex_upper(&Digest::Sha512.of(b"abc")).starts_with("DDAF35A193617ABACC417349AE204131"));
    }

    /// RFC 6986, 10.1: the digests are printed there from the last byte to the first.
    #[test]
    fn streebog_of_rfc_6986() {
        let message = b"012345678901234567890123456789012345678901234567890123456789012";
        let short = "9D151EEFD8590B89DAA6BA6CB74AF9275DD051026BB149A452FD84E5E57B5500";
        assert_eq!(hex_upper(&Digest::Streebog256.of(message)), short);
        assert!(hex_upper(&Digest::Streebog512.of(message)).starts_with("1B54D01A4AF5B9D5CC3D86D68D285462"));
    }

    /// RFC 4231, test case 2.
    #[test]
    fn hmac_of_rfc_4231() {
        let tag = hmac_sha256(b"Jefe", b"what do ya want for nothing?");
        assert_eq!(hex_upper(&tag), "5BDCC146BF60754E6A042426089575C75A003F089D2739839DEC58B964EC3843");
    }

    #[test]
    fn comparison() {
        assert!(same(b"secret", b"secret"));
        assert!(!same(b"secret", b"secreT"));
        assert!(!same(b"secret", b"secret "));
    }

    #[test]
    fn every_digest_is_found_by_its_identifier() {
        for digest in Digest::ALL {
            assert_eq!(Digest::find(digest.identifier()), Some(digest));
        }
        assert_eq!(Digest::find(oids::SHA224), None);
    }
}
