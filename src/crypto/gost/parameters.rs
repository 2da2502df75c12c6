//! Parameter sets: a curve under the identifier and the name by which keys and people speak of it.

use der::asn1::ObjectIdentifier;

use crate::crypto::Algorithm;
use crate::crypto::digest::Digest;
use crate::crypto::oids;

use super::numbers;
use super::scheme::Group;

/// A parameter set of GOST R 34.10-2012. Several identifiers stand for the same curve.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ParameterSet {
    /// 256 bits, the example of the standard.
    Test256,
    /// 256 bits, CryptoPro-A.
    CryptoProA,
    /// 256 bits, CryptoPro-B.
    CryptoProB,
    /// 256 bits, CryptoPro-C.
    CryptoProC,
    /// 256 bits, CryptoPro-A for keys that may also agree on keys; ЕСИА's own test certificate has it.
    CryptoProXchA,
    /// 256 bits, CryptoPro-C for keys that may also agree on keys.
    CryptoProXchB,
    /// 256 bits, a twisted Edwards curve in Weierstrass form.
    Tc26A256,
    /// 256 bits, CryptoPro-A renamed.
    Tc26B256,
    /// 256 bits, CryptoPro-B renamed.
    Tc26C256,
    /// 256 bits, CryptoPro-C renamed.
    Tc26D256,
    /// 512 bits, the example of the standard.
    Test512,
    /// 512 bits, set A.
    Tc26A512,
    /// 512 bits, set B.
    Tc26B512,
    /// 512 bits, set C, a twisted Edwards curve in Weierstrass form.
    Tc26C512,
}

impl ParameterSet {
    /// Every set.
    pub const ALL: [Self; 14] = [
        Self::Test256,
        Self::CryptoProA,
        Self::CryptoProB,
        Self::CryptoProC,
        Self::CryptoProXchA,
        Self::CryptoProXchB,
        Self::Tc26A256,
        Self::Tc26B256,
        Self::Tc26C256,
        Self::Tc26D256,
        Self::Test512,
        Self::Tc26A512,
        Self::Tc26B512,
        Self::Tc26C512,
    ];

    /// The set with this identifier.
    pub fn find(identifier: ObjectIdentifier) -> Option<Self> {
        Self::ALL.into_iter().find(|set| set.identifier() == identifier)
    }

    /// The set with this name, in large or small letters, or with this dotted identifier.
    pub fn named(text: &str) -> Option<Self> {
        let means = |set: &Self| set.name().eq_ignore_ascii_case(text) || set.identifier().to_string() == text;
        Self::ALL.into_iter().find(means)
    }

    /// `publicKeyParamSet` of keys.
    pub fn identifier(self) -> ObjectIdentifier {
        match self {
            Self::Test256 => oids::GOST_TEST_256,
            Self::CryptoProA => oids::CRYPTO_PRO_A,
            Self::CryptoProB => oids::CRYPTO_PRO_B,
            Self::CryptoProC => oids::CRYPTO_PRO_C,
            Self::CryptoProXchA => oids::CRYPTO_PRO_XCH_A,
            Self::CryptoProXchB => oids::CRYPTO_PRO_XCH_B,
            Self::Tc26A256 => oids::TC26_256_A,
            Self::Tc26B256 => oids::TC26_256_B,
            Self::Tc26C256 => oids::TC26_256_C,
            Self::Tc26D256 => oids::TC26_256_D,
            Self::Test512 => oids::GOST_TEST_512,
            Self::Tc26A512 => oids::TC26_512_A,
            Self::Tc26B512 => oids::TC26_512_B,
            Self::Tc26C512 => oids::TC26_512_C,
        }
    }

    /// The name people know it by.
    pub fn name(self) -> &'static str {
        oids::known(self.identifier()).unwrap_or("unknown parameter set")
    }

    /// The kind of key.
    pub fn key_type(self) -> ObjectIdentifier {
        if self.is_long() { oids::GOST_2012_512 } else { oids::GOST_2012_256 }
    }

    /// The digest under every signature.
    pub fn digest(self) -> Digest {
        if self.is_long() { Digest::Streebog512 } else { Digest::Streebog256 }
    }

    /// The name of such signatures in tokens.
    pub fn algorithm(self) -> Algorithm {
        if self.is_long() { Algorithm::Gost3410_2012_512 } else { Algorithm::Gost3410_2012_256 }
    }

    /// Bytes of a private key; a public key and a signature have twice as many.
    pub fn size(self) -> usize {
        self.group().size()
    }

    /// Whether keys name the digest beside the set. Keys of the newest sets do not (RFC 9215, 4.2); where it leaves a
    /// choice, this is what OpenSSL's engine writes.
    pub(super) fn names_digest(self) -> bool {
        !matches!(self, Self::Tc26A256 | Self::Tc26B256 | Self::Tc26C256 | Self::Tc26D256 | Self::Tc26C512)
    }

    fn is_long(self) -> bool {
        matches!(self, Self::Test512 | Self::Tc26A512 | Self::Tc26B512 | Self::Tc26C512)
    }

    /// The curve.
    pub(super) fn group(self) -> &'static dyn Group {
        match self {
            Self::Test256 => &*numbers::TEST_256,
            Self::CryptoProA | Self::CryptoProXchA | Self::Tc26B256 => &*numbers::CRYPTO_PRO_A,
            Self::CryptoProB | Self::Tc26C256 => &*numbers::CRYPTO_PRO_B,
            Self::CryptoProC | Self::CryptoProXchB | Self::Tc26D256 => &*numbers::CRYPTO_PRO_C,
            Self::Tc26A256 => &*numbers::TC26_256_A,
            Self::Test512 => &*numbers::TEST_512,
            Self::Tc26A512 => &*numbers::TC26_512_A,
            Self::Tc26B512 => &*numbers::TC26_512_B,
            Self::Tc26C512 => &*numbers::TC26_512_C,
        }
    }
}
