//! Sure accounts: another passport, another name, a passport that was not renewed in time.

use serde_json::json;

use super::arranges;
use super::enters;
use super::happened;
use super::later;
use super::level;
use super::replaces_passport;
use super::sees;
use super::states;
use crate::rest::Reader;
use crate::support::TestApp;
use crate::support::html;

const PERSONA: &str = "confirmed_mother_of_two";
const SCOPE: &str = "openid fullname snils id_doc birthdate";

#[test]
fn lvl_10_another_passport_counts_once_it_is_verified() {
    let app = TestApp::start();
    let reader = Reader::of(&app, PERSONA, SCOPE);
    let before = sees(&reader);
    let mut browser = enters(&app, PERSONA);
    replaces_passport(&mut browser, None);
    assert_eq!(level(&mut browser), "confirmed");
    browser.opens("/profile/documents");
    assert!(states(&browser).iter().any(|state| state == "VERIFYING"), "{:?}", states(&browser));
    let seen = sees(&reader);
    assert_eq!((&seen["rIdDoc"], &seen["trusted"]), (&before["rIdDoc"], &json!(true)));
    assert_eq!((&seen["documents"]["size"], &seen["verifying"]), (&json!(2), &json!(true)));
    later(&app, "PT15M");
    let seen = sees(&reader);
    assert_ne!(seen["rIdDoc"], before["rIdDoc"]);
    let documents = seen["documents"]["elements"].as_array().expect("a list");
    let passports: Vec<_> = documents.iter().filter(|document| document["type"] == "RF_PASSPORT").collect();
    assert_eq!(passports.len(), 1, "the old one is gone: {documents:?}");
    assert_eq!((&passports[0]["series"], &passports[0]["vrfStu"]), (&json!("5726"), &json!("VERIFIED")));
    assert_eq!(level(&mut browser), "confirmed");
}

#[test]
fn lvl_10_a_passport_that_does_not_pass_changes_nothing() {
    let app = TestApp::start();
    arranges(&app, "mvd/5726%20000799", "not_found");
    let reader = Reader::of(&app, PERSONA, SCOPE);
    let before = sees(&reader);
    let mut browser = enters(&app, PERSONA);
    replaces_passport(&mut browser, None);
    later(&app, "PT15M");
    let seen = sees(&reader);
    assert_eq!((&seen["rIdDoc"], &seen["trusted"]), (&before["rIdDoc"], &json!(true)));
    assert_eq!(app.last_sent_to("sidorova@example.test")["letter"], "check_failed");
    browser.opens("/profile/documents");
    assert!(browser.page().text().contains("Не найдено в реестре: МВД"), "{}", browser.page().text());
    browser.presses("Отменить замену");
    assert_eq!(sees(&reader)["documents"]["size"], 1);
}

#[test]
fn lvl_10_a_replacement_that_was_given_up_is_not_answered_about() {
    let app = TestApp::start();
    let reader = Reader::of(&app, PERSONA, SCOPE);
    let before = sees(&reader);
    let mut browser = enters(&app, PERSONA);
    replaces_passport(&mut browser, Some("Петрова"));
    browser.opens("/profile/documents").presses("Отменить замену");
    later(&app, "PT30M");
    let seen = sees(&reader);
    assert_eq!((&seen["rIdDoc"], &seen["lastName"]), (&before["rIdDoc"], &json!("Сидорова")));
    assert_eq!(seen["verifying"], false);
}

#[test]
fn lvl_11_a_passport_that_was_not_renewed_is_outdated() {
    // Born on 12.03.1985 and given a passport in 2015, they should have renewed it at 45, on 12.03.2030.
    let app = TestApp::start();
    later(&app, "P3Y9M9D");
    let mut browser = enters(&app, PERSONA);
    browser.opens("/profile/documents");
    assert!(states(&browser).contains(&"GRACE".to_owned()), "10.06.2030: {:?}", states(&browser));
    assert!(!happened(&app, PERSONA).contains(&"document_outdated".to_owned()));
    later(&app, "P1D");
    let mut browser = enters(&app, PERSONA);
    browser.opens("/profile/documents");
    assert!(states(&browser).contains(&"OUTDATED".to_owned()), "11.06.2030: {:?}", states(&browser));
    assert_eq!(happened(&app, PERSONA).iter().filter(|kind| *kind == "document_outdated").count(), 1);
    let letters = app.sent_to("sidorova@example.test");
    assert!(letters.iter().any(|letter| letter["letter"] == "document_outdated"), "{letters:?}");
    assert_eq!(level(&mut browser), "confirmed", "nothing else follows, by default");
    later(&app, "P1Y");
    assert_eq!(happened(&app, PERSONA).iter().filter(|kind| *kind == "document_outdated").count(), 1);
}

