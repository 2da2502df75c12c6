//! Consents that end by time (CNS-07).

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::json;

use super::MOTHER;
use super::at_consents;
use crate::support::Browser;
use crate::support::RelyingParty;
use crate::support::TestApp;

fn asks(app: &TestApp, rp: &RelyingParty) -> Browser {
    let permissions = json!([{
        "sysname": "APIPGU", "responsibleObject": "ООО «Пример»", "expire": 60,
        "actions": [{"sysname": "ALL_ACTIONS_TO_DATA"}], "purposes": [{"sysname": "APPLY"}],
        "scopes": [{"sysname": "fullname"}, {"sysname": "snils"}],
    }]);
    let request = rp.authorize_request().with("permissions", &URL_SAFE_NO_PAD.encode(permissions.to_string()));
    let mut browser = app.browser();
    browser.opens(&rp.url_of(&request));
    app.citizen(MOTHER).signs_in(&mut browser);
    browser
}

#[test]
fn cns_07_a_digital_profile_consent_is_listed_until_it_expires_and_asked_for_again() {
    let app = TestApp::start();
    let rp = app.client("DEMO_RSA").asking_for("openid").speaking_v3();
    let tokens = rp.exchanges(&asks(&app, &rp).grants().returned().code());
    assert!(asks(&app, &rp).has_returned(), "given");
    let text = at_consents(&app, MOTHER).page().text();
    for said in ["Передача сведений для подачи заявлений", "подача заявления от вашего имени", "01.09.2026 10:00"]
    {
        assert!(text.contains(said), "{said}: {text}");
    }
    app.moves_clock(&json!({ "advance": "PT60M" }));
    assert!(at_consents(&app, MOTHER).page().text().contains("Действующих согласий нет"));
    assert_eq!(rp.posts(&rp.refresh_request(&tokens.refresh_token())).esia_code(), "ESIA-007011");
    assert_eq!(asks(&app, &rp).heading(), "Предоставление прав доступа");
}

#[test]
fn cns_05_a_digital_profile_consent_is_revoked_by_itself() {
    let app = TestApp::start();
    let rp = app.client("DEMO_RSA").asking_for("openid").speaking_v3();
    let tokens = rp.exchanges(&asks(&app, &rp).grants().returned().code());
    at_consents(&app, MOTHER).presses("Отозвать");
    assert_eq!(rp.posts(&rp.refresh_request(&tokens.refresh_token())).esia_code(), "ESIA-007011");
    assert_eq!(asks(&app, &rp).heading(), "Предоставление прав доступа");
}

#[test]
fn cns_07_a_consent_may_be_set_to_a_lifetime() {
    let app = TestApp::build().config(|config| config.rules.set("consent.lifetime=P30D").expect("a rule")).start();
    let rp = app.client("EPOS_DEMO");
    let citizen = app.citizen(MOTHER);
    let tokens = citizen.gives_tokens_to(&rp);
    assert!(at_consents(&app, MOTHER).page().text().contains("01.10.2026 09:00"));
    app.moves_clock(&json!({ "advance": "P29D" }));
    let renewed = rp.refreshes(&tokens.refresh_token());
    app.moves_clock(&json!({ "advance": "P1D" }));
    assert_eq!(rp.posts(&rp.refresh_request(&renewed.refresh_token())).esia_code(), "ESIA-007011");
    let mut browser = app.browser();
    browser.opens(&rp.asking_for("openid email").authorize_url());
    assert_eq!(citizen.signs_in(&mut browser).heading(), "Предоставление прав доступа");
    browser.grants();
    browser.opens(&rp.authorize_url());
    assert_eq!(browser.heading(), "Предоставление прав доступа", "what was allowed before is not there any more");
}
