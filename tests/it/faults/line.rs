//! Faults of the line, met by a raw socket.

use std::time::Duration;
use std::time::Instant;

use serde_json::Value;
use serde_json::json;

use crate::support::TestApp;
use crate::support::wire::Ending;
use crate::support::wire::Wire;

const KEYS: &str = "GET /oidc/jwks HTTP/1.1\r\nHost: localhost\r\n\r\n";

/// What a raw socket gets under this fault, to the end of the connection.
fn met(app: &TestApp, action: &Value) -> (String, Ending) {
    app.arms("line", &json!({ "at": "keys", "do": action }));
    let ending = Wire::at(app).says(KEYS).ending();
    assert_eq!(app.fault("line")["hits"], 1);
    ending
}

/// Head and body of an answer, and the length that the head says.
fn parts(answer: &str) -> (&str, &str, usize) {
    let (head, body) = answer.split_once("\r\n\r\n").unwrap_or_else(|| panic!("no whole head: {answer:?}"));
    let length = head.lines().find_map(|line| line.to_lowercase().strip_prefix("content-length: ")?.parse().ok());
    (head, body, length.unwrap_or_else(|| panic!("no length: {head}")))
}

fn whole(app: &TestApp) -> String {
    app.http.send(app.http.get(&app.url("/oidc/jwks"))).text()
}

/// A stand of each kind, and how a connection of it ends that is closed by a fault: TLS is as open about it as a
/// program that has died.
fn stands() -> [(TestApp, Ending); 2] {
    [(TestApp::start(), Ending::Closed), (TestApp::build().over_tls().start(), Ending::Cut)]
}

#[test]
fn a_reset_is_a_reset_and_nothing_comes_before_it() {
    for (app, _) in stands() {
        assert_eq!(met(&app, &json!({ "reset": true })), (String::new(), Ending::Reset), "{app:?}");
        assert_eq!(whole(&app).find("keys"), Some(2), "the next one is answered");
    }
}

#[test]
fn a_reset_in_the_body_comes_after_half_of_it() {
    for (app, _) in stands() {
        let right = whole(&app);
        let (answer, ending) = met(&app, &json!({ "reset": "in_body" }));
        let (head, body, length) = parts(&answer);
        assert!(head.starts_with("HTTP/1.1 200 "), "{head}");
        assert_eq!((length, body.len(), ending), (right.len(), right.len().div_ceil(2), Ending::Reset), "{app:?}");
        assert!(right.starts_with(body), "it is the right one as far as it goes");
    }
}

#[test]
fn a_body_is_truncated_under_the_length_of_all_of_it() {
    for (app, closed) in stands() {
        is_truncated(&app, closed);
    }
}

fn is_truncated(app: &TestApp, closed: Ending) {
    let right = whole(app);
    for (wanted, comes) in [(20, 20), (1, 1), (1_000_000, right.len() - 1)] {
        let (answer, ending) = met(app, &json!({ "truncate": wanted }));
        let (head, body, length) = parts(&answer);
        assert!(head.to_lowercase().contains("x-esia-mock-fault: line"), "{head}");
        assert_eq!((length, body.len(), ending), (right.len(), comes, closed), "{wanted}");
        assert!(right.starts_with(body), "{body}");
    }
    let answer = met(app, &json!({ "truncate": 4, "status": 502, "body": "Bad Gateway" }));
    let (head, body, length) = parts(&answer.0);
    assert!(head.starts_with("HTTP/1.1 502 "), "{head}");
    assert_eq!((body, length, answer.1), ("Bad ", 11, closed), "the answer of the fault itself");
}

#[test]
fn an_answer_comes_later_by_as_much_as_the_fault_says() {
    let app = TestApp::start();
    for (delay, least) in [(json!("PT0.3S"), 300), (json!({ "min": "PT0.2S", "max": "PT0.4S" }), 200)] {
        app.arms("slow", &json!({ "at": "keys", "do": { "delay": delay } }));
        let began = Instant::now();
        let answer = app.http.send(app.http.get(&app.url("/oidc/jwks")));
        assert!(began.elapsed() >= Duration::from_millis(least), "{delay}: {:?}", began.elapsed());
        assert_eq!((answer.status, answer.header("x-esia-mock-fault")), (200, "slow"));
    }
}

#[test]
fn a_connection_that_was_cut_serves_nobody_any_more_and_others_are_not_touched() {
    let app = TestApp::start();
    let mut other = Wire::to(&app.base);
    assert_eq!(other.says(KEYS).hears().map(|answer| answer.status), Some(200));
    app.arms("line", &json!({ "at": "keys", "do": { "truncate": 5 } }));
    let answer = Wire::to(&app.base).says([KEYS, KEYS].concat()).rest();
    assert_eq!(answer.matches("HTTP/1.1").count(), 1, "{answer}");
    assert_eq!(other.says(KEYS).hears().map(|answer| answer.status), Some(200), "a kept connection goes on");
}
