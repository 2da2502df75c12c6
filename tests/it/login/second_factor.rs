//! Station 4, `second_factor`: is it still the same person? (accounts notes, sections 5.1 to 5.3)

use chrono::TimeDelta;
use esia_mock::crypto::totp;
use esia_mock::domain::account::SecondFactor;

use crate::support::Browser;
use crate::support::JsonRobot;
use crate::support::Login;
use crate::support::TestApp;
use crate::support::html;
use crate::support::robot::another;

fn with(factor: SecondFactor) -> TestApp {
    TestApp::build().second_factor("standard_adult", factor).start()
}

fn asked(app: &TestApp) -> Login<'_> {
    let login = app.at_sign_in("standard_adult").signed_in();
    assert_eq!(login.browser.heading(), "Вход с подтверждением");
    login
}

/// The code that was sent last.
fn sent(app: &TestApp) -> String {
    JsonRobot::in_browser(app, app.browser()).last_code()
}

fn types<'b>(browser: &'b mut Browser, code: &str) -> &'b mut Browser {
    browser.fills("Цифра 1", code).presses("Продолжить")
}

fn complaint(browser: &Browser) -> String {
    html::texts_by_class(&browser.page().html, "field-error").concat()
}

#[test]
fn log_07_a_code_by_sms_wrong_and_then_right() {
    let app = with(SecondFactor::Sms);
    let mut login = asked(&app);
    let text = login.browser.page().text();
    assert!(text.contains("код из СМС") && text.contains("+7 *** ***-07-01"), "{text}");
    let code = sent(&app);
    types(&mut login.browser, &another(&code));
    assert_eq!(complaint(&login.browser), "Неверный код. Проверьте его и введите ещё раз");
    assert_eq!(login.browser.page().status(), 200);
    types(&mut login.browser, &code);
    assert_eq!(login.browser.heading(), "Предоставление прав доступа");
    let returned = login.browser.grants().returned();
    assert_eq!(login.rp.exchanges(&returned.code()).oid(), login.citizen.oid);
}

#[test]
fn log_08_codes_by_max_and_of_an_application() {
    let app = with(SecondFactor::Max);
    let mut login = asked(&app);
    assert!(login.browser.page().text().contains("мессенджер MAX"));
    assert_eq!(types(&mut login.browser, &sent(&app)).heading(), "Предоставление прав доступа");

    let app = with(SecondFactor::Totp);
    let mut login = asked(&app);
    assert!(login.browser.page().text().contains("TOTP"));
    let secret = app.world.citizen("standard_adult").and_then(|citizen| citizen.account.totp_secret.clone());
    let code = totp::code(&secret.expect("a secret"), app.now()()).expect("a code");
    assert!(login.browser.page().text().contains(&code), "the hints tell it");
    types(&mut login.browser, &another(&code));
    assert_eq!(complaint(&login.browser), "Неверный код. Введите тот, который приложение показывает сейчас");
    assert_eq!(types(&mut login.browser, &code).heading(), "Предоставление прав доступа");
}

#[test]
fn one_digit_may_be_typed_into_each_field() {
    let app = with(SecondFactor::Sms);
    let mut login = asked(&app);
    for (at, digit) in sent(&app).chars().enumerate() {
        login.browser.fills(&format!("Цифра {}", at + 1), &digit.to_string());
    }
    assert_eq!(login.browser.presses("Продолжить").heading(), "Предоставление прав доступа");
}

#[test]
fn a_reload_sends_nothing_and_another_password_sends_another_code() {
    let app = with(SecondFactor::Sms);
    let mut login = asked(&app);
    let code = sent(&app);
    for path in ["/login", "/login/second_factor", "/login/?interaction=", &login.rp.authorize_url()] {
        assert_eq!(login.browser.opens(path).heading(), "Вход с подтверждением", "{path}");
        assert_eq!(sent(&app), code, "{path}");
    }
    asked(&app);
    assert_ne!(sent(&app), code);
    assert_eq!(types(&mut login.browser, &code).heading(), "Предоставление прав доступа", "each browser has its own");
}

