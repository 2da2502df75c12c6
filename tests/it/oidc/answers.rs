//! How codes and errors travel back: response modes, `state`, `iss`, and the pages where there is no way back.

use crate::support::TestApp;
use crate::support::http::form;
use crate::support::standard_client::returned;

const ADULT: &str = "confirmed_mother_of_two";

#[test]
fn oauth_multiple_response_types_2_1_a_fragment_carries_the_answer_where_it_is_asked_for() {
    let app = TestApp::start();
    let client = app.standard_client("DEMO_RSA");
    let request = client.request().with("response_mode", "fragment");
    let back = client.logs_in(&app, &mut app.browser(), ADULT, &request).0;
    assert_eq!(back.query(), None);
    let pairs: Vec<_> = url::form_urlencoded::parse(back.fragment().unwrap_or_default().as_bytes()).collect();
    assert_eq!(pairs.iter().map(|(name, _)| name.as_ref()).collect::<Vec<_>>(), ["code", "state", "iss"]);
    assert_eq!(pairs[1].1, "a b&c=Я");
    client.exchanges(&pairs[0].1);
}

#[test]
fn form_post_2_a_page_posts_the_answer_with_and_without_scripts() {
    let app = TestApp::start();
    let client = app.standard_client("DEMO_RSA");
    let request = client.request().with("response_mode", "form_post");
    let mut browser = app.browser();
    browser.opens(&client.url_of(&request));
    app.citizen(ADULT).signs_in(&mut browser);
    let page = browser.page();
    let posted = page.form(&client.redirect_uri);
    assert_eq!((page.status(), posted.method.as_str()), (200, "post"));
    assert_eq!(posted.buttons[0].text, "Продолжить");
    let names: Vec<_> = posted.fields.iter().map(|field| field.name.as_str()).collect();
    assert_eq!(names, ["code", "state", "iss"]);
    assert_eq!(page.value("state"), "a b&c=Я");
    assert!(page.html.contains("data-submit") && !page.html.contains("onload"));
    assert_eq!(page.answer.header("cache-control"), "no-store");
    client.exchanges(&page.value("code"));
    // Errors go the same way.
    browser.opens(&client.url_of(&request.with("prompt", "none").with("max_age", "0")));
    assert_eq!(browser.page().value("error"), "login_required");
}

#[test]
fn rfc_9207_2_every_answer_names_its_issuer_errors_included() {
    let app = TestApp::start();
    let client = app.standard_client("DEMO_RSA");
    let refused = returned(&client.asks(&client.request().with("response_type", "nonsense")));
    assert_eq!((refused.get("error").as_str(), refused.get("iss")), ("unsupported_response_type", app.base.clone()));
}

#[test]
fn rfc_6749_4_1_2_1_a_state_that_was_not_sent_does_not_come_back() {
    let app = TestApp::start();
    let client = app.standard_client("DEMO_RSA");
    let back = client.logs_in(&app, &mut app.browser(), ADULT, &client.request().without("state"));
    assert_eq!(back.names(), ["code", "iss"]);
    let refused = returned(&client.asks(&client.request().without("state").without("response_type")));
    assert_eq!(refused.names(), ["error", "error_description", "iss"]);
}

#[test]
fn errors_of_the_request_travel_to_the_client_with_their_reason_and_without_words_of_esia() {
    let app = TestApp::start();
    let client = app.standard_client("DEMO_RSA");
    let cases = [
        ("response_type", "token", "unsupported_response_type"),
        ("response_type", "code id_token", "unsupported_response_type"),
        ("response_mode", "jwt", "invalid_request"),
        ("scope", "", "invalid_scope"),
        ("scope", "no_such_scope", "invalid_scope"),
        ("scope", "openid \"", "invalid_scope"),
        ("prompt", "none login", "invalid_request"),
        ("prompt", "create", "invalid_request"),
        ("max_age", "-1", "invalid_request"),
        ("max_age", "1.5", "invalid_request"),
        ("max_age", "99999999999999999999", "invalid_request"),
        ("claims", "{", "invalid_request"),
        ("claims", "[]", "invalid_request"),
        ("id_token_hint", "x.y.z", "invalid_request"),
        ("registration", "{}", "registration_not_supported"),
        ("request", "x", "invalid_request_object"),
        ("request_uri", "http://127.0.0.1/x", "request_uri_not_supported"),
        ("code_challenge", "short", "invalid_request"),
        ("code_challenge_method", "GOST3411", "invalid_request"),
        ("code_challenge_method", "s256", "invalid_request"),
    ];
    for (name, value, error) in cases {
        let answer = client.asks(&client.request().with(name, value));
        let location = answer.header("location");
        assert!(location.contains(&format!("error={error}&")), "{name}={value}: {location}");
        assert!(location.starts_with(&client.redirect_uri) && !location.contains("ESIA"), "{name}={value}: {location}");
        assert_ne!(answer.header("x-esia-mock-reason"), "", "{name}={value}");
    }
}

