//! Calls that nobody in their right mind sends.

use std::thread;

use serde_json::Value;
use serde_json::json;

use crate::people::call;
use crate::people::logs_in;
use crate::people::made;
use crate::people::shown;
use crate::people::wrong;
use crate::support::TestApp;

#[test]
fn two_who_put_one_person_at_once_are_both_answered_and_leave_one_world() {
    let app = TestApp::start();
    thread::scope(|scope| {
        for age in 20..28 {
            let app = app.at_same();
            scope.spawn(move || {
                let answer =
                    call(&app, "PUT", "/anna", &json!({ "age": age, "children": [{ "persona": "child_10" }] }));
                assert!(matches!(answer.status, 200 | 201), "{}", answer.text());
            });
        }
    });
    let anna = shown(&app, "anna");
    assert_eq!(anna["person"]["contacts"].as_array().map(Vec::len), Some(2));
    assert_eq!(anna["person"]["children"].as_array().map(Vec::len), Some(1));
    let found = call(&app, "GET", "?q=anna", &Value::Null).json();
    let annas = found["people"].as_array().expect("people").iter().filter(|one| one["persona"] == "anna").count();
    assert_eq!(annas, 1);
    logs_in(&app, &json!({ "login": anna["login"], "password": "11111111" }));
}

#[test]
fn many_who_make_people_at_once_get_different_ones() {
    let app = TestApp::start();
    let made: Vec<Value> = thread::scope(|scope| {
        let threads: Vec<_> = (0..8)
            .map(|_| {
                let app = app.at_same();
                scope.spawn(move || made(&app, "POST", "", &Value::Null))
            })
            .collect();
        threads.into_iter().map(|thread| thread.join().expect("made")).collect()
    });
    let oids: std::collections::BTreeSet<_> = made.iter().map(|one| one["oid"].as_u64()).collect();
    assert_eq!(oids.len(), 8);
}

#[test]
fn names_that_cannot_be_ones_are_told_so() {
    let app = TestApp::start();
    for name in ["Anna", "a%2Fb", "a.b", "%20", "a%20b", "%D0%B0%D0%BD%D0%BD%D0%B0", "-a", "a%00", &"a".repeat(65)] {
        let told = wrong(&call(&app, "PUT", &format!("/{name}"), &json!({})));
        assert_eq!(told[0].0, "/persona", "{name}: {told:?}");
    }
    // The persona of a case apart would be another person: there is none such.
    assert_eq!(call(&app, "GET", "/Child_10", &Value::Null).status, 404);
    for name in ["a%2Fb", "..%2F..", "a%20b"] {
        assert_eq!(call(&app, "GET", &format!("/{name}"), &Value::Null).status, 404, "{name}");
    }
}

#[test]
fn bodies_that_cannot_be_ones_are_told_so() {
    let app = TestApp::start();
    let path = "/_mock/api/v1/people/anna";
    let deep = format!(r#"{{"account": {}1{}}}"#, r#"{"a":"#.repeat(100), "}".repeat(100));
    let large = json!({ "about": "x".repeat(300 * 1024) }).to_string();
    for (name, body) in
        [("100 levels", deep.as_str()), ("300 KiB", &large), ("a list", "[]"), ("no JSON", "{\"age\": ")]
    {
        let answer = app.controls("PUT", path, body);
        assert!((400..500).contains(&answer.status), "{name}: {} {}", answer.status, answer.text());
    }
    assert_eq!(call(&app, "GET", "/anna", &Value::Null).status, 404);
}

#[test]
fn whoever_holds_a_login_of_several_is_asked_for_by_number() {
    let app = TestApp::start();
    made(&app, "PUT", "/double", &json!({ "level": "simplified_ready", "snils": "000-000-702 23", "oid": 77 }));
    let answer = call(&app, "GET", "/000-000-702%2023", &Value::Null);
    assert_eq!(answer.status, 409, "{}", answer.text());
    assert!(answer.text().contains("77, 1000000702"), "{}", answer.text());
    assert_eq!(call(&app, "DELETE", "/000-000-702%2023", &Value::Null).status, 409);
    assert_eq!(shown(&app, "oid-77")["person"]["persona"], "double");
}
