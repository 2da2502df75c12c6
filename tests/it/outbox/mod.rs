//! Letters and messages of the stand (issue, item 10).

mod api;
mod letters;
mod pages;
mod relay;

use serde_json::Value;

use crate::support::TestApp;

/// What the tester's API answers.
fn asks(app: &TestApp, query: &str) -> Value {
    let answer = app.http.send(app.http.get(&app.url(&format!("/_mock/api/v1/outbox{query}"))));
    assert_eq!(answer.status, 200, "{}", answer.text());
    answer.json()
}

/// The letters that were written so far, from the oldest on.
fn letters(app: &TestApp) -> Vec<Value> {
    asks(app, "?kind=email")["messages"].as_array().expect("a list").clone()
}

/// Which letters those are.
fn names(app: &TestApp) -> Vec<String> {
    letters(app).iter().map(|letter| letter["letter"].as_str().unwrap_or_default().to_owned()).collect()
}
