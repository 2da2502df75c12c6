//! Digital-profile consents: `permissions` (protocol notes, sections 1.7 and 6.2, ESIA-0367xx).

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::TimeDelta;
use serde_json::Value;
use serde_json::json;

use crate::support::Browser;
use crate::support::RelyingParty;
use crate::support::Request;
use crate::support::TestApp;

const OID: u64 = 1_000_000_606;

fn wanted() -> Value {
    json!([{
        "sysname": "APIPGU", "responsibleObject": "ООО «Пример»", "expire": 60,
        "actions": [{"sysname": "ALL_ACTIONS_TO_DATA"}], "purposes": [{"sysname": "APPLY"}],
        "scopes": [{"sysname": "fullname"}, {"sysname": "snils"}],
    }])
}

fn request(rp: &RelyingParty, permissions: &Value) -> Request {
    rp.authorize_request().with("permissions", &URL_SAFE_NO_PAD.encode(permissions.to_string()))
}

fn client(app: &TestApp) -> RelyingParty {
    app.client("DEMO_RSA").asking_for("openid").speaking_v3()
}

fn at_consent(app: &TestApp, rp: &RelyingParty, permissions: &Value) -> Browser {
    let mut browser = app.browser();
    browser.opens(&rp.url_of(&request(rp, permissions)));
    app.citizen("esia_test_006").signs_in(&mut browser);
    browser
}

#[test]
fn dp_mr_the_citizen_reads_and_gives_the_consent() {
    let app = TestApp::start();
    for rp in [client(&app), app.client("DEMO_RSA").asking_for("openid")] {
        let mut browser = at_consent(&app, &rp, &wanted());
        if browser.has_returned() {
            assert_eq!(rp.generation, app.client("DEMO_RSA").generation, "given to the client, not to a generation");
        } else {
            let page = browser.page().text();
            for part in ["Передача сведений для подачи заявлений", "подача заявления от вашего имени", "ООО «Пример»"]
            {
                assert!(page.contains(part), "{part}: {page}");
            }
            browser.grants();
        }
        let access = rp.exchanges(&browser.returned().code()).access();
        assert_eq!(access.claim("permissions"), &wanted());
        let url = access.claim("permissions_url").as_str().expect("an address").to_owned();
        assert_eq!(url, app.url(&format!("/rs/prns/{OID}/prmns")));
    }
}

#[test]
fn dp_mr_what_was_given_can_be_read_and_renewed_until_it_expires() {
    let app = TestApp::start();
    let rp = client(&app);
    let tokens = rp.exchanges(&at_consent(&app, &rp, &wanted()).grants().returned().code());
    let read = |token: &str| rp.reads(&format!("/rs/prns/{OID}/prmns"), token).json();
    let listed = read(&tokens.access_token());
    assert_eq!((&listed["size"], &listed["elements"][0]["sysname"]), (&json!(1), &json!("APIPGU")));
    let renewed = rp.asks_alone(&format!("prm_chg?oid={OID}"));
    assert_eq!(renewed.access().claim("permissions"), &wanted());
    assert!(at_consent(&app, &rp, &wanted()).has_returned(), "the same is not asked twice");
    app.advance(TimeDelta::minutes(60));
    assert_eq!(rp.posts(&rp.credentials_request(&format!("prm_chg?oid={OID}"))).esia_code(), "ESIA-007019");
    assert_eq!(rp.posts(&rp.refresh_request(&tokens.refresh_token())).esia_code(), "ESIA-007011");
    assert!(at_consent(&app, &rp, &wanted()).is_at_stand(), "asked again");
}

#[test]
fn dp_mr_a_broader_consent_is_asked_again_a_narrower_one_is_not() {
    let app = TestApp::start();
    let rp = client(&app);
    at_consent(&app, &rp, &wanted()).grants();
    let scopes = |names: &[&str]| {
        let mut changed = wanted();
        changed[0]["scopes"] = names.iter().map(|name| json!({ "sysname": name })).collect();
        changed
    };
    assert!(at_consent(&app, &rp, &scopes(&["fullname"])).has_returned());
    assert!(at_consent(&app, &rp, &scopes(&["fullname", "snils", "email"])).is_at_stand());
}

#[test]
fn cns_refusal_gives_nothing() {
    let app = TestApp::start();
    let rp = client(&app);
    let mut browser = at_consent(&app, &rp, &wanted());
    browser.presses("Отказать");
    assert_eq!(browser.returned().get("error"), "access_denied");
    assert_eq!(rp.posts(&rp.credentials_request(&format!("prm_chg?oid={OID}"))).esia_code(), "ESIA-007019");
}

#[test]
fn dp_mr_each_mistake_has_its_code() {
    let app = TestApp::start();
    let rp = client(&app);
    let code = |permissions: &Value| rp.asks(&request(&rp, permissions)).esia_code();
    let changed = |field: &str, value: Value| {
        let mut changed = wanted();
        changed[0][field] = value;
        changed
    };
    let named = |name: &str| json!([{ "sysname": name }]);
    let cases = [
        (changed("sysname", Value::Null), "ESIA-036700"),
        (changed("sysname", json!("NO_SUCH")), "ESIA-036701"),
        (changed("scopes", named("snils")), "ESIA-036702"),
        (changed("scopes", json!([{"sysname": "fullname"}, {"sysname": "race_ext"}])), "ESIA-036703"),
        (changed("sysname", json!("DEMO_FIXED")), "ESIA-036704"),
        (changed("actions", json!([])), "ESIA-036705"),
        (changed("actions", named("SELL")), "ESIA-036706"),
        (changed("purposes", json!([])), "ESIA-036707"),
        (changed("expire", json!("soon")), "ESIA-036716"),
        (changed("expire", json!(600_000)), "ESIA-036716"),
        (changed("purposes", named("FUN")), "ESIA-036726"),
        (changed("purposes", json!([{"sysname": "APPLY"}, {"sysname": "APPLY"}])), "ESIA-036727"),
    ];
    for (permissions, expected) in cases {
        assert_eq!(code(&permissions), expected, "{permissions}");
    }
    let wide = app.client("DEMO_RSA").speaking_v3();
    assert_eq!(wide.asks(&request(&wide, &wanted())).esia_code(), "ESIA-007006", "beside permissions only openid");
}

/// Case 1.18: an empty list asks for nothing, as no parameter does.
#[test]
fn an_empty_list_of_permissions_is_as_if_absent() {
    let app = TestApp::start();
    let rp = client(&app);
    assert_eq!(rp.asks(&request(&rp, &json!([]))).header("location"), "/login");
    let wide = app.client("DEMO_RSA").speaking_v3();
    assert_eq!(wide.asks(&request(&wide, &json!([]))).header("location"), "/login", "scopes beside it are allowed");
}
