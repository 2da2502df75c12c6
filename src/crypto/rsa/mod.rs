//! RSA keys (RFC 8017): reading, making, signing and verifying.
//!
//! | file | owns |
//! |---|---|
//! | `key.rs` | private and public keys, their PEM, DER and JWK; signing tokens |
//! | `verifier.rs` | verifying, with every digest and padding that clients use |
//! | `opening.rs` | which digest is in a signature |
//! | `jwt_provider.rs` | what makes `jsonwebtoken` as fast as AWS-LC |

mod jwt_provider;
mod key;
mod opening;
mod verifier;

#[cfg(test)]
mod tests;

pub use key::RsaPublicKey;
pub use key::RsaSigner;
pub use key::generate;
pub use opening::Opened;
pub use verifier::Padding;
pub use verifier::RsaVerifier;
pub use verifier::Scheme;
