//! From simplified to standard: data are saved, registries answer, the level follows.

use serde_json::json;

use super::arranges;
use super::can_sign_in;
use super::declares;
use super::enters;
use super::happened;
use super::later;
use super::level;
use super::sees;
use super::states;
use crate::rest::Reader;
use crate::support::TestApp;

const PERSONA: &str = "simplified_by_email";
const SCOPE: &str = "openid fullname snils id_doc email";
const SNILS: &str = "112-233-445 95";

#[test]
fn lvl_01_a_simplified_account_becomes_standard() {
    let app = TestApp::start();
    let mut browser = enters(&app, PERSONA);
    declares(&mut browser, &[]);
    assert_eq!(browser.heading(), "Мои данные", "{}", browser.page().text());
    assert!(browser.page().text().contains("отправлены на проверку"), "{}", browser.page().text());
    assert!(states(&browser).contains(&"VERIFYING".to_owned()), "{:?}", states(&browser));
    assert_eq!(level(&mut browser), "simplified_ready");
    let reader = Reader::of(&app, PERSONA, SCOPE);
    let seen = sees(&reader);
    assert_eq!((&seen["verifying"], &seen["snils"]), (&json!(true), &json!(null)));
    assert_eq!(seen["documents"]["elements"][0]["vrfStu"], "VERIFYING", "{seen}");

    later(&app, "PT15M");
    assert_eq!(level(&mut browser), "standard");
    let seen = sees(&reader);
    assert_eq!((&seen["verifying"], &seen["snils"], &seen["trusted"]), (&json!(false), &json!(SNILS), &json!(false)));
    assert_eq!(seen["documents"]["elements"][0]["vrfStu"], "VERIFIED", "{seen}");
    assert_eq!(seen["rIdDoc"], seen["documents"]["elements"][0]["id"]);
    let letter = app.last_sent_to("ivanova@example.test");
    assert_eq!(letter["letter"], "level_raised", "{letter}");
    let expected = ["check_started", "check_started", "check_answered", "document_verified", "level_raised"];
    let mut kinds = happened(&app, PERSONA);
    kinds.dedup();
    assert!(expected.iter().all(|kind| kinds.iter().any(|known| known == kind)), "{kinds:?}");
    browser.opens("/profile/notifications");
    assert!(browser.page().text().contains("Уровень учётной записи повышен: стандартная"), "{}", browser.page().text());
    assert!(browser.page().text().contains("01.09.2026 09:15"), "by the stand's zone: {}", browser.page().text());

    assert!(can_sign_in(&app, SNILS), "СНИЛС is a login now");
    let rp = app.client("DEMO_RSA").asking_for(SCOPE);
    let tokens = app.citizen(PERSONA).gives_tokens_to(&rp);
    let id = tokens.id();
    let subject = id.claim("urn:esia:sbj");
    assert_eq!(subject["urn:esia:sbj:lvl"], "P");
    assert!(subject.get("urn:esia:sbj:is_tru").is_none(), "{subject}");
}

#[test]
fn lvl_02_the_interior_ministry_knows_other_data() {
    for (outcome, words) in [
        ("mismatch_name", "записаны другие ФИО: МВД"),
        ("mismatch_birth_date", "другие дата рождения или пол: МВД"),
        ("not_found", "Не найдено в реестре: МВД"),
        ("invalid", "Документ недействителен: МВД"),
    ] {
        let app = TestApp::start();
        arranges(&app, "mvd/5710%20000720", outcome);
        let mut browser = enters(&app, PERSONA);
        declares(&mut browser, &[]);
        later(&app, "PT15M");
        assert_eq!(level(&mut browser), "simplified", "{outcome}");
        browser.opens("/profile/documents");
        assert!(browser.page().text().contains(words), "{outcome}: {}", browser.page().text());
        assert_eq!(states(&browser), ["NOT_VERIFIED"]);
        let letter = app.last_sent_to("ivanova@example.test");
        assert_eq!(letter["letter"], "check_failed");
        let text = letter["text"].as_str().expect("a text");
        assert!(text.contains(&format!("MVD_{}", outcome.to_uppercase())) && text.contains(words), "{text}");
        assert!(!can_sign_in(&app, SNILS), "{outcome}");
    }
}

#[test]
fn lvl_02_corrected_data_are_checked_anew() {
    let app = TestApp::start();
    arranges(&app, "mvd/5710%20000720", "invalid");
    let mut browser = enters(&app, PERSONA);
    declares(&mut browser, &[]);
    later(&app, "PT15M");
    browser.opens("/profile/data").follows("Редактировать");
    assert_eq!(browser.page().value("number"), "5710 000720", "what was written is there again");
    declares(&mut browser, &[("number", "5710 000721")]);
    later(&app, "PT15M");
    assert_eq!(level(&mut browser), "standard");
}

