//! `login_hint=mock:{person}` and `auto_sign_in`: a browser is signed in and sent back without seeing a page.

use serde_json::json;

use super::MOTHER;
use super::text;
use crate::support::Request;
use crate::support::TestApp;
use crate::support::program;

fn hint(persona: &str) -> String {
    format!("mock:{persona}")
}

#[test]
fn a_hint_beside_the_signed_text_signs_a_browser_in_at_every_endpoint() {
    let app = TestApp::start();
    for rp in [app.client("EPOS_DEMO"), app.client("DEMO_RSA").speaking_v3()] {
        let mut browser = app.browser();
        browser.opens(&rp.url_of(&rp.authorize_request().with("login_hint", &hint(MOTHER))));
        assert_eq!(rp.exchanges(&browser.returned().code()).oid(), app.citizen(MOTHER).oid);
        assert!(browser.cookie("ESIA_SESSION").is_some(), "the session is the browser's");
        browser.opens(&rp.authorize_url());
        rp.exchanges(&browser.returned().code());
    }
    let client = app.standard_client("DEMO_RSA").asking_for("openid email");
    let mut browser = app.browser();
    browser.opens(&client.url_of(&client.request().with("login_hint", &hint(MOTHER))));
    client.exchanges(&browser.returned().code());
}

#[test]
fn a_hint_counts_beside_a_pushed_request_and_inside_it() {
    let app = TestApp::start();
    let client = app.standard_client("DEMO_RSA");
    for (pushed, beside) in [("", hint(MOTHER)), ("mock:confirmed_mother_of_two", String::new())] {
        let pushed = client.posts("/oidc/par", &client.request().with("login_hint", pushed));
        let address = pushed.json()["request_uri"].as_str().expect("one").to_owned();
        let request = Request::of(&[("client_id", "DEMO_RSA"), ("request_uri", &address), ("login_hint", &beside)]);
        let mut browser = app.browser();
        browser.opens(&client.url_of(&request));
        client.exchanges(&browser.returned().code());
    }
}

#[test]
fn another_person_takes_the_browser_over_and_the_same_one_keeps_their_session() {
    let app = TestApp::start();
    let rp = app.client("EPOS_DEMO");
    let url = |persona: &str| rp.url_of(&rp.authorize_request().with("login_hint", &hint(persona)));
    let mut browser = app.browser();
    browser.opens(&url(MOTHER));
    let first = browser.cookie("ESIA_SESSION");
    browser.opens(&url(MOTHER));
    assert_eq!(browser.cookie("ESIA_SESSION"), first);
    browser.opens(&url("standard_adult"));
    assert_eq!(rp.exchanges(&browser.returned().code()).oid(), app.citizen("standard_adult").oid);
    assert_ne!(browser.cookie("ESIA_SESSION"), first);
}

#[test]
fn whoever_is_nobody_or_may_not_gets_a_page_with_a_reason() {
    let app = TestApp::start();
    let (rp, client) = (app.client("EPOS_DEMO"), app.standard_client("DEMO_RSA"));
    for (persona, reason) in [
        ("nobody_at_all", "hinted-person-unknown"),
        ("blocked_adult", "sign-in-blocked"),
        ("deleted_adult", "sign-in-pair-wrong"),
    ] {
        for url in [
            rp.url_of(&rp.authorize_request().with("login_hint", &hint(persona))),
            client.url_of(&client.request().with("login_hint", &hint(persona))),
        ] {
            let mut browser = app.browser();
            browser.opens(&url);
            assert_eq!(browser.page().answer.header("x-esia-mock-reason-id"), reason, "{url}");
            assert!((400..500).contains(&browser.page().status()));
            assert_eq!(browser.opens("/login").heading(), "Вход", "no login of another is left there");
        }
    }
}

#[test]
fn other_hints_are_what_they_always_were() {
    let app = TestApp::start();
    let client = app.standard_client("DEMO_RSA");
    for other in ["mock", "mock:", "+7(900)0000701", "Mock:standard_adult"] {
        let mut browser = app.browser();
        browser.opens(&client.url_of(&client.request().with("login_hint", other)));
        assert_eq!(browser.heading(), "Вход", "{other}");
    }
}

#[test]
fn where_there_is_a_control_token_hints_are_off_unless_they_are_allowed() {
    for is_allowed in [false, true] {
        let app = TestApp::build()
            .process(|config| {
                config.control_token = Some("s3cret".to_owned());
                config.allow_login_hint = is_allowed;
            })
            .start();
        let rp = app.client("EPOS_DEMO");
        let mut browser = app.browser();
        browser.opens(&rp.url_of(&rp.authorize_request().with("login_hint", &hint(MOTHER))));
        assert_eq!(browser.has_returned(), is_allowed);
    }
}

