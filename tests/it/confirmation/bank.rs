//! A bank that knows its client.

use serde_json::json;

use super::at_home;
use super::level;
use crate::support::TestApp;

#[test]
fn cnf_10_a_bank_with_another_passport_confirms_nobody() {
    let app = TestApp::start();
    let mut browser = at_home(&app, "standard_adult");
    browser.opens("/profile/confirm/bank").chooses("Другой паспорт").presses("Передать данные");
    assert!(browser.page().text().contains("Данные не совпали: Документ"), "{}", browser.page().text());
    assert_eq!(level(&app, "standard_adult"), "standard");
    let events = app.events_of("standard_adult");
    let refused = events.iter().find(|(kind, ..)| kind == "confirmation_refused").expect("written down");
    assert_eq!((&refused.2["way"], &refused.2["differs"]), (&json!("bank"), &json!(["document"])));
}

#[test]
fn cnf_10_a_bank_with_the_same_data_confirms() {
    let app = TestApp::start();
    let mut browser = at_home(&app, "standard_adult");
    browser.opens("/profile/confirm/bank").presses("Отказаться");
    assert!(browser.page().text().contains("Вы отказались"), "{}", browser.page().text());
    assert_eq!(level(&app, "standard_adult"), "standard");
    let (body, form) = browser.filled("Передать данные");
    browser.presses("Передать данные");
    assert!(browser.page().text().contains("Личность подтверждена"), "{}", browser.page().text());
    assert_eq!(level(&app, "standard_adult"), "confirmed");
    browser.posts(&form, &body);
    assert!(browser.page().text().contains("уже подтверждена"), "twice is once: {}", browser.page().text());
}

#[test]
fn cnf_10_an_account_without_documents_cannot_be_compared() {
    let app = TestApp::start();
    let mut browser = at_home(&app, "simplified_by_email");
    browser.opens("/profile/confirm/bank").presses("Передать данные");
    assert!(browser.page().text().contains("Сначала нужно заполнить профиль"), "{}", browser.page().text());
    assert_eq!(level(&app, "simplified_by_email"), "simplified");
    assert!(at_home(&app, "child_10").opens("/profile/confirm/bank").page().text().contains("в центре обслуживания"));
}
