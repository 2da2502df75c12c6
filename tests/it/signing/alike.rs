//! Whoever may not is refused by the call as in the browser: the same code, the same reason, the same way back.

use esia_mock::domain::account::AccountLevel;
use esia_mock::domain::rule::Rule;
use serde_json::Value;

use super::MOTHER;
use super::text;
use crate::support::Browser;
use crate::support::RelyingParty;
use crate::support::Request;
use crate::support::TestApp;

/// A refusal, however it was met.
#[derive(Debug, PartialEq, Eq)]
struct Met {
    reason: String,
    /// Where the browser goes with it; nothing, where it sees a page.
    back: Option<String>,
}

fn by_call(app: &TestApp, url: &str, persona: &str) -> (Met, Value) {
    let answer = app.signs_in(url, persona);
    let refusal = answer["refusal"].clone();
    assert!(refusal.is_object(), "{persona}: {answer}");
    assert_eq!(answer["code"], Value::Null);
    let met = Met {
        reason: text(&refusal["reason_id"]).to_owned(),
        back: answer["redirect_url"].as_str().map(ToOwned::to_owned),
    };
    (met, refusal)
}

fn by_pages(app: &TestApp, url: &str, persona: &str) -> Met {
    let mut browser = app.browser();
    browser.opens(url);
    for _ in 0..4 {
        if browser.has_returned() || !reason(&browser).is_empty() {
            break;
        }
        match browser.heading().as_str() {
            "Вход" => app.citizen(persona).signs_in(&mut browser),
            "Войти как" => browser.chooses("Частное лицо").presses("Подтвердить"),
            "Предоставление прав доступа" => browser.grants(),
            other => panic!("{persona}: at {other}: {}", browser.page().text()),
        };
    }
    let back = browser.has_returned().then(|| browser.returned().0.to_string());
    Met { reason: reason(&browser), back }
}

fn reason(browser: &Browser) -> String {
    let mut told = browser.trail.iter().map(|answer| answer.header("x-esia-mock-reason-id"));
    told.rfind(|id| !id.is_empty()).unwrap_or_default().to_owned()
}

/// A person, what is asked of them, and how that ends.
struct Case {
    persona: &'static str,
    spoil: fn(&RelyingParty) -> Request,
    reason: &'static str,
    code: &'static str,
    station: &'static str,
}

fn usual(rp: &RelyingParty) -> Request {
    rp.authorize_request()
}

fn for_children(rp: &RelyingParty) -> Request {
    rp.signs(rp.authorize_request().with("person_filter", "YWNjX2tpZA=="))
}

fn for_confirmed(rp: &RelyingParty) -> Request {
    rp.signs(rp.authorize_request().with("person_filter", "Y29uZl9hY2M="))
}

fn for_employees(rp: &RelyingParty) -> Request {
    rp.signs(rp.authorize_request().with("scope_org", "http://esia.gosuslugi.ru/org_fullname"))
}

fn spoiled(rp: &RelyingParty) -> Request {
    rp.authorize_request().with("client_secret", "c3BvaWxlZA")
}

fn foreign(rp: &RelyingParty) -> Request {
    rp.signs(rp.authorize_request().with("redirect_uri", "http://evil.example/"))
}

#[rustfmt::skip]
const CASES: [Case; 11] = [
    Case { persona: "blocked_adult", spoil: usual, reason: "sign-in-blocked", code: "ESIA-007004", station: "sign_in" },
    Case { persona: "locked_adult", spoil: usual, reason: "sign-in-locked", code: "ESIA-007004", station: "sign_in" },
    Case { persona: "limited_adult", spoil: usual, reason: "sign-in-limited", code: "ESIA-007004", station: "sign_in" },
    Case { persona: "deleted_adult", spoil: usual, reason: "sign-in-pair-wrong", code: "ESIA-007004", station: "sign_in" },
    Case { persona: "simplified_by_email", spoil: for_confirmed, reason: "level-too-low", code: "ESIA-007055", station: "code" },
    Case { persona: "standard_adult", spoil: for_confirmed, reason: "level-too-low", code: "ESIA-007055", station: "code" },
    Case { persona: MOTHER, spoil: for_children, reason: "person-filter-unmet", code: "ESIA-007062", station: "code" },
    Case { persona: MOTHER, spoil: for_employees, reason: "acts-for-nobody", code: "ESIA-007194", station: "code" },
    Case { persona: MOTHER, spoil: spoiled, reason: "", code: "ESIA-007053", station: "client_check" },
    Case { persona: MOTHER, spoil: foreign, reason: "redirect-uri-unknown", code: "ESIA-007023", station: "client_check" },
    Case { persona: "child_13_almost_14", spoil: for_confirmed, reason: "level-too-low", code: "ESIA-007055", station: "code" },
];

