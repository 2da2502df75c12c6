//! The desk for scripts: `/_mock/api/v1/mfc/…`.

use serde_json::Value;
use serde_json::json;

use super::level;
use super::level_of;
use crate::support::Answer;
use crate::support::TestApp;
use crate::support::control::problem;

const DESK: &str = "/_mock/api/v1/mfc";

/// The status of an answer, what it says of `done`, and why not.
fn decided(answer: &Answer) -> (u16, Value, Value) {
    let body = answer.json();
    (answer.status, body["done"].clone(), body["reason"].clone())
}

#[test]
fn cnf_01_without_documents_the_visitor_shows_what_the_account_says() {
    let app = TestApp::start();
    let confirm = |body: &str| app.controls("POST", &format!("{DESK}/confirm"), body);
    let answer = confirm(r#"{"person":"petrov@example.test"}"#);
    assert_eq!(
        (answer.status, answer.json()),
        (200, json!({ "done": true, "oid": 1_000_000_701, "level": "confirmed" }))
    );
    assert_eq!(level(&app, "standard_adult"), "confirmed");
    let again = confirm(r#"{"person":"1000000701"}"#);
    assert_eq!(decided(&again), (200, json!(false), json!("already_confirmed")));
    let empty = confirm(r#"{"person":"simplified_by_email"}"#);
    assert_eq!(decided(&empty), (200, json!(false), json!("incomplete")));
    assert_eq!(level(&app, "simplified_by_email"), "simplified");
}

#[test]
fn cnf_01_data_that_no_registry_has_checked_yet_will_do() {
    let app = TestApp::start();
    let answer = app.controls("POST", &format!("{DESK}/confirm"), r#"{"person":"simplified_ready_adult"}"#);
    assert_eq!(answer.status, 200, "{}", answer.text());
    assert_eq!(level(&app, "simplified_ready_adult"), "confirmed");
}

#[test]
fn cnf_05_a_script_registers_somebody() {
    let app = TestApp::start();
    let visitor = |phone: &str| {
        json!({ "phone": phone, "gender": "female", "documents": {
            "last_name": "Новикова", "first_name": "Ирина", "birth_date": "03.04.1995", "snils": "11223344595",
            "passport": "5715 123456", "issue_date": "2015-04-10", "issuer_code": "590004", "issued_by": "ОВД",
        } })
    };
    let register = |body: &serde_json::Value| app.controls("POST", &format!("{DESK}/register"), &body.to_string());
    let taken = register(&visitor("+79000000701"));
    assert_eq!(decided(&taken), (200, json!(false), json!("contact_taken")));
    let answer = register(&visitor("+79001234567"));
    assert_eq!(answer.status, 200, "{}", answer.text());
    assert_eq!(level_of(&app, answer.json()["oid"].as_u64().expect("a number")), "confirmed");
    assert_eq!(register(&visitor("+79001234568")).json()["reason"], "has_account");
}

#[test]
fn what_cannot_be_read_is_told_with_its_field() {
    let app = TestApp::start();
    for (deed, body, status) in [
        ("confirm", "{}", 422),
        ("confirm", r#"{"person":"nobody"}"#, 404),
        ("confirm", r#"{"person":"standard_adult","oid":1}"#, 422),
        ("confirm", r#"{"person":"deleted_adult"}"#, 404),
        ("register", r#"{"gender":"F","documents":{}}"#, 422),
        ("confirm", r#"{"who":"standard_adult"}"#, 422),
        ("confirm", r#"{"person":"standard_adult","documents":{"snils":"1"}}"#, 422),
        ("restore", r#"{"person":"standard_adult","phone":"12"}"#, 422),
        ("register", r#"{"gender":"F"}"#, 422),
        ("block", r#"{"person":"?"}"#, 404),
        ("refuse", "[]", 400),
    ] {
        let answer = app.controls("POST", &format!("{DESK}/{deed}"), body);
        assert_eq!(answer.status, status, "{deed} {body}: {}", answer.text());
        problem(&answer);
    }
    assert_eq!(level(&app, "standard_adult"), "standard");
}
