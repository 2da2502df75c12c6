//! `esia_mock::Stand`: a stand inside a Rust program, which stops when it is dropped.

use std::net::TcpListener;
use std::net::TcpStream;

use esia_mock::EmbeddedError;
use esia_mock::Stand;

use crate::support::folder::Folder;
use crate::support::wire::Wire;

const CLOCK: &str = "2026-09-01T09:00:00+05:00";
const HEALTH: &str = "GET /_mock/health HTTP/1.1\r\nHost: localhost\r\n\r\n";

fn start() -> Stand {
    Stand::builder().clock(CLOCK).start().expect("a stand")
}

fn is_healthy(stand: &Stand) -> bool {
    Wire::to(stand.url()).says(HEALTH).hears().is_some_and(|answer| answer.status == 200)
}

#[test]
fn two_stands_have_an_address_and_a_clock_each() {
    let (one, other) = (start(), start());
    assert_ne!(one.url(), other.url());
    one.advance("P1D").expect("moved");
    assert_eq!(one.now().to_rfc3339(), "2026-09-02T09:00:00+05:00");
    assert_eq!(other.now().to_rfc3339(), CLOCK);
    other.set_clock("2027-01-01T00:00:00Z").expect("set");
    assert_eq!(other.now().to_rfc3339(), "2027-01-01T05:00:00+05:00", "in the stand's zone");
    assert!(is_healthy(&one) && is_healthy(&other));
}

#[test]
fn a_stand_that_is_dropped_does_not_listen_any_more() {
    let stand = start();
    let address = stand.url().trim_start_matches("http://").to_owned();
    assert!(is_healthy(&stand));
    drop(stand);
    assert!(TcpStream::connect(&address).is_err(), "{address}");
}

#[tokio::test]
async fn it_starts_moves_and_stops_inside_a_runtime() {
    let stand = start();
    stand.advance("PT1H").expect("moved");
    assert_eq!(stand.now().to_rfc3339(), "2026-09-01T10:00:00+05:00");
}

#[test]
fn what_is_wrong_is_named() {
    let refused = |result: Result<Stand, EmbeddedError>| result.map(|_| ()).expect_err("refused").to_string();
    assert_eq!(
        refused(Stand::builder().clock("yesterday").start()),
        "clock \"yesterday\": expected a time with its offset, such as 2026-09-01T09:00:00+05:00"
    );
    assert!(refused(Stand::builder().rule("no.such=1").start()).contains("no.such"));
    let folder = Folder::new();
    folder.write("people/anna.json", "{\"persona\": \"anna\"");
    assert!(refused(Stand::builder().fixtures(folder.path()).start()).contains("anna.json:1"));
    let taken = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = taken.local_addr().expect("an address").port();
    assert!(refused(Stand::builder().port(port).start()).starts_with("no server can be started"));
    let stand = start();
    assert_eq!(
        stand.advance("an hour").expect_err("refused").to_string(),
        "span \"an hour\" must be an ISO 8601 duration in whole numbers, such as PT15M, P1D, P1M or -PT1H"
    );
    assert!(stand.advance("P9999Y").is_err(), "no stand can live then");
    assert_eq!(stand.now().to_rfc3339(), CLOCK, "nothing has moved");
}

#[test]
fn a_file_goes_on_where_it_was() {
    let folder = Folder::new();
    let file = folder.path().join("stand.sqlite");
    for _ in 0..2 {
        let stand = Stand::builder().clock(CLOCK).data(&file).seed(7).start().expect("a stand");
        assert!(is_healthy(&stand));
    }
    assert!(file.exists());
}
