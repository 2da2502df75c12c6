//! Station 4, `second_factor`: who needs one stops at an honest page.

use esia_mock::domain::account::SecondFactor;

use crate::support::TestApp;

#[test]
fn log_07_an_account_with_a_second_factor_stops_after_the_password() {
    for (factor, word) in [(SecondFactor::Sms, "СМС"), (SecondFactor::Totp, "TOTP"), (SecondFactor::Max, "MAX")] {
        let app = TestApp::build().second_factor("standard_adult", factor).start();
        let mut login = app.at_sign_in("standard_adult").signed_in();
        assert_eq!(login.browser.heading(), "Вход с подтверждением");
        assert!(login.browser.page().text().contains(word), "{}", login.browser.page().text());
        assert_eq!(login.browser.opens("/login").heading(), "Вход с подтверждением", "a reload changes nothing");
    }
}

#[test]
fn the_station_cannot_be_passed_by_posting_to_the_next_one() {
    let app = TestApp::build().second_factor("esia_test_003", SecondFactor::Sms).start();
    let consent = app.at_step("consent").browser;
    let role_form = "/login/role";
    let login = app.at_sign_in("esia_test_003");
    let (before, interaction) = (login.browser.page().value("csrf"), login.browser.page().value("interaction"));
    let mut browser = login.signed_in().browser;
    for (action, field) in [(role_form, "role=person"), ("/login/consent", "decision=allow")] {
        let mut form = consent.page().form("/login/consent");
        action.clone_into(&mut form.action);
        browser.posts(&form, &format!("csrf={before}&interaction={interaction}&{field}"));
        assert!(!browser.has_returned(), "{action}");
    }
}

#[test]
fn somebody_else_can_sign_in_instead() {
    let app = TestApp::build().second_factor("standard_adult", SecondFactor::Sms).start();
    let mut login = app.at_sign_in("standard_adult").signed_in();
    login.browser.follows("Другой пользователь");
    assert_eq!(login.browser.heading(), "Вы вышли");
    let mother = app.citizen("confirmed_mother_of_two");
    let returned = mother.logs_in_with(&mut login.browser, &login.rp);
    assert_eq!(login.rp.exchanges(&returned.code()).oid(), mother.oid);
}