#[test]
fn lvl_11_a_rule_lowers_the_level_of_outdated_accounts() {
    let rule = "document.downgrade_on_expiry=on";
    let app = TestApp::build().config(|config| config.rules.set(rule).expect("a rule")).start();
    later(&app, "P4Y");
    let mut browser = enters(&app, PERSONA);
    assert_eq!(level(&mut browser), "standard");
    assert!(happened(&app, PERSONA).contains(&"level_lowered".to_owned()));
}

#[test]
fn lvl_11_a_passport_of_today_is_watched_as_well() {
    let app = TestApp::start();
    let mut browser = enters(&app, "simplified_by_email");
    super::declares(&mut browser, &[("birth_date", "10.06.2006"), ("issue_date", "01.07.2020")]);
    later(&app, "PT15M");
    let due: Vec<_> = app.jobs().into_iter().filter(|job| job["kind"] == "document_expiry").collect();
    assert!(due.iter().any(|job| job["payload"]["day"] == "2026-09-09"), "20 years and 91 days: {due:?}");
    later(&app, "P8D");
    assert!(happened(&app, "simplified_by_email").contains(&"document_outdated".to_owned()));
}

#[test]
fn lvl_12_another_name_counts_once_both_registries_agree() {
    let app = TestApp::start();
    let reader = Reader::of(&app, PERSONA, SCOPE);
    let mut browser = enters(&app, PERSONA);
    replaces_passport(&mut browser, Some("Петрова"));
    assert_eq!(browser.heading(), "Мои данные", "{}", browser.page().text());
    assert!(browser.page().text().contains("Петрова Анна Ивановна"));
    assert_eq!(sees(&reader)["lastName"], "Сидорова", "until then the old name");
    later(&app, "PT15M");
    let seen = sees(&reader);
    assert_eq!((&seen["lastName"], &seen["trusted"]), (&json!("Петрова"), &json!(true)));
    let event = app.events_of(PERSONA).into_iter().find(|(kind, _, _)| kind == "name_changed").expect("an event");
    assert_eq!(event.2, json!({ "before": "Сидорова Анна Ивановна", "after": "Петрова Анна Ивановна" }));
    let again = Reader::of(&app, PERSONA, SCOPE);
    assert_eq!(again.oid, reader.oid, "the OID stays");
    assert!(app.sent_to("sidorova@example.test").iter().any(|letter| letter["letter"] == "data_changed"));
}

#[test]
fn lvl_12_one_registry_alone_changes_neither_name_nor_passport() {
    let app = TestApp::start();
    arranges(&app, "sfr/000-000-702%2023", "mismatch_name");
    let reader = Reader::of(&app, PERSONA, SCOPE);
    let before = sees(&reader);
    let mut browser = enters(&app, PERSONA);
    replaces_passport(&mut browser, Some("Петрова"));
    later(&app, "PT15M");
    let seen = sees(&reader);
    assert_eq!((&seen["lastName"], &seen["rIdDoc"]), (&json!("Сидорова"), &before["rIdDoc"]));
    browser.opens("/profile/data");
    assert!(browser.page().text().contains("В реестре записаны другие ФИО: СФР"), "{}", browser.page().text());
    assert!(seen["snils"] == "000-000-702 23", "what was sure stays so");
}

#[test]
fn lvl_12_a_name_without_a_new_passport_is_refused() {
    let app = TestApp::start();
    let mut browser = enters(&app, PERSONA);
    browser.opens("/profile/data/edit").fills("last_name", "Петрова").presses("Сохранить");
    let told = html::text_by_id(&browser.page().html, "number-error").expect("a mistake");
    assert!(told.contains("нужен новый паспорт"), "{told}");
}

#[test]
fn what_a_sure_account_is_not_asked_cannot_be_sent() {
    let app = TestApp::start();
    let mut browser = enters(&app, PERSONA);
    browser.opens("/profile/data/edit");
    let (body, form) = browser.filled("Сохранить");
    let body = format!("{body}&birth_date=01.01.1960&snils=112-233-445+95&gender=M&citizenship=CHN");
    browser.posts(&form, &body);
    assert!(browser.page().text().contains("Данные сохранены"), "{}", browser.page().text());
    let seen = sees(&Reader::of(&app, PERSONA, SCOPE));
    assert_eq!((&seen["birthDate"], &seen["snils"]), (&json!("12.03.1985"), &json!("000-000-702 23")));
}
