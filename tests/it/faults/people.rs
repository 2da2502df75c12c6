//! Fault people: whatever is about them goes wrong, without anything being armed (issue 13, "fault persons").

use serde_json::Value;
use serde_json::json;

use super::FAULTS;
use crate::control::export::exports;
use crate::control::export::folder;
use crate::support::TestApp;
use crate::support::http::Answer;

/// Each of the demo, with what their requests meet.
const DEMO: [&str; 8] = [
    "fault_token_down",
    "fault_token_hangs",
    "fault_token_expired",
    "fault_token_signature",
    "fault_data_down",
    "fault_data_of_other",
    "fault_state_other",
    "fault_sign_in_refused",
];

fn signs_in(app: &TestApp, who: &str) -> Answer {
    let wish = json!({ "authorize_url": app.client("EPOS_DEMO").authorize_url(), "person": who });
    let answer = app.controls("POST", "/_mock/api/v1/sign-ins", &wish.to_string());
    assert_eq!(answer.status, 200, "{who}: {}", answer.text());
    answer
}

fn exchanged(app: &TestApp, who: &str) -> Answer {
    let rp = app.client("EPOS_DEMO");
    let code = signs_in(app, who).json()["code"].as_str().expect("a code").to_owned();
    rp.posts(&rp.code_request(&code))
}

fn read(app: &TestApp, who: &str) -> Answer {
    let tokens = exchanged(app, who).json();
    let path = format!("/rs/prns/{}", app.citizen(who).oid);
    app.client("EPOS_DEMO").reads(&path, tokens["access_token"].as_str().expect("a token"))
}

#[test]
fn everybody_of_the_demo_brings_the_failure_that_their_name_says_every_time() {
    let app = TestApp::start();
    for _ in 0..2 {
        let down = exchanged(&app, "fault_token_down");
        assert_eq!((down.status, down.header("x-esia-mock-fault")), (500, "person:fault_token_down"));
        let expired = exchanged(&app, "fault_token_expired");
        assert_eq!((expired.status, expired.header("x-esia-mock-fault")), (200, "person:fault_token_expired"));
        assert_eq!(read(&app, "fault_token_expired").header("x-esia-mock-reason-id"), "access-token-expired");
        assert_eq!(read(&app, "fault_token_signature").status, 401);
        assert_eq!(read(&app, "fault_data_down").status, 503);
        let other = read(&app, "fault_data_of_other").json();
        assert!(other["lastName"].is_string() && other["lastName"] != "Чужинов", "{other:#}");
        let (state, refused) = (signs_in(&app, "fault_state_other"), signs_in(&app, "fault_sign_in_refused").json());
        assert_eq!(state.header("x-esia-mock-fault"), "person:fault_state_other");
        assert_eq!((&refused["error"], &refused["code"]), (&json!("access_denied"), &Value::Null));
    }
    let userinfo = |who: &str| {
        let rp = app.standard_client("DEMO_RSA").asking_for("openid profile");
        rp.userinfo(&rp.tokens(&app, who).access())
    };
    assert_eq!(userinfo("fault_data_down").status, 503);
    assert_ne!(userinfo("fault_data_of_other").json()["family_name"], "Чужинов");
    assert_eq!(read(&app, "confirmed_mother_of_two").status, 200, "others are well");
}

#[test]
fn the_token_request_of_one_hangs_until_the_faults_are_cleared() {
    let app = TestApp::start();
    let code = signs_in(&app, "fault_token_hangs").json()["code"].as_str().expect("a code").to_owned();
    std::thread::scope(|scope| {
        let hangs = scope.spawn(|| {
            let rp = app.client("EPOS_DEMO");
            rp.tries(&rp.code_request(&code))
        });
        // The stand says nothing of somebody whom it holds; whoever clears the faults lets go everybody who is held by then.
        while !hangs.is_finished() {
            assert_eq!(app.controls("DELETE", FAULTS, "").status, 204);
            std::thread::yield_now();
        }
        assert!(hangs.join().expect("it came back").is_none(), "without an answer");
    });
}

