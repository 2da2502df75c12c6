//! Consent, roles and second factor at the standard endpoints, `prompt` and the errors of `prompt=none`.

use esia_mock::domain::account::SecondFactor;

use crate::support::TestApp;
use crate::support::html;

const ADULT: &str = "confirmed_mother_of_two";

#[test]
fn the_consent_page_has_a_row_for_each_standard_scope_in_russian() {
    let app = TestApp::start();
    let client = app.standard_client("DEMO_RSA").asking_for("openid profile email phone address offline_access snils");
    let mut browser = app.browser();
    browser.opens(&client.url_of(&client.request()));
    app.citizen(ADULT).signs_in(&mut browser);
    let titles = html::texts_by_class(&browser.page().html, "right__title");
    let expected = [
        "Просмотр основных сведений вашего профиля",
        "Просмотр вашего адреса электронной почты",
        "Просмотр номера вашего телефона",
        "Просмотр вашего адреса",
        "Доступ к разрешённым данным без вашего участия",
        "Просмотр вашего СНИЛС",
    ];
    assert_eq!(titles, expected);
    assert_eq!(browser.presses("Отказать").returned().get("error"), "access_denied");
}

#[test]
fn a_consent_of_one_surface_holds_at_the_other() {
    let app = TestApp::start();
    let mut browser = app.browser();
    let esia = app.client("DEMO_RSA").asking_for("openid email");
    app.citizen(ADULT).logs_in_with(&mut browser, &esia);
    let client = app.standard_client("DEMO_RSA").asking_for("openid email");
    browser.opens(&client.url_of(&client.request().with("prompt", "none")));
    client.exchanges(&browser.returned().code());
}

#[test]
fn the_own_endpoints_of_esia_know_no_standard_scope() {
    let app = TestApp::start();
    for scope in ["profile", "phone", "address", "offline_access"] {
        let rp = app.client("DEMO_RSA").asking_for(&format!("openid {scope}"));
        assert_eq!(rp.asks(&rp.authorize_request()).esia_code(), "ESIA-007006", "{scope}");
    }
}

#[test]
fn oidc_core_3_1_2_6_prompt_none_says_what_would_have_to_be_shown() {
    let app = TestApp::build().second_factor("esia_test_006", SecondFactor::Sms).start();
    let silent = |persona: &str, scope: &str, name: &str, value: &str| {
        let client = app.standard_client("DEMO_RSA");
        let mut browser = app.browser();
        browser.opens(&client.url_of(&client.request()));
        app.citizen(persona).signs_in(&mut browser);
        let request = client.asking_for(scope).request().with("prompt", "none").with(name, value);
        browser.opens(&client.url_of(&request)).returned().get("error")
    };
    assert_eq!(silent(ADULT, "openid email", "x", "1"), "consent_required");
    assert_eq!(silent("esia_test_003", "openid", "x", "1"), "interaction_required", "in whose name?");
    assert_eq!(silent("esia_test_006", "openid", "x", "1"), "interaction_required", "second factor");
    let other = app.citizen("standard_adult").login;
    assert_eq!(silent(ADULT, "openid", "login_hint", &other), "account_selection_required");
    assert_eq!(silent(ADULT, "openid", "login_hint", "not a login"), "");
    assert_eq!(silent(ADULT, "openid", "max_age", "0"), "login_required");
}

#[test]
fn oidc_core_3_1_2_4_prompt_consent_asks_again_even_where_there_is_no_row() {
    let app = TestApp::start();
    for scope in ["openid", "openid email"] {
        let client = app.standard_client("DEMO_RSA").asking_for(scope);
        let mut browser = app.browser();
        client.logs_in(&app, &mut browser, ADULT, &client.request());
        browser.opens(&client.url_of(&client.request().with("prompt", "consent")));
        assert_eq!(browser.heading(), "Предоставление прав доступа", "{scope}");
        browser.grants().returned().code();
    }
}

