//! RSA keys (RFC 8017): reading, making, signing and verifying.
//!
//! | file | owns |
//! |---|---|
//! | `key.rs` | private and public keys, their PEM, DER and JWK; signing tokens |
//! | `verifier.rs` | verifying, with every digest and padding that clients use |
//! | `jwt_provider.rs` | what makes `jsonwebtoken` as fast as AWS-LC |

mod jwt_provider;
mod key;
mod verifier;

#[cfg(test)]
mod tests;

pub use key::RsaPublicKey;
pub use key::RsaSigner;
pub use key::generate;
pub use verifier::Padding;
pub use verifier::RsaVerifier;
pub use verifier::Scheme;
