//! Signing in without a browser: by call, by a hint in the request, by a setting; tokens, sessions and consents by call.

mod addresses;
mod alike;
mod hinted;
mod people;
mod settings;
mod sign_ins;
mod steps;
mod tokens;

use serde_json::Value;
use serde_json::json;

use crate::support::Answer;
use crate::support::TestApp;

/// Somebody who may enter every system.
const MOTHER: &str = "confirmed_mother_of_two";

impl TestApp {
    /// Sends a wish to sign somebody in.
    pub(crate) fn wishes(&self, wish: &Value) -> Answer {
        self.controls("POST", "/_mock/api/v1/sign-ins", &wish.to_string())
    }

    /// Signs somebody in for a request by its address; the call is right.
    pub(crate) fn signs_in(&self, url: &str, person: &str) -> Value {
        self.done(&json!({ "authorize_url": url, "person": person }))
    }

    /// The same by a whole wish.
    pub(crate) fn done(&self, wish: &Value) -> Value {
        let answer = self.wishes(wish);
        assert_eq!(answer.status, 200, "{}", answer.text());
        answer.json()
    }
}

/// A text of an answer.
fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_else(|| panic!("no text: {value}"))
}

/// The first wrong place of a problem, and what is said of it.
fn wrong(answer: &Answer) -> (u16, String, String) {
    let body = crate::support::control::problem(answer);
    let pointer = body["errors"][0]["pointer"].as_str().unwrap_or_default().to_owned();
    (answer.status, pointer, text(&body["detail"]).to_owned())
}
