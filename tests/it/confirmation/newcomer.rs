//! A visitor without an account at the desk of a service centre.

use crate::support::TestApp;
use crate::support::browser::Browser;

fn types_newcomer(browser: &mut Browser, last_name: &str) {
    browser
        .opens("/_mock/mfc/newcomer")
        .fills("Фамилия", last_name)
        .fills("Имя", "Ирина")
        .fills("Отчество", "Львовна")
        .fills("Дата рождения", "03.04.1995")
        .fills("СНИЛС", "112-233-445 95")
        .fills("Серия", "5715")
        .fills("Номер", "123456")
        .fills("Дата выдачи", "10.04.2015")
        .fills("Код подразделения", "590-004")
        .fills("Кем выдан", "ОВД Примерный")
        .chooses("Женский");
}

/// The operator registers somebody.
#[test]
fn cnf_05_a_visitor_without_account_gets_one_that_is_confirmed_at_once() {
    let app = TestApp::start();
    let mut browser = app.browser();
    types_newcomer(&mut browser, "Новикова");
    browser.fills("Мобильный телефон", "+7 (900) 123-45-67").presses("Зарегистрировать");
    assert!(browser.page().text().contains("она подтверждённая"), "{}", browser.page().text());
    let sms = app.browser().opens("/logs/sms").page().text();
    let password = sms.split("учётной записи ").nth(1).and_then(|rest| rest.split(' ').next()).expect("a password");
    let mut own = app.browser();
    own.opens("/login").signs_in("112-233-445 95", password);
    assert_eq!(own.heading(), "Обзор", "{}", own.page().text());
    assert!(own.page().text().contains("Новикова Ирина Львовна"));
    types_newcomer(&mut browser, "Новикова");
    browser.fills("Электронная почта", "irina@example.test").presses("Зарегистрировать");
    assert!(browser.page().text().contains("уже есть учётная запись"), "{}", browser.page().text());
}

#[test]
fn cnf_05_without_a_phone_the_password_is_made_up_behind_a_link() {
    let app = TestApp::start();
    let mut browser = app.browser();
    types_newcomer(&mut browser, "Новикова");
    browser.presses("Зарегистрировать");
    assert!(browser.page().text().contains("укажите телефон или почту"), "{}", browser.page().text());
    browser.fills("Электронная почта", "irina@example.test").presses("Зарегистрировать");
    let link = app.link_to("irina@example.test", "first_password");
    let mut own = app.browser();
    own.opens(&link);
    assert_eq!(own.heading(), "Создание пароля");
    own.fills("Пароль", "слабый").fills("Ещё раз", "слабый").presses("Готово");
    assert!(own.page().text().contains("Нужно от 8 до 64 знаков"), "{}", own.page().text());
    own.fills("Пароль", "Strong-pass-77").fills("Ещё раз", "Strong-pass-7").presses("Готово");
    assert!(own.page().text().contains("Пароли не совпадают"), "{}", own.page().text());
    own.fills("Пароль", "Strong-pass-77").fills("Ещё раз", "Strong-pass-77").presses("Готово");
    assert_eq!(own.heading(), "Пароль создан");
    own.opens("/login").signs_in("irina@example.test", "Strong-pass-77");
    assert_eq!(own.heading(), "Обзор");
    assert_eq!(own.opens(&link).heading(), "Ссылка не действует", "it serves once");
}

#[test]
fn cnf_05_a_simplified_account_of_the_visitor_stands_in_the_way() {
    let app = TestApp::build()
        .person("simplified_by_email", |citizen| {
            let part = |text| esia_mock::domain::name::NamePart::parse(text).expect(text);
            citizen.person.name = esia_mock::domain::name::FullName::new(part("Новикова"), part("Ирина"), None);
        })
        .start();
    let mut browser = app.browser();
    types_newcomer(&mut browser, "Новикова");
    browser.fills("Мобильный телефон", "+79001234567").presses("Зарегистрировать");
    assert!(browser.page().text().contains("есть упрощённая учётная запись"), "{}", browser.page().text());
}
