//! The diagnosis of a signature that is not right: whatever comes is refused with a cause and a cure, and nothing panics.
//!
//! The first byte chooses system and generation, the second cuts the rest into scope, state and `client_secret`.

#![no_main]

use std::sync::LazyLock;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::DateTime;
use chrono::Utc;
use esia_mock::domain::zone::Zone;
use esia_mock::fixtures::World;
use esia_mock::flow::clients::Clients;
use esia_mock::flow::signature;
use esia_mock::flow::signature::signed::Signed;
use esia_mock::protocol::parameters::Parameters;
use esia_mock::protocol::signed_text::Generation;
use esia_mock::protocol::signed_text::V1;
use esia_mock::protocol::signed_text::V2;
use libfuzzer_sys::fuzz_target;

fn now() -> DateTime<Utc> {
    DateTime::from_timestamp(1_788_235_200, 0).expect("a time")
}

static CLIENTS: LazyLock<Clients> = LazyLock::new(|| {
    let world = World::of(&[], now(), Zone::default().offset()).expect("the demo");
    Clients::load(world.clients).expect("they can be read")
});

fuzz_target!(|input: &[u8]| {
    let [choice, cut, rest @ ..] = input else { return };
    let name = if choice & 1 == 0 { "DEMO_RSA" } else { "DEMO_GOST" };
    let party = CLIENTS.find(name).expect("a demo client");
    let (text, secret) = rest.split_at(usize::from(*cut).min(rest.len()));
    let text = String::from_utf8_lossy(text);
    let (scope, state) = text.split_once('\n').unwrap_or((&text, ""));
    let mut sent = Parameters::default();
    sent.set("client_id", name.to_owned());
    sent.set("scope", scope.to_owned());
    sent.set("state", state.to_owned());
    // As it comes, or wrapped as it should be.
    let secret = if choice & 2 == 0 { String::from_utf8_lossy(secret).into_owned() } else { URL_SAFE_NO_PAD.encode(secret) };
    sent.set("client_secret", secret);
    sent.set("client_certificate_hash", party.certificates[0].streebog256_thumbprint());
    let (generation, order) = if choice & 4 == 0 { (Generation::V1, &V1) } else { (Generation::V3, &V2) };
    let signed = Signed { generation, orders: &[order], sent: &sent, clients: &CLIENTS };
    let refusal = signature::check(&party, &signed, now()).expect_err("nobody signed it");
    assert!(!refusal.reason.is_empty() && !refusal.cure.is_empty());
});
