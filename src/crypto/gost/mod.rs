//! GOST R 34.10-2012 (RFC 7091) with 256 and 512 bits over GOST R 34.11-2012, «Стрибог» (RFC 6986).
//!
//! | file | owns |
//! |---|---|
//! | `key.rs` | private and public keys, their PEM and DER; signing and verifying messages |
//! | `parameters.rs` | parameter sets: identifiers, names |
//! | `scheme.rs` | the two equations of the standard, byte orders |
//! | `nonce.rs` | the one-time number of a signature |
//! | `curve.rs`, `field.rs`, `numbers.rs` | points, numbers modulo a prime, the constants |
//!
//! **Not constant-time.** How long signing takes, and which memory it touches, depends on the private key: tables are
//! looked up by its digits, numbers are inverted and compared by the shortest way. Whoever can measure that on the same
//! machine learns the key. Keys of a test stand are published or thrown away; protect nothing else with this code.

mod curve;
mod field;
mod key;
mod nonce;
mod numbers;
mod parameters;
mod scheme;

#[cfg(test)]
mod tests;

pub use key::GostPublicKey;
pub use key::GostSigner;
pub use key::GostVerifier;
pub use key::generate;
pub use parameters::ParameterSet;
