//! What a request or its client demands of whoever signs in (scenarios LOG-14, LOG-15; ESIA-007046, 007055, 007062,
//! 007194).

use esia_mock::domain::account::AccountLevel;
use esia_mock::domain::account::SecondFactor;

use crate::support::RelyingParty;
use crate::support::TestApp;

/// The error code that a login of this person ends with; empty where it ends with a code.
fn ends(app: &TestApp, rp: &RelyingParty, persona: &str, parameter: (&str, &str), act_as: &str) -> String {
    let request = rp.signs(rp.authorize_request().with(parameter.0, parameter.1));
    let mut browser = app.browser();
    browser.opens(&rp.url_of(&request));
    app.citizen(persona).signs_in(&mut browser);
    for _ in 0..2 {
        if browser.has_returned() {
            break;
        }
        match browser.heading().as_str() {
            "Войти как" => browser.chooses(act_as).presses("Подтвердить"),
            "Предоставление прав доступа" => browser.grants(),
            other => panic!("at {other}"),
        };
    }
    let returned = browser.returned();
    returned.get("error_description").chars().take(11).collect()
}

const CONFIRMED: &str = "Y29uZl9hY2M=";
const CHILD: &str = "YWNjX2tpZA==";
const NOT_CHILD: &str = "YWNjX25vdF9raWQ=";

#[test]
fn log_14_person_filter_conf_acc() {
    let app = TestApp::start();
    let rp = app.client("DEMO_RSA").speaking_v3();
    for (persona, code) in [
        ("simplified_by_email", "ESIA-007055"),
        ("standard_adult", "ESIA-007055"),
        ("child_10", "ESIA-007055"),
        ("confirmed_mother_of_two", ""),
    ] {
        assert_eq!(ends(&app, &rp, persona, ("person_filter", CONFIRMED), ""), code, "{persona}");
    }
    let old = app.client("DEMO_RSA");
    assert_eq!(ends(&app, &old, "standard_adult", ("person_filter", CONFIRMED), ""), "ESIA-007055", "v1 as well");
}

#[test]
fn log_15_person_filters_of_children() {
    let app = TestApp::start();
    let rp = app.client("DEMO_RSA").speaking_v3();
    for (persona, filter, code) in [
        ("child_10", CHILD, ""),
        ("child_10", NOT_CHILD, "ESIA-007062"),
        ("confirmed_mother_of_two", CHILD, "ESIA-007062"),
        ("confirmed_mother_of_two", NOT_CHILD, ""),
    ] {
        assert_eq!(ends(&app, &rp, persona, ("person_filter", filter), ""), code, "{persona} {filter}");
    }
}

#[test]
fn esia_007055_a_client_may_demand_a_level_of_everybody() {
    let app = TestApp::build().client("DEMO_RSA", |client| client.demands.level = Some(AccountLevel::Standard)).start();
    for rp in [app.client("DEMO_RSA"), app.client("DEMO_RSA").speaking_v3()] {
        assert_eq!(ends(&app, &rp, "simplified_by_email", ("a", "b"), ""), "ESIA-007055");
        assert_eq!(ends(&app, &rp, "standard_adult", ("a", "b"), ""), "");
    }
}

#[test]
fn esia_007046_a_scope_may_demand_two_factors() {
    let demanding = TestApp::build()
        .client("DEMO_RSA", |client| client.demands.second_factor_scopes = vec!["snils".to_owned()])
        .second_factor("esia_test_006", SecondFactor::Sms);
    let app = demanding.start();
    let rp = app.client("DEMO_RSA").speaking_v3();
    assert_eq!(ends(&app, &rp, "confirmed_mother_of_two", ("a", "b"), ""), "ESIA-007046");
    let other = rp.asking_for("openid fullname");
    assert_eq!(ends(&app, &other, "confirmed_mother_of_two", ("a", "b"), ""), "");
    let mut browser = app.browser();
    browser.opens(&rp.authorize_url());
    app.citizen("esia_test_006").signs_in(&mut browser);
    assert!(browser.is_at_stand(), "who has a second factor is asked for it");
}

#[test]
fn esia_007062_obj_type_and_roles() {
    let app = TestApp::start();
    let rp = app.client("DEMO_RSA").speaking_v3();
    let director = "confirmed_school_director";
    let school = app.world.organization("school_12").expect("a school").data.full_name.clone();
    for (parameter, act_as, code) in [
        (("obj_type", "P"), "Частное лицо", ""),
        (("obj_type", "L A"), "Частное лицо", "ESIA-007062"),
        (("obj_type", "L"), school.as_str(), ""),
        (("obj_type", "P,B"), school.as_str(), "ESIA-007062"),
        (("roles", "CHIEF"), school.as_str(), ""),
        (("roles", "CHIEF"), "Частное лицо", "ESIA-007062"),
        (("roles", "EMPLOYEE"), school.as_str(), ""),
    ] {
        assert_eq!(ends(&app, &rp, director, parameter, act_as), code, "{parameter:?} as {act_as}");
    }
    assert_eq!(ends(&app, &rp, "confirmed_school_teacher", ("roles", "CHIEF"), &school), "ESIA-007062");
}

#[test]
fn esia_007194_scope_org_is_about_the_organisation_one_acts_for() {
    let app = TestApp::start();
    let rp = app.client("DEMO_RSA").speaking_v3();
    let school = app.world.organization("school_12").expect("a school");
    let (oid, name) = (school.oid, school.data.full_name.clone());
    let director = "confirmed_school_director";
    assert_eq!(ends(&app, &rp, director, ("scope_org", "org_inn"), "Частное лицо"), "ESIA-007194");
    assert_eq!(ends(&app, &rp, "confirmed_mother_of_two", ("scope_org", "org_inn"), ""), "ESIA-007194");
    let request = rp.signs(rp.authorize_request().with("scope_org", "org_inn org_ogrn"));
    let mut browser = app.browser();
    browser.opens(&rp.url_of(&request));
    app.citizen(director).signs_in(&mut browser).chooses(&name).presses("Подтвердить");
    assert!(browser.page().text().contains("Просмотр"), "{}", browser.page().text());
    let tokens = rp.exchanges(&browser.grants().returned().code());
    let scope = tokens.access().claim("scope").as_str().expect("scopes").to_owned();
    assert!(
        scope.ends_with(&format!(
            "http://esia.gosuslugi.ru/org_inn?org_oid={oid} http://esia.gosuslugi.ru/org_ogrn?org_oid={oid}"
        )),
        "{scope}"
    );
    let read = rp.reads(&format!("/rs/orgs/{oid}"), &tokens.access_token()).json();
    assert!(read.get("inn").is_some() && read.get("kpp").is_none(), "{read}");
}
