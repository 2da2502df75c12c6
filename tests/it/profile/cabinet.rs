//! «Мои данные», addresses and «Уведомления», as their holder sees them.

use serde_json::json;

use super::enters;
use super::sees;
use crate::rest::Reader;
use crate::support::TestApp;
use crate::support::html;

#[test]
fn my_data_show_what_is_known() {
    let app = TestApp::start();
    let mut browser = enters(&app, "confirmed_mother_of_two");
    browser.follows("Мои данные");
    let text = browser.page().text();
    for known in [
        "Сидорова Анна Ивановна",
        "12.03.1985",
        "г. Пермь",
        "Женский",
        "Россия",
        "000-000-702 23",
        "590299000100",
        "+7(900)0000702",
        "sidorova@example.test",
        "614000, Пермский край, г. Примерск, ул. Примерная, 7, 12",
        "00000000-0000-4000-8000-000000000702",
    ] {
        assert!(text.contains(known), "{known}: {text}");
    }
}

#[test]
fn a_child_writes_no_data_of_its_own() {
    let app = TestApp::start();
    let mut browser = enters(&app, "child_10");
    browser.opens("/profile/data");
    assert!(browser.page().text().contains("заполняет родитель") && !browser.page().text().contains("Редактировать"));
    assert_eq!(browser.opens("/profile/data/edit").page().status(), 404);
    let mut browser = enters(&app, "child_10");
    let csrf = browser.opens("/profile/data").page().value("csrf");
    let fields: Vec<_> =
        super::RIGHT.iter().map(|(name, value)| format!("&{name}={}", value.replace(' ', "+"))).collect();
    let body = fields.concat();
    let form = html::Form { action: "/profile/data/edit".into(), method: "post".into(), ..html::Form::default() };
    assert_eq!(browser.posts(&form, &format!("csrf={csrf}&gender=F{body}")).page().status(), 404);
}

#[test]
fn an_address_is_added_changed_and_removed() {
    let app = TestApp::start();
    let reader = Reader::of(&app, "standard_adult", "openid addresses");
    let mut browser = enters(&app, "standard_adult");
    browser.opens("/profile/data").follows("Добавить адрес проживания");
    browser.fills("zip_code", "61400").presses("Сохранить");
    let told = html::texts_by_class(&browser.page().html, "field-error");
    assert_eq!(told.len(), 4, "postal code, region, town and house: {told:?}");
    for (name, value) in [
        ("zip_code", "614000"),
        ("region", "Пермский край"),
        ("city", "г. Примерск"),
        ("street", "ул. Примерная"),
        ("house", "7"),
        ("flat", ""),
    ] {
        browser.fills(name, value);
    }
    browser.presses("Сохранить");
    assert!(browser.page().text().contains("614000, Пермский край, г. Примерск, ул. Примерная, 7"));
    let seen = sees(&reader)["addresses"].clone();
    let address = &seen["elements"][0];
    assert_eq!((&seen["size"], &address["type"], &address["zipCode"]), (&json!(1), &json!("PLV"), &json!("614000")));
    assert_eq!(address["addressStr"], "Пермский край, г. Примерск, ул. Примерная");
    browser.follows("Изменить адрес");
    assert_eq!(browser.page().value("city"), "г. Примерск");
    browser.fills("house", "9").presses("Сохранить");
    let changed = sees(&reader)["addresses"]["elements"][0].clone();
    assert_eq!((&changed["house"], &changed["id"]), (&json!("9"), &address["id"]), "its number stays");
    browser.presses("Удалить адрес");
    assert_eq!(sees(&reader)["addresses"]["size"], 0);
    let kinds = super::happened(&app, "standard_adult");
    assert_eq!(kinds, ["address_changed", "address_changed", "address_removed"]);
}

#[test]
fn notifications_tell_the_newest_first() {
    let app = TestApp::start();
    let mut browser = enters(&app, "simplified_by_email");
    browser.opens("/profile/notifications");
    assert!(browser.page().text().contains("Пока ничего не произошло"));
    super::declares(&mut browser, &[]);
    super::later(&app, "PT15M");
    browser.opens("/profile/notifications");
    let told = html::texts_of(&browser.page().html, "h3");
    assert_eq!(told.first().map(String::as_str), Some("Уровень учётной записи повышен: стандартная"), "{told:?}");
    assert_eq!(told.last().map(String::as_str), Some("Данные отправлены на проверку: МВД"), "{told:?}");
    assert!(told.contains(&"Данные прошли проверку: СФР".to_owned()), "{told:?}");
    browser.opens("/login/language?to=en").opens("/profile/notifications");
    let told = html::texts_of(&browser.page().html, "h3");
    assert!(told.contains(&"The data were confirmed by the Social Fund".to_owned()), "{told:?}");
}
