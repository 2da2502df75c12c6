//! What the holder of an account changes about themselves: data and identity document ([`personal`]), other documents
//! ([`documents`]), phones and e-mails ([`contacts`]), addresses ([`addresses`]).
//!
//! Of an account that is not sure yet, what is written counts at once and is checked afterwards. Of a sure one, nothing
//! that relying parties see changes before registries have agreed.

pub mod addresses;
pub mod contacts;
pub mod document_expiry;
pub mod documents;
pub mod personal;
