//! The citizen's own data: scenarios LVL-01 to LVL-14, REG-12, SEC-08 to SEC-10.

mod boundaries;
mod cabinet;
mod changes;
mod contacts;
mod deletion;
mod documents;
mod json;
mod levels;
mod refused;
mod registries;
mod security;

use serde_json::Value;
use serde_json::json;

use crate::rest::Reader;
use crate::support::Browser;
use crate::support::TestApp;
use crate::support::html;

/// What somebody writes who has given nothing but an e-mail so far.
pub(crate) const RIGHT: [(&str, &str); 13] = [
    ("last_name", "Иванова"),
    ("first_name", "Надежда"),
    ("middle_name", "Петровна"),
    ("birth_date", "10.05.1990"),
    ("birth_place", "г. Примерск"),
    ("citizenship", "RUS"),
    ("document", "RF_PASSPORT"),
    ("number", "57 10 000720"),
    ("issued_by", "ОВД Примерный"),
    ("issue_date", "01.06.2010"),
    ("issuer_code", "590-004"),
    ("snils", "112-233-445 95"),
    ("inn", ""),
];

/// Somebody has signed in to their own pages.
pub(crate) fn enters(app: &TestApp, persona: &str) -> Browser {
    let mut browser = app.browser();
    browser.opens("/profile");
    app.citizen(persona).signs_in(&mut browser);
    assert_eq!(browser.heading(), "Обзор", "{}", browser.page().text());
    browser
}

/// «Мои данные», «Редактировать», and everything that is asked, but for these values; «Сохранить».
pub(crate) fn declares<'a>(browser: &'a mut Browser, other: &[(&str, &str)]) -> &'a mut Browser {
    browser.opens("/profile/data").follows("Редактировать").chooses("Женский");
    for (name, value) in RIGHT.iter().chain(other) {
        browser.fills(name, value);
    }
    browser.presses("Сохранить")
}

/// A sure account gets another passport, and perhaps another last name.
pub(crate) fn replaces_passport<'a>(browser: &'a mut Browser, last_name: Option<&str>) -> &'a mut Browser {
    browser.opens("/profile/documents").follows("Заменить документ");
    if let Some(name) = last_name {
        browser.fills("last_name", name);
    }
    browser
        .fills("number", "5726 000799")
        .fills("issued_by", "МВД Примерное")
        .fills("issue_date", "20.08.2026")
        .fills("issuer_code", "590-005")
        .presses("Сохранить")
}

/// So much later; jobs have run.
pub(crate) fn later(app: &TestApp, span: &str) {
    app.moves_clock(&json!({ "advance": span }));
}

/// The level that the cabinet shows.
pub(crate) fn level(browser: &mut Browser) -> String {
    browser.opens("/profile");
    html::values_of(&browser.page().html, "data-level").concat()
}

/// What a badge of the page says to robots.
pub(crate) fn states(browser: &Browser) -> Vec<String> {
    html::values_of(&browser.page().html, "data-state")
}

/// What a registry is to answer from now on.
pub(crate) fn arranges(app: &TestApp, place: &str, outcome: &str) {
    let answer =
        app.controls("PUT", &format!("/_mock/api/v1/registries/{place}"), &json!({ "outcome": outcome }).to_string());
    assert_eq!(answer.status, 200, "{}", answer.text());
}

/// The kinds of events of somebody, in the order of time.
pub(crate) fn happened(app: &TestApp, persona: &str) -> Vec<String> {
    app.events_of(persona).into_iter().map(|(kind, _, _)| kind).collect()
}

/// What a relying party sees of somebody.
pub(crate) fn sees(reader: &Reader) -> Value {
    reader.json("/rs/prns/{oid}?embed=(documents.elements,contacts.elements,addresses.elements)")
}

/// Somebody types login and password at a relying party; are they let in?
pub(crate) fn can_sign_in(app: &TestApp, login: &str) -> bool {
    let mut browser = app.browser();
    browser.opens("/profile").signs_in(login, "11111111");
    browser.heading() == "Обзор"
}
