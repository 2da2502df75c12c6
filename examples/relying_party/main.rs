//! Tests of a relying party in Rust: no second process, a stand for each test. `portal.rs` is the relying party,
//! `cases.rs` its tests: `cargo test --example relying_party`.
//!
//! `cargo run --example relying_party` signs somebody in once, and says who came.

#[cfg(test)]
mod cases;
mod portal;

use std::error::Error;
use std::io::Write as _;

use esia_mock::Stand;
use esia_mock::json;

use crate::portal::CALLBACK;
use crate::portal::Portal;

fn main() -> Result<(), Box<dyn Error>> {
    let esia = Stand::builder().start()?;
    esia.client("PORTAL", json!({ "client_secret": "secret", "redirect_uris": [CALLBACK] }))?;
    let portal = Portal::at(esia.url());
    let anna = esia.person(json!({ "level": "confirmed" }))?;
    let back = esia.sign_in(&portal.get("/login").location, &anna)?;
    let came = portal.get(back.url());
    Ok(writeln!(std::io::stdout(), "{} {}", came.status, came.claims["urn:esia:snils"])?)
}
