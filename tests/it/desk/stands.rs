//! Stands and snapshots at the desk.

use crate::desk::at_card;
use crate::desk::tester;
use crate::support::TestApp;

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
