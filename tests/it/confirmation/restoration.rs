//! The desk gives access back, and takes it away.

use esia_mock::domain::account::AccountStatus;
use esia_mock::domain::contact::ContactKind;
use esia_mock::flow::Cx;
use esia_mock::flow::WriteCx;
use esia_mock::flow::account::limit_ends;
use esia_mock::flow::confirmation::first_password;
use esia_mock::protocol::ids::Oid;
use esia_mock::storage::accounts;
use serde_json::json;

use super::at_home;
use super::types_papers;
use crate::support::TestApp;

fn desk(app: &TestApp, deed: &str, body: &serde_json::Value) -> (u16, serde_json::Value) {
    let answer = app.controls("POST", &format!("/_mock/api/v1/mfc/{deed}"), &body.to_string());
    (answer.status, answer.json())
}

/// The password of the newest SMS.
fn password(app: &TestApp, phone: &str) -> String {
    let sent = app.last_sent_to(phone);
    let sms = sent["text"].as_str().expect("a text");
    sms.split("учётной записи ").nth(1).and_then(|rest| rest.split(' ').next()).expect("a password").to_owned()
}

#[test]
fn sec_05_access_to_a_locked_account_is_given_back_with_a_new_password() {
    let app = TestApp::start();
    let mut browser = app.browser();
    let locked = app.citizen("locked_adult");
    browser.opens("/login");
    locked.signs_in(&mut browser);
    assert_eq!(browser.heading(), "Вход");
    let (status, body) = desk(&app, "restore", &json!({ "person": "locked_adult" }));
    assert_eq!((status, &body["status"]), (200, &json!("registered")), "{body}");
    locked.signs_in(&mut browser);
    assert_eq!(browser.heading(), "Вход", "the old password is no good");
    let phone = locked.logins.iter().find(|login| login.starts_with("+7")).expect("a phone");
    browser.signs_in(phone, &password(&app, phone));
    assert_eq!(browser.heading(), "Обзор");
    let events = app.events_of("locked_adult");
    assert!(events.iter().any(|(kind, _, data)| kind == "access_restored" && data["was"] == "locked"));
}

#[test]
fn log_16_a_limit_of_72_hours_is_lifted_at_the_desk() {
    let app = TestApp::start();
    let mut login = app.at_sign_in("limited_adult").signed_in();
    assert_eq!(login.browser.heading(), "Вход");
    assert_eq!(desk(&app, "restore", &json!({ "person": "limited_adult" })).1["done"], true);
    login.citizen.signs_in(&mut login.browser);
    assert_eq!(login.browser.heading(), "Предоставление прав доступа", "with the old password");
}

#[test]
fn log_16_a_limit_that_was_lifted_does_not_end_a_later_one() {
    let app = TestApp::start();
    let oid = Oid(app.citizen("limited_adult").oid);
    let status = || app.stand().read(|cx| Ok(accounts::find(cx.sql, oid)?.map(|account| account.status)));
    assert_eq!(desk(&app, "restore", &json!({ "person": "limited_adult" })).1["done"], true);
    app.moves_clock(&json!({ "advance": "PT10H" }));
    app.waits(app.stand().write(move |cx| Ok(limit_ends::begin(cx, oid)?))).expect("limited");
    app.moves_clock(&json!({ "advance": "PT71H" }));
    assert_eq!(status().expect("read"), Some(AccountStatus::Limited), "72 hours are not over");
    app.moves_clock(&json!({ "advance": "PT1H" }));
    assert_eq!(status().expect("read"), Some(AccountStatus::Registered));
}

#[test]
fn sec_05_wrong_passwords_of_before_do_not_count_after_the_desk() {
    let app = TestApp::start();
    let citizen = app.citizen("standard_adult");
    let phone = citizen.logins.iter().find(|login| login.starts_with("+7")).expect("a phone");
    let mut browser = app.browser();
    browser.opens("/login");
    for _ in 0..3 {
        browser.signs_in(phone, "wrong-password");
    }
    browser.signs_in(phone, "wrong-password");
    assert_ne!(browser.heading(), "Вход", "a picture is to be read: {}", browser.page().text());
    assert_eq!(desk(&app, "restore", &json!({ "person": "standard_adult" })).1["done"], true);
    let mut own = app.browser();
    own.opens("/login").signs_in(phone, &password(&app, phone));
    assert_eq!(own.heading(), "Обзор", "{}", own.page().text());
}

