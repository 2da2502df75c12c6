//! The description of the tester's API: whole, true, and with examples that can be sent.

use std::collections::HashSet;

use serde_json::Value;

use esia_mock::web::control::calls::CALLS;
use esia_mock::web::control::openapi::call::Line;

use crate::support::TestApp;

fn document(app: &TestApp) -> Value {
    let answer = app.controls("GET", "/_mock/openapi.json", "");
    assert_eq!(answer.status, 200, "{}", answer.text());
    answer.json()
}

#[test]
fn every_call_is_described_under_a_name_of_its_own() {
    let document = document(&TestApp::start());
    assert_eq!(document["openapi"], "3.1.0");
    let mut names = HashSet::new();
    for call in CALLS {
        let operation = &document["paths"][call.row.path][call.row.method];
        let name = operation["operationId"].as_str().unwrap_or_else(|| panic!("{} has no name", call.row.path));
        assert!(names.insert(name.to_owned()), "{name} is the name of two calls");
        assert!(operation["summary"].as_str().is_some_and(|text| !text.is_empty()), "{name}");
        for parameter in operation["parameters"].as_array().into_iter().flatten() {
            let about = parameter["description"].as_str().unwrap_or_default();
            assert!(!about.is_empty(), "{name}: what is {parameter}?");
        }
    }
}

#[test]
fn every_example_is_answered_as_it_is_described() {
    let app = TestApp::start();
    for call in CALLS {
        let answer = app.controls("POST", "/_mock/api/v1/reset", "");
        assert_eq!(answer.status, 200, "{}", answer.text());
        for text in call.example {
            let line = Line::of(text);
            let answer = app.controls(line.method, &line.full_path(), line.body);
            assert!((200..300).contains(&answer.status), "{text}: {} {}", answer.status, answer.text());
        }
    }
}
