//! Stands and snapshots at the desk.

use crate::desk::at_card;
use crate::desk::tester;
use crate::support::TestApp;
use crate::support::html;

const MOTHER: &str = "Сидорова Анна Ивановна";

fn status(app: &TestApp) -> String {
    let answer = app.http.send(app.http.get(&app.url("/_mock/api/v1/people/confirmed_mother_of_two")));
    answer.json()["person"]["account"]["status"].as_str().expect("a status").to_owned()
}

/// Issue 16, 9: a snapshot is taken and restored by one press each, and forgotten after a question.
#[test]
fn a_snapshot_is_taken_restored_and_forgotten() {
    let app = TestApp::start();
    let mut browser = tester(&app);
    browser.follows("Стенды").fills("snapshot", "before").presses("Сделать снимок");
    assert!(browser.page().text().contains("Снимок сделан") && browser.page().text().contains("before"));
    at_card(&app, MOTHER).presses("Заблокировать");
    assert_eq!(status(&app), "blocked");
    browser.presses("Вернуть");
    assert!(browser.page().text().contains("Снимок возвращён"), "{}", browser.page().text());
    assert_eq!(status(&app), "registered");
    browser.follows("Удалить снимок");
    assert_eq!(browser.heading(), "Точно?");
    browser.presses("Удалить снимок");
    assert!(browser.page().text().contains("Снимков нет"));
}

/// Issue 16, 9: a reset is asked about once.
#[test]
fn a_reset_is_asked_about_and_done() {
    let app = TestApp::start();
    at_card(&app, MOTHER).presses("Заблокировать");
    let mut browser = tester(&app);
    browser.follows("Стенды").follows("Сбросить стенд");
    assert_eq!(status(&app), "blocked", "a question changes nothing");
    browser.presses("Сбросить стенд");
    assert!(browser.page().text().contains("Стенд сброшен"), "{}", browser.page().text());
    assert_eq!(status(&app), "registered");
}

/// Issue 16, 9: a stand is made, opened and ended; it makes none itself.
#[test]
fn a_stand_is_made_opened_and_ended() {
    let app = TestApp::start();
    let mut browser = tester(&app);
    browser.follows("Стенды").fills("stand", "qa-1").presses("Создать стенд");
    assert!(browser.page().text().contains("qa-1"), "{}", browser.page().text());
    browser.follows("Открыть пульт");
    assert_eq!((browser.heading().as_str(), browser.page().url.path()), ("Люди", "/_stand/qa-1/_mock/people"));
    browser.follows("Стенды");
    assert!(!browser.page().text().contains("Создать стенд"));
    browser.opens("/_mock/stands").follows("Удалить стенд").presses("Удалить стенд");
    assert!(browser.page().text().contains("Других стендов нет"));
}

/// A name that no stand and no snapshot can have is told.
#[test]
fn a_wrong_name_is_told() {
    let app = TestApp::start();
    let mut browser = tester(&app);
    browser.follows("Стенды").fills("stand", "Стенд номер один").presses("Создать стенд");
    assert_eq!(browser.page().status(), 400);
    assert!(browser.page().text().contains("не годится"), "{}", browser.page().text());
}

/// Issue 16, 9: a stand may have a port of its own; it answers there as long as it lives.
#[test]
fn a_stand_gets_a_port_of_its_own() {
    let app = TestApp::start();
    let mut browser = tester(&app);
    browser.follows("Стенды").fills("stand", "qa-2").fills("address", "port").presses("Создать стенд");
    assert!(browser.page().text().contains("Стенд создан"), "{}", browser.page().text());
    let other = app.at("qa-2");
    assert!(other.stand().base_path.is_empty() && other.url("") != app.url(""), "{}", other.url(""));
    let (name, href) = html::links(&browser.page().html)
        .into_iter()
        .find(|(name, _)| name == "Открыть пульт")
        .expect("a way to its desk");
    assert_eq!((name.as_str(), href), ("Открыть пульт", other.url("/_mock")));
    assert_eq!(other.browser().opens("/_mock").heading(), "Люди");
}

/// Issue 16, 9: a port that there is none for is told in words, and no stand is made.
#[test]
fn a_port_that_nobody_can_reach_is_told() {
    let app = TestApp::build().public_url("http://esia.test").start();
    let mut browser = tester(&app);
    browser.follows("Стенды").fills("address", "port").presses("Создать стенд");
    assert!(browser.page().text().contains("Своего порта не будет"), "{}", browser.page().text());
    assert_eq!(app.stands().count(), 1);
}

/// Issue 16, 9: two stands beside each other: numbers, people and systems that one of them has otherwise, or not at all.
#[test]
fn stands_are_compared_by_numbers_and_names() {
    let app = TestApp::start();
    let mut browser = tester(&app);
    browser.follows("Стенды").fills("stand", "qa-3").fills("from", "now").presses("Создать стенд");
    browser.follows("Сравнить с этим");
    let text = browser.page().text();
    assert_eq!(text.matches("Отличий нет").count(), 5, "{text}");
    at_card(&app, MOTHER).presses("Заблокировать");
    let made = app.at("qa-3").controls("POST", "/_mock/api/v1/people", r#"{"last_name": "Новикова"}"#);
    assert_eq!(made.status, 201, "{}", made.text());
    browser.opens("/_mock/stands/compare?with=qa-3");
    let text = browser.page().text();
    for said in [MOTHER, "здесь: подтверждённая, заблокирована", "Новикова", "Люди только на стенде «qa-3»"]
    {
        assert!(text.to_lowercase().contains(&said.to_lowercase()), "{said}: {text}");
    }
    assert_eq!(browser.opens("/_mock/stands/compare?with=nothing").heading(), "Стенды");
}
