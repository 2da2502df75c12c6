//! Phone and e-mail: changed while the old one counts, verified by code or letter, removed (LVL-13).

use serde_json::Value;
use serde_json::json;

use super::can_sign_in;
use super::enters;
use super::later;
use super::sees;
use crate::rest::Reader;
use crate::support::Browser;
use crate::support::TestApp;
use crate::support::html;

const PERSONA: &str = "confirmed_mother_of_two";
const SCOPE: &str = "openid email mobile contacts";
const NEW: &str = "novaya@example.test";
const OLD: &str = "sidorova@example.test";

fn contact(reader: &Reader, kind: &str) -> Value {
    let seen = sees(reader);
    let all = seen["contacts"]["elements"].as_array().expect("a list").clone();
    all.into_iter().find(|contact| contact["type"] == kind).unwrap_or_else(|| panic!("no {kind}: {seen}"))
}

fn changes(browser: &mut Browser, kind: &str, value: &str) {
    browser.opens(&format!("/profile/contacts/change?kind={kind}")).fills("value", value).presses("Продолжить");
}

/// What is wrong with the value.
fn mistake(browser: &Browser) -> String {
    html::text_by_id(&browser.page().html, "value-error").unwrap_or_else(|| panic!("{}", browser.page().text()))
}

#[test]
fn lvl_13_the_old_e_mail_counts_until_the_new_one_is_verified() {
    let app = TestApp::start();
    let reader = Reader::of(&app, PERSONA, SCOPE);
    let mut browser = enters(&app, PERSONA);
    changes(&mut browser, "EML", "Novaya@Example.test");
    assert!(browser.page().text().contains("Письмо отправлено"), "{}", browser.page().text());
    let seen = contact(&reader, "EML");
    assert_eq!((&seen["value"], &seen["vrfStu"]), (&json!(OLD), &json!("VERIFIED")));
    assert_eq!(seen["verifyingValue"].as_str().map(str::to_lowercase).as_deref(), Some(NEW));
    assert_eq!((&seen["vrfValStu"], &seen["isCfmCodeExpired"]), (&json!("VERIFYING"), &json!(false)));
    assert!(can_sign_in(&app, OLD) && !can_sign_in(&app, NEW));

    // The letter is opened where nobody has signed in; looking alone does nothing.
    let link = app.link_to(seen["verifyingValue"].as_str().expect("an address"), "contact_link");
    let mut elsewhere = app.browser();
    elsewhere.opens(&link);
    assert_eq!(contact(&reader, "EML")["value"], OLD);
    elsewhere.presses("Подтвердить почту");
    assert_eq!(elsewhere.heading(), "Почта подтверждена");
    let seen = contact(&reader, "EML");
    assert_eq!(seen["value"].as_str().map(str::to_lowercase).as_deref(), Some(NEW));
    assert!(seen.get("verifyingValue").is_none() && seen.get("isCfmCodeExpired").is_none(), "{seen}");
    assert!(!can_sign_in(&app, OLD) && can_sign_in(&app, NEW));
    assert_eq!(app.last_sent_to(OLD)["letter"], "contact_changed", "who had it before hears of it");

    // The link serves once.
    assert_eq!(elsewhere.opens(&link).heading(), "Ссылка не действует");
    assert!(!elsewhere.page().text().contains("Срок"), "{}", elsewhere.page().text());
}

#[test]
fn lvl_13_a_link_that_is_too_old() {
    let app = TestApp::start();
    let mut browser = enters(&app, PERSONA);
    changes(&mut browser, "EML", NEW);
    let link = app.last_link_to(NEW);
    let mut elsewhere = app.browser();
    elsewhere.opens(&link);
    later(&app, "P3D");
    elsewhere.presses("Подтвердить почту");
    assert!(elsewhere.page().text().contains("Срок действия ссылки истёк"), "{}", elsewhere.page().text());
    let reader = Reader::of(&app, PERSONA, SCOPE);
    let seen = contact(&reader, "EML");
    assert_eq!((&seen["value"], &seen["isCfmCodeExpired"]), (&json!(OLD), &json!(true)));
    let mut browser = enters(&app, PERSONA);
    browser.opens("/profile/data");
    assert!(browser.page().text().contains("срок подтверждения истёк"), "{}", browser.page().text());
    browser.presses("Отправить ещё раз");
    elsewhere.opens(&app.last_link_to(NEW)).presses("Подтвердить почту");
    assert_eq!(contact(&reader, "EML")["value"], NEW);
}

