//! Malformed, oversized, repeated and forged input at every standard endpoint: a documented error, never a
//! breakage, never a redirect to where nobody registered.

use crate::support::Answer;
use crate::support::Request;
use crate::support::TestApp;
use crate::support::http::form;

const ENDPOINTS: [(&str, &str); 12] = [
    ("GET", "/oidc/authorize"),
    ("POST", "/oidc/authorize"),
    ("POST", "/oidc/par"),
    ("POST", "/oidc/token"),
    ("GET", "/oidc/userinfo"),
    ("POST", "/oidc/userinfo"),
    ("POST", "/oidc/introspect"),
    ("POST", "/oidc/revoke"),
    ("GET", "/oidc/end_session"),
    ("POST", "/oidc/end_session"),
    ("GET", "/oidc/jwks"),
    ("GET", "/.well-known/openid-configuration"),
];

/// Parameters that something looks at.
const NAMES: [&str; 23] = [
    "client_id",
    "redirect_uri",
    "scope",
    "state",
    "nonce",
    "prompt",
    "max_age",
    "claims",
    "id_token_hint",
    "request",
    "request_uri",
    "code_challenge",
    "login_hint",
    "acr_values",
    "client_assertion",
    "client_assertion_type",
    "token",
    "access_token",
    "post_logout_redirect_uri",
    "grant_type",
    "code",
    "refresh_token",
    "response_mode",
];

fn sends(app: &TestApp, (method, path): (&str, &str), parameters: &str) -> Answer {
    let url = app.url(path);
    if method == "GET" {
        return app.http.send(app.http.get(&format!("{url}?{parameters}")));
    }
    app.http.send(form(app.http.post(&url), parameters))
}

#[test]
fn nothing_that_can_be_sent_breaks_an_endpoint() {
    let app = TestApp::start();
    let values = [
        String::new(),
        "%FF".to_owned(),
        "%00".to_owned(),
        "%0D%0ALocation:%20http://evil.test".to_owned(),
        "x".repeat(5_000),
        "%3Cscript%3Ealert(1)%3C/script%3E".to_owned(),
        "eyJhbGciOiJub25lIn0.e30.".to_owned(),
        "eyJhbGciOiJub25lIn0.eyJleHAiOjFlOTk5fQ.".to_owned(),
        "urn:ietf:params:oauth:request_uri:%00".to_owned(),
        "%7B%22id_token%22:%7B%22sub%22:%7B%22value%22:%7B%7D%7D%7D%7D".to_owned(),
        "%5B".repeat(3_000),
        "-9223372036854775809".to_owned(),
    ];
    for endpoint in ENDPOINTS {
        for value in &values {
            let all: Vec<_> = NAMES.iter().map(|name| format!("{name}={value}")).collect();
            let usual = "client_id=DEMO_RSA&client_secret=demo-secret&response_type=code&scope=openid\
                         &redirect_uri=http://127.0.0.1:9090/callback";
            let one = NAMES.iter().filter(|name| !usual.contains(**name)).map(|name| format!("{usual}&{name}={value}"));
            for parameters in one.chain([all.join("&")]).filter(|text| endpoint.0 == "POST" || text.len() < 30_000) {
                let answer = sends(&app, endpoint, &parameters);
                let about = format!("{endpoint:?} {parameters:.200}");
                assert!(answer.status < 500, "{about}: {}", answer.text());
                let location = answer.header("location");
                let known = [
                    "",
                    "/login",
                    "/oidc/end_session?",
                    "http://127.0.0.1:9090/callback?",
                    "http://127.0.0.1:9090/callback#",
                ];
                assert!(
                    known.contains(&location) || known[2..].iter().any(|known| location.starts_with(known)),
                    "{about}: {location}"
                );
                let is_page = answer.header("content-type").contains("html");
                assert!(!is_page || !answer.text().contains("<script>alert"), "{about}");
                assert_eq!(answer.header("x-esia-mock"), "test-only", "{about}");
            }
        }
    }
}

#[test]
fn bodies_that_are_no_forms_or_too_large_are_invalid_requests() {
    let app = TestApp::start();
    for path in ["/oidc/token", "/oidc/par", "/oidc/introspect", "/oidc/revoke"] {
        for body in ["{\"grant_type\": \"authorization_code\"}".to_owned(), "x".repeat(300 * 1024), "\u{0}".to_owned()]
        {
            let answer = app.http.send(form(app.http.post(&app.url(path)), body.clone()));
            assert!([400, 401].contains(&answer.status), "{path}: {}", answer.status);
            assert!(answer.json()["error"].is_string(), "{path}");
        }
    }
}

#[test]
fn wrong_methods_and_paths_are_told_in_json() {
    let app = TestApp::start();
    let get = app.http.send(app.http.get(&app.url("/oidc/token")));
    assert_eq!((get.status, get.header("allow")), (405, "POST"));
    assert_eq!(get.json()["error"], "invalid_request");
    let nothing = app.http.send(app.http.get(&app.url("/oidc/nothing")));
    assert_eq!((nothing.status, nothing.json()["error"].as_str()), (404, Some("invalid_request")));
}

#[test]
fn the_description_of_an_error_keeps_to_its_characters() {
    let app = TestApp::start();
    let client = app.standard_client("DEMO_RSA");
    let answer = client.posts("/oidc/token", &Request::of(&[("grant_type", "\"Я\\\u{7f}\n\"")]));
    let description = answer.json()["error_description"].as_str().expect("a text").to_owned();
    let allowed = |b: u8| matches!(b, 0x20..=0x21 | 0x23..=0x5b | 0x5d..=0x7e);
    assert!(description.bytes().all(allowed), "{description}");
}
