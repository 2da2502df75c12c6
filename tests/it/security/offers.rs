//! What is offered on the way in, as pages (LOG-09, LOG-10).

use esia_mock::domain::offer::Offer;

use super::MOTHER;
use super::NEW;
use super::complaints;
use crate::support::TestApp;

fn offering(offers: &[Offer]) -> TestApp {
    TestApp::build().person(MOTHER, |citizen| citizen.account.offers = offers.to_vec()).start()
}

#[test]
fn log_09_the_offer_of_a_second_factor_can_be_skipped_once() {
    let app = offering(&[Offer::FillMfa]);
    let mut login = app.at_sign_in(MOTHER).signed_in();
    assert_eq!(login.browser.heading(), "Защитите вход");
    login.browser.presses("Пропустить");
    assert_eq!(login.browser.heading(), "Предоставление прав доступа");
    let mut login = app.at_sign_in(MOTHER).signed_in();
    assert!(login.browser.page().text().contains("Без этого войти нельзя"), "{}", login.browser.page().text());
    let token = login.browser.page().value("csrf");
    let id = login.browser.page().value("interaction");
    let form = login.browser.page().form("/login/offer");
    login.browser.posts(&form, &format!("csrf={token}&interaction={id}&decision=skip"));
    assert_eq!(login.browser.heading(), "Защитите вход", "a forged skip changes nothing");
    login.browser.posts(&form, &format!("csrf=&interaction={id}&decision=accept"));
    assert_eq!(login.browser.page().status(), 403);
    login.browser.opens("/login").presses("Включить");
    assert_eq!(login.browser.heading(), "Предоставление прав доступа", "this session is not asked for a code");
    assert_eq!(app.at_sign_in(MOTHER).signed_in().browser.heading(), "Вход с подтверждением", "the next one is");
}

#[test]
fn log_09_a_stand_may_be_set_to_more_skips() {
    let app = TestApp::build()
        .person(MOTHER, |citizen| citizen.account.offers = vec![Offer::FillMfa])
        .config(|config| config.rules.set("login.mfa_skips=2").expect("a rule"))
        .start();
    for _ in 0..2 {
        app.at_sign_in(MOTHER).signed_in().browser.presses("Пропустить");
    }
    assert!(app.at_sign_in(MOTHER).signed_in().browser.page().text().contains("Без этого войти нельзя"));
}

#[test]
fn log_10_max_is_skipped_or_stands_in_the_way() {
    let app = offering(&[Offer::MaxQuiz]);
    let mut login = app.at_sign_in(MOTHER).signed_in();
    assert_eq!(login.browser.heading(), "Подключите MAX");
    assert_eq!(login.browser.presses("Пропустить").heading(), "Предоставление прав доступа");

    let app = offering(&[Offer::MaxQuizRequired]);
    let mut login = app.at_sign_in(MOTHER).signed_in();
    assert!(login.browser.page().text().contains("Без этого войти нельзя"));
    assert_eq!(login.browser.opens(&login.rp.authorize_url()).heading(), "Подключите MAX", "there is no way past it");
    assert_eq!(login.browser.presses("Подключить").heading(), "Предоставление прав доступа");
    let next = app.at_sign_in(MOTHER).signed_in();
    assert!(next.browser.page().text().contains("мессенджер MAX"), "{}", next.browser.page().text());
}

#[test]
fn another_password_is_chosen_or_not() {
    let app = offering(&[Offer::ChangePassword]);
    let mut elsewhere = app.browser();
    elsewhere.opens("/profile");
    app.citizen(MOTHER).signs_in(&mut elsewhere).presses("Пропустить");
    assert_eq!(elsewhere.heading(), "Обзор");
    let mut login = app.at_sign_in(MOTHER).signed_in();
    assert_eq!(login.browser.heading(), "Смените пароль");
    login.browser.fills("Новый пароль", "short").fills("Ещё раз", "short").presses("Сменить пароль");
    assert_eq!(complaints(&login.browser), ["Нужно от 8 до 64 знаков"]);
    login.browser.fills("Новый пароль", NEW).fills("Ещё раз", NEW).presses("Сменить пароль");
    assert_eq!(login.browser.heading(), "Предоставление прав доступа");
    assert_eq!(elsewhere.opens("/profile").heading(), "Вход", "other sessions ended");
    let mut citizen = app.citizen(MOTHER);
    citizen.password = NEW.to_owned();
    let mut browser = app.browser();
    browser.opens("/profile");
    assert_eq!(citizen.signs_in(&mut browser).heading(), "Обзор", "and it is not offered again");
}

#[test]
fn who_has_no_phone_is_told_what_to_do() {
    let app =
        TestApp::build().person("simplified_by_email", |citizen| citizen.account.offers = vec![Offer::FillMfa]).start();
    let mut login = app.at_sign_in("simplified_by_email").signed_in();
    login.browser.presses("Включить");
    assert!(complaints(&login.browser)[0].starts_with("Сначала подтвердите мобильный телефон"));
    login.browser.presses("Пропустить");
    assert_eq!(login.browser.heading(), "Предоставление прав доступа");
}