#[test]
fn oidc_core_3_1_2_1_select_account_shows_the_sign_in_and_somebody_else_may_use_it() {
    let app = TestApp::start();
    let client = app.standard_client("DEMO_RSA");
    let mut browser = app.browser();
    client.logs_in(&app, &mut browser, ADULT, &client.request());
    browser.opens(&client.url_of(&client.request().with("prompt", "select_account")));
    assert_eq!(browser.heading(), "Вход");
    let code = app.citizen("standard_adult").signs_in(&mut browser).returned().code();
    let id = client.verified(&client.exchanges(&code).id());
    assert_eq!(id.claim("sub"), &app.citizen("standard_adult").oid.to_string());
    assert_eq!(id.claim("acr"), "urn:esia:acr:standard");
}

#[test]
fn a_page_that_is_reloaded_does_not_make_a_demanded_sign_in_superfluous() {
    let app = TestApp::start();
    let client = app.standard_client("DEMO_RSA");
    let mut browser = app.browser();
    client.logs_in(&app, &mut browser, ADULT, &client.request());
    browser.opens(&client.url_of(&client.request().with("prompt", "login")));
    for _ in 0..2 {
        assert_eq!(browser.opens("/login").heading(), "Вход");
    }
    // Another tab signs in for a request of its own: that is not a sign-in for this one.
    let mut tab = browser.new_tab();
    tab.opens(&client.url_of(&client.request().with("prompt", "login")));
    app.citizen(ADULT).signs_in(&mut tab);
    assert!(tab.has_returned());
    assert_eq!(browser.opens("/login").heading(), "Вход");
}

#[test]
fn session_fixation_a_demanded_sign_in_changes_the_cookie_and_ends_the_old_session() {
    let app = TestApp::start();
    let client = app.standard_client("DEMO_RSA");
    let mut browser = app.browser();
    client.logs_in(&app, &mut browser, ADULT, &client.request());
    let before = browser.cookie("ESIA_SESSION").expect("a cookie").value;
    browser.opens(&client.url_of(&client.request().with("prompt", "login")));
    app.citizen(ADULT).signs_in(&mut browser);
    assert_ne!(browser.cookie("ESIA_SESSION").expect("a cookie").value, before);
    let mut thief = app.browser();
    thief.plants("ESIA_SESSION", &before);
    let silent = client.url_of(&client.request().with("prompt", "none"));
    assert_eq!(thief.opens(&silent).returned().get("error"), "login_required");
}

#[test]
fn oidc_core_5_5_1_the_claim_sub_demands_one_person() {
    let app = TestApp::start();
    let client = app.standard_client("DEMO_RSA");
    let claims = |sub: &str| format!(r#"{{"id_token": {{"sub": {{"value": "{sub}"}}}}}}"#);
    let right = client.request().with("claims", &claims("1000000702"));
    let mut browser = app.browser();
    client.logs_in(&app, &mut browser, ADULT, &right).code();
    let wrong = client.request().with("claims", &claims("1"));
    browser.opens(&client.url_of(&wrong));
    assert_eq!(browser.heading(), "Вход", "somebody else is expected");
    assert_eq!(app.citizen(ADULT).signs_in(&mut browser).returned().get("error"), "login_required");
}

#[test]
fn oidc_core_5_5_1_1_an_essential_acr_must_be_reached() {
    let app = TestApp::start();
    let client = app.standard_client("DEMO_RSA");
    let claims = r#"{"id_token": {"acr": {"essential": true, "values": ["urn:esia:acr:confirmed"]}}}"#;
    let request = client.request().with("claims", claims);
    client.logs_in(&app, &mut app.browser(), ADULT, &request).code();
    let back = client.logs_in(&app, &mut app.browser(), "standard_adult", &request);
    assert_eq!(back.get("error"), "unmet_authentication_requirements");
}

#[test]
fn scopes_of_an_organisation_need_a_role_there() {
    let app = TestApp::start();
    let client = app.standard_client("DEMO_RSA").asking_for("openid org_ogrn?org_oid=1000000801");
    let back = client.logs_in(&app, &mut app.browser(), ADULT, &client.request());
    assert_eq!(back.get("error"), "access_denied");
}
