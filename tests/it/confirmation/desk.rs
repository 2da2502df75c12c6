//! The desk of a центр обслуживания, by its pages.

use serde_json::json;

use super::CHILD;
use super::childs_documents;
use super::level;
use super::types_papers;
use crate::support::TestApp;
use crate::support::browser::Browser;

/// The operator has found the account by what was typed.
fn found(app: &TestApp, login: &str) -> Browser {
    let mut browser = app.browser();
    browser.opens("/_mock/mfc").fills("Телефон, почта или СНИЛС", login).presses("Найти");
    assert_eq!(browser.heading(), "Учётная запись посетителя", "{}", browser.page().text());
    browser
}

#[test]
fn cnf_01_documents_that_are_equal_confirm_the_account() {
    let app = TestApp::start();
    let mut browser = found(&app, "000-000-701 22");
    types_papers(&mut browser, "5710 000701");
    browser.presses("Сравнить");
    assert_eq!(browser.heading(), "Сравнение");
    let text = browser.page().text();
    assert_eq!(text.matches("совпадает").count(), 4, "{text}");
    assert!(!text.contains("не совпадает"), "{text}");
    browser.presses("Подтвердить");
    assert!(browser.page().text().contains("Личность подтверждена."), "{}", browser.page().text());
    let tokens = app.citizen("standard_adult").gives_tokens_to(&app.client("EPOS_DEMO"));
    let subject = tokens.id().claim("urn:esia:sbj").clone();
    assert_eq!((&subject["urn:esia:sbj:lvl"], &subject["urn:esia:sbj:is_tru"]), (&json!("PR"), &json!(true)));
    let events = app.events_of("standard_adult");
    assert!(events.iter().any(|(kind, _, data)| kind == "level_raised" && data["proof"] == "service_centre"));
    let sms = app.browser().opens("/logs/sms?to=%2B7(900)0000701").page().text();
    assert!(sms.contains("ваша личность подтверждена"), "{sms}");
}

#[test]
fn cnf_02_another_passport_is_refused_and_the_level_stays() {
    let app = TestApp::start();
    let mut browser = found(&app, "petrov@example.test");
    types_papers(&mut browser, "5710 000799");
    browser.presses("Сравнить");
    let text = browser.page().text();
    assert!(text.contains("5710 000701") && text.contains("5710 000799") && text.contains("не совпадает"), "{text}");
    let html = &browser.page().html;
    let (refuse, confirm) = (html.find("Отказать</").expect("a button"), html.find("Подтвердить</").expect("a button"));
    assert!(refuse < confirm, "Enter refuses");
    browser.presses("Подтвердить");
    assert!(browser.page().text().contains("Данные не совпали: Документ."), "{}", browser.page().text());
    assert_eq!(level(&app, "standard_adult"), "standard");
    browser.fills("Причина отказа", "<b>паспорт</b> другой").presses("Отказать");
    assert!(browser.page().text().contains("В подтверждении отказано"), "{}", browser.page().text());
    assert_eq!(level(&app, "standard_adult"), "standard");
    let refused: Vec<_> =
        app.events_of("standard_adult").into_iter().filter(|e| e.0 == "confirmation_refused").collect();
    assert_eq!(refused.len(), 2);
    assert_eq!(refused[0].2["differs"], json!(["document"]));
    assert_eq!(refused[1].2["reason"], "<b>паспорт</b> другой");
}

/// Case 3.6: what the account lacks is not said to be equal.
#[test]
fn cnf_03_a_childs_account_is_confirmed_once_its_parent_has_unlinked_it() {
    let app = TestApp::start();
    app.moves_clock(&json!({ "advance": "P2D" }));
    let documents = childs_documents(&app);
    let mut browser = found(&app, "sidorova.maria@example.test");
    let types = |browser: &mut Browser| {
        browser
            .fills("Фамилия", "Сидорова")
            .fills("Имя", "Мария")
            .fills("Отчество", "Олеговна")
            .fills("Дата рождения", &russian(documents["birth_date"].as_str().expect("a date")))
            .fills("СНИЛС", "00000070526")
            .fills("Серия", "5726")
            .fills("Номер", "000705")
            .presses("Сравнить");
    };
    types(&mut browser);
    let compared = browser.page().text();
    assert!(compared.contains("в записи нет"), "the account has no passport to compare: {compared}");
    browser.presses("Подтвердить");
    let said = browser.page().text();
    assert!(said.contains("Сначала родитель должен отвязать её в своём профиле"), "{said}");
    assert_eq!(level(&app, CHILD), "child");
    unlink(&app);
    browser.presses("Подтвердить");
    assert!(browser.page().text().contains("Личность подтверждена."), "{}", browser.page().text());
    assert_eq!(level(&app, CHILD), "confirmed", "under the same number");
    let oid = app.citizen(CHILD).gives_tokens_to(&app.client("EPOS_DEMO")).oid();
    assert_eq!(oid, app.citizen(CHILD).oid);
}