#[test]
fn sec_05_a_link_for_a_password_ends_sessions_and_dies_with_the_account() {
    let app = TestApp::start();
    let email = "ivanova@example.test";
    let asked = move |cx: &Cx<'_>| Ok(accounts::find_by_login(cx.sql, ContactKind::Email, email)?);
    let oid = app.stand().read(asked).expect("read").expect("an account").oid;
    let drawn = first_password::draw(&app.stand()).expect("drawn");
    let give = move |cx: &WriteCx<'_>| first_password::give(cx, oid, &drawn);
    app.waits(app.stand().write(give)).expect("given");
    let link = app.last_link_to(email);
    let mut thief = at_home(&app, "simplified_by_email");
    let mut own = app.browser();
    own.opens(&link).fills("Пароль", "Strong-pass-77").fills("Ещё раз", "Strong-pass-77");
    let block = json!({ "person": "simplified_by_email" });
    let mut other = app.browser();
    assert_eq!(other.opens(&link).heading(), "Создание пароля");
    assert_eq!(own.presses("Готово").heading(), "Пароль создан");
    assert_eq!(thief.opens("/profile").heading(), "Вход", "the old password was good until now");
    own.opens("/login").signs_in(email, "Strong-pass-77");
    assert_eq!(own.heading(), "Обзор");
    app.moves_clock(&json!({ "advance": "PT1H" }));
    let drawn = first_password::draw(&app.stand()).expect("drawn");
    app.waits(app.stand().write(move |cx| first_password::give(cx, oid, &drawn))).expect("given");
    let link = app.last_link_to(email);
    assert_eq!(desk(&app, "block", &block).1["done"], true);
    assert_eq!(other.opens(&link).heading(), "Ссылка не действует", "a blocked account gets no password");
}

#[test]
fn sec_05_other_documents_give_nothing_back() {
    let app = TestApp::start();
    let documents = json!({
        "last_name": "Петров", "first_name": "Пётр", "middle_name": "Алексеевич", "birth_date": "1990-07-21",
        "snils": "000-000-701 22", "passport": "5710 000702",
    });
    let (status, body) = desk(&app, "restore", &json!({ "person": "standard_adult", "documents": documents }));
    assert_eq!((status, &body["reason"], &body["differs"]), (200, &json!("different"), &json!(["document"])));
    let mut browser = at_home(&app, "standard_adult");
    assert_eq!(browser.opens("/profile").heading(), "Обзор", "the old password and its sessions serve still");
}

#[test]
fn sec_05_a_new_phone_gets_the_password_and_is_the_login() {
    let app = TestApp::start();
    let mut browser = app.browser();
    browser.opens("/_mock/mfc/accounts/1000000701");
    types_papers(&mut browser, "5710 000701");
    browser.presses("Сравнить").fills("Новый телефон", "123").presses("Восстановить доступ");
    assert!(browser.page().text().contains("После +7 должно быть десять цифр"), "{}", browser.page().text());
    browser.fills("Новый телефон", "+79000000702").presses("Восстановить доступ");
    assert!(browser.page().text().contains("уже заняты"), "{}", browser.page().text());
    browser.fills("Новый телефон", "+79991112233").presses("Восстановить доступ");
    assert!(browser.page().text().contains("Доступ восстановлен."), "{}", browser.page().text());
    let mut own = app.browser();
    own.opens("/login").signs_in("+79991112233", &password(&app, "+7(999)1112233"));
    assert_eq!(own.heading(), "Обзор");
}

#[test]
fn sec_10_blocking_ends_every_session_at_once() {
    let app = TestApp::start();
    let mut browser = at_home(&app, "standard_adult");
    assert_eq!(browser.heading(), "Обзор");
    let mut operator = app.browser();
    operator.opens("/_mock/mfc/accounts/1000000701").fills("Причина блокировки", "мошенники").presses("Заблокировать");
    assert!(operator.page().text().contains("сеансы завершены"), "{}", operator.page().text());
    assert!(!operator.page().text().contains("Причина блокировки"), "once is enough");
    assert_eq!(app.last_sent_to("petrov@example.test")["letter"], "account_blocked");
    assert_eq!(browser.opens("/profile").heading(), "Вход");
    app.citizen("standard_adult").signs_in(&mut browser);
    assert!(browser.page().text().contains("заблокирована"), "{}", browser.page().text());
    let body = json!({ "person": "standard_adult" });
    assert_eq!(desk(&app, "confirm", &body).1["reason"], "blocked", "access comes first");
    assert_eq!(desk(&app, "restore", &body).1["done"], true);
    assert_eq!(desk(&app, "confirm", &body).1["done"], true);
}
