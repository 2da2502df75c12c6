//! What is told of the citizen, where, and by which scope (OpenID Connect Core 1.0, 5).

use serde_json::json;

use crate::support::TestApp;

const ADULT: &str = "confirmed_mother_of_two";

#[test]
fn oidc_core_5_4_scopes_open_standard_claims_at_userinfo_and_own_ones_in_both_places() {
    let app = TestApp::start();
    let client = app.standard_client("DEMO_RSA").asking_for("openid profile email snils inn birthplace id_doc");
    let tokens = client.tokens(&app, ADULT);
    let id = client.verified(&tokens.id());
    for standard in ["name", "family_name", "birthdate", "email", "phone_number"] {
        assert!(id.payload.get(standard).is_none(), "{standard}");
    }
    let told = client.userinfo(&tokens.access()).json();
    for own in ["urn:esia:sbj", "urn:esia:level", "urn:esia:trusted", "urn:esia:snils", "urn:esia:citizenship"] {
        assert_eq!(id.claim(own), &told[own], "{own}");
        assert!(told.get(own).is_some(), "{own}");
    }
    assert_eq!((&told["urn:esia:snils"], &told["urn:esia:level"]), (&"000-000-702 23".into(), &"confirmed".into()));
    assert_eq!(told["urn:esia:sbj"]["urn:esia:sbj:oid"], 1_000_000_702);
    assert_eq!(told["urn:esia:trusted"], true);
}

#[test]
fn scopes_of_esia_open_the_same_claims() {
    let app = TestApp::start();
    let client = app.standard_client("DEMO_RSA").asking_for("openid fullname mobile");
    let told = client.userinfo(&client.tokens(&app, ADULT).access()).json();
    assert_eq!((&told["given_name"], &told["phone_number"]), (&"Анна".into(), &"+79000000702".into()));
    assert!(told.get("birthdate").is_none() && told.get("urn:esia:snils").is_none());
}

#[test]
fn oidc_core_5_5_the_parameter_claims_puts_standard_claims_into_the_id_token() {
    let app = TestApp::start();
    let client = app.standard_client("DEMO_RSA").asking_for("openid email");
    let claims = json!({ "id_token": { "email": null, "gender": null, "no_such_claim": { "essential": true } } });
    let request = client.request().with("claims", &claims.to_string());
    let code = client.logs_in(&app, &mut app.browser(), ADULT, &request).code();
    let tokens = client.exchanges(&code);
    let id = client.verified(&tokens.id());
    assert!(id.claim("email").is_string() && id.payload.get("email_verified").is_none());
    assert_eq!(id.claim("gender"), "female");
    assert!(id.payload.get("no_such_claim").is_none());
    assert!(client.userinfo(&tokens.access()).json().get("gender").is_none(), "asked for in the ID token only");
    assert_eq!(tokens.body["scope"], "openid email");
}

#[test]
fn a_claim_asked_for_alone_is_consented_to_by_the_row_of_its_scope() {
    let app = TestApp::start();
    let client = app.standard_client("DEMO_RSA");
    let request = client.request().with("claims", r#"{"userinfo": {"phone_number": null}}"#);
    let mut browser = app.browser();
    browser.opens(&client.url_of(&request));
    app.citizen(ADULT).signs_in(&mut browser);
    assert!(browser.page().text().contains("Просмотр номера вашего мобильного телефона"));
    let told = client.userinfo(&client.exchanges(&browser.grants().returned().code()).access()).json();
    assert_eq!(told["phone_number"], "+79000000702");
}

#[test]
fn a_client_gets_no_claim_by_name_that_it_may_not_have_by_scope() {
    let app = TestApp::start();
    let client = app.standard_client("EPOS_DEMO");
    let request = client.request().with("claims", r#"{"userinfo": {"urn:esia:inn": {"essential": true}}}"#);
    let code = client.logs_in(&app, &mut app.browser(), ADULT, &request).code();
    assert!(client.userinfo(&client.exchanges(&code).access()).json().get("urn:esia:inn").is_none());
}

#[test]
fn snils_that_no_registry_has_checked_is_not_told() {
    let app = TestApp::start();
    let client = app.standard_client("DEMO_RSA").asking_for("openid snils profile");
    let tokens = client.tokens(&app, "simplified_ready_adult");
    let id = client.verified(&tokens.id());
    assert!(id.payload.get("urn:esia:snils").is_none());
    assert_eq!((id.claim("urn:esia:level"), id.claim("urn:esia:trusted")), (&"simplified_ready".into(), &false.into()));
    assert_eq!(id.claim("acr"), "urn:esia:acr:simplified");
}

#[test]
fn without_openid_there_is_neither_id_token_nor_userinfo() {
    let app = TestApp::start();
    let client = app.standard_client("DEMO_RSA").asking_for("email");
    let tokens = client.tokens(&app, ADULT);
    assert!(tokens.body.get("id_token").is_none());
    let answer = client.userinfo(&tokens.access());
    assert_eq!(answer.status, 403);
    assert!(answer.header("www-authenticate").contains("error=\"insufficient_scope\""));
}
