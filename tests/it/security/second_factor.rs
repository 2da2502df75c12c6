//! The second factor in the profile (accounts notes, section 5.1).

use esia_mock::crypto::totp;
use serde_json::json;

use super::MOTHER;
use super::at_home;
use super::code_to;
use super::complaints;
use super::letters_to;
use crate::support::TestApp;
use crate::support::html;

const PHONE: &str = "+7(900)0000702";
const PATH: &str = "/profile/security/second-factor";

#[test]
fn codes_by_sms_are_switched_on_and_off_with_the_password() {
    let app = TestApp::start();
    let mut home = at_home(&app, MOTHER);
    home.opens(PATH).chooses("Код из СМС").fills("Ваш пароль", "wrong").presses("Сохранить");
    assert_eq!(complaints(&home), ["Неверный пароль. Проверьте раскладку клавиатуры"]);
    home.fills("Ваш пароль", "11111111").presses("Сохранить");
    assert!(home.page().text().contains("Вход с подтверждением изменён"), "{}", home.page().text());
    assert_eq!(letters_to(&app, "sidorova@example.test").last().expect("a letter"), "protection_changed");
    let mut login = app.at_sign_in(MOTHER).signed_in();
    assert_eq!(login.browser.heading(), "Вход с подтверждением");
    let code = code_to(&app, PHONE);
    login.browser.fills("Цифра 1", &code).presses("Продолжить");
    assert_eq!(login.browser.heading(), "Предоставление прав доступа");
    home.opens(PATH).chooses("Только пароль").fills("Ваш пароль", "11111111").presses("Сохранить");
    assert_eq!(app.at_sign_in(MOTHER).signed_in().browser.heading(), "Предоставление прав доступа");
    let factors: Vec<_> = app.events_of(MOTHER).into_iter().map(|(_, _, data)| data["factor"].clone()).collect();
    assert_eq!(factors, [json!("sms"), json!("none")]);
}

#[test]
fn an_application_is_enrolled_by_its_first_code() {
    let app = TestApp::start();
    let mut home = at_home(&app, MOTHER);
    home.opens("/profile/security/second-factor/application");
    assert_eq!(home.page().url.path(), PATH, "the password comes first");
    home.chooses("Код из приложения").fills("Ваш пароль", "11111111").presses("Сохранить");
    assert_eq!(home.heading(), "Приложение для кодов");
    let page = &home.page().html;
    assert!(page.contains("<svg") && page.contains("M4 4h1v1h-1z"), "a QR code");
    let text = home.page().text();
    let secret = text.split("secret=").nth(1).and_then(|rest| rest.split('&').next()).expect("a secret").to_owned();
    assert!(text.contains("otpauth://totp/esia-mock:1000000702?secret="), "{text}");
    home.fills("Цифра 1", "000000").presses("Подтвердить");
    assert_eq!(html::texts_by_class(&home.page().html, "field-error").len(), 1);
    let code = totp::code(&secret, app.now()()).expect("a code");
    home.fills("Цифра 1", &code).presses("Подтвердить");
    assert!(home.page().text().contains("Код из приложения (TOTP)"), "{}", home.page().text());

    let mut login = app.at_sign_in(MOTHER).signed_in();
    assert_eq!(login.browser.heading(), "Вход с подтверждением");
    login.browser.fills("Цифра 1", &code).presses("Продолжить");
    assert_eq!(complaints(&login.browser).len(), 1, "the code that proved it does not serve again");
    app.moves_clock(&json!({ "advance": "PT30S" }));
    let code = totp::code(&secret, app.now()()).expect("a code");
    login.browser.fills("Цифра 1", &code).presses("Продолжить");
    assert_eq!(login.browser.heading(), "Предоставление прав доступа");
}

#[test]
fn codes_are_sent_to_a_phone_that_is_there() {
    let app = TestApp::start();
    let mut home = at_home(&app, "simplified_by_email");
    home.opens(PATH).chooses("Код из мессенджера MAX").fills("Ваш пароль", "11111111").presses("Сохранить");
    assert!(complaints(&home)[0].starts_with("Сначала подтвердите мобильный телефон"), "{:?}", complaints(&home));
}

#[test]
fn wrong_passwords_of_a_form_are_counted_like_others() {
    let app = TestApp::start();
    let mut home = at_home(&app, MOTHER);
    home.opens(PATH).chooses("Код из СМС");
    for _ in 0..10 {
        home.fills("Ваш пароль", "wrong").presses("Сохранить");
    }
    assert_eq!(home.opens("/profile").heading(), "Вход");
    assert_eq!(app.events_of(MOTHER).last().expect("an event").0, "locked");
}

#[test]
fn a_session_elsewhere_is_asked_once_a_second_factor_is_on() {
    let app = TestApp::start();
    let mut elsewhere = at_home(&app, MOTHER);
    let mut home = at_home(&app, MOTHER);
    home.opens(PATH).chooses("Код из СМС").fills("Ваш пароль", "11111111").presses("Сохранить");
    assert_eq!(home.opens("/profile").heading(), "Обзор");
    assert_eq!(elsewhere.opens("/profile").heading(), "Вход с подтверждением");
}