/// «Отвязать», as the parent's own page does it.
pub(super) fn unlink(app: &TestApp) {
    let oid = esia_mock::protocol::ids::Oid(app.citizen(CHILD).oid);
    let stand = app.stand();
    let unlinked = stand.write(move |cx| {
        for (_, card) in esia_mock::storage::children::list_by_account(cx.sql, oid)? {
            esia_mock::storage::children::update_account(cx.sql, card, None)?;
        }
        Ok(())
    });
    app.waits(unlinked).expect("written");
}

fn russian(date: &str) -> String {
    let parts: Vec<_> = date.split('-').rev().collect();
    parts.join(".")
}

#[test]
fn cnf_03_a_child_without_a_passport_age_is_too_young() {
    let app = TestApp::start();
    unlink(&app);
    let answer = app.controls(
        "POST",
        "/_mock/api/v1/mfc/confirm",
        &json!({ "person": CHILD, "documents": childs_documents(&app) }).to_string(),
    );
    assert_eq!((answer.status, &answer.json()["reason"]), (200, &json!("too_young")));
    assert_eq!(level(&app, CHILD), "child");
}

#[test]
fn cnf_03_by_the_rule_for_birthdays_a_passport_counts_from_the_day_after() {
    let app = TestApp::build().config(|config| config.rules.set("age.boundary=next_day").expect("a rule")).start();
    unlink(&app);
    let body = json!({ "person": CHILD, "documents": childs_documents(&app) }).to_string();
    for is_done in [false, true] {
        app.moves_clock(&json!({ "advance": "P1D" }));
        assert_eq!(app.controls("POST", "/_mock/api/v1/mfc/confirm", &body).json()["done"], is_done);
    }
}

#[test]
fn cnf_03_by_rule_the_confirmed_account_is_another_one() {
    let app = TestApp::build().config(|config| config.rules.set("child.keep_oid=off").expect("a rule")).start();
    app.moves_clock(&json!({ "advance": "P2D" }));
    unlink(&app);
    let body = json!({ "person": CHILD, "documents": childs_documents(&app) }).to_string();
    let answer = app.controls("POST", "/_mock/api/v1/mfc/confirm", &body);
    assert_eq!(answer.status, 200, "{}", answer.text());
    let oid = answer.json()["oid"].as_u64().expect("a number");
    assert_ne!(oid, app.citizen(CHILD).oid);
    assert_eq!(app.citizen(CHILD).gives_tokens_to(&app.client("EPOS_DEMO")).oid(), oid, "the same login and password");
}

/// The pupil who is standard as yet and has a simplified double.
fn pupil() -> TestApp {
    let app = TestApp::build().person("confirmed_pupil_15", |citizen| {
        citizen.account.level = esia_mock::domain::account::AccountLevel::Standard;
    });
    app.start()
}

#[test]
fn cnf_04_a_simplified_double_must_be_deleted_first() {
    let app = pupil();
    let confirm = || {
        let body = json!({ "person": "confirmed_pupil_15" }).to_string();
        app.controls("POST", "/_mock/api/v1/mfc/confirm", &body)
    };
    let answer = confirm();
    assert_eq!((answer.status, &answer.json()["reason"]), (200, &json!("duplicate")), "{}", answer.text());
    assert_eq!(level(&app, "confirmed_pupil_15"), "standard");
    let (stand, double) = (app.stand(), esia_mock::protocol::ids::Oid(1_000_000_721));
    let deleted = stand.write(move |cx| esia_mock::flow::account::closing::delete(cx, double));
    app.waits(deleted).expect("deleted");
    assert_eq!(confirm().json()["done"], true);
    assert_eq!(level(&app, "confirmed_pupil_15"), "confirmed");
}

#[test]
fn cnf_04_the_double_is_named_to_the_operator() {
    let app = pupil();
    let mut browser = found(&app, "+79000000706");
    let person = app.world.citizen("confirmed_pupil_15").expect("a pupil");
    let document = person.documents.iter().find(|document| document.kind.is_identity()).expect("a passport");
    browser
        .fills("Фамилия", "КУЗНЕЦОВ")
        .fills("Имя", "АРТЁМ")
        .fills("Отчество", "ДЕНИСОВИЧ")
        .fills("Дата рождения", &russian(&person.person.birth_date.expect("a date").to_string()))
        .fills("СНИЛС", "000-000-706 27")
        .fills("Серия", document.data.series.as_deref().expect("a series"))
        .fills("Номер", document.data.number.as_deref().expect("a number"))
        .presses("Сравнить")
        .presses("Подтвердить");
    let said = browser.page().text();
    assert!(said.contains("есть упрощённая учётная запись (1000000721). Сначала её нужно удалить"), "{said}");
}

