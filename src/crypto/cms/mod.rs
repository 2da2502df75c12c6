//! CMS `SignedData` (RFC 5652), which is PKCS#7: the `client_secret` of the first generation.
//!
//! | file | owns |
//! |---|---|
//! | `message.rs` | reading: container, signers, signed attributes exactly as received |
//! | `verification.rs` | the checks, in the order in which a failure is explained best |
//! | `algorithms.rs` | which digests and keys will do, and what verifies by them |
//! | `policy.rs` | what is let through |
//! | `evidence.rs` | what a message says of its text, for whoever looks for what was signed |
//! | `failure.rs` | what failed, for a human to read |
//! | `making.rs` | writing the least message that is one |
//!
//! Why not crate `cms`: its stable release refuses BER and sorts the signed attributes before hashing them,
//! and both kinds of message are sent by clients of ЕСИА.

mod algorithms;
mod evidence;
mod failure;
mod making;
mod message;
mod policy;
mod verification;

#[cfg(test)]
mod tests;

pub use failure::CertificateSummary;
pub use failure::CmsFailure;
pub use making::detached;
pub use message::CmsError;
pub use message::SignedMessage;
pub use policy::Policy;
