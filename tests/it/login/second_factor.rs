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
fn no_page_of_the_login_goes_past_the_station() {
    let app = TestApp::build().second_factor("esia_test_003", SecondFactor::Sms).start();
    let mut login = app.at_sign_in("esia_test_003").signed_in();
    for path in ["/login", "/login/second_factor", "/login/?interaction=", &login.rp.authorize_url()] {
        assert_eq!(login.browser.opens(path).heading(), "Вход с подтверждением", "{path}");
        assert!(login.browser.page().forms.is_empty(), "there is nothing to press: {path}");
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
