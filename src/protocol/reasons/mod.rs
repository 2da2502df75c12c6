//! THE CATALOGUE OF REASONS: every reason for which something is refused, with its id, its codes, its cause and its cure;
//! `esia-mock reasons` prints it.
//!
//! | file | refuses |
//! |---|---|
//! | [`request`] | parameters that are absent, repeated, malformed; whatever can be said of them alone |
//! | [`client`] | the client, its addresses, its scopes |
//! | [`signature`] | signatures of ЕСИА's clients and their certificates |
//! | [`permissions`] | digital-profile consents |
//! | [`person`] | whoever signed in |
//! | [`token`] | codes, refresh tokens, what is exchanged |
//! | [`access`] | access tokens and what they do not open |
//! | [`standard`] | what the standard endpoints alone refuse |
//! | [`proof`] | clients of the standard endpoints that do not prove themselves |
//! | [`calls`] | calls of pages and robots, addresses of pages |
//!
//! A row is a function of its values that makes the [`Refusal`](super::refusal::Refusal): its texts are format strings,
//! so a value that is missing does not compile. Where `+` stands between cause and cure, clients have always been told
//! both; where `=>` stands, the cure is for the log and the tester.

pub mod access;
pub mod calls;
pub mod client;
pub mod permissions;
pub mod person;
pub mod proof;
pub mod request;
mod row;
pub mod signature;
pub mod standard;
pub mod token;

use crate::protocol::refusal::Reason;

/// The families, in the order of the story.
const FAMILIES: [&[&Reason]; 10] = [
    request::ROWS,
    client::ROWS,
    signature::ROWS,
    permissions::ROWS,
    person::ROWS,
    token::ROWS,
    access::ROWS,
    standard::ROWS,
    proof::ROWS,
    calls::ROWS,
];

/// Every row.
pub fn all() -> impl Iterator<Item = &'static Reason> {
    FAMILIES.into_iter().flatten().copied()
}