#[test]
fn cnf_04_by_rule_doubles_do_not_matter() {
    let app = TestApp::build()
        .person("confirmed_pupil_15", |citizen| {
            citizen.account.level = esia_mock::domain::account::AccountLevel::Standard;
        })
        .config(|config| config.rules.set("service_centre.duplicates=ignored").expect("a rule"))
        .start();
    let body = json!({ "person": "confirmed_pupil_15" }).to_string();
    assert_eq!(app.controls("POST", "/_mock/api/v1/mfc/confirm", &body).json()["done"], true);
}

#[test]
fn what_is_typed_wrong_is_told_beside_its_field() {
    let app = TestApp::start();
    let mut browser = app.browser();
    browser.opens("/_mock/mfc").presses("Найти");
    assert!(browser.page().text().contains("Укажите телефон, почту или СНИЛС"));
    browser.fills("Телефон, почта или СНИЛС", "кто-то").presses("Найти");
    assert_eq!(browser.heading(), "Центр обслуживания");
    browser.fills("Телефон, почта или СНИЛС", "nobody@example.test").presses("Найти");
    assert!(browser.page().text().contains("Учётной записи нет"), "{}", browser.page().text());
    browser.opens("/_mock/mfc/newcomer").presses("Зарегистрировать");
    assert!(browser.page().text().matches("Заполните это поле").count() >= 6, "{}", browser.page().text());
    browser.opens("/_mock/mfc/accounts/1000000701").fills("Серия", "57").fills("Номер", "1").presses("Сравнить");
    assert!(browser.page().text().contains("Серия паспорта — четыре цифры"), "{}", browser.page().text());
    for forged in ["/_mock/mfc/accounts/1", "/_mock/mfc/accounts/x'--", "/_mock/mfc/accounts/-1"] {
        assert_eq!(browser.opens(forged).page().status(), 404, "{forged}");
    }
}

#[test]
fn an_account_is_found_by_name_and_date_of_birth_too() {
    let app = TestApp::start();
    let mut browser = app.browser();
    browser
        .opens("/_mock/mfc")
        .fills("Фамилия", "Петров")
        .fills("Имя", "Пётр")
        .fills("Дата рождения", "21.07.1990")
        .presses("Найти");
    assert!(browser.page().text().contains("Петров Пётр Алексеевич"), "{}", browser.page().text());
}

#[test]
fn a_token_of_control_is_asked_for_where_there_is_one() {
    let app = TestApp::build().process(|config| config.control_token = Some("тайна-1".to_owned())).start();
    let mut browser = app.browser();
    for path in ["/_mock/mfc", "/_mock/mfc/newcomer", "/_mock/mfc/accounts/1000000701"] {
        assert_eq!(browser.opens(path).page().status(), 401, "{path}");
        assert!(!browser.page().text().contains("Петров"), "{path}");
    }
    browser.fills("Маркер управления", "другой").presses("Продолжить");
    assert_eq!(browser.page().status(), 401);
    assert!(browser.page().text().contains("Маркер другой"));
    browser.fills("Маркер управления", "тайна-1").presses("Продолжить");
    assert_eq!((browser.page().status(), browser.heading().as_str()), (200, "Учётная запись посетителя"));
    assert_eq!(browser.opens("/_mock/mfc").heading(), "Центр обслуживания");
    let (body, form) = browser.filled("Найти");
    assert!(!browser.cookie("esia_mock_operator").expect("a cookie").value.contains("тайна"));
    browser.plants("esia_mock_operator", "forged").posts(&form, &body);
    assert_eq!(browser.page().status(), 401, "a form without the cookie");
    assert_eq!(app.controls("POST", "/_mock/api/v1/mfc/block", r#"{"person":"standard_adult"}"#).status, 401);
}

#[test]
fn a_form_without_its_guard_is_out_of_date() {
    let app = TestApp::start();
    let mut browser = found(&app, "000-000-701 22");
    types_papers(&mut browser, "5710 000701");
    browser.presses("Сравнить");
    let (body, form) = browser.filled("Подтвердить");
    let csrf = browser.page().value("csrf");
    browser.posts(&form, &body.replace(&csrf, "forged"));
    assert_eq!((browser.page().status(), browser.heading().as_str()), (403, "Страница устарела"));
    assert_eq!(level(&app, "standard_adult"), "standard");
}
