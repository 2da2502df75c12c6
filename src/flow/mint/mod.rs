//! Where tokens are made: whatever a stand signs for a client or an application is put together and signed here, by
//! one call of the signer, after the commit of what it tells. Endpoints say what goes in.
//!
//! | module | what |
//! |---|---|
//! | [`esia`] | ЕСИА's endpoints: authorization code, access token, ID token, token of a QR code |
//! | [`standard`] | the standard endpoints: access token, ID token, logout token |
//! | [`draft`] | what all of them have: issuer, key, header, mark of a mock, signature |
//! | [`kind`] | the kinds of tokens and their headers |
//! | [`spoiling`] | what faults make of them |

pub mod draft;
pub mod esia;
pub mod kind;
pub mod spoiling;
pub mod standard;
