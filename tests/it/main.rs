//! The integration tests, one binary: a module more costs a second, a binary more costs a link.

mod esia; // ЕСИА's other paths: logout, public keys
mod login; // stations 1 to 7, a file each
mod pages; // what every page promises: headers, selectors, escaping, honesty
mod rest; // station 9: data by access token
mod support; // the actors: a stand of its own, browser, citizen, relying party
mod token; // station 8, a file for each grant
