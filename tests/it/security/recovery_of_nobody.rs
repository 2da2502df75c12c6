//! A recovery tells nobody who has an account (SEC-07).

use super::MOTHER;
use super::complaints;
use super::picture;
use super::recovery::begins;
use super::recovery::proves;
use super::recovery::types;
use super::sent_to;
use crate::support::TestApp;

/// What every step says to somebody who has neither the document nor the code.
fn story(app: &TestApp, login: &str, document: &str) -> Vec<String> {
    let mut browser = app.browser();
    browser.opens("/login/recovery");
    let mut story = Vec::new();
    begins(&mut browser, login);
    story.push(browser.page().text());
    proves(&mut browser, document);
    story.push(browser.page().text());
    if browser.heading() == "Подтверждение" && !login.contains('@') {
        browser.presses("Получить новый код");
        story.push(browser.page().text());
        for _ in 0..4 {
            types(&mut browser, "000000");
            story.push(browser.page().text());
        }
    }
    story
}

fn app() -> TestApp {
    TestApp::build().config(|config| config.hints = false).start()
}

#[test]
fn sec_07_every_step_says_the_same_to_whom_no_account_belongs() {
    let app = app();
    // Only the last four digits of a phone are shown.
    let phones = ["+7(900)0000702", "+7(900)1110702"];
    for document in ["", "0000 000000"] {
        let [known, unknown] = phones.map(|phone| story(&app, phone, document));
        assert_eq!(known, unknown, "{document:?}");
    }
    assert_eq!(sent_to(&app, phones[0]), Vec::<serde_json::Value>::new(), "nobody got a code");
    assert_eq!(story(&app, phones[0], "").len(), 7);
    for blocked in ["+7(900)0000719", "deleted.adult@example.test"] {
        assert_eq!(story(&app, blocked, "").len(), if blocked.contains('@') { 2 } else { 7 });
        assert_eq!(sent_to(&app, blocked), Vec::<serde_json::Value>::new(), "{blocked}");
    }
}

#[test]
fn sec_07_an_account_without_documents_goes_the_same_way() {
    let app = app();
    let emails = ["simplified", "nobody"];
    let story = |who: &str, document: &str| {
        let login = match who {
            "simplified" => app.citizen("simplified_by_email").login,
            _ => "nobody@example.test".to_owned(),
        };
        let told = story(&app, &login, document);
        told.into_iter().map(|text| text.replace(&login, "…")).collect::<Vec<_>>()
    };
    for document in ["", "0000 000000"] {
        let [known, unknown] = emails.map(|who| story(who, document));
        assert_eq!(known, unknown, "{document:?}");
    }
    assert_eq!(sent_to(&app, &app.citizen("simplified_by_email").login).len(), 1, "the holder has the letter");
}

#[test]
fn the_start_says_what_is_wrong_beside_each_field() {
    let app = TestApp::start();
    let mut browser = app.browser();
    browser.opens("/login/recovery").presses("Продолжить");
    assert_eq!(complaints(&browser), ["Заполните это поле", "На картинке другие цифры. Введите те, что видите сейчас"]);
    let digits = picture(&browser);
    browser.fills("Телефон, почта или СНИЛС", "<script>").fills("Цифры с картинки", &digits).presses("Продолжить");
    assert_eq!(complaints(&browser), ["Проверьте логин: нужен телефон, почта или СНИЛС"]);
    assert!(!browser.page().html.contains("<script>"), "{}", browser.page().html);
    let citizen = app.citizen(MOTHER);
    assert_eq!(begins(&mut browser, &citizen.login).heading(), "Восстановление доступа");
}
