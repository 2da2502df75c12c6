//! People who are deleted.

use serde_json::Value;
use serde_json::json;

use crate::people::call;
use crate::people::logs_in;
use crate::people::made;
use crate::people::shown;
use crate::people::signs_in;
use crate::people::text;
use crate::support::TestApp;

fn delete(app: &TestApp, person: &str) {
    let answer = call(app, "DELETE", &format!("/{person}"), &Value::Null);
    assert_eq!(answer.status, 204, "{person}: {}", answer.text());
}

#[test]
fn who_is_deleted_is_gone_and_the_name_is_free() {
    let app = TestApp::start();
    let anna = made(&app, "PUT", "/anna", &json!({}));
    delete(&app, "anna");
    delete(&app, "anna");
    delete(&app, "nobody");
    assert_eq!(call(&app, "GET", "/anna", &Value::Null).status, 404);
    assert_eq!(shown(&app, &anna["oid"].to_string())["person"]["account"]["status"], "deleted");
    assert_eq!(signs_in(&app, text(&anna["login"]), "11111111").heading(), "Вход");
    let other = made(&app, "PUT", "/anna", &json!({}));
    assert_ne!(other["oid"], anna["oid"], "the number of a deleted account stays taken");
    delete(&app, "anna");
    // A test that puts its own people from fixtures finds the number that it has written.
    let again = call(&app, "PUT", "/anna", &anna["person"]);
    assert_eq!((again.status, &again.json()["oid"]), (200, &anna["oid"]), "{}", again.text());
    logs_in(&app, &again.json());
}

#[test]
fn who_is_signing_in_when_they_are_deleted_ends_with_a_clear_refusal() {
    let app = TestApp::start();
    let anna = made(&app, "PUT", "/anna", &json!({}));
    let mut browser = signs_in(&app, text(&anna["login"]), "11111111");
    assert_eq!(browser.heading(), "Предоставление прав доступа");
    delete(&app, "anna");
    browser.grants();
    assert!(browser.is_at_stand(), "no code was given");
    assert!((200..500).contains(&browser.page().status()), "{}", browser.page().status());
    let boris = made(&app, "PUT", "/boris", &json!({}));
    let mut browser = signs_in(&app, text(&boris["login"]), "11111111");
    made(&app, "PUT", "/boris", &json!({}));
    browser.grants();
    assert!(
        browser.is_at_stand() && browser.page().status() < 500,
        "who is reborn signs in again: {}",
        browser.page().status()
    );
}

#[test]
fn a_parent_who_is_deleted_lets_go_of_children() {
    let app = TestApp::start();
    delete(&app, "confirmed_mother_of_two");
    assert_eq!(shown(&app, "child_10")["person"]["account"]["status"], "registered");
    assert_eq!(call(&app, "POST", "/1000000702/children", &Value::Null).status, 409);
}
