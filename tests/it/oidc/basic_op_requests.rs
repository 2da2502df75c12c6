//! The certification plan `oidcc-basic-certification-test-plan`: the modules about parameters of the request. The others
//! are in `basic_op`.

use chrono::TimeDelta;

use crate::support::Request;
use crate::support::TestApp;
use crate::support::client_key::ClientKey;
use crate::support::http::form;
use crate::support::standard_client::returned;

const ADULT: &str = "confirmed_mother_of_two";

/// Logs in for a request that differs from the usual one; gives whether a code came back.
fn succeeds(change: impl FnOnce(Request) -> Request) {
    let app = TestApp::start();
    let client = app.standard_client("DEMO_RSA");
    let request = change(client.request());
    let code = client.logs_in(&app, &mut app.browser(), ADULT, &request).code();
    assert_eq!(client.verified(&client.exchanges(&code).id()).claim("sub"), "1000000702");
}

/// `oidcc-ensure-other-scope-order-succeeds`: `openid` need not stand first.
#[test]
fn oidcc_ensure_other_scope_order_succeeds() {
    succeeds(|request| request.with("scope", "email openid"));
}

/// `oidcc-display-page` (Core, 3.1.2.1).
#[test]
fn oidcc_display_page() {
    succeeds(|request| request.with("display", "page"));
}

/// `oidcc-display-popup` (Core, 3.1.2.1).
#[test]
fn oidcc_display_popup() {
    succeeds(|request| request.with("display", "popup"));
}

/// `oidcc-prompt-login`: somebody who has signed in must do so again, and `auth_time` tells (Core, 3.1.2.1).
#[test]
fn oidcc_prompt_login() {
    let app = TestApp::start();
    let client = app.standard_client("DEMO_RSA");
    let mut browser = app.browser();
    let auth_time = |code: &str| client.verified(&client.exchanges(code).id()).claim("auth_time").as_i64();
    let first = auth_time(&client.logs_in(&app, &mut browser, ADULT, &client.request()).code());
    app.advance(TimeDelta::seconds(2));
    browser.opens(&client.url_of(&client.request().with("prompt", "login")));
    assert_eq!(browser.heading(), "Вход");
    let second = auth_time(&app.citizen(ADULT).signs_in(&mut browser).returned().code());
    assert!(second > first);
}

/// `oidcc-prompt-none-not-logged-in`: `login_required` (Core, 3.1.2.6).
#[test]
fn oidcc_prompt_none_not_logged_in() {
    let app = TestApp::start();
    let client = app.standard_client("DEMO_RSA");
    let back = returned(&client.asks(&client.request().with("prompt", "none")));
    assert_eq!(back.get("error"), "login_required");
    assert_eq!((back.get("state").as_str(), back.get("iss")), ("a b&c=Я", app.base.clone()));
}

/// `oidcc-prompt-none-logged-in`: a code at once, for the same person (Core, 3.1.2.1).
#[test]
fn oidcc_prompt_none_logged_in() {
    let app = TestApp::start();
    let client = app.standard_client("DEMO_RSA");
    let mut browser = app.browser();
    let first = client.exchanges(&client.logs_in(&app, &mut browser, ADULT, &client.request()).code());
    app.advance(TimeDelta::seconds(5));
    browser.opens(&client.url_of(&client.request().with("prompt", "none")));
    assert_eq!(browser.trail.len(), 1, "no page and no detour");
    let second = client.exchanges(&browser.returned().code());
    let (first, second) = (client.verified(&first.id()), client.verified(&second.id()));
    for claim in ["sub", "auth_time", "sid"] {
        assert_eq!(first.claim(claim), second.claim(claim), "{claim}");
    }
}

/// `oidcc-max-age-1`: an older sign-in does not do (Core, 3.1.2.1).
#[test]
fn oidcc_max_age_1() {
    let app = TestApp::start();
    let client = app.standard_client("DEMO_RSA");
    let mut browser = app.browser();
    client.logs_in(&app, &mut browser, ADULT, &client.request());
    app.advance(TimeDelta::seconds(2));
    browser.opens(&client.url_of(&client.request().with("max_age", "1")));
    assert_eq!(browser.heading(), "Вход");
    let code = app.citizen(ADULT).signs_in(&mut browser).returned().code();
    let id = client.verified(&client.exchanges(&code).id());
    assert_eq!(id.claim("auth_time").as_i64(), Some(app.now()().timestamp()));
}

/// `oidcc-max-age-10000`: a sign-in that is young enough is used (Core, 3.1.2.1).
#[test]
fn oidcc_max_age_10000() {
    let app = TestApp::start();
    let client = app.standard_client("DEMO_RSA");
    let mut browser = app.browser();
    client.logs_in(&app, &mut browser, ADULT, &client.request());
    app.advance(TimeDelta::seconds(2));
    browser.opens(&client.url_of(&client.request().with("max_age", "10000")));
    let id = client.verified(&client.exchanges(&browser.returned().code()).id());
    assert_eq!(id.claim("auth_time").as_i64(), Some(app.now()().timestamp() - 2));
}

/// `oidcc-ensure-request-with-unknown-parameter-succeeds` (Core, 3.1.2.2).
#[test]
fn oidcc_ensure_request_with_unknown_parameter_succeeds() {
    succeeds(|request| request.with("extra", "foobar").twice("extra"));
}