#[test]
fn lvl_03_the_social_fund_does_not_know_the_number() {
    let app = TestApp::start();
    arranges(&app, "sfr/112-233-445%2095", "not_found");
    let mut browser = enters(&app, PERSONA);
    declares(&mut browser, &[]);
    later(&app, "PT15M");
    assert_eq!(level(&mut browser), "simplified");
    browser.opens("/profile/data");
    assert!(browser.page().text().contains("Не найдено в реестре: СФР"), "{}", browser.page().text());
    browser.opens("/profile/documents");
    assert_eq!(states(&browser), ["VERIFIED"], "МВД had no objection");
}

#[test]
fn lvl_04_a_registry_that_does_not_answer_is_asked_again() {
    let app = TestApp::start();
    arranges(&app, "mvd/5710%20000720", "timeout");
    let mut browser = enters(&app, PERSONA);
    declares(&mut browser, &[]);
    for _ in 0..2 {
        later(&app, "PT30M");
        assert_eq!(sees(&Reader::of(&app, PERSONA, SCOPE))["verifying"], true, "the check continues");
    }
    let answer = app.controls("DELETE", "/_mock/api/v1/registries/mvd/5710%20000720", "");
    assert_eq!(answer.status, 204);
    later(&app, "PT1H");
    assert_eq!(sees(&Reader::of(&app, PERSONA, SCOPE))["verifying"], false);
    assert_eq!(level(&mut browser), "standard");
}

#[test]
fn lvl_04_after_the_last_try_the_holder_is_told() {
    let app = TestApp::build().config(|config| config.rules.set("registry.tries=2").expect("a rule")).start();
    arranges(&app, "sfr/112-233-445%2095", "timeout");
    let mut browser = enters(&app, PERSONA);
    declares(&mut browser, &[]);
    later(&app, "PT2H");
    assert_eq!(level(&mut browser), "simplified");
    browser.opens("/profile/data");
    assert!(browser.page().text().contains("Реестр не ответил: СФР"), "{}", browser.page().text());
    assert_eq!(app.last_sent_to("ivanova@example.test")["letter"], "check_failed");
}

#[test]
fn lvl_06_a_number_below_the_checked_range_is_taken() {
    let app = TestApp::start();
    let mut browser = enters(&app, PERSONA);
    declares(&mut browser, &[("snils", "001-001-998 00")]);
    later(&app, "PT15M");
    assert_eq!(level(&mut browser), "standard");
}

#[test]
fn lvl_07_a_number_that_was_not_checked_is_no_login() {
    let app = TestApp::start();
    let mut browser = enters(&app, PERSONA);
    declares(&mut browser, &[]);
    assert!(!can_sign_in(&app, SNILS));
    later(&app, "PT14M");
    assert!(!can_sign_in(&app, SNILS));
    later(&app, "PT1M");
    assert!(can_sign_in(&app, SNILS));
}

#[test]
fn lvl_08_a_number_that_somebody_became_sure_of_meanwhile() {
    let app = TestApp::start();
    let (mut one, mut two) = (enters(&app, PERSONA), enters(&app, "simplified_duplicate_of_pupil"));
    declares(&mut one, &[]);
    later(&app, "PT5M");
    declares(&mut two, &[("number", "57 10 000721")]);
    assert_eq!(level(&mut two), "simplified_ready", "nobody is sure of it so far");
    later(&app, "PT15M");
    assert_eq!((level(&mut one), level(&mut two)), ("standard".to_owned(), "simplified".to_owned()));
    let letter = app.last_sent_to("kuznetsov_artem@example.test");
    assert!(letter["text"].as_str().expect("a text").contains("SNILS_TAKEN"), "{letter}");
}

#[test]
fn lvl_09_a_foreigner_gets_the_standard_level_by_a_foreign_document() {
    let app = TestApp::start();
    let mut browser = enters(&app, PERSONA);
    declares(
        &mut browser,
        &[("citizenship", "CHN"), ("document", "FID_DOC"), ("number", "E00000720"), ("issuer_code", "")],
    );
    later(&app, "PT15M");
    assert_eq!(level(&mut browser), "standard");
    let seen = sees(&Reader::of(&app, PERSONA, SCOPE));
    let document = &seen["documents"]["elements"][0];
    assert_eq!((&document["type"], &document["number"]), (&json!("FID_DOC"), &json!("E00000720")));
    assert_eq!((&seen["citizenship"], &seen["rIdDoc"]), (&json!("CHN"), &document["id"]));
}

#[test]
fn two_tabs_save_and_the_last_one_counts() {
    let app = TestApp::start();
    let mut one = enters(&app, PERSONA);
    let mut two = one.new_tab();
    arranges(&app, "mvd/5710%20000720", "invalid");
    declares(&mut one, &[]);
    later(&app, "PT10M");
    declares(&mut two, &[("number", "5710000722")]);
    later(&app, "PT5M");
    assert_eq!(level(&mut one), "simplified_ready", "the answer about the first passport comes too late");
    later(&app, "PT10M");
    assert_eq!(level(&mut one), "standard");
    let seen = sees(&Reader::of(&app, PERSONA, SCOPE));
    assert_eq!(seen["documents"]["size"], 1, "{seen}");
}
