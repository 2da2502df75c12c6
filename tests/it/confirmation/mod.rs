//! Confirmation of identity: scenarios CNF, and the desk's part of SEC and LOG (accounts notes, 2.4 and section 9 C).

mod api;
mod bank;
mod desk;
mod newcomer;
mod post;
mod restoration;
mod signature;

use serde_json::Value;
use serde_json::json;

use crate::support::TestApp;
use crate::support::browser::Browser;

/// A pupil whose account was made by a parent, who has since become 14.
pub(crate) const CHILD: &str = "child_13_almost_14";

/// The passport that a child of 14 has got.
pub(crate) fn childs_documents(app: &TestApp) -> Value {
    let person = &app.world.citizen(CHILD).expect("a child").person;
    json!({
        "last_name": "Сидорова", "first_name": "Мария", "middle_name": "Олеговна",
        "birth_date": person.birth_date.expect("a date").to_string(), "snils": "000-000-705 26",
        "passport": "5726 000705", "issue_date": "2026-09-02", "issuer_code": "590-004", "issued_by": "ОВД Примерный",
    })
}

/// What a citizen sees of the level in the cabinet.
pub(crate) fn level(app: &TestApp, persona: &str) -> String {
    let oid = app.citizen(persona).oid;
    level_of(app, oid)
}

pub(crate) fn level_of(app: &TestApp, oid: u64) -> String {
    let stand = app.stand();
    let account = stand.read(|cx| Ok(esia_mock::storage::accounts::find(cx.sql, esia_mock::protocol::ids::Oid(oid))?));
    account.expect("readable").expect("an account").level.name().to_owned()
}

/// Somebody who has signed in to their own pages.
pub(crate) fn at_home(app: &TestApp, persona: &str) -> Browser {
    let mut browser = app.browser();
    browser.opens("/login");
    app.citizen(persona).signs_in(&mut browser);
    browser
}

/// What the papers of an adult say, typed at the desk.
pub(crate) fn types_papers(browser: &mut Browser, passport: &str) {
    let (series, number) = passport.split_at(4);
    browser
        .fills("Фамилия", "Петров")
        .fills("Имя", "Пётр")
        .fills("Отчество", "Алексеевич")
        .fills("Дата рождения", "21.07.1990")
        .fills("СНИЛС", "000-000-701 22")
        .fills("Серия", series)
        .fills("Номер", number.trim());
}
