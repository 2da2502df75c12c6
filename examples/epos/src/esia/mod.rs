//! ЕСИА, as its client sees it: a browser is sent there with a signed request, and what it brings back is turned into
//! what is known of a person, once everything that can be checked was checked.

pub mod client;
pub mod cms;
pub mod error;
pub mod gost;
pub mod own;
pub mod person;
pub mod scopes;
pub mod signing;
pub mod standard;
pub mod talk;
pub mod tokens;
pub mod wire;
