//! Answers of the tester's API, held against its own description.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::LazyLock;
use std::sync::Mutex;
use std::sync::PoisonError;

use jsonschema::Validator;
use serde_json::Value;
use serde_json::json;

use esia_mock::web::control::calls::CALLS;
use esia_mock::web::control::openapi::call::Call;
use esia_mock::web::control::openapi::document;

use super::Answer;

static DOCUMENT: LazyLock<Value> = LazyLock::new(|| document::of(CALLS, "http://localhost"));

static VALIDATORS: LazyLock<Mutex<HashMap<String, Arc<Validator>>>> = LazyLock::new(Mutex::default);

/// The call of the table that a request is for.
pub(crate) fn call(method: &str, path: &str) -> Option<&'static Call> {
    let path = path.split('?').next().unwrap_or_default();
    let fits = |row: &str| {
        let (known, given) = (row.split('/'), path.split('/'));
        known.clone().count() == given.clone().count()
            && known.zip(given).all(|(known, given)| known == given || known.starts_with('{'))
    };
    let rows = CALLS.iter().filter(|call| call.row.method.eq_ignore_ascii_case(method) && fits(call.row.path));
    // A word of its own stands before a part in braces.
    rows.min_by_key(|call| call.row.path.matches('{').count())
}

/// Must this answer come, by the description of the call? Whatever is no call is let be.
pub(crate) fn check(method: &str, path: &str, answer: &Answer) {
    let Some(call) = call(method, path) else { return };
    let answers = &DOCUMENT["paths"][call.row.path][call.row.method]["responses"];
    let (status, range) = (answer.status.to_string(), format!("{}XX", answer.status / 100));
    let (known, described) = [&status, &range]
        .into_iter()
        .find_map(|name| Some((name, answers.get(name)?)))
        .unwrap_or_else(|| panic!("{method} {path}: {status} is not described: {}", answer.text()));
    let described = match described["$ref"].as_str() {
        Some(reference) => DOCUMENT.pointer(reference.trim_start_matches('#')).expect("what it refers to"),
        None => described,
    };
    let Some(content) = described.get("content").and_then(Value::as_object) else {
        assert_eq!(answer.text(), "", "{method} {path}: {status} has no body");
        return;
    };
    let kind = answer.header("content-type");
    let (_, content) = content.iter().find(|(name, _)| kind.starts_with(name.as_str())).unwrap_or_else(|| {
        panic!("{method} {path}: {status} of type {kind} is not described: {}", answer.text());
    });
    if kind.contains("json") {
        let validator = validator(&format!("{} {} {known}", call.row.method, call.row.path), &content["schema"]);
        let errors: Vec<_> = validator.iter_errors(&answer.json()).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{method} {path}: {status} {} is not as described: {errors:?}", answer.text());
    }
}

fn validator(name: &str, schema: &Value) -> Arc<Validator> {
    let mut known = VALIDATORS.lock().unwrap_or_else(PoisonError::into_inner);
    let made = known.entry(name.to_owned()).or_insert_with(|| {
        let whole = json!({ "components": DOCUMENT["components"], "allOf": [schema] });
        Arc::new(jsonschema::draft202012::new(&whole).unwrap_or_else(|error| panic!("{name}: {error}")))
    });
    Arc::clone(made)
}