#[test]
fn expired_and_exhausted_codes_are_told_and_another_one_can_be_had() {
    let app = with(SecondFactor::Sms);
    let mut login = asked(&app);
    let code = sent(&app);
    login.browser.presses("Получить новый код");
    assert_eq!(complaint(&login.browser), "Новый код можно получить через минуту после прежнего");
    app.advance(TimeDelta::seconds(300));
    types(&mut login.browser, &code);
    assert_eq!(complaint(&login.browser), "Срок действия кода истёк. Получите новый код");
    login.browser.presses("Получить новый код");
    assert_eq!(complaint(&login.browser), "");
    let code = sent(&app);
    types(&mut login.browser, "");
    assert_eq!(complaint(&login.browser), "Введите код");
    for _ in 0..3 {
        types(&mut login.browser, &another(&code));
    }
    assert_eq!(complaint(&login.browser), "Слишком много неверных кодов. Получите новый код");
    types(&mut login.browser, &code);
    assert_eq!(complaint(&login.browser), "Слишком много неверных кодов. Получите новый код");
    login.browser.opens("/login");
    assert_eq!(complaint(&login.browser), "Слишком много неверных кодов. Получите новый код", "a reload tells it too");
    app.advance(TimeDelta::seconds(60));
    login.browser.presses("Получить новый код");
    assert_eq!(types(&mut login.browser, &sent(&app)).heading(), "Предоставление прав доступа");
}

#[test]
fn somebody_else_can_sign_in_instead() {
    let app = with(SecondFactor::Sms);
    let mut login = asked(&app);
    login.browser.follows("Другой пользователь");
    assert_eq!(login.browser.heading(), "Вход");
    let mother = app.citizen("confirmed_mother_of_two");
    let returned = mother.logs_in_with(&mut login.browser, &login.rp);
    assert_eq!(login.rp.exchanges(&returned.code()).oid(), mother.oid);
}

#[test]
fn csrf_a_form_without_its_token_is_refused_and_counts_nothing() {
    let app = with(SecondFactor::Sms);
    let mut login = asked(&app);
    login.browser.fills("Цифра 1", &another(&sent(&app)));
    let (body, form) = login.browser.filled("Продолжить");
    let own = login.browser.page().value("csrf");
    for _ in 0..3 {
        login.browser.posts(&form, &body.replace(&own, ""));
        assert_eq!((login.browser.page().status(), login.browser.heading().as_str()), (403, "Страница устарела"));
    }
    login.browser.opens("/login");
    assert_eq!(types(&mut login.browser, &sent(&app)).heading(), "Предоставление прав доступа");
}

#[test]
fn nothing_of_the_login_goes_past_the_station() {
    let app = TestApp::build().second_factor("esia_test_003", SecondFactor::Sms).start();
    let mut login = app.at_sign_in("esia_test_003").signed_in();
    let (token, id) = (login.browser.page().value("csrf"), login.browser.page().value("interaction"));
    let mut form = login.browser.page().form("/login/second_factor");
    for (path, more) in [("/login/role", "role=person"), ("/login/consent", "decision=allow")] {
        path.clone_into(&mut form.action);
        login.browser.posts(&form, &format!("csrf={token}&interaction={id}&{more}"));
        assert_eq!(login.browser.heading(), "Вход с подтверждением", "{path}");
    }
}

#[test]
fn on_a_foreign_computer_the_session_still_ends_with_the_browser() {
    let app = with(SecondFactor::Sms);
    let mut login = app.at_sign_in("standard_adult");
    login.browser.ticks("Чужой компьютер");
    let mut login = login.signed_in();
    types(&mut login.browser, &sent(&app));
    let cookie = login.browser.cookie("ESIA_SESSION").expect("a session");
    assert_eq!(cookie.attribute("Max-Age"), None);
}

#[test]
fn messages_are_listed_for_testers_the_newest_first() {
    let app = with(SecondFactor::Sms);
    let mut browser = app.browser();
    assert!(browser.opens("/logs/sms/").page().text().contains("Пока ничего не отправлено"));
    asked(&app);
    let first = sent(&app);
    asked(&app);
    let text = browser.opens("/logs/sms/").page().text();
    let (newer, older) = (text.find(&sent(&app)).expect("listed"), text.find(&first).expect("listed"));
    assert!(newer < older && text.contains("СМС +7(900)0000701"), "{text}");
}
