//! By phone: a code by SMS, three attempts, another code.

use chrono::TimeDelta;
use serde_json::json;

use super::PATH;
use super::PHONE;
use super::applicant;
use super::applies;
use super::complaints;
use super::contacts;
use super::creates_password;
use super::logs_in;
use super::registers_by_phone;
use super::types_the_code;
use crate::support::TestApp;
use crate::support::html;
use crate::support::robot::another;

#[test]
fn reg_01_a_phone_is_verified_and_a_password_makes_a_simplified_account_that_is_signed_in() {
    let app = TestApp::start();
    let mut browser = app.browser();
    browser.opens(PATH);
    assert_eq!(browser.heading(), "Регистрация");
    applies(&mut browser, "+7 907 7647981");
    assert_eq!(browser.heading(), "Подтверждение телефона");
    let text = browser.page().text();
    assert!(text.contains("Иванова Надежда") && text.contains(PHONE), "{text}");
    assert!(browser.cookie("ESIA_SESSION").is_none());
    types_the_code(&mut browser, &app.last_code_to(PHONE));
    creates_password(&mut browser);
    assert_eq!(browser.page().url.as_str(), app.url("/profile?done=registered"));
    let text = browser.page().text();
    assert!(text.contains("Вы зарегистрированы") && text.contains("Запись упрощённая"), "{text}");
    assert!(browser.cookie("ESIA_SESSION").is_some());
    let told = app.last_sent_to(PHONE);
    assert!(told["text"].as_str().is_some_and(|text| text.contains("вы зарегистрированы")), "{told}");
    assert_eq!(contacts(&app, PHONE), [["MBT", PHONE, "VERIFIED"]]);
}

#[test]
fn reg_01_level_way_and_accepted_terms_are_written_down() {
    let app = TestApp::start();
    let mut browser = applicant(&app, PHONE);
    app.advance(TimeDelta::minutes(3));
    types_the_code(&mut browser, &app.last_code_to(PHONE));
    creates_password(&mut browser);
    let (_, tokens) = logs_in(&app, PHONE);
    let events = app.events_of_oid(tokens.oid());
    let of_kind = |kind: &str| events.iter().find(|(known, _)| known == kind).map(|(_, data)| data.clone());
    assert_eq!(of_kind("registered"), Some(json!({ "level": "simplified", "way": "phone" })));
    let terms = json!({ "conditions": "1", "privacy": "1", "accepted_at": "2026-09-01T09:00:00+05:00" });
    assert_eq!(of_kind("terms_accepted"), Some(terms), "{events:?}");
    assert_eq!(tokens.id().claim("urn:esia:sbj")["urn:esia:sbj:lvl"], "P");
}

#[test]
fn reg_05_three_wrong_codes_burn_the_code_and_another_one_is_needed() {
    let app = TestApp::start();
    let mut browser = applicant(&app, PHONE);
    let code = app.last_code_to(PHONE);
    for said in ["Неверный код", "Неверный код", "Слишком много неверных кодов"]
    {
        types_the_code(&mut browser, &another(&code));
        assert!(complaints(&browser).concat().contains(said), "{said}: {:?}", complaints(&browser));
    }
    types_the_code(&mut browser, &code);
    assert!(complaints(&browser).concat().contains("Слишком много неверных кодов"), "the right one came too late");
    browser.opens(PATH);
    assert!(complaints(&browser).concat().contains("Слишком много неверных кодов"), "a reload says so as well");
    browser.presses("Получить новый код");
    assert_eq!(complaints(&browser), ["Новый код можно получить через минуту после прежнего"]);
    app.advance(TimeDelta::minutes(1));
    browser.presses("Получить новый код");
    assert_eq!(complaints(&browser), Vec::<String>::new());
    let fresh = app.last_code_to(PHONE);
    assert_ne!(fresh, code);
    types_the_code(&mut browser, &fresh);
    assert_eq!(browser.heading(), "Создание пароля");
}

#[test]
fn reg_05_a_code_lives_five_minutes_and_the_registration_longer() {
    let app = TestApp::start();
    let mut browser = applicant(&app, PHONE);
    let code = app.last_code_to(PHONE);
    app.advance(TimeDelta::seconds(300));
    types_the_code(&mut browser, &code);
    assert_eq!(complaints(&browser), ["Срок действия кода истёк. Получите новый код"]);
    browser.presses("Получить новый код");
    types_the_code(&mut browser, &code);
    assert_eq!(complaints(&browser), ["Неверный код. Проверьте его и введите ещё раз"], "the old one is worthless");
    types_the_code(&mut browser, &app.last_code_to(PHONE));
    assert_eq!(browser.heading(), "Создание пароля");
}

#[test]
fn reg_05_no_more_than_five_codes_an_hour_whatever_is_pressed() {
    let app = TestApp::start();
    let mut browser = applicant(&app, PHONE);
    for _ in 0..4 {
        browser.presses("Изменить данные").presses("Зарегистрироваться");
        assert_eq!(browser.heading(), "Подтверждение телефона");
    }
    browser.presses("Изменить данные").presses("Зарегистрироваться");
    assert_eq!(complaints(&browser), ["Слишком много сообщений за час. Попробуйте позже"]);
    assert_eq!(app.sent_to(PHONE).len(), 5);
    app.advance(TimeDelta::hours(1));
    browser.presses("Зарегистрироваться");
    assert_eq!(browser.heading(), "Подтверждение телефона");
}

#[test]
fn reg_01_the_phone_goes_first_where_both_are_given_and_the_email_waits_in_the_profile() {
    let app = TestApp::start();
    let mut browser = app.browser();
    browser.opens(PATH).fills("Или электронная почта", "Second@Example.test");
    registers_by_phone(&app, &mut browser);
    assert_eq!(app.sent_to("Second@Example.test").len(), 0);
    let expected = [["MBT", PHONE, "VERIFIED"], ["EML", "Second@Example.test", "NOT_VERIFIED"]];
    assert_eq!(contacts(&app, PHONE), expected);
}

#[test]
fn reg_01_a_second_email_that_somebody_got_meanwhile_is_left_out() {
    let app = TestApp::start();
    let mut browser = app.browser();
    browser.opens(PATH).fills("Или электронная почта", super::EMAIL);
    applies(&mut browser, PHONE);
    let other = applicant(&app, super::EMAIL);
    assert_eq!(other.heading(), "Подтверждение электронной почты", "an e-mail beside a phone is held by nobody");
    types_the_code(&mut browser, &app.last_code_to(PHONE));
    creates_password(&mut browser);
    assert_eq!(contacts(&app, PHONE), [["MBT", PHONE, "VERIFIED"]]);
}

#[test]
fn reg_01_codes_are_listed_as_generators_of_accounts_read_them() {
    let app = TestApp::start();
    let browser = applicant(&app, PHONE);
    let code = app.last_code_to(PHONE);
    let page = app.http.send(app.http.get(&app.url("/logs/sms/"))).text();
    assert!(page.contains(&format!("Код: {code} to number {PHONE}")), "{page}");
    let hints = html::texts_by_class(&browser.page().html, "hints").concat();
    assert!(hints.contains(&code), "{hints}");
}
