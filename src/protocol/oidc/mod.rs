//! The words of the standard OpenID Connect endpoints.
//!
//! | file | defined by |
//! |---|---|
//! | [`authorize`] | OpenID Connect Core 1.0, 3.1.2.1; OAuth 2.0 Form Post Response Mode |
//! | [`claims_request`] | OpenID Connect Core 1.0, 5.5 |
//! | [`token`] | RFC 6749, 4.1.3, 4.4.2, 5.1 and 6 |
//! | [`error`] | RFC 6749, 4.1.2.1 and 5.2; OpenID Connect Core 1.0, 3.1.2.6; RFC 6750, 3.1 |
//! | [`metadata`] | OpenID Connect Discovery 1.0, 3; RFC 8414 |

pub mod authorize;
pub mod claims_request;
pub mod error;
pub mod metadata;
pub mod token;
