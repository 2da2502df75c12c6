//! Which addresses of authorization requests are taken, and what is said of others.

use serde_json::json;

use super::MOTHER;
use super::text;
use super::wrong;
use crate::support::TestApp;
use crate::support::proxy::Way;

#[test]
fn addresses_of_others_are_wrong_and_their_queries_are_not_shown() {
    let app = TestApp::start();
    let query = "?client_secret=verysecret&state=1";
    let port = app.base.rsplit(':').next().expect("a port");
    let long = format!("/aas/oauth2/ac?x={}", "y".repeat(100 * 1024));
    let addresses = [
        format!("http://evil.example:{port}/aas/oauth2/ac{query}"),
        format!("http://127.0.0.1:1/aas/oauth2/ac{query}"),
        format!("https://esia.gosuslugi.ru/aas/oauth2/ac{query}"),
        format!("//evil.example/aas/oauth2/ac{query}"),
        format!("javascript:alert(1){query}"),
        format!("file:///aas/oauth2/ac{query}"),
        format!("data:text/html,x{query}"),
        format!("{}/aas/oauth2/te{query}", app.base),
        format!("{}/login{query}", app.base),
        format!("{}/{query}", app.base),
        format!("/_stand/other/aas/oauth2/ac{query}"),
        format!("aas/oauth2/ac{query}"),
        "\u{0}".to_owned(),
        String::new(),
        long,
    ];
    for address in addresses {
        let answer = app.wishes(&json!({ "authorize_url": address, "person": MOTHER }));
        let (status, pointer, detail) = wrong(&answer);
        assert_eq!((status, pointer.as_str()), (422, "/authorize_url"), "{detail}");
        assert!(!answer.text().contains("verysecret"), "{}", answer.text());
    }
}

#[test]
fn a_request_without_parameters_is_refused_as_in_the_browser() {
    let app = TestApp::start();
    for (path, code) in [("/aas/oauth2/ac", "ESIA-007014"), ("/oidc/authorize", "invalid_request")] {
        let refused = app.signs_in(path, MOTHER);
        assert_eq!((&refused["refusal"]["code"], &refused["redirect_url"]), (&json!(code), &json!(null)), "{refused}");
        assert_eq!(refused["login"], json!(null), "no login has begun");
        assert_eq!(app.http.send(app.http.get(&app.url(path))).status, 400);
    }
}

#[test]
fn every_name_of_the_server_is_its_own() {
    let app = TestApp::start();
    let url = app.client("EPOS_DEMO").authorize_url();
    for name in ["localhost", "[::1]"] {
        let other = url.replace("127.0.0.1:", &format!("{name}:"));
        assert!(app.signs_in(&other, MOTHER)["code"].is_string(), "{other}");
    }
    let doubled = url.replacen("/aas/", "//aas//", 1);
    assert!(app.signs_in(&format!("{doubled}#fragment"), MOTHER)["code"].is_string());
}

#[test]
fn a_named_stand_is_found_by_its_path_its_host_or_its_port() {
    let app = TestApp::start();
    let one = app.makes("one", &json!({}));
    let url = one.client("EPOS_DEMO").authorize_url();
    assert!(url.contains("/_stand/one/"), "{url}");
    assert!(one.signs_in(&url, MOTHER)["code"].is_string());
    let path = url.strip_prefix(&app.base).expect("a path");
    assert!(one.signs_in(path, MOTHER)["code"].is_string(), "with its name");
    assert!(
        one.signs_in(path.strip_prefix("/_stand/one").expect("its path"), MOTHER)["code"].is_string(),
        "and without"
    );
    let (_, _, detail) = wrong(&app.wishes(&json!({ "authorize_url": url, "person": MOTHER })));
    assert!(detail.contains("\"one\""), "{detail}");
    let foreign = app.client("EPOS_DEMO").authorize_url();
    assert_eq!(wrong(&one.wishes(&json!({ "authorize_url": foreign, "person": MOTHER }))).1, "/authorize_url");
    let cookies = app.signs_in(&app.client("EPOS_DEMO").authorize_url(), MOTHER)["cookies"].clone();
    let (_, pointer, _) = wrong(&one.wishes(&json!({ "authorize_url": path, "cookies": cookies })));
    assert_eq!(pointer, "/cookies", "a session is of one stand");

    let two = app.makes("two", &json!({ "address": "port" }));
    let signed_in = two.signs_in(&two.client("EPOS_DEMO").authorize_url(), MOTHER);
    assert!(text(&signed_in["cookies"][0]["name"]).starts_with("ESIA_SESSION_"), "{signed_in}");
    let foreign = two.client("EPOS_DEMO").authorize_url();
    assert_eq!(wrong(&app.wishes(&json!({ "authorize_url": foreign, "person": MOTHER }))).1, "/authorize_url");
}

#[test]
fn behind_a_proxy_the_public_address_counts_with_its_path_and_without() {
    for way in Way::ALL {
        let app = TestApp::build().behind(way, "/idp/esia").start();
        let rp = app.client("EPOS_DEMO");
        let url = rp.authorize_url();
        assert!(url.contains("/idp/esia/aas/"), "{url}");
        let signed_in = app.signs_in(&url, MOTHER);
        assert_eq!(signed_in["cookies"][0]["path"], "/idp/esia");
        rp.exchanges(text(&signed_in["code"]));
        let path = url.find("/idp/esia").and_then(|at| url.get(at..)).expect("a path");
        rp.exchanges(text(&app.signs_in(path, MOTHER)["code"]));
        rp.exchanges(text(&app.signs_in(path.trim_start_matches("/idp/esia"), MOTHER)["code"]));
        app.stays_below_its_path();
    }
}
