//! Station 7, `code`: the authorization code on its way back (protocol notes, sections 1.4 and 3.3).

use chrono::TimeDelta;

use crate::support::TestApp;
use crate::support::Token;

#[test]
fn mr_3_3_the_code_is_a_token_field_by_field() {
    let app = TestApp::start();
    let rp = app.client("EPOS_DEMO").asking_for("openid snils fullname");
    let mut browser = app.browser();
    let request = rp.authorize_request().with("state", "b3a1f0de-5c4b-4a39-9281-706050403020");
    browser.opens(&rp.url_of(&rp.signs(request)));
    app.citizen("confirmed_mother_of_two").signs_in(&mut browser);
    app.advance(TimeDelta::seconds(10));
    let code = browser.grants().returned().code();
    insta::assert_json_snapshot!("code", Token::verified(&app.http, &app.base, &code).whole());
    assert!((700..1500).contains(&code.len()), "a browser must carry it: {}", code.len());
}

#[test]
fn mr_1_4_the_browser_returns_with_code_and_state() {
    let app = TestApp::start();
    let mut rp = app.client("EPOS_DEMO");
    rp.redirect_uri = "http://127.0.0.1:9090/callback?data=1".to_owned();
    let mut browser = app.browser();
    let request = rp.signs(rp.authorize_request().with("state", "a b&c=Я"));
    browser.opens(&rp.url_of(&request));
    app.citizen("confirmed_mother_of_two").signs_in(&mut browser);
    let returned = browser.grants().returned();
    assert_eq!(returned.names(), ["data", "code", "state"]);
    assert_eq!(returned.get("state"), "a b&c=Я");
    let last = browser.trail.last().expect("an answer");
    assert_eq!((last.status, last.header("cache-control")), (302, "no-store"));
    assert!(returned.0.as_str().starts_with("http://127.0.0.1:9090/callback?data=1&code="));
}

#[test]
fn each_login_has_a_code_of_its_own_and_the_seed_decides_which() {
    let codes = |seed| {
        let app = TestApp::build().seed(seed).start();
        let (rp, citizen) = (app.client("EPOS_DEMO"), app.citizen("confirmed_mother_of_two"));
        let mut browser = app.browser();
        let mut log_in = || {
            let request = rp.signs(rp.authorize_request().with("state", "same"));
            browser.opens(&rp.url_of(&request));
            if !browser.has_returned() {
                citizen.signs_in(&mut browser).grants();
            }
            browser.returned().code()
        };
        [log_in(), log_in()]
    };
    let [first, second] = codes(1);
    assert_ne!(first, second);
    assert_eq!(codes(1), [first.clone(), second], "the same seed, the same codes");
    assert_ne!(codes(2)[0], first);
}

#[test]
fn a_login_ends_with_its_code_and_cannot_be_continued() {
    let app = TestApp::start();
    let mut login = app.at_step("consent");
    let (body, form) = login.browser.filled("Предоставить");
    login.browser.grants();
    login.browser.posts(&form, &body);
    assert_eq!(login.browser.heading(), "Страница устарела");
    assert_eq!(login.browser.opens("/login").page().url.path(), "/profile", "whoever is in comes to their own pages");
}

#[test]
fn the_code_tells_the_level_of_the_account_as_the_identity_token_does() {
    let app = TestApp::start();
    let rp = app.client("DEMO_RSA").asking_for("openid");
    let cases = [
        ("confirmed_mother_of_two", "PR", true),
        ("standard_adult", "P", false),
        ("simplified_by_email", "P", false),
        ("simplified_ready_adult", "P", false),
        ("child_10", "KD", false),
    ];
    for (persona, level, is_trusted) in cases {
        let code = app.citizen(persona).logs_in_to(&rp).code();
        let subject = Token::verified(&app.http, &app.base, &code).claim("urn:esia:sbj").clone();
        assert_eq!(subject["urn:esia:sbj:lvl"], level, "{persona}");
        assert_eq!(subject.get("urn:esia:sbj:is_tru").is_some(), is_trusted, "{persona}: absent, not false");
        let id = rp.exchanges(&code).id();
        assert_eq!(id.claim("urn:esia:sbj"), &subject, "{persona}");
    }
}