#[test]
fn rfc_6749_3_1_no_parameter_may_be_repeated() {
    let app = TestApp::start();
    let client = app.standard_client("DEMO_RSA");
    let request = client.request().with("prompt", "login").with("max_age", "1").with("claims", "{}");
    for name in ["response_type", "scope", "state", "nonce", "prompt", "max_age", "claims", "code_challenge"] {
        let back = returned(&client.asks(&request.clone().twice(name)));
        assert_eq!(back.get("error"), "invalid_request", "{name}");
    }
    assert_eq!(returned(&client.asks(&request.clone().twice("state"))).get("state"), "", "which of the two?");
    for name in ["client_id", "redirect_uri"] {
        let answer = client.asks(&request.clone().twice(name));
        assert_eq!((answer.status, answer.header("location")), (400, ""), "{name}");
    }
}

#[test]
fn without_a_known_client_and_address_there_is_only_a_page() {
    let app = TestApp::start();
    let client = app.standard_client("DEMO_RSA");
    let request = client.request();
    let cases = [
        ("no client", request.clone().without("client_id"), "invalid_request"),
        ("unknown client", request.clone().with("client_id", "NOBODY"), "invalid_client"),
        ("hostile client", request.clone().with("client_id", "<script>alert(1)</script>"), "invalid_client"),
        ("no address", request.clone().without("redirect_uri"), "invalid_request"),
        ("foreign address", request.clone().with("redirect_uri", "https://evil.example.test/"), "invalid_request"),
        ("script", request.clone().with("redirect_uri", "javascript:alert(1)"), "invalid_request"),
        ("user name", request.with("redirect_uri", "http://127.0.0.1:9090@evil.test/callback"), "invalid_request"),
    ];
    for (about, request, error) in cases {
        let answer = client.asks(&request);
        assert_eq!((answer.status, answer.header("location")), (400, ""), "{about}");
        let page = answer.text();
        assert!(page.contains(error) && !page.contains("<script>alert") && !page.contains("ESIA-"), "{about}");
    }
}

/// Case 1.17: at the standard endpoint the port is free and the path is not.
#[test]
fn rfc_8252_7_3_native_applications_listen_on_any_port_of_loopback() {
    let app = TestApp::start();
    let mut client = app.standard_client("SPA_DEMO");
    client.redirect_uri = "http://127.0.0.1:51004/callback".to_owned();
    let code = client.logs_in(&app, &mut app.browser(), ADULT, &client.request()).code();
    client.exchanges(&code);
}

#[test]
fn rfc_7636_4_4_1_a_public_client_needs_a_challenge() {
    let app = TestApp::start();
    let client = app.standard_client("SPA_DEMO");
    let request = client.request().without("code_challenge").without("code_challenge_method");
    assert_eq!(returned(&client.asks(&request)).get("error"), "invalid_request");
}

#[test]
fn a_client_without_a_way_to_prove_itself_is_told_at_once() {
    let app = TestApp::build().client("DEMO_RSA", |client| client.client_secret = None).start();
    let client = app.standard_client("DEMO_RSA");
    assert_eq!(returned(&client.asks(&client.request())).get("error"), "unauthorized_client");
}

#[test]
fn a_posted_request_without_cookies_finds_the_session_by_a_detour() {
    let app = TestApp::start();
    let client = app.standard_client("DEMO_RSA");
    let mut browser = app.browser();
    client.logs_in(&app, &mut browser, ADULT, &client.request());
    let silent = client.request().with("prompt", "none");
    // As browsers post across sites: SameSite=Lax leaves the cookies out.
    let answer = app.http.send(form(app.http.post(&app.url("/oidc/authorize")), silent.encoded()));
    assert!(answer.header("location").starts_with("/oidc/authorize?"), "{}", answer.header("location"));
    assert!(!browser.opens(answer.header("location")).returned().code().is_empty());
}

#[test]
fn a_posted_prompt_login_is_not_forgotten_though_no_session_was_seen() {
    let app = TestApp::start();
    let client = app.standard_client("DEMO_RSA");
    let mut browser = app.browser();
    client.logs_in(&app, &mut browser, ADULT, &client.request());
    let kept = browser.cookie("ctx_id").expect("a cookie");
    let body = client.request().with("prompt", "login").encoded();
    let post = form(app.http.post(&app.url("/oidc/authorize")), body);
    let answer = app.http.send(post.header("cookie", format!("ctx_id={}", kept.value)));
    assert_eq!(browser.opens(answer.header("location")).heading(), "Вход");
}