/// `oidcc-id-token-hint`: `prompt=none` for the person of the hint (Core, 3.1.2.1).
#[test]
fn oidcc_id_token_hint() {
    let app = TestApp::start();
    let client = app.standard_client("DEMO_RSA");
    let mut browser = app.browser();
    let id = client.exchanges(&client.logs_in(&app, &mut browser, ADULT, &client.request()).code()).id();
    let request = client.request().with("prompt", "none").with("id_token_hint", &id);
    let again = client.exchanges(&browser.opens(&client.url_of(&request)).returned().code()).id();
    assert_eq!(client.verified(&id).claim("sub"), client.verified(&again).claim("sub"));
    // Somebody else has signed in meanwhile.
    let mut other = app.browser();
    client.logs_in(&app, &mut other, "standard_adult", &client.request());
    assert_eq!(other.opens(&client.url_of(&request)).returned().get("error"), "login_required");
}

/// `oidcc-login-hint`: it must not hurt; here it fills in the sign-in page (Core, 3.1.2.1).
#[test]
fn oidcc_login_hint() {
    let app = TestApp::start();
    let client = app.standard_client("DEMO_RSA");
    let mut browser = app.browser();
    browser.opens(&client.url_of(&client.request().with("login_hint", "bob@example.com")));
    assert_eq!(browser.page().value("login"), "bob@example.com");
    app.citizen(ADULT).signs_in(&mut browser);
    assert!(browser.has_returned());
}

/// `oidcc-ui-locales` (Core, 3.1.2.1).
#[test]
fn oidcc_ui_locales() {
    succeeds(|request| request.with("ui_locales", "se"));
}

/// `oidcc-claims-locales` (Core, 5.2).
#[test]
fn oidcc_claims_locales() {
    succeeds(|request| request.with("claims_locales", "se"));
}

/// `oidcc-ensure-request-with-acr-values-succeeds`: a wish, so never an error (Core, 3.1.2.1).
#[test]
fn oidcc_ensure_request_with_acr_values_succeeds() {
    succeeds(|request| request.with("acr_values", "1 2"));
}

/// `oidcc-ensure-post-request-succeeds`: the request as a form (Core, 3.1.2.1).
#[test]
fn oidcc_ensure_post_request_succeeds() {
    let app = TestApp::start();
    let client = app.standard_client("DEMO_RSA");
    let post = form(app.http.post(&app.url("/oidc/authorize")), client.request().encoded());
    let answer = app.http.send(post);
    assert_eq!((answer.status, answer.header("location")), (302, "/login"));
}

/// `oidcc-request-uri-unsigned-supported-correctly-or-rejected-as-unsupported` (Core, 3.1.2.6 and 6.2).
#[test]
fn oidcc_request_uri_unsigned_supported_correctly_or_rejected_as_unsupported() {
    let app = TestApp::start();
    let client = app.standard_client("DEMO_RSA");
    let request = client.request().with("request_uri", "https://rp.example.test/request.jwt");
    assert_eq!(returned(&client.asks(&request)).get("error"), "request_uri_not_supported");
}

/// `oidcc-unsigned-request-object-supported-correctly-or-rejected-as-unsupported` (Core, 6.1).
#[test]
fn oidcc_unsigned_request_object_supported_correctly_or_rejected_as_unsupported() {
    let app = TestApp::start();
    let client = app.standard_client("DEMO_RSA");
    let object = ClientKey::new().signs("none", &serde_json::json!({ "state": "inside", "nonce": "inside too" }));
    let back = client.logs_in(&app, &mut app.browser(), ADULT, &client.request().with("request", &object));
    assert_eq!(back.get("state"), "inside");
    assert_eq!(client.verified(&client.exchanges(&back.code()).id()).claim("nonce"), "inside too");
}

/// `oidcc-claims-essential`: `name` by the parameter `claims`, without a scope for it (Core, 5.5.1).
#[test]
fn oidcc_claims_essential() {
    let app = TestApp::start();
    let client = app.standard_client("DEMO_RSA");
    let request = client.request().with("claims", r#"{"userinfo": {"name": {"essential": true}}}"#);
    let code = client.logs_in(&app, &mut app.browser(), ADULT, &request).code();
    let told = client.userinfo(&client.exchanges(&code).access()).json();
    assert_eq!((told["name"].as_str(), told.get("given_name")), (Some("Сидорова Анна Ивановна"), None));
}

/// `oidcc-ensure-request-object-with-redirect-uri`: the address inside the object counts (Core, 6.1).
#[test]
fn oidcc_ensure_request_object_with_redirect_uri() {
    let app = TestApp::start();
    let client = app.standard_client("DEMO_RSA");
    let object = ClientKey::new().signs("none", &serde_json::json!({ "redirect_uri": client.redirect_uri }));
    let request = client.request().with("redirect_uri", "https://evil.example.test/").with("request", &object);
    let back = client.logs_in(&app, &mut app.browser(), ADULT, &request);
    assert!(back.0.as_str().starts_with(&client.redirect_uri), "{}", back.0);
}

/// `oidcc-ensure-registered-redirect-uri`: another address gets a page, never a redirect (Core, 3.1.2.1).
#[test]
fn oidcc_ensure_registered_redirect_uri() {
    let app = TestApp::start();
    let client = app.standard_client("DEMO_RSA");
    for wrong in ["/x", "?x=1", "/../callback", "#x"] {
        let request = client.request().with("redirect_uri", &format!("{}{wrong}", client.redirect_uri));
        let answer = client.asks(&request);
        assert_eq!((answer.status, answer.header("location")), (400, ""), "{wrong}");
        assert!(answer.text().contains("invalid_request") && !answer.text().contains("ESIA-"), "{wrong}");
    }
}
