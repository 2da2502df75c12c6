//! Station 5, `role`: «Войти как» (accounts notes, section 7; scenarios ROL).

use crate::support::TestApp;
use crate::support::html;

#[test]
fn rol_01_somebody_with_organisations_chooses_and_enters_as_a_person() {
    let app = TestApp::start();
    let mut login = app.at_step("role");
    assert_eq!(login.browser.heading(), "Войти как");
    let choices = html::texts_by_class(&login.browser.page().html, "choice__kind");
    assert_eq!(choices.first().map(String::as_str), Some("Частное лицо"), "one's own name comes first: {choices:?}");
    assert_eq!(choices.len(), 3, "{choices:?}");
    login.browser.chooses("Частное лицо").presses("Подтвердить");
    assert!(login.browser.page().text().contains(&login.citizen.name));
    let tokens = login.rp.exchanges(&login.browser.grants().returned().code());
    assert_eq!(tokens.id().claim("urn:esia:sbj")["urn:esia:sbj:typ"], "P");
}

#[test]
fn rol_02_somebody_may_enter_for_an_organisation() {
    let app = TestApp::start();
    let mut login = app.at_step("role");
    let company = app.world.organization("example_llc").expect("an organisation");
    login.browser.chooses(&company.data.full_name).presses("Подтвердить");
    assert_eq!(login.browser.heading(), "Предоставление прав доступа");
    assert!(login.browser.page().text().contains(&company.data.full_name), "consent is given in its name");
    assert_eq!(login.rp.exchanges(&login.browser.grants().returned().code()).oid(), login.citizen.oid);
}

#[test]
fn rol_03_without_organisations_nobody_is_asked() {
    let app = TestApp::start();
    assert_eq!(app.at_step("consent").browser.heading(), "Предоставление прав доступа");
}

#[test]
fn rol_03_a_liquidated_organisation_is_no_choice() {
    let app = TestApp::start();
    let login = app.at_sign_in("esia_test_009").signed_in();
    assert_eq!(login.browser.heading(), "Предоставление прав доступа");
}

#[test]
fn rol_04_where_one_was_dismissed_one_cannot_enter() {
    let app = TestApp::start();
    let mut login = app.at_step("role");
    let ministry = app.world.organization("ministry").expect("an organisation");
    assert!(!login.browser.page().text().contains(&ministry.data.full_name));
    let (body, form) = login.browser.filled("Подтвердить");
    for foreign in [ministry.oid.to_string(), "1".to_owned(), "-1".to_owned(), "PERSON".to_owned(), String::new()] {
        login.browser.posts(&form, &body.replace("role=person", &format!("role={foreign}")));
        assert_eq!(login.browser.heading(), "Войти как", "{foreign}");
        let said = html::texts_by_class(&login.browser.page().html, "field-error");
        assert_eq!(said, ["Выберите, от чьего имени войти"], "{foreign}");
    }
}

#[test]
fn rol_04_an_organisation_scope_of_somebody_who_does_not_work_there_is_007194() {
    let app = TestApp::start();
    let ministry = app.world.organization("ministry").expect("an organisation").oid;
    let rp = app.client("DEMO_RSA").asking_for(&format!("openid http://esia.gosuslugi.ru/org_ogrn?org_oid={ministry}"));
    let returned = app.citizen("esia_test_003").logs_in_to(&rp);
    assert_eq!(returned.names(), ["error_description", "state", "error"]);
    assert!(returned.get("error_description").starts_with("ESIA-007194: "), "{returned:?}");
    assert_eq!(returned.get("error"), "access_denied");
    assert!(!app.citizen("esia_test_002").logs_in_to(&rp).code().is_empty(), "a colleague works there");
}

#[test]
fn the_choice_is_made_once_a_session() {
    let app = TestApp::start();
    let mut login = app.at_step("role");
    login.browser.chooses("Частное лицо").presses("Подтвердить").grants();
    assert!(login.browser.opens(&login.rp.authorize_url()).has_returned(), "neither role nor consent is asked again");
    login.browser.opens("/idp/ext/Logout").opens(&login.rp.authorize_url());
    login.citizen.signs_in(&mut login.browser);
    assert_eq!(login.browser.heading(), "Войти как", "a new session asks again");
}
