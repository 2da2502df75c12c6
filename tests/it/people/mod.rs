//! People at run time: made, read, changed and deleted by calls.

mod changing;
mod deleting;
mod families;
mod hostile;
mod listing;
mod making;
mod mistakes;
mod rebirth;
mod round_trip;

use serde_json::Value;

use crate::support::Answer;
use crate::support::Browser;
use crate::support::TestApp;
use crate::support::control::problem;

/// Sends a call about people; `null` is no body.
fn call(app: &TestApp, method: &str, path: &str, body: &Value) -> Answer {
    let body = if body.is_null() { String::new() } else { body.to_string() };
    app.controls(method, &format!("/_mock/api/v1/people{path}"), &body)
}

/// Makes somebody, or puts them: what the call shows.
fn made(app: &TestApp, method: &str, path: &str, body: &Value) -> Value {
    let answer = call(app, method, path, body);
    assert!(matches!(answer.status, 200 | 201), "{path} {body}: {}", answer.text());
    answer.json()
}

/// Somebody as they are now.
fn shown(app: &TestApp, person: &str) -> Value {
    let answer = call(app, "GET", &format!("/{person}"), &Value::Null);
    assert_eq!(answer.status, 200, "{person}: {}", answer.text());
    answer.json()
}

/// The pointers and details of what is wrong with a call.
fn wrong(answer: &Answer) -> Vec<(String, String)> {
    assert_eq!(answer.status, 422, "{}", answer.text());
    let told = problem(answer);
    let text = |one: &Value, name: &str| one[name].as_str().expect("a text").to_owned();
    let errors = told["errors"].as_array().expect("errors").iter();
    errors.map(|one| (text(one, "pointer"), text(one, "detail"))).collect()
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_else(|| panic!("{value} is no text"))
}

/// Signs somebody in through the pages, as far as a system's login; whoever cannot stays at «Вход».
fn signs_in(app: &TestApp, login: &str, password: &str) -> Browser {
    let mut browser = app.browser();
    browser.opens(&app.client("EPOS_DEMO").authorize_url()).signs_in(login, password);
    browser
}

/// Goes through the whole login of somebody who was just made; gives the number in the token.
fn logs_in(app: &TestApp, person: &Value) -> u64 {
    let mut browser = signs_in(app, text(&person["login"]), text(&person["password"]));
    if !browser.has_returned() {
        assert_eq!(browser.heading(), "Предоставление прав доступа", "{person}");
        browser.grants();
    }
    app.client("EPOS_DEMO").exchanges(&browser.returned().code()).oid()
}
