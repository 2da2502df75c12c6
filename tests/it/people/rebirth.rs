//! Somebody who is put in their own place is born anew.

use serde_json::Value;
use serde_json::json;

use crate::people::call;
use crate::people::logs_in;
use crate::people::made;
use crate::people::shown;
use crate::people::signs_in;
use crate::people::text;
use crate::support::TestApp;

#[test]
fn what_they_did_and_were_given_ends_and_the_number_stays() {
    let app = TestApp::start();
    let rp = app.client("EPOS_DEMO");
    let anna = made(&app, "PUT", "/anna", &json!({}));
    let mut browser = signs_in(&app, text(&anna["login"]), "11111111");
    let code = browser.grants().returned().code();
    let refresh_token = rp.exchanges(&code).refresh_token();
    let pending = browser.opens(&rp.authorize_url()).returned().code();
    for _ in 0..3 {
        signs_in(&app, text(&anna["login"]), "wrong");
    }

    let reborn = made(&app, "PUT", "/anna", &json!({ "password": "Pa55word!", "age": 40 }));
    assert_eq!(reborn["oid"], anna["oid"]);
    assert_ne!(reborn["person"]["snils"], Value::Null);
    browser.opens(&rp.authorize_url());
    assert_eq!(browser.heading(), "Вход", "the session has ended");
    assert_eq!(rp.posts(&rp.refresh_request(&refresh_token)).esia_code(), "ESIA-007011", "and the tokens");
    assert_eq!(rp.posts(&rp.code_request(&pending)).status, 400, "and the codes");
    assert_eq!(logs_in(&app, &reborn), anna["oid"].as_u64().expect("a number"), "and the consent was asked for");
    assert_eq!(app.events_of("anna").iter().filter(|(kind, ..)| kind == "sessions_ended").count(), 0);
}

#[test]
fn what_protects_a_sign_in_is_what_the_fixture_says() {
    let app = TestApp::start();
    let totp = shown(&app, "confirmed_second_factor_totp");
    assert_eq!(totp["person"]["account"]["second_factor"], "totp");
    let plain = made(&app, "PUT", "/confirmed_second_factor_totp", &json!({ "email": "plain@example.test" }));
    assert_eq!(plain["oid"], totp["oid"]);
    logs_in(&app, &plain);
    let locked = made(&app, "PUT", "/locked_adult", &json!({}));
    logs_in(&app, &locked);
}

#[test]
fn birthdays_and_limits_are_those_of_the_new_life() {
    let app = TestApp::start();
    made(&app, "PUT", "/anna", &json!({ "age": { "years": 14, "days": -1 } }));
    made(&app, "PUT", "/oleg", &json!({ "account": { "status": "limited" } }));
    app.moves_clock(&json!({ "advance": "P2D" }));
    let birthdays = |app: &TestApp| app.events_of("anna").iter().filter(|(kind, ..)| kind == "birthday").count();
    assert_eq!(birthdays(&app), 1);
    made(&app, "PUT", "/anna", &json!({ "age": { "years": 14, "days": -1 } }));
    assert_eq!(birthdays(&app), 0);
    app.moves_clock(&json!({ "advance": "P2D" }));
    assert_eq!(birthdays(&app), 1, "the birthday of this life");
    assert_eq!(shown(&app, "oleg")["person"]["account"]["status"], "registered");
}

#[test]
fn a_parent_keeps_the_card_of_a_child_who_is_reborn() {
    let app = TestApp::start();
    let before = shown(&app, "confirmed_mother_of_two")["person"]["children"].clone();
    made(
        &app,
        "PUT",
        "/child_10",
        &json!({ "age": 11, "first_name": "Пётр", "account": { "created_by": "confirmed_mother_of_two" } }),
    );
    let mother = shown(&app, "confirmed_mother_of_two");
    assert_eq!(mother["person"]["children"], before);
    made(&app, "PUT", "/child_10", &json!({ "age": 20 }));
    let card = &shown(&app, "confirmed_mother_of_two")["person"]["children"][0];
    assert_eq!((&card["persona"], &card["first_name"]), (&Value::Null, &json!("Пётр")), "of age, the link ends");
}

#[test]
fn a_demo_person_who_is_reborn_is_not_told_of_with_the_password_of_before() {
    let app = TestApp::start();
    let told = |app: &TestApp| app.http.send(app.http.get(&app.url("/"))).text();
    assert!(told(&app).contains("sidorova@example.test") || told(&app).contains("+7(900)0000702"));
    made(&app, "PUT", "/confirmed_mother_of_two", &json!({ "password": "Pa55word!" }));
    assert!(!told(&app).contains("Сидорова Анна"), "{}", told(&app));
    let answer = call(&app, "GET", "/confirmed_mother_of_two", &Value::Null);
    assert_eq!(answer.json().get("password"), None, "a password is shown where it is set");
    assert!(!answer.text().contains("Pa55word!"));
    assert!(text(&answer.json()["person"]["account"]["password_hash"]).starts_with("$argon2id$"));
}
