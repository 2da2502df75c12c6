//! A request that hangs, and whatever ends that: then the connection is closed without an answer.

use std::time::Duration;

use chrono::TimeDelta;
use serde_json::Value;
use serde_json::json;

use super::FAULTS;
use crate::support::TestApp;
use crate::support::wire::Ending;
use crate::support::wire::Wire;

const KEYS: &str = "GET /oidc/jwks HTTP/1.1\r\nHost: localhost\r\n\r\n";

/// A socket whose request hangs.
fn hangs(app: &TestApp, fault: &Value) -> Wire {
    app.arms("held", fault);
    held(app, 1)
}

/// One more socket whose request hangs; so many do then.
fn held(app: &TestApp, hits: u64) -> Wire {
    let path = app.base.splitn(4, '/').nth(3).map(|path| format!("/{path}")).unwrap_or_default();
    let mut wire = Wire::to(app.base.trim_end_matches(path.as_str()));
    wire.says(KEYS.replace("/oidc", &format!("{path}/oidc")));
    let met = app.controls("GET", &format!("{FAULTS}/held?wait=60&hits={hits}"), "").json();
    assert_eq!(met["hits"], hits, "{met}");
    wire
}

fn is_closed_in_silence(wire: &mut Wire) {
    assert_eq!(wire.ending(), (String::new(), Ending::Closed));
}

#[test]
fn it_ends_when_the_fault_is_deleted_and_the_stand_answers_others_meanwhile() {
    let app = TestApp::start();
    let mut wire = hangs(&app, &json!({ "at": "keys", "do": { "hang": true } }));
    assert_eq!(app.http.send(app.http.get(&app.url("/oidc/jwks"))).status, 200, "once is once");
    assert_eq!(app.controls("DELETE", &format!("{FAULTS}/held"), "").status, 204);
    is_closed_in_silence(&mut wire);
}

#[test]
fn it_ends_when_the_clock_of_the_stand_passes_the_end_of_the_fault() {
    let app = TestApp::start();
    let mut wire = hangs(&app, &json!({ "at": "keys", "for": "PT2H", "do": { "hang": true } }));
    let mut next = held(&app, 2);
    app.moves_clock(&json!({ "advance": "PT1H59M" }));
    assert_eq!(app.fault("held")["state"], "armed");
    app.moves_clock(&json!({ "advance": "PT1M" }));
    is_closed_in_silence(&mut wire);
    is_closed_in_silence(&mut next);
    assert_eq!(app.fault("held")["state"], "over");
    assert_eq!(app.http.send(app.http.get(&app.url("/oidc/jwks"))).status, 200);
}

#[test]
fn it_ends_when_the_stand_is_reset_or_deleted_or_the_fault_is_replaced() {
    let app = TestApp::start();
    let fault = json!({ "at": "keys", "times": null, "do": { "hang": true } });
    let mut wire = hangs(&app, &fault);
    assert_eq!(app.controls("POST", "/_mock/api/v1/reset", "").status, 200);
    is_closed_in_silence(&mut wire);
    let mut wire = hangs(&app, &fault);
    let mut next = hangs(&app, &fault);
    is_closed_in_silence(&mut wire);
    app.controls("DELETE", FAULTS, "");
    is_closed_in_silence(&mut next);
    let one = app.makes("one", &json!({}));
    let mut wire = hangs(&one, &fault);
    assert_eq!(app.controls("DELETE", "/_mock/api/v1/stands/one", "").status, 204);
    is_closed_in_silence(&mut wire);
}

#[test]
fn nobody_is_held_for_ever() {
    let app = TestApp::build().process(|config| config.line.longest_hang = Duration::from_millis(200)).start();
    let mut wire = hangs(&app, &json!({ "at": "keys", "times": null, "do": { "hang": true } }));
    is_closed_in_silence(&mut wire);
    assert_eq!(esia_mock::config::LineConfig::default().longest_hang, Duration::from_secs(600));
}

#[test]
fn it_ends_when_the_client_goes_and_the_journal_tells_of_it() {
    let app = TestApp::start();
    let wire = hangs(&app, &json!({ "at": "keys", "times": null, "do": { "hang": true } }));
    drop(wire);
    let told = app.controls("GET", "/_mock/api/v1/requests?at=keys&wait=60", "").json();
    let request = &told["requests"][0];
    assert_eq!((&request["status"], &request["fault"]), (&json!(0), &json!("held")), "{told:#}");
}

#[test]
fn a_form_whose_request_hangs_is_let_go_by_and_the_code_in_it_is_still_good() {
    let app = TestApp::start();
    let rp = app.client("EPOS_DEMO");
    let citizen = app.citizen("confirmed_mother_of_two");
    let code = citizen.logs_in_to(&rp).code();
    app.arms("held", &json!({ "at": "token", "person": "confirmed_mother_of_two", "do": { "hang": true } }));
    let body = rp.code_request(&code).encoded();
    let head = format!(
        "POST /aas/oauth2/te HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n\
         Content-Length: {}\r\n\r\n",
        body.len()
    );
    let mut wire = Wire::to(&app.base);
    wire.says(head + &body);
    assert_eq!(app.controls("GET", &format!("{FAULTS}/held?wait=60"), "").json()["hits"], 1);
    app.advance(TimeDelta::seconds(1));
    app.controls("DELETE", FAULTS, "");
    is_closed_in_silence(&mut wire);
    assert!(!rp.exchanges(&code).access_token().is_empty(), "it was looked at, and not used up");
}
