//! What the form of «Мои данные» does not take, each mistake beside its field; no registry is asked.

use super::RIGHT;
use super::declares;
use super::enters;
use super::happened;
use super::level;
use super::states;
use crate::support::Browser;
use crate::support::TestApp;
use crate::support::html;

const PERSONA: &str = "simplified_by_email";

/// Nothing was saved; what is said beside the field.
fn mistake(app: &TestApp, browser: &Browser, field: &str) -> String {
    assert_eq!(browser.heading(), "Данные и документ", "{}", browser.page().text());
    assert!(happened(app, PERSONA).is_empty(), "no check was started");
    html::text_by_id(&browser.page().html, &format!("{field}-error"))
        .unwrap_or_else(|| panic!("nothing beside {field}: {}", browser.page().text()))
}

#[test]
fn reg_12_whoever_is_younger_than_14_is_sent_to_a_parent() {
    let app = TestApp::start();
    let mut browser = enters(&app, PERSONA);
    declares(&mut browser, &[("birth_date", "02.09.2012"), ("issue_date", "01.09.2026")]);
    assert!(mistake(&app, &browser, "birth_date").contains("создаёт родитель"));
    // The day of the 14th birthday counts.
    declares(&mut browser, &[("birth_date", "01.09.2012"), ("issue_date", "01.09.2026")]);
    assert_eq!(browser.heading(), "Мои данные", "{}", browser.page().text());
}

#[test]
fn lvl_05_a_wrong_control_number_starts_no_check() {
    let app = TestApp::start();
    let mut browser = enters(&app, PERSONA);
    declares(&mut browser, &[("snils", "112-233-445 96")]);
    assert!(mistake(&app, &browser, "snils").contains("последние две цифры"));
    assert_eq!(level(&mut browser), "simplified");
}

#[test]
fn lvl_08_the_number_of_another_sure_account_is_refused() {
    let app = TestApp::start();
    let mut browser = enters(&app, PERSONA);
    for taken in ["000-000-702 23", "00000070122"] {
        declares(&mut browser, &[("snils", taken)]);
        assert!(mistake(&app, &browser, "snils").contains("восстановите доступ"), "{taken}");
        assert!(html::links(&browser.page().html).iter().any(|(_, href)| href == "/login/recovery"));
    }
    assert_eq!(level(&mut browser), "simplified");
}

#[test]
fn each_mistake_stands_beside_its_field() {
    let app = TestApp::start();
    let mut browser = enters(&app, PERSONA);
    for (field, value, said) in [
        ("last_name", "Ивaнова", "Не смешивайте"),
        ("last_name", "", "Заполните"),
        ("first_name", "Müller", "Знака «ü»"),
        ("middle_name", "x_", "Знака «_»"),
        ("birth_date", "31.02.1990", "Такого дня нет"),
        ("birth_date", "10.05.90", "Запишите дату так"),
        ("birth_date", "31.12.1899", "01.01.1900"),
        ("birth_date", "02.09.2026", "ещё не наступила"),
        ("birth_place", " ", "Заполните"),
        ("citizenship", "xx", "Выберите"),
        ("document", "MLTR_ID", "Выберите"),
        ("document", "FID_DOC", "Документ не подходит"),
        ("number", "5710 00072", "Номер паспорта"),
        ("number", "57I0 000720", "Серия паспорта"),
        ("issued_by", "", "Заполните"),
        ("issue_date", "09.05.2004", "раньше 14 лет"),
        ("issue_date", "02.09.2026", "ещё не наступила"),
        ("issue_date", "01.06.2005", "просрочен"),
        ("issuer_code", "59-0004", "Код подразделения"),
        ("snils", "112-233-445 9", "11 цифр"),
        ("inn", "7743013901", "12 цифр"),
    ] {
        declares(&mut browser, &[(field, value)]);
        let told = mistake(&app, &browser, field);
        assert!(told.contains(said), "{field}={value}: {told}");
        let is_chosen = ["citizenship", "document"].contains(&field);
        assert!(is_chosen || browser.page().value(field) == value.trim(), "{field}: it can be corrected");
    }
    assert_eq!(level(&mut browser), "simplified");
}

#[test]
fn rules_about_names_hold_here_as_in_the_registration() {
    let app = TestApp::build().config(|config| config.rules.set("name.one_alphabet=on").expect("a rule")).start();
    let mut browser = enters(&app, PERSONA);
    declares(&mut browser, &[("middle_name", "Petrovna")]);
    assert!(!mistake(&app, &browser, "middle_name").is_empty());
}

#[test]
fn everything_that_is_wrong_is_told_at_once() {
    let app = TestApp::start();
    let mut browser = enters(&app, PERSONA);
    browser.opens("/profile/data/edit");
    for (name, _) in RIGHT {
        browser.fills(name, "");
    }
    browser.presses("Сохранить");
    let told = html::texts_by_class(&browser.page().html, "field-error");
    assert_eq!(told.len(), 8, "all but the sex and the document, which are known: {told:?}");
}

#[test]
fn dates_are_taken_without_their_dots() {
    let app = TestApp::start();
    let mut browser = enters(&app, PERSONA);
    declares(&mut browser, &[("birth_date", "10051990"), ("issue_date", "01062010")]);
    assert_eq!(browser.heading(), "Мои данные", "{}", browser.page().text());
    assert!(browser.page().text().contains("10.05.1990"));
    assert!(states(&browser).contains(&"VERIFYING".to_owned()));
}
