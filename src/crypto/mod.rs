//! Bytes in, bytes out: signatures, certificates, digests. Randomness and times come in as arguments.
//!
//! | file | owns |
//! |---|---|
//! | [`jws`] | compact serialisation of tokens (RFC 7515) |
//! | [`jwk`] | public keys that clients register as a JWK Set (RFC 7517) |
//! | [`rsa`] | RSA keys: reading, making, signing, verifying |
//! | [`gost`] | ГОСТ keys: the same |
//! | [`cms`] | reading and verifying `client_secret` of the first generation (RFC 5652) |
//! | [`ber`] | BER to DER, for what CMS producers send |
//! | [`raw`] | verifying the bare signature that is `client_secret` of the later generations |
//! | [`evidence`] | what a signature says of its text, and how much may be tried |
//! | [`secret`] | the encodings in which `client_secret` arrives |
//! | [`certificate`] | X.509 certificates and their thumbprints |
//! | [`self_signed`] | making certificates |
//! | [`pair`] | making a key with its certificate |
//! | [`authority`] | the test authority that issues them to people |
//! | [`keyring`] | the issuer's own keys |
//! | [`password`] | password hashes |
//! | [`tls`] | certificates and settings of TLS |
//! | [`totp`] | one-time codes of an application (RFC 6238) |
//! | [`digest`], [`pem`], [`oids`] | hashes, armour, names of algorithms |
//!
//! A new family of keys is one file with a [`Signer`] and a [`Verifier`] and one variant of [`Algorithm`].

pub mod authority;
pub mod ber;
pub mod certificate;
pub mod cms;
pub mod digest;
mod error;
pub mod evidence;
pub mod gost;
pub mod jwk;
pub mod jws;
pub mod keyring;
pub mod late;
pub mod oids;
pub mod pair;
pub mod password;
pub mod pem;
pub mod raw;
pub mod rsa;
pub mod secret;
pub mod self_signed;
pub mod tls;
pub mod totp;

pub use error::CryptoError;

/// How a token is signed; the name is the `alg` of its header.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Algorithm {
    /// RSASSA-PKCS1-v1_5 with SHA-256 (RFC 7518, 3.3).
    Rs256,
    /// GOST R 34.10-2012 with 256 bits over GOST R 34.11-2012 (RFC 7091): s ‖ r, each 32 bytes, big-endian.
    Gost3410_2012_256,
    /// The same with 512 bits. ЕСИА is not known to sign tokens so; certificates are.
    Gost3410_2012_512,
}

impl Algorithm {
    /// Every algorithm.
    pub const ALL: [Self; 3] = [Self::Rs256, Self::Gost3410_2012_256, Self::Gost3410_2012_512];

    /// The algorithm with this `alg`.
    pub fn find(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|algorithm| algorithm.name() == name)
    }

    /// The value of `alg`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Rs256 => "RS256",
            Self::Gost3410_2012_256 => "GOST3410_2012_256",
            Self::Gost3410_2012_512 => "GOST3410_2012_512",
        }
    }
}

/// A private key that signs in one way.
pub trait Signer: std::fmt::Debug + Send + Sync {
    /// What the signature is called in a token.
    fn algorithm(&self) -> Algorithm;

    /// The public half, as DER of `SubjectPublicKeyInfo`.
    fn public_key(&self) -> &[u8];

    /// Signs `message`; hashing is part of it.
    fn sign(&self, message: &[u8]) -> Result<Vec<u8>, CryptoError>;
}

/// A public key that verifies in one way.
pub trait Verifier: std::fmt::Debug + Send + Sync {
    /// What such a signature is called in a token; `None` when tokens never carry it.
    fn algorithm(&self) -> Option<Algorithm>;

    /// Verifies a signature over `message`; [`CryptoError::WrongSignature`] when it does not belong to it.
    fn verify(&self, message: &[u8], signature: &[u8]) -> Result<(), CryptoError>;
}
