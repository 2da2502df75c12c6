//! Pushed authorization requests (RFC 9126).

use chrono::TimeDelta;

use crate::support::Request;
use crate::support::TestApp;
use crate::support::standard_client::error_of;

const ADULT: &str = "confirmed_mother_of_two";

fn named(client: &str, address: &str) -> Request {
    Request::of(&[("client_id", client), ("request_uri", address)])
}

#[test]
fn rfc_9126_2_what_was_pushed_counts_and_nothing_beside_it() {
    let app = TestApp::start();
    let client = app.standard_client("DEMO_RSA");
    let answer = client.posts("/oidc/par", &client.request());
    assert_eq!((answer.status, answer.header("cache-control")), (201, "no-store"), "{}", answer.text());
    assert_eq!(answer.json()["expires_in"], 90);
    let address = answer.json()["request_uri"].as_str().expect("an address").to_owned();
    assert!(address.starts_with("urn:ietf:params:oauth:request_uri:") && address.len() > 70, "{address}");
    let request = named("DEMO_RSA", &address).with("state", "other").with("redirect_uri", "https://evil.test/");
    let back = client.logs_in(&app, &mut app.browser(), ADULT, &request);
    assert_eq!(back.get("state"), "a b&c=Я");
    client.exchanges(&back.code());
    let again = client.asks(&request);
    assert_eq!((again.status, again.header("location")), (400, ""), "each serves once");
    assert!(again.text().contains("invalid_request_uri"));
}

#[test]
fn rfc_9126_4_a_pushed_request_belongs_to_its_client_and_grows_old() {
    let app = TestApp::start();
    let client = app.standard_client("DEMO_RSA");
    let push = || client.posts("/oidc/par", &client.request()).json()["request_uri"].as_str().expect("one").to_owned();
    let address = push();
    assert!(client.asks(&named("EPOS_DEMO", &address)).text().contains("invalid_request_uri"));
    assert_eq!(client.asks(&named("DEMO_RSA", &address)).header("location"), "/login", "not used up by another");
    let late = push();
    app.advance(TimeDelta::seconds(90));
    assert!(client.asks(&named("DEMO_RSA", &late)).text().contains("invalid_request_uri"));
    let unknown = "urn:ietf:params:oauth:request_uri:x";
    assert!(client.asks(&named("DEMO_RSA", unknown)).text().contains("invalid_request_uri"));
    assert!(client.asks(&Request::of(&[("request_uri", unknown)])).text().contains("invalid_request"));
}

#[test]
fn rfc_9126_2_3_what_would_be_refused_in_the_browser_is_refused_here() {
    let app = TestApp::start();
    let client = app.standard_client("DEMO_RSA");
    let request = client.request();
    let cases = [
        (request.clone().with("redirect_uri", "https://evil.test/"), "invalid_request"),
        (request.clone().with("response_type", "token"), "unsupported_response_type"),
        (request.clone().with("scope", "x"), "invalid_scope"),
        (request.clone().with("request_uri", "urn:ietf:params:oauth:request_uri:x"), "invalid_request"),
        (request.clone().with("request", "x"), "invalid_request_object"),
        (request.clone().twice("scope"), "invalid_request"),
        (request.clone().with("client_id", "EPOS_DEMO"), "invalid_request"),
    ];
    for (request, error) in cases {
        let answer = client.posts("/oidc/par", &request);
        assert_eq!((answer.status, error_of(&answer).as_str()), (400, error), "{}", request.encoded());
    }
    let unproved = client.posts_alone("/oidc/par", &request);
    assert_eq!((unproved.status, error_of(&unproved).as_str()), (401, "invalid_client"));
}

#[test]
fn a_public_client_may_push_and_an_object_may_be_pushed() {
    let app = TestApp::start();
    let client = app.standard_client("SPA_DEMO");
    let object = crate::support::ClientKey::new().signs("none", &serde_json::json!({ "state": "inside" }));
    let answer = client.posts("/oidc/par", &client.request().with("request", &object));
    let address = answer.json()["request_uri"].as_str().expect("an address").to_owned();
    let back = client.logs_in(&app, &mut app.browser(), ADULT, &named("SPA_DEMO", &address));
    assert_eq!(back.get("state"), "inside");
}