#[test]
fn what_people_have_is_no_testers_fault_and_all_of_the_demo_is_named_here() {
    let app = TestApp::start();
    let found = app.world.citizens.iter().filter(|citizen| !citizen.faults.is_empty());
    let mut found: Vec<_> = found.map(|citizen| citizen.persona.as_str()).collect();
    let mut named = DEMO;
    found.sort_unstable();
    named.sort_unstable();
    assert_eq!(found, named);
    assert_eq!(app.controls("GET", FAULTS, "").json()["faults"], json!([]));
    app.controls("DELETE", FAULTS, "");
    assert_eq!(exchanged(&app, "fault_token_down").status, 500, "they are not taken away");
    assert_eq!(app.controls("POST", "/_mock/api/v1/reset", "").status, 200);
    assert_eq!(exchanged(&app, "fault_token_down").status, 500);
    assert_eq!(exchanged(&app.makes("one", &json!({})), "fault_token_down").status, 500);
}

#[test]
fn people_get_faults_by_call_and_lose_them_and_an_export_has_them() {
    let app = TestApp::start();
    let person = "/_mock/api/v1/people/confirmed_mother_of_two";
    let own =
        json!([{ "at": "token", "times": 1, "do": { "status": 502 } }, { "at": "rest", "do": { "status": 503 } }]);
    let put = |faults: &Value| {
        let answer = app.controls("PATCH", person, &json!({ "faults": faults }).to_string());
        assert_eq!(answer.status, 200, "{}", answer.text());
    };
    put(&own);
    let shown = app.controls("GET", person, "").json();
    assert_eq!(shown["person"]["faults"], own, "{shown:#}");
    let first = exchanged(&app, "confirmed_mother_of_two");
    assert_eq!((first.status, first.header("x-esia-mock-fault")), (502, "person:confirmed_mother_of_two"));
    app.controls("PATCH", "/_mock/api/v1/people/standard_adult", r#"{"about": "somebody else"}"#);
    let data = read(&app, "confirmed_mother_of_two");
    assert_eq!(
        (data.status, data.header("x-esia-mock-fault")),
        (503, "person:confirmed_mother_of_two:2"),
        "once is once"
    );
    let again = TestApp::build().fixtures(&[folder(&exports(&app)).path()]).start();
    assert_eq!(exchanged(&again, "confirmed_mother_of_two").status, 502);
    put(&json!([]));
    assert_eq!(read(&app, "confirmed_mother_of_two").status, 200);
}

#[test]
fn a_file_keeps_them_and_what_cannot_be_is_refused_with_its_place() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("stand.sqlite");
    let app = TestApp::build().file(&file).start();
    let wish = json!({ "level": "confirmed", "faults": [{ "at": "token", "do": { "oauth": "server_error" } }] });
    assert_eq!(app.controls("PUT", "/_mock/api/v1/people/broken", &wish.to_string()).status, 201);
    drop(app);
    let app = TestApp::build().file(&file).start();
    let wish = json!({ "client": "EPOS_DEMO", "person": "broken", "scopes": ["openid"] });
    assert_eq!(app.controls("POST", "/_mock/api/v1/tokens", &wish.to_string()).status, 200, "calls meet no faults");
    let code = signs_in(&app, "broken").json()["code"].as_str().expect("a code").to_owned();
    let rp = app.client("EPOS_DEMO");
    assert_eq!(rp.posts(&rp.code_request(&code)).header("x-esia-mock-fault"), "person:broken");
    for (fault, pointer) in [
        (json!({ "at": "tokn", "do": { "hang": true } }), "/faults/0/at"),
        (json!({ "at": "keys", "do": { "hang": true } }), "/faults/0/at"),
        (json!({ "at": "token", "do": { "status": 500, "hang": true } }), "/faults/0/do/status"),
        (json!({ "at": "token", "do": {} }), "/faults/0/do"),
        (json!({ "at": "token", "person": "broken", "do": { "hang": true } }), "/faults/0"),
    ] {
        let answer = app.controls("PUT", "/_mock/api/v1/people/other", &json!({ "faults": [fault] }).to_string());
        assert_eq!(answer.status, 422, "{}", answer.text());
        assert_eq!(answer.json()["errors"][0]["pointer"], pointer, "{}", answer.text());
    }
}
