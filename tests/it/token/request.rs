//! The token request itself, whatever it is for (protocol notes, sections 2.2, 2.3, 6.1, 6.3).

use chrono::TimeDelta;

use crate::support::Answer;
use crate::support::RelyingParty;
use crate::support::Request;
use crate::support::TestApp;
use crate::support::http::form;

/// A request that would be granted.
fn right(app: &TestApp, rp: &RelyingParty) -> Request {
    rp.code_request(&app.citizen("confirmed_mother_of_two").logs_in_to(rp).code())
}

fn refused(answer: &Answer) -> (String, String) {
    assert_eq!(answer.status, 400, "{}", answer.text());
    assert_eq!(answer.header("content-type"), "application/json;charset=UTF-8");
    assert_eq!(answer.header("cache-control"), "no-store");
    let body = answer.json();
    assert_eq!(answer.esia_code(), body["error_description"].as_str().expect("text")[..11]);
    (answer.esia_code(), body["error"].as_str().expect("an error").to_owned())
}

#[test]
fn esia_007014_each_mandatory_parameter_is_named() {
    let app = TestApp::start();
    let rp = app.client("EPOS_DEMO");
    let whole = right(&app, &rp);
    for name in ["client_id", "grant_type", "client_secret", "state", "timestamp", "code", "redirect_uri"] {
        for spoiled in [whole.clone().without(name), whole.clone().with(name, "")] {
            let answer = rp.posts(&spoiled);
            assert_eq!(refused(&answer), ("ESIA-007014".to_owned(), "invalid_request".to_owned()), "{name}");
            let text = format!("ESIA-007014: The request doesn`t contain the mandatory parameter [{name}].");
            assert_eq!(answer.json()["error_description"], text);
        }
    }
    assert_eq!(refused(&rp.posts(&whole.clone().without("scope"))).0, "ESIA-007013");
    assert_eq!(rp.posts(&whole).status, 200, "the code is still good: nothing of this has used it");
}

#[test]
fn esia_007003_a_repeated_parameter_is_ambiguous() {
    let app = TestApp::start();
    let rp = app.client("EPOS_DEMO");
    let whole = right(&app, &rp);
    for name in ["client_id", "grant_type", "client_secret", "state", "timestamp", "code", "redirect_uri", "scope"] {
        assert_eq!(refused(&rp.posts(&whole.clone().twice(name))).0, "ESIA-007003", "{name}");
    }
    assert_eq!(rp.posts(&whole).status, 200);
}

/// Each row spoils one thing more than the row before it, and the code of the earlier check is told.
#[test]
fn mr_6_3_the_order_of_mistakes() {
    let app = TestApp::build().config(|config| config.timestamp_tolerance = TimeDelta::try_minutes(5)).start();
    let rp = app.client("EPOS_DEMO");
    let steps = [
        ("code", "no token", "ESIA-007011", "invalid_grant"),
        ("client_secret", "AAAA", "ESIA-007005", "unauthorized_client"),
        ("timestamp", "2026.09.01 10:00:00 +0500", "ESIA-007015", "invalid_request"),
        ("timestamp", "now", "ESIA-007014", "invalid_request"),
        ("token_type", "bearer", "ESIA-007003", "invalid_request"),
        ("redirect_uri", "", "ESIA-007014", "invalid_request"),
        ("scope", "", "ESIA-007013", "invalid_scope"),
        ("state", "", "ESIA-007014", "invalid_request"),
        ("grant_type", "password", "ESIA-007012", "unsupported_grant_type"),
        ("client_id", "NOBODY", "ESIA-008010", "invalid_client"),
    ];
    let mut request = rp.code_request("no token");
    for (name, value, code, error) in steps {
        request = if name == "code" { rp.signs(request) } else { request.with(name, value) };
        assert_eq!(refused(&rp.posts(&request)), (code.to_owned(), error.to_owned()), "after {name}={value}");
    }
}

#[test]
fn mr_6_1_an_error_is_json_with_the_state_of_this_request() {
    let app = TestApp::start();
    let rp = app.client("EPOS_DEMO");
    let request = rp.code_request("no token").with("state", "00000000-0000-4000-8000-000000000000");
    let answer = rp.posts(&rp.signs(request));
    insta::assert_snapshot!("error_body", answer.text());
}

#[test]
fn wire_2_2_parameters_may_come_in_the_query_of_the_post() {
    let app = TestApp::start();
    let rp = app.client("EPOS_DEMO");
    let te = |query: String, body: String| {
        app.http.send(form(app.http.post(&app.url(&format!("/aas/oauth2/te?{query}"))), body))
    };
    assert_eq!(te(right(&app, &rp).encoded(), String::new()).status, 200, "all of them");
    assert_eq!(te("state=query&grant_type=x".to_owned(), right(&app, &rp).encoded()).status, 200, "the body wins");
    let without_type = app.http.post(&app.url(&format!("/aas/oauth2/te?{}", right(&app, &rp).encoded())));
    assert_eq!(app.http.send(without_type).status, 200, "no body, no content type");
}

#[test]
fn wire_9_14_a_body_may_begin_with_an_ampersand() {
    let app = TestApp::start();
    let rp = app.client("EPOS_DEMO");
    assert_eq!(rp.posts_body(format!("&{}&", right(&app, &rp).encoded())).status, 200);
}

#[test]
fn wire_2_2_what_clients_send_besides_is_ignored() {
    let app = TestApp::start();
    let rp = app.client("EPOS_DEMO");
    let request = right(&app, &rp).with("refresh_token", "5e551011-0000-4000-8000-000000000000");
    let request = request
        .with("response_type", "code")
        .with("client_certificate_hash", "00")
        .with("scope_org", "")
        .with("x", "y");
    assert_eq!(rp.posts(&request).status, 200);
}

#[test]
fn wire_2_2_token_type_may_be_left_out_but_not_be_another() {
    let app = TestApp::start();
    let rp = app.client("EPOS_DEMO");
    assert_eq!(refused(&rp.posts(&right(&app, &rp).with("token_type", "MAC"))).0, "ESIA-007003");
    assert_eq!(rp.posts(&right(&app, &rp).without("token_type")).status, 200);
}

#[test]
fn a_get_of_the_token_endpoint_is_405_in_json() {
    let app = TestApp::start();
    let answer = app.http.send(app.http.get(&app.url("/aas/oauth2/te")));
    assert_eq!((answer.status, answer.header("allow")), (405, "POST"));
    assert_eq!(answer.json()["error"], "invalid_request");
}
