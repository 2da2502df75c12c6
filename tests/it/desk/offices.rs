//! Desks of others: service centre, registries, a telephone (issue 16, 8).

use serde_json::json;

use crate::support::JsonRobot;
use crate::support::TestApp;
use crate::support::html;

const OFFICES: &str = "/_mock/offices";

#[test]
fn documents_as_the_account_says_confirm_it_in_three_presses() {
    let app = TestApp::start();
    let mut browser = app.browser();
    browser.opens(OFFICES).fills("login", "000-000-701 22").presses("Найти");
    browser.presses("Документы как в записи");
    assert_eq!(browser.heading(), "Сравнение");
    assert_eq!(html::texts_of(&browser.page().html, "td").len(), 12, "a table of four lines");
    assert_eq!(browser.page().html.matches("data-state=\"EQUAL\"").count(), 4);
    browser.presses("Подтвердить");
    assert!(browser.page().text().contains("Личность подтверждена."), "{}", browser.page().text());
}

#[test]
fn an_account_that_says_too_little_asks_for_the_documents() {
    let app = TestApp::start();
    let mut browser = app.browser();
    browser.opens(OFFICES).fills("login", "ivanova@example.test").presses("Найти").presses("Документы как в записи");
    assert!(browser.page().text().contains("введите документы сами"), "{}", browser.page().text());
}

#[test]
fn answers_of_registries_are_seen_arranged_and_taken_back() {
    let app = TestApp::start();
    let mut browser = app.browser();
    browser.opens(OFFICES).fills("О ком спросить", "standard_adult").presses("Показать ответы");
    let text = browser.page().text();
    assert!(text.contains("5710 000701") && text.contains("данные найдены"), "{text}");
    browser.fills("mvd", "invalid").fills("after", "3600").presses("Сохранить ответы");
    let text = browser.page().text();
    assert!(text.contains("документ недействителен") && text.contains("через 3600 с"), "{text}");
    let arranged = app.controls("GET", "/_mock/api/v1/registries", "").json();
    let person = format!("oid:{}", app.citizen("standard_adult").oid);
    let expected = json!([{ "registry": "mvd", "number": person, "outcome": "invalid", "after": 3600 }]);
    assert_eq!(arranged["registries"], expected);
    browser.presses("Отвечать как обычно");
    assert!(browser.page().text().contains("Все ведомства отвечают как обычно"), "{}", browser.page().text());
    browser.fills("О ком спросить", "nobody").presses("Показать ответы");
    assert!(browser.page().text().contains("Такого человека на стенде нет"));
}

#[test]
fn the_telephone_approves_a_code() {
    let app = TestApp::start();
    let robot = JsonRobot::sent_by(&app, &app.client("EPOS_DEMO"));
    let made = robot.posts("/qr-delegate/qr/generate", &json!({ "esia_session": "whatever" })).json();
    let code = made["qr_id"].as_str().expect("a code");
    let mut tester = app.browser();
    tester
        .opens(OFFICES)
        .fills("Номер кода", "nothing")
        .fills("Кто входит", "standard_adult")
        .presses("Подтвердить вход");
    assert!(tester.page().text().contains("Такого кода нет"), "{}", tester.page().text());
    tester.fills("Номер кода", code).presses("Подтвердить вход");
    assert!(tester.page().text().contains("Вход подтверждён"), "{}", tester.page().text());
}