#[test]
fn whoever_may_not_is_refused_alike() {
    for Case { persona, spoil, reason, code, station } in CASES {
        let app = TestApp::start();
        let rp = app.client("DEMO_RSA").speaking_v3();
        let url = rp.url_of(&spoil(&rp));
        let (called, refusal) = by_call(&app, &url, persona);
        assert_eq!(called, by_pages(&app, &url, persona), "{persona} {refusal}");
        assert!(reason.is_empty() || called.reason == reason, "{persona}: {refusal}");
        assert_eq!((text(&refusal["code"]), text(&refusal["station"])), (code, station), "{persona}: {refusal}");
        assert!(!text(&refusal["reason"]).is_empty() && !text(&refusal["cure"]).is_empty(), "{refusal}");
    }
}

#[test]
fn what_a_client_demands_of_everybody_is_refused_alike() {
    let app = TestApp::build()
        .client("EPOS_DEMO", |client| client.demands.level = Some(AccountLevel::Confirmed))
        .client("DEMO_RSA", |client| client.demands.second_factor_scopes = vec!["snils".to_owned()])
        .start();
    for (client, persona, code) in [("EPOS_DEMO", "standard_adult", "ESIA-007055"), ("DEMO_RSA", MOTHER, "ESIA-007046")]
    {
        let url = app.client(client).authorize_url();
        let (called, refusal) = by_call(&app, &url, persona);
        assert_eq!(called, by_pages(&app, &url, persona));
        assert_eq!(text(&refusal["code"]), code);
    }
}

#[test]
fn a_child_that_grew_out_and_one_whose_parent_is_asked_are_refused_alike() {
    let app = TestApp::start();
    let rp = app.client("EPOS_DEMO");
    app.advance(chrono::TimeDelta::days(400));
    let (called, refusal) = by_call(&app, &rp.authorize_url(), "child_13_almost_14");
    assert_eq!(called.reason, "child-grace-over", "{refusal}");
    assert_eq!(by_pages(&app, &rp.authorize_url(), "child_13_almost_14").reason, called.reason);

    let app = TestApp::build().config(|config| config.rules.set("child.parent_consent=on").expect("a rule")).start();
    assert!(app.stand().config.rules.is_on(Rule::ParentConsent));
    let url = app.client("EPOS_DEMO").authorize_url();
    let (called, refusal) = by_call(&app, &url, "child_10");
    assert_eq!((called.reason.as_str(), &called.back), ("parent-consent-absent", &None), "{refusal}");
    assert_eq!(by_pages(&app, &url, "child_10"), called);
}

#[test]
fn the_standard_endpoints_refuse_alike_in_their_own_words() {
    let app = TestApp::start();
    let client = app.standard_client("DEMO_RSA");
    let claims = r#"{"id_token":{"acr":{"essential":true,"value":"urn:esia:acr:confirmed"}}}"#;
    let requests = [
        (client.request().with("claims", claims), "standard_adult", "acr-unmet"),
        (client.request().with("scope", "nothing"), MOTHER, "scope-nothing-left"),
        (client.request().with("client_id", "NOBODY"), MOTHER, "client-unknown"),
    ];
    for (request, persona, reason) in requests {
        let url = client.url_of(&request);
        let (called, refusal) = by_call(&app, &url, persona);
        assert_eq!(called, by_pages(&app, &url, persona), "{refusal}");
        assert_eq!(called.reason, reason, "{refusal}");
        assert!(!text(&refusal["code"]).starts_with("ESIA"), "{refusal}");
    }
}