#[test]
fn lvl_13_a_change_is_given_up() {
    let app = TestApp::start();
    let reader = Reader::of(&app, PERSONA, SCOPE);
    let mut browser = enters(&app, PERSONA);
    changes(&mut browser, "EML", NEW);
    let link = app.last_link_to(NEW);
    browser.opens("/profile/data").presses("Отменить изменение");
    assert!(browser.page().text().contains("прежний контакт остаётся"), "{}", browser.page().text());
    assert_eq!(browser.opens(&link).heading(), "Ссылка не действует");
    assert!(contact(&reader, "EML").get("verifyingValue").is_none());
    // Somebody else may have the address now.
    let mut other = enters(&app, "standard_adult");
    changes(&mut other, "EML", NEW);
    assert!(other.page().text().contains("Письмо отправлено"), "{}", other.page().text());
}

#[test]
fn lvl_13_a_phone_is_verified_by_its_code() {
    let app = TestApp::start();
    let reader = Reader::of(&app, PERSONA, SCOPE);
    let mut browser = enters(&app, PERSONA);
    changes(&mut browser, "MBT", "8 900 0009999");
    assert_eq!(browser.heading(), "Подтверждение телефона", "{}", browser.page().text());
    let code = app.last_code_to("+7(900)0009999");
    browser.fills("code1", &crate::support::robot::another(&code)).presses("Подтвердить телефон");
    assert!(browser.page().text().contains("Неверный код"), "{}", browser.page().text());
    assert_eq!(contact(&reader, "MBT")["value"], "+7(900)0000702");
    browser.fills("code1", &code).presses("Подтвердить телефон");
    assert!(browser.page().text().contains("Контакт подтверждён"), "{}", browser.page().text());
    assert_eq!(contact(&reader, "MBT")["value"], "+7(900)0009999");
    assert!(can_sign_in(&app, "89000009999") && !can_sign_in(&app, "+7(900)0000702"));
    assert!(app.sent_to(OLD).iter().any(|letter| letter["letter"] == "contact_changed"));
}

#[test]
fn codes_burn_and_expire_and_are_not_sent_too_often() {
    let app = TestApp::start();
    let mut browser = enters(&app, PERSONA);
    changes(&mut browser, "MBT", "+79000009999");
    let code = app.last_code_to("+7(900)0009999");
    for _ in 0..3 {
        browser.fills("code1", "000000").presses("Подтвердить телефон");
    }
    browser.fills("code1", &code).presses("Подтвердить телефон");
    assert!(browser.page().text().contains("Слишком много неверных кодов"), "{}", browser.page().text());
    browser.opens("/profile/data").presses("Отправить ещё раз");
    assert!(browser.page().text().contains("через минуту"), "{}", browser.page().text());
    later(&app, "PT1M");
    browser.opens("/profile/data").presses("Отправить ещё раз");
    let code = app.last_code_to("+7(900)0009999");
    later(&app, "PT5M");
    browser.fills("code1", &code).presses("Подтвердить телефон");
    assert!(browser.page().text().contains("Срок действия кода истёк"), "{}", browser.page().text());
}

#[test]
fn a_contact_belongs_to_one_account_or_to_one_that_waits_for_it() {
    let app = TestApp::start();
    let (mut one, mut two) = (enters(&app, PERSONA), enters(&app, "standard_adult"));
    changes(&mut one, "EML", "PETROV@example.test");
    assert!(mistake(&one).contains("уже заняты"), "another account has it");
    changes(&mut one, "EML", NEW);
    changes(&mut two, "EML", "NOVAYA@example.test");
    assert!(mistake(&two).contains("уже заняты"), "somebody waits for it");
    changes(&mut one, "EML", OLD);
    assert!(mistake(&one).contains("уже указан и подтверждён"));
    for wrong in ["novaya", "", "а@б"] {
        changes(&mut one, "EML", wrong);
        assert!(!mistake(&one).is_empty(), "{wrong}");
    }
    for wrong in ["+1 907 764 79 81", "٩٠٧٧٦٤٧٩٨١", "+7 907 76479"] {
        changes(&mut one, "MBT", wrong);
        assert!(!mistake(&one).is_empty(), "{wrong}");
    }
}

