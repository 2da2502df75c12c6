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

/// Rows that belong together.
#[derive(Debug)]
pub struct Family {
    /// What is refused.
    pub name: &'static str,
    /// Where in `docs` more is said of it.
    pub more: &'static str,
    /// Its rows.
    pub rows: &'static [&'static Reason],
}

const fn family(name: &'static str, more: &'static str, rows: &'static [&'static Reason]) -> Family {
    Family { name, more, rows }
}

/// The families, in the order of the story.
pub const FAMILIES: [Family; 11] = [
    family("Parameters", "protocol.md#nine-stations-of-a-login", request::ROWS),
    family("Clients, addresses and scopes", "protocol.md#settings-of-a-client", client::ROWS),
    family("Signatures and certificates", "refused.md#the-usual-mistakes-with-a-signature", signature::ROWS),
    family("Digital-profile consents", "fidelity.md#2-requests-and-signatures", permissions::ROWS),
    family("Whoever signs in", "people.md#test-persons", person::ROWS),
    family("Codes and refresh tokens", "fidelity.md#3-tokens", token::ROWS),
    family("Access tokens and data", "fidelity.md#5-rest", access::ROWS),
    family("The standard endpoints", "oidc.md#errors", standard::ROWS),
    family("Proofs of clients at the standard endpoints", "oidc.md#clients", proof::ROWS),
    family("Pages, calls and addresses", "protocol.md#addresses", calls::ROWS),
    family("Taken with a warning", "fidelity.md#2-requests-and-signatures", taken::ROWS),
];

/// Every row.
pub fn all() -> impl Iterator<Item = &'static Reason> {
    FAMILIES.into_iter().flat_map(|family| family.rows).copied()
}
