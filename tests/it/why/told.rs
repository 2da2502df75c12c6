//! Rows 2.13, 2.17 to 2.19 and 2.21: where and in which words a reason is told.

use std::io::BufRead as _;

use serde_json::json;

use crate::support::TestApp;
use crate::support::program;
use crate::support::wire::Wire;
use crate::why::tells;

/// Row 2.17: the header is ASCII, values stay apart, the order that is due is in it.
#[test]
fn row_2_17_the_header_is_in_ascii_words() {
    let app = TestApp::start();
    let rp = app.client("DEMO_RSA").speaking_v3();
    let answer = rp.asks(&rp.signs_as(rp.authorize_request(), &["scope", "timestamp", "client_id", "state"]));
    tells(
        "order",
        &answer,
        "signed-other-order",
        &["due is client_id || scope || scope_org || timestamp || state || redirect_uri"],
    );
    let answer = rp.asks(&rp.authorize_request().with("client_id", "ПОРТАЛ"));
    tells("Cyrillic", &answer, "client-unknown", &["%D0%9F"]);
}

/// Row 2.18: method, path, client and number stand in the first line of the log, with cause and cure.
#[test]
fn row_2_18_the_first_line_of_the_log_says_all_of_it() {
    let mut served = program::serve_logging(&["--listen", "127.0.0.1:0"]);
    let request = "GET /aas/oauth2/ac?client_id=demo_rsa&redirect_uri=x HTTP/1.1\r\nHost: localhost\r\n\r\n";
    let answer = Wire::to(&served.base).says(request).hears().expect("an answer");
    let number =
        answer.headers.iter().find(|(name, _)| name == "x-esia-mock-request").map(|(_, number)| number.clone());
    let line = served.log().lines().map(|line| line.expect("a line")).find(|line| line.contains("client-unknown"));
    let line = line.expect("a line of the refusal");
    for words in ["GET /aas/oauth2/ac", "client demo_rsa", "did you mean DEMO_RSA?", "what to do: "] {
        assert!(line.contains(words), "{words}: {line}");
    }
    assert!(line.contains(&format!("request {}", number.expect("a number"))), "{line}");
}

/// Row 4.7: words of others end in no line of their own.
#[test]
fn row_4_7_a_path_forges_no_line_of_the_log() {
    let mut served = program::serve_logging(&["--listen", "127.0.0.1:0"]);
    let request = "GET /public/x%0A2026-01-01%20ERROR%20forged HTTP/1.1\r\nHost: localhost\r\n\r\n";
    Wire::to(&served.base).says(request).hears().expect("an answer");
    let line = served.log().lines().map(|line| line.expect("a line")).find(|line| line.contains("forged"));
    assert!(line.expect("a line").contains("public-file-unknown"), "it is the line of the refusal");
}

/// Row 2.13: TLS at the plain port.
#[test]
fn row_2_13_tls_at_a_plain_port_is_told_so() {
    let app = TestApp::start();
    let mut greeting = vec![0x16, 3, 1, 0, 0x8f, 1, 0, 0, 0x8b, 3, 3];
    greeting.resize(160, 0);
    let heard = Wire::to(&app.base).says(greeting).hears().expect("an answer");
    assert_eq!(heard.status, 400);
    let reason = heard.headers.iter().find(|(name, _)| name == "x-esia-mock-reason-id");
    assert_eq!(reason.map(|(_, id)| id.as_str()), Some("tls-at-plain-port"), "{heard:?}");
    assert!(heard.body.contains("ask with http:// in place of https://"), "{heard:?}");
}

/// Row 2.21: refusals of the login as JSON.
#[test]
fn row_2_21_the_login_as_json_says_why() {
    let app = TestApp::start();
    let rp = app.client("DEMO_RSA");
    let begun = rp.asks(&rp.authorize_request());
    let cookie = begun.header("set-cookie").split(';').next().unwrap_or_default().to_owned();
    let signs_in = |login: &str, password: &str| {
        let request = app.http.post(&app.url("/aas/oauth2/api/login")).header("cookie", &cookie);
        app.http.send(request.json(&json!({ "login": login, "password": password })))
    };
    let citizen = app.citizen("esia_test_006");
    tells("password", &signs_in(&citizen.login, "wrong"), "sign-in-pair-wrong", &["the password is another one"]);
    tells("login", &signs_in("x", "wrong"), "step-refused", &["INVALID_LOGIN", "neither a phone"]);
}

/// Calls of the tester tell their reason by the same headers.
#[test]
fn a_wrong_call_of_the_tester_tells_its_reason_by_header_too() {
    let app = TestApp::start();
    let answer = app.http.send(app.http.get(&app.url("/_mock/api/v1/peoples")));
    assert_eq!(answer.header("x-esia-mock-reason-id"), "call-not-found");
    assert!(answer.header("x-esia-mock-reason").contains("did you mean"), "{}", answer.header("x-esia-mock-reason"));
}