#[test]
fn a_missing_contact_is_added_and_verified() {
    let app = TestApp::start();
    let reader = Reader::of(&app, "simplified_by_email", SCOPE);
    let mut browser = enters(&app, "simplified_by_email");
    browser.opens("/profile/data").follows("Добавить телефон").fills("value", "+79000009998").presses("Продолжить");
    let seen = contact(&reader, "MBT");
    assert_eq!((&seen["value"], &seen["vrfStu"]), (&json!("+7(900)0009998"), &json!("NOT_VERIFIED")));
    assert!(!can_sign_in(&app, "+79000009998"));
    browser.fills("code1", &app.last_code_to("+7(900)0009998")).presses("Подтвердить телефон");
    assert_eq!(contact(&reader, "MBT")["vrfStu"], "VERIFIED");
    assert!(can_sign_in(&app, "+79000009998"));
    let kinds = super::happened(&app, "simplified_by_email");
    assert!(kinds.iter().any(|kind| kind == "contact_added") && kinds.iter().any(|kind| kind == "contact_verified"));
}

#[test]
fn a_contact_that_was_never_verified_can_be_verified_or_replaced() {
    let app = TestApp::start();
    let persona = "confirmed_email_not_verified";
    let reader = Reader::of(&app, persona, SCOPE);
    let address = contact(&reader, "EML")["value"].as_str().expect("an address").to_owned();
    let mut browser = enters(&app, persona);
    browser.opens("/profile/data").presses("Подтвердить");
    browser.opens(&app.last_link_to(&address)).presses("Подтвердить почту");
    assert_eq!(contact(&reader, "EML")["vrfStu"], "VERIFIED");

    let app = TestApp::start();
    let reader = Reader::of(&app, persona, SCOPE);
    let mut browser = enters(&app, persona);
    changes(&mut browser, "EML", NEW);
    let seen = contact(&reader, "EML");
    assert_eq!((&seen["value"], &seen["vrfStu"]), (&json!(NEW), &json!("NOT_VERIFIED")), "it is replaced at once");
}

#[test]
fn one_verified_contact_remains() {
    let app = TestApp::start();
    let mut browser = enters(&app, "simplified_by_email");
    browser.opens("/profile/data").presses("Удалить контакт");
    assert!(browser.page().text().contains("последний подтверждённый контакт"), "{}", browser.page().text());
    let mut browser = enters(&app, PERSONA);
    browser.opens("/profile/data").presses("Удалить контакт");
    assert!(browser.page().text().contains("Контакт удалён"), "{}", browser.page().text());
    browser.presses("Удалить контакт");
    assert!(browser.page().text().contains("последний подтверждённый контакт"), "{}", browser.page().text());
}

#[test]
fn the_phone_of_a_second_factor_stays() {
    let app = TestApp::start();
    let mut browser = app.browser();
    browser.opens("/profile");
    app.citizen("confirmed_second_factor_sms").signs_in(&mut browser);
    let robot = crate::support::JsonRobot::in_browser(&app, browser.new_tab());
    browser.fills("code1", &robot.last_code()).presses("Продолжить").opens("/profile/data");
    let forms = browser.page().forms.iter().filter(|form| form.action == "/profile/contacts/remove");
    let id = |form: &html::Form| form.fields.iter().find(|field| field.name == "id").map(|field| field.value.clone());
    let ids: Vec<_> = forms.filter_map(id).collect();
    assert!(ids.len() > 1, "{ids:?}");
    let form = browser.page().form("/profile/contacts/remove");
    let csrf = browser.page().value("csrf");
    let mut told = String::new();
    for id in ids {
        browser.posts(&form, &format!("csrf={csrf}&id={id}"));
        told.push_str(&browser.page().text());
    }
    assert!(told.contains("приходят коды для входа"), "{told}");
}
