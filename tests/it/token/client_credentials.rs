//! `grant_type=client_credentials` (protocol notes, sections 1.8 and 2.2).

use crate::support::TestApp;

const MOTHER: u64 = 1_000_000_702;

#[test]
fn mr_1_8_data_of_somebody_who_has_consented_can_be_read_without_them() {
    let app = TestApp::start();
    let rp = app.client("EPOS_DEMO");
    app.citizen("confirmed_mother_of_two").logs_in_to(&rp);
    let tokens = rp.asks_alone("fullname?oid=1000000702 snils?oid=1000000702");
    let names: Vec<_> = tokens.body.as_object().expect("an object").keys().cloned().collect();
    assert_eq!(names, ["access_token", "state", "token_type", "expires_in"], "neither refresh nor identity");
    assert_eq!(tokens.oid(), MOTHER);
    assert_eq!(tokens.access().claim("scope"), "fullname?oid=1000000702 snils?oid=1000000702");
}

#[test]
fn esia_007019_without_consent_there_is_nothing() {
    let app = TestApp::start();
    let rp = app.client("EPOS_DEMO").asking_for("openid fullname");
    let alone = |scope: &str| {
        let answer = rp.posts(&rp.credentials_request(scope));
        (answer.status, answer.esia_code())
    };
    assert_eq!(alone("fullname?oid=1000000702"), (400, "ESIA-007019".to_owned()));
    app.citizen("confirmed_mother_of_two").logs_in_to(&rp);
    assert_eq!(alone("fullname?oid=1000000702").0, 200);
    assert_eq!(alone("snils?oid=1000000702"), (400, "ESIA-007019".to_owned()), "this one was not allowed");
    assert_eq!(alone("fullname?oid=1000000703"), (400, "ESIA-007019".to_owned()), "nor by this person");
    assert_eq!(alone("birthdate?oid=1000000702"), (400, "ESIA-007019".to_owned()), "nor may the system ask for it");
}

#[test]
fn esia_007006_each_scope_must_name_one_and_the_same_person() {
    let app = TestApp::start();
    let rp = app.client("EPOS_DEMO");
    app.citizen("confirmed_mother_of_two").logs_in_to(&rp);
    app.citizen("confirmed_second_parent").logs_in_to(&rp);
    for scope in
        ["fullname", "openid", "fullname?oid=1000000702 snils?oid=1000000703", "fullname?oid=x", "no_such?oid=1"]
    {
        let answer = rp.posts(&rp.credentials_request(scope));
        assert_eq!((answer.status, answer.esia_code().as_str()), (400, "ESIA-007006"), "{scope}");
    }
}

#[test]
fn esia_007011_an_account_that_does_not_exist_or_is_blocked_opens_nothing() {
    let app = TestApp::start();
    let rp = app.client("EPOS_DEMO");
    let blocked = app.citizen("blocked_adult").oid;
    for oid in [1, u64::MAX / 2, u64::MAX, blocked] {
        let answer = rp.posts(&rp.credentials_request(&format!("fullname?oid={oid}")));
        assert_eq!((answer.status, answer.esia_code().as_str()), (400, "ESIA-007011"), "{oid}");
    }
}

#[test]
fn mr_1_8_a_permission_of_the_system_itself_needs_nobody() {
    let app = TestApp::start();
    let rp = app.client("DEMO_RSA");
    let access = rp.asks_alone("http://lk.gosuslugi.ru/api-order").access();
    assert_eq!(access.payload.get("urn:esia:sbj_id"), None);
    assert_eq!(access.claim("scope"), "http://lk.gosuslugi.ru/api-order");
}

#[test]
fn mr_4_3_data_of_an_organisation_can_be_read_by_the_system_alone() {
    let app = TestApp::start();
    let rp = app.client("DEMO_RSA");
    let scope =
        "http://esia.gosuslugi.ru/org_ogrn?org_oid=1000000802 http://esia.gosuslugi.ru/org_inn?org_oid=1000000802";
    let access = rp.asks_alone(scope).access();
    assert_eq!(access.payload.get("urn:esia:sbj_id"), None);
    assert_eq!(access.claim("scope"), scope);
}
