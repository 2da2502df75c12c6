//! How faults are armed, shown and taken away (control-api, "Faults").

use std::thread;

use serde_json::Value;
use serde_json::json;

use esia_mock::faults::fault::Fault;

use super::FAULTS;
use crate::support::Http;
use crate::support::TestApp;
use crate::support::control::problem;
use crate::support::program;

const PERSONA: &str = "confirmed_mother_of_two";

/// Where a fault that is refused is wrong, and which word was meant.
fn wrong(app: &TestApp, fault: &Value) -> Vec<(String, Option<String>)> {
    let answer = app.controls("POST", FAULTS, &fault.to_string());
    assert_eq!(answer.status, 422, "{fault}: {}", answer.text());
    let problem = problem(&answer);
    let errors = problem["errors"].as_array().expect("errors");
    let text = |error: &Value, name: &str| error[name].as_str().map(ToOwned::to_owned);
    errors.iter().map(|error| (text(error, "pointer").expect("a place"), text(error, "did_you_mean"))).collect()
}

#[test]
fn a_fault_is_shown_as_it_was_armed_with_what_was_left_out() {
    let app = TestApp::start();
    let wish = json!({
        "at": "rest", "client": "EPOS_DEMO", "person": "sidorova@example.test", "method": "GET", "path": "/rs/prns/*",
        "skip": 2, "until": "2026-09-02T14:00:00+05:00", "do": { "delay": { "min": "PT0.1S", "max": "PT1S" } },
    });
    let armed = app.arms("slow", &wish);
    let expected = json!({
        "name": "slow", "hits": 0, "state": "armed", "at": "rest", "client": "EPOS_DEMO", "person": PERSONA,
        "method": "GET", "path": "/rs/prns/*", "skip": 2, "times": null, "until": "2026-09-02T14:00:00+05:00",
        "handle": "before", "do": { "delay": { "min": "PT0.1S", "max": "PT1S" } },
    });
    assert_eq!(armed, expected);
    assert_eq!(app.fault("slow"), expected);
    let made = app.controls("POST", FAULTS, r#"{"at": "token", "do": {"truncate": 20}}"#);
    assert_eq!(made.status, 201, "{}", made.text());
    let made = made.json();
    assert_eq!((&made["times"], &made["handle"], &made["skip"]), (&json!(1), &json!("after"), &json!(0)));
    let name = made["name"].as_str().expect("a name").to_owned();
    let list = app.controls("GET", &format!("{FAULTS}?limit=1"), "").json();
    assert_eq!((&list["faults"][0]["name"], &list["next"]), (&json!("slow"), &json!(1)));
    let list = app.controls("GET", &format!("{FAULTS}?after=1"), "").json();
    assert_eq!((&list["faults"][0]["name"], &list["next"]), (&json!(name), &Value::Null));
    assert_eq!(app.controls("PUT", &format!("{FAULTS}/slow"), &wish.to_string()).status, 200, "in its place");
    assert_eq!(app.controls("DELETE", &format!("{FAULTS}/slow"), "").status, 204);
    assert_eq!(app.controls("DELETE", &format!("{FAULTS}/slow"), "").status, 204, "twice");
    assert_eq!(app.controls("GET", &format!("{FAULTS}/slow"), "").status, 404);
    assert_eq!(app.controls("DELETE", FAULTS, "").status, 204);
    assert_eq!(app.controls("GET", FAULTS, "").json()["faults"], json!([]));
}

#[test]
fn every_mistake_has_its_place_and_the_word_that_was_meant() {
    let app = TestApp::start();
    let at = |pointer: &str, meant: Option<&str>| vec![(pointer.to_owned(), meant.map(ToOwned::to_owned))];
    for (fault, expected) in [
        (json!({ "at": "tokn", "do": { "hang": true } }), at("/at", Some("token"))),
        (json!({ "at": "token", "do": { "esia": "ESIA-7053" } }), at("/do/esia", Some("ESIA-007053"))),
        (json!({ "at": "token", "do": { "oauth": "server_eror" } }), at("/do/oauth", Some("server_error"))),
        (json!({ "at": "token", "do": { "token": "expird" } }), at("/do/token", Some("expired"))),
        (json!({ "at": "token", "do": { "stat": 500 } }), at("/do", Some("status"))),
        (json!({ "at": "token", "do": { "status": 99 } }), at("/do/status", None)),
        (json!({ "at": "token", "do": { "reset": "in_bdy" } }), at("/do/reset", Some("in_body"))),
        (json!({ "at": "token", "client": "EPOS_DMO", "do": { "hang": true } }), at("/client", Some("EPOS_DEMO"))),
        (json!({ "at": "token", "person": "nobody", "do": { "hang": true } }), at("/person", None)),
        (json!({ "at": "keys", "person": PERSONA, "do": { "hang": true } }), at("/person", None)),
        (json!({ "at": "par", "person": PERSONA, "do": { "hang": true } }), at("/person", None)),
        (json!({ "at": "token", "do": { "hang": true, "delay": "PT1S" } }), at("/do/hang", None)),
        (json!({ "at": "token", "do": { "status": 500, "maintenance": true } }), at("/do/maintenance", None)),
        (json!({ "at": "token", "do": { "status": 500, "token": "expired" } }), at("/do/token", None)),
        (json!({ "at": "token", "do": {} }), at("/do", None)),
        (json!({ "at": "token", "times": 0, "do": { "hang": true } }), at("/times", None)),
        (json!({ "at": "token", "handle": "before", "do": { "truncate": 5 } }), at("/handle", None)),
        (json!({ "at": "token", "until": "tomorrow", "do": { "hang": true } }), at("/until", None)),
        (json!({ "at": "token", "until": "2026-01-01T00:00:00Z", "do": { "hang": true } }), at("/until", None)),
        (json!({ "at": "token", "for": "-PT1H", "do": { "hang": true } }), at("/for", None)),
        (
            json!({ "at": "token", "for": "PT1H", "until": "2027-01-01T00:00:00Z", "do": { "hang": true } }),
            at("/for", None),
        ),
        (json!({ "at": "*", "path": "rs", "do": { "hang": true } }), at("/path", None)),
        (json!({ "at": "*", "method": "GET IT", "do": { "hang": true } }), at("/method", None)),
        (json!({ "at": "callback", "do": { "hang": true } }), at("/do/hang", None)),
    ] {
        assert_eq!(wrong(&app, &fault), expected, "{fault}");
    }
    let unknown = app.controls("POST", FAULTS, r#"{"at": "keys", "client": "EPOS_DEMO", "do": {"hang": true}}"#);
    assert!(problem(&unknown)["detail"].as_str().is_some_and(|text| text.contains("\"keys\"")), "{}", unknown.text());
    assert_eq!(app.controls("GET", FAULTS, "").json()["faults"], json!([]), "nothing is armed by any of them");
    for name in ["Capital", "a_b", &"a".repeat(41), "%D0%B0", "a%0Ab"] {
        let answer = app.controls("PUT", &format!("{FAULTS}/{name}"), r#"{"at": "*", "do": {"hang": true}}"#);
        assert_eq!(answer.status, 422, "{name}: {}", answer.text());
    }
}

#[test]
fn a_stand_has_ten_thousand_faults_and_not_one_more() {
    let app = TestApp::start();
    let fault = r#"{"at": "token", "client": "EPOS_DEMO", "path": "/nowhere/*/never", "do": {"status": 500}}"#;
    assert_eq!(app.controls("PUT", &format!("{FAULTS}/one"), fault).status, 201);
    // The rest of them without a call each.
    let stand = app.stand();
    let one = stand.faults.find("one").expect("it is armed");
    for _ in 1..10_000 {
        stand.faults.arm_unnamed(Fault::clone(&one.fault)).expect("there is room");
    }
    let answer = app.controls("POST", FAULTS, fault);
    assert_eq!(answer.status, 429, "{}", answer.text());
    let replaced = app.controls("PUT", &format!("{FAULTS}/one"), fault);
    assert_eq!(replaced.status, 200, "one in the place of another: {}", replaced.text());
    let rp = app.client("EPOS_DEMO");
    let tokens = app.citizen(PERSONA).gives_tokens_to(&rp);
    assert!(!tokens.access_token().is_empty(), "requests pass them all");
    assert_eq!(app.controls("POST", "/_mock/api/v1/reset", "").status, 200);
    assert_eq!(app.controls("GET", FAULTS, "").json()["faults"], json!([]), "a reset takes them away");
}

#[test]
fn faults_belong_to_their_stand_and_to_no_snapshot() {
    let app = TestApp::start();
    let calls = |method: &str, path: &str, body: &str| {
        let answer = app.controls(method, &format!("/_mock/api/v1{path}"), body);
        assert!(answer.status < 300, "{method} {path}: {}", answer.text());
    };
    calls("PUT", "/stands/one", "{}");
    calls("PUT", "/snapshots/before", "{}");
    app.arms("down", &json!({ "at": "*", "times": null, "do": { "status": 502 } }));
    let one = app.at("one");
    assert_eq!(one.controls("GET", FAULTS, "").json()["faults"], json!([]));
    one.arms("own", &json!({ "at": "keys", "do": { "status": 503 } }));
    calls("PUT", "/snapshots/after", "{}");
    calls("POST", "/snapshots/before/restore", "{}");
    assert_eq!(app.fault("down")["state"], "armed", "a restore leaves them alone");
    calls("DELETE", "/faults", "");
    calls("POST", "/snapshots/after/restore", "{}");
    assert_eq!(app.controls("GET", FAULTS, "").json()["faults"], json!([]), "no snapshot brings them back");
    assert_eq!(one.fault("own")["state"], "armed");
}

#[test]
fn what_needs_a_next_key_is_refused_where_there_is_none() {
    let next = json!({ "at": "token", "do": { "token": "next_key" } });
    let rotated = json!({ "at": "keys", "do": { "keys": "rotated" } });
    let key = |name: &str| format!("{}/keys/issuer_rsa_current.{name}", env!("CARGO_MANIFEST_DIR"));
    let (key, certificate) = (key("pem"), key("crt"));
    let one = program::serve(&["--listen", "127.0.0.1:0", "--issuer-key", &key, "--issuer-certificate", &certificate]);
    let http = Http::new();
    for (fault, pointer) in [(&next, "/do/token"), (&rotated, "/do/keys")] {
        let answer = http.send(
            http.post(&format!("{}{FAULTS}", one.base))
                .header("content-type", "application/json")
                .body(fault.to_string()),
        );
        assert_eq!(
            (answer.status, &answer.json()["errors"][0]["pointer"]),
            (422, &pointer.into()),
            "{}",
            answer.text()
        );
    }
    let app = TestApp::start();
    app.arms("next", &next);
    app.arms("rotated", &rotated);
    let of_gost = json!({ "at": "token", "client": "DEMO_GOST", "do": { "token": "next_key" } });
    assert_eq!(wrong(&app, &of_gost), [("/do/token".to_owned(), None)], "keys by ГОСТ have no next one");
}

#[test]
fn whoever_waits_for_a_fault_of_a_stand_that_ends_is_told() {
    let app = TestApp::start();
    assert_eq!(app.controls("PUT", "/_mock/api/v1/stands/one", "{}").status, 201);
    let one = app.at("one");
    one.arms("own", &json!({ "at": "keys", "do": { "status": 503 } }));
    thread::scope(|scope| {
        let waits = scope.spawn(|| one.controls("GET", &format!("{FAULTS}/own?wait=60"), ""));
        assert_eq!(one.controls("GET", &format!("{FAULTS}/own"), "").json()["hits"], 0);
        assert_eq!(app.controls("DELETE", "/_mock/api/v1/stands/one", "").status, 204);
        assert_eq!(waits.join().expect("an answer").status, 404);
    });
    let answer = one.controls("POST", FAULTS, r#"{"at": "*", "do": {"hang": true}}"#);
    assert_eq!(answer.status, 404, "there is no such stand: {}", answer.text());
}
