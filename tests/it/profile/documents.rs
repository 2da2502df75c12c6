//! «Документы»: others beside the one of identity, added and removed.

use serde_json::json;

use super::enters;
use super::sees;
use super::states;
use crate::rest::Reader;
use crate::support::Browser;
use crate::support::TestApp;
use crate::support::html;

const PERSONA: &str = "standard_adult";

fn adds(browser: &mut Browser, kind: &str, fields: &[(&str, &str)]) {
    browser.opens(&format!("/profile/documents/add?kind={kind}"));
    for (name, value) in fields {
        browser.fills(name, value);
    }
    browser.presses("Сохранить");
}

#[test]
fn each_kind_is_added_seen_and_removed() {
    let app = TestApp::start();
    let scope = "openid id_doc medical_doc drivers_licence_doc foreign_passport_doc birth_cert_doc";
    let reader = Reader::of(&app, PERSONA, scope);
    let mut browser = enters(&app, PERSONA);
    let dates = [("issue_date", "01.02.2020"), ("expires_on", "01.02.2030")];
    adds(&mut browser, "driving_licence", &[("series", "59 ВК"), ("number", "123456"), dates[0], dates[1]]);
    assert!(browser.page().text().contains("Документ добавлен"), "{}", browser.page().text());
    adds(&mut browser, "medical_policy", &[("number", "5900000000000018"), ("medical_organization", "АО «Пример»")]);
    adds(&mut browser, "birth_certificate", &[("series", "1-вг"), ("number", "123456"), dates[0]]);
    adds(&mut browser, "international_passport", &[("number", "75 1234567"), dates[0], dates[1]]);
    let seen = sees(&reader);
    let documents = seen["documents"]["elements"].as_array().expect("a list");
    let kinds: Vec<_> = documents.iter().map(|document| document["type"].as_str().expect("a text")).collect();
    assert_eq!(kinds, ["RF_PASSPORT", "RF_DRIVING_LICENSE", "MDCL_PLCY", "RF_BRTH_CERT", "FRGN_PASS"]);
    assert_eq!((&documents[1]["series"], &documents[3]["series"]), (&json!("59ВК"), &json!("I-ВГ")));
    assert!(documents[1..].iter().all(|document| document["vrfStu"] == "NOT_VERIFIED"), "{documents:?}");
    browser.opens("/profile/documents");
    assert_eq!(states(&browser).len(), 5);
    for left in [4, 3, 2, 1] {
        browser.presses("Удалить документ");
        assert_eq!(sees(&reader)["documents"]["size"], left, "{}", browser.page().text());
    }
    assert!(!browser.page().text().contains("Удалить документ"), "the passport stays");
}

#[test]
fn mistakes_stand_beside_their_fields() {
    let app = TestApp::start();
    let mut browser = enters(&app, PERSONA);
    let dates = [("issue_date", "01.02.2020"), ("expires_on", "01.02.2030")];
    for (kind, fields, wrong, said) in [
        ("driving_licence", vec![("series", "59BK"), ("number", "123456"), dates[0], dates[1]], "series", "59ВК"),
        ("driving_licence", vec![("series", "5909"), ("number", "12345"), dates[0], dates[1]], "number", "шесть цифр"),
        (
            "driving_licence",
            vec![("series", "5909"), ("number", "123456"), dates[0], ("expires_on", "31.08.2026")],
            "expires_on",
            "истёк",
        ),
        ("medical_policy", vec![("number", "5900000000000019")], "number", "последняя цифра"),
        ("medical_policy", vec![("number", "123")], "number", "16 цифр"),
        ("birth_certificate", vec![("series", "IIII-ВГ"), ("number", "123456"), dates[0]], "series", "римское"),
        (
            "birth_certificate",
            vec![("series", "II-ВГ"), ("number", "123456"), ("issue_date", "02.09.2026")],
            "issue_date",
            "не наступила",
        ),
        ("international_passport", vec![("number", "<b>"), dates[0], dates[1]], "number", "Не больше 20"),
    ] {
        adds(&mut browser, kind, &fields);
        let told = html::text_by_id(&browser.page().html, &format!("{wrong}-error")).unwrap_or_default();
        assert!(told.contains(said), "{kind} {wrong}: {told} {}", browser.page().text());
    }
    assert_eq!(browser.opens("/profile/documents/add?kind=domestic_passport").page().status(), 404);
}

#[test]
fn nobody_collects_documents_without_end() {
    let app = TestApp::start();
    let mut browser = enters(&app, PERSONA);
    browser.opens("/profile/documents/add?kind=medical_policy").fills("number", "5900000000000018");
    let (body, form) = browser.filled("Сохранить");
    for _ in 0..50 {
        browser.posts(&form, &body);
    }
    assert!(browser.page().text().contains("слишком много"), "{}", browser.page().text());
}
