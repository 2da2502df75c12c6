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
//! | [`taken`] | refuses nothing: what is taken although the real ЕСИА may refuse it |
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
pub mod taken;
pub mod token;

use crate::protocol::refusal::Reason;

/// The families, in the order of the story: what each refuses, and its rows.
pub const FAMILIES: [(&str, &[&Reason]); 11] = [
    ("Parameters", request::ROWS),
    ("Clients, addresses and scopes", client::ROWS),
    ("Signatures and certificates", signature::ROWS),
    ("Digital-profile consents", permissions::ROWS),
    ("Whoever signs in", person::ROWS),
    ("Codes and refresh tokens", token::ROWS),
    ("Access tokens and data", access::ROWS),
    ("The standard endpoints", standard::ROWS),
    ("Proofs of clients at the standard endpoints", proof::ROWS),
    ("Pages, calls and addresses", calls::ROWS),
    ("Taken with a warning", taken::ROWS),
];

/// Every row.
pub fn all() -> impl Iterator<Item = &'static Reason> {
    FAMILIES.into_iter().flat_map(|(_, rows)| rows).copied()
}
