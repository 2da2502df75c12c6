//! The description of the tester's API: whole, true, and with examples that can be sent.

use std::collections::HashSet;

use serde_json::Value;
use serde_json::json;

use esia_mock::web::control::calls::CALLS;
use esia_mock::web::control::openapi::call::ARCHIVE;
use esia_mock::web::control::openapi::call::Call;
use esia_mock::web::control::openapi::call::Line;

use super::export::exports;
use crate::support::JsonRobot;
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

/// Whoever opens the page, or reads the documentation, wants people before all else.
#[test]
fn calls_of_one_kind_stand_together_and_people_come_first() {
    let mut kinds: Vec<_> = CALLS.iter().map(Call::tag).collect();
    kinds.dedup();
    assert_eq!(kinds[0], "people");
    let different: HashSet<_> = kinds.iter().collect();
    assert_eq!(kinds.len(), different.len(), "{kinds:?}");
}

#[test]
fn examples_of_parameters_are_what_is_meant_and_not_how_a_path_writes_it() {
    let document = document(&TestApp::start());
    let operation = &document["paths"]["/_mock/api/v1/registries/{registry}/{number}"]["put"];
    let examples: Vec<_> = operation["parameters"].as_array().expect("two").iter().map(|one| &one["example"]).collect();
    assert_eq!(examples, ["sfr", "000-000-702 23"]);
    // A query knows no null, and its words stand where they are asked for.
    let outbox = &document["paths"]["/_mock/api/v1/outbox"]["get"]["parameters"][0];
    let schema = outbox["schema"].to_string();
    assert!(outbox["name"] == "kind" && schema.contains("\"max\"") && !schema.contains("null"), "{outbox}");
    assert!(!document["paths"].to_string().contains("#/$defs"), "a reference that leads nowhere");
}

#[test]
fn every_example_is_answered_as_it_is_described() {
    let app = TestApp::start();
    for call in CALLS {
        let answer = app.controls("POST", "/_mock/api/v1/reset", "");
        assert_eq!(answer.status, 200, "{}", answer.text());
        for text in call.example {
            let line = Line::of(text);
            let answer = if line.body == ARCHIVE {
                super::import::imports(&app, exports(&app))
            } else {
                let body = with_token(&app, line.body);
                app.controls(line.method, &with_code(&app, &line.full_path()), &body)
            };
            assert!((200..300).contains(&answer.status), "{text}: {} {}", answer.status, answer.text());
        }
    }
}

/// The body, with a token of the stand at the place of one.
fn with_token(app: &TestApp, body: &str) -> String {
    if !body.contains("{token}") {
        return body.to_owned();
    }
    let wish = json!({ "client": "EPOS_DEMO", "person": "standard_adult", "scopes": ["openid"] });
    let made = app.controls("POST", "/_mock/api/v1/tokens", &wish.to_string()).json();
    body.replace("{token}", made["access_token"].as_str().expect("a token"))
}

/// The path, with a QR code that some browser shows at the place of one.
fn with_code(app: &TestApp, path: &str) -> String {
    if !path.contains("{qr_id}") {
        return path.to_owned();
    }
    let robot = JsonRobot::sent_by(app, &app.client("EPOS_DEMO"));
    let shown = robot.posts("/qr-delegate/qr/generate", &json!({})).json();
    path.replace("{qr_id}", shown["qr_id"].as_str().expect("a code"))
}

#[test]
fn every_call_has_an_example_and_says_what_it_reads_and_answers_field_by_field() {
    let document = document(&TestApp::start());
    for call in CALLS {
        let name = call.name;
        assert!(!call.example.is_empty(), "{name} has no example");
        let operation = &document["paths"][call.row.path][call.row.method];
        let answers = operation["responses"].as_object().expect("answers");
        let bodies = answers.iter().filter(|(status, _)| status.starts_with('2')).map(|(_, answer)| answer);
        for content in bodies.chain([&operation["requestBody"]]).filter_map(|body| body["content"].as_object()) {
            for (kind, media) in content {
                let is_named = media["schema"]["$ref"].is_string() || !kind.contains("json");
                assert!(is_named, "{name}: {kind} is of no type: {media}");
            }
        }
    }
    let mut vague = Vec::new();
    for (name, schema) in document["components"]["schemas"].as_object().expect("schemas") {
        described(name, schema, &mut vague);
    }
    assert!(vague.is_empty(), "nobody is told what these are: {vague:?}");
}

/// Every field of a schema that says nothing of itself.
fn described(name: &str, schema: &Value, vague: &mut Vec<String>) {
    for (field, about) in schema["properties"].as_object().into_iter().flatten() {
        let is_word = about["const"].is_string();
        if !is_word && about["description"].as_str().is_none_or(str::is_empty) {
            vague.push(format!("{name}.{field}"));
        }
    }
    for way in ["oneOf", "anyOf"] {
        for one in schema[way].as_array().into_iter().flatten() {
            described(name, one, vague);
        }
    }
}