#[test]
fn a_system_whose_setting_says_so_is_entered_by_itself() {
    let app = TestApp::start();
    let patch = |body: serde_json::Value| app.controls("PATCH", "/_mock/api/v1/settings", &body.to_string());
    assert_eq!(patch(json!({ "auto_sign_in": { "EPOS_DEMO": MOTHER } })).status, 200);
    let (rp, other) = (app.client("EPOS_DEMO"), app.client("RSAAG_DEMO"));
    let mut browser = app.browser();
    browser.opens(&rp.authorize_url());
    assert_eq!(rp.exchanges(&browser.returned().code()).oid(), app.citizen(MOTHER).oid);
    assert_eq!(app.browser().opens(&other.authorize_url()).heading(), "Вход", "others are asked as ever");
    let mut browser = app.browser();
    browser.opens(&rp.url_of(&rp.authorize_request().with("login_hint", &hint("standard_adult"))));
    assert_eq!(rp.exchanges(&browser.returned().code()).oid(), app.citizen("standard_adult").oid, "a hint goes before");
    let client = app.standard_client("EPOS_DEMO");
    let silent = client.asks(&client.request().with("prompt", "none"));
    assert!(silent.header("location").contains("error=login_required"), "prompt=none signs nobody in");
    assert_eq!(patch(json!({ "auto_sign_in": { "EPOS_DEMO": null } })).json()["auto_sign_in"], json!({}));
    assert_eq!(app.browser().opens(&rp.authorize_url()).heading(), "Вход");
}

#[test]
fn the_setting_is_kept_in_a_file_and_goes_with_a_copy() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("stand.db");
    let wish = json!({ "auto_sign_in": { "EPOS_DEMO": MOTHER } }).to_string();
    {
        let app = TestApp::build().file(&file).start();
        assert_eq!(app.controls("PATCH", "/_mock/api/v1/settings", &wish).status, 200);
        let copy = app.makes("copy", &json!({ "from": { "stand": "default" } }));
        let mut browser = copy.browser();
        browser.opens(&copy.client("EPOS_DEMO").authorize_url());
        assert!(browser.has_returned());
    }
    let app = TestApp::build().file(&file).start();
    let mut browser = app.browser();
    browser.opens(&app.client("EPOS_DEMO").authorize_url());
    assert!(browser.has_returned());
}

/// The one place where codes, cookies and passwords of these sign-ins could be read by others is the log.
#[test]
fn nothing_secret_is_logged() {
    use std::io::BufRead as _;
    let mut served = program::serve_logging(&["--listen", "127.0.0.1:0"]);
    let http = crate::support::Http::new();
    let url = "/oidc/authorize?response_type=code&client_id=SPA_DEMO&scope=openid&state=q-of-state&code_challenge=\
               E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256&redirect_uri=";
    let calls = [
        ("sign-ins", json!({ "authorize_url": format!("{url}http://127.0.0.1:9090/callback"), "person": MOTHER })),
        ("sign-ins", json!({ "authorize_url": format!("{url}http://evil.example/"), "person": MOTHER })),
        ("sign-ins", json!({ "authorize_url": format!("http://evil.example{url}"), "person": MOTHER })),
        ("tokens", json!({ "client": "EPOS_DEMO", "person": MOTHER, "scopes": ["openid", "fullname"] })),
        ("tokens/revoke", json!({ "token": "q-of-token" })),
    ];
    let mut secrets = vec!["q-of-token".to_owned()];
    for (path, body) in calls {
        let request = http.post(&format!("{}/_mock/api/v1/{path}", served.base));
        let answer = http.send(request.header("content-type", "application/json").body(body.to_string())).json();
        let known = [&answer["code"], &answer["access_token"], &answer["id_token"], &answer["cookies"][0]["value"]];
        secrets.extend(known.into_iter().filter_map(|value| value.as_str()).map(ToOwned::to_owned));
    }
    assert!(secrets.len() > 5, "{secrets:?}");
    let log = served.log();
    served.terminate();
    let lines: Vec<_> = log.lines().map(|line| line.expect("a line")).collect();
    assert!(!lines.is_empty(), "wrong calls are told of");
    for line in &lines {
        assert!(!secrets.iter().any(|secret| line.contains(secret.as_str())), "{line}");
    }
    assert!(!text(&json!(lines.concat())).contains("q-of-state"));
}
