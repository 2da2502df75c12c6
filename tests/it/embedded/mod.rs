//! `esia_mock::Stand`: a stand inside a Rust program, which stops when it is dropped.

mod names;

use std::fs;
use std::net::TcpListener;
use std::net::TcpStream;
use std::process::Command;

use serde_json::json;

use esia_mock::EmbeddedError;
use esia_mock::Stand;

use crate::support::folder::Folder;
use crate::support::wire::Wire;

const CLOCK: &str = "2026-09-01T09:00:00+05:00";
const HEALTH: &str = "GET /_mock/health HTTP/1.1\r\nHost: localhost\r\n\r\n";

fn start() -> Stand {
    Stand::builder().clock(CLOCK).start().expect("a stand")
}

fn shows(stand: &Stand) -> String {
    stand.clock().now().expect("a time").to_rfc3339()
}

fn is_healthy(stand: &Stand) -> bool {
    Wire::to(stand.url()).says(HEALTH).hears().is_some_and(|answer| answer.status == 200)
}

#[test]
fn two_stands_have_an_address_and_a_clock_each() {
    let (one, other) = (start(), start());
    assert_ne!(one.url(), other.url());
    one.clock().advance("P1D").expect("moved");
    assert_eq!(shows(&one), "2026-09-02T09:00:00+05:00");
    assert_eq!(shows(&other), CLOCK);
    other.clock().set("2027-01-01T00:00:00Z").expect("set");
    assert_eq!(shows(&other), "2027-01-01T05:00:00+05:00", "in the stand's zone");
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
    assert_eq!(shows(&stand), "2026-09-01T10:00:00+05:00");
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
    let wrong = stand.advance("an hour").expect_err("refused").to_string();
    assert!(wrong.starts_with("PUT /clock: 422: ") && wrong.contains("PT15M"), "{wrong}");
    assert!(stand.advance("P9999Y").is_err(), "no stand can live then");
    assert_eq!(shows(&stand), CLOCK, "nothing has moved");
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

/// A request that the stand refuses.
fn is_refused(stand: &Stand) {
    let request = "GET /aas/oauth2/ac?client_id=NOBODY HTTP/1.1\r\nHost: localhost\r\n\r\n";
    assert!(Wire::to(stand.url()).says(request).hears().is_some());
}

#[test]
fn the_journal_tells_what_was_refused_and_what_to_do() {
    let stand = start();
    assert_eq!(stand.journal().expect("a journal"), "nothing was sent to the stand");
    is_refused(&stand);
    let journal = stand.journal().expect("a journal");
    assert!(journal.contains("/aas/oauth2/ac") && journal.contains("\n    refused: "), "{journal}");
    assert!(journal.contains("\n    cure: "), "{journal}");
    let wrong = stand.requests("token").expect(1).expect_err("there is none").to_string();
    assert!(wrong.contains("but 0 requests fit"), "{wrong}");
}

#[test]
#[ignore = "it fails on purpose, and the next one runs it"]
fn a_test_that_fails() {
    let stand = start();
    is_refused(&stand);
    panic!("on purpose");
}

#[test]
fn a_test_that_fails_prints_its_journal_and_keeps_it() {
    let folder = Folder::new();
    let itself = std::env::current_exe().expect("this program");
    let words = ["--exact", "embedded::a_test_that_fails", "--ignored", "--nocapture"];
    let run = Command::new(itself).args(words).env("ESIA_MOCK_KEEP", folder.path()).output().expect("a run");
    let told = String::from_utf8_lossy(&run.stderr).into_owned();
    assert!(!run.status.success(), "{told}");
    assert!(told.contains("esia-mock journal, http://127.0.0.1:") && told.contains("    cure: "), "{told}");
    let kept = fs::read_to_string(folder.path().join("embedded-a_test_that_fails-default.json")).expect("it is kept");
    assert!(kept.contains("NOBODY"), "{kept}");
}

#[test]
fn a_stand_beside_ends_when_it_is_dropped_and_one_that_runs_elsewhere_goes_on() {
    let server = start();
    let beside = server.stand(json!({ "name": "beside", "address": "port" })).expect("a stand");
    assert!(is_healthy(&beside));
    assert_eq!(server.stands().expect("a list").len(), 2);
    drop(beside);
    assert_eq!(server.stands().expect("a list").len(), 1);
    let same = Stand::at(server.url()).expect("a stand");
    assert_eq!(same.version().expect("a version").api, 1);
    drop(same);
    assert!(is_healthy(&server));
}
