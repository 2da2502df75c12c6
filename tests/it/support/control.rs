//! The tester's surface, as a tester uses it.

use serde_json::Value;

use super::Answer;
use super::TestApp;
use super::openapi;

impl TestApp {
    /// Sends JSON to the tester's surface. The answer must be one that the description of the call knows.
    pub(crate) fn controls(&self, method: &str, path: &str, body: &str) -> Answer {
        let request = self.http.request(method, &self.url(path)).header("content-type", "application/json");
        let answer = self.http.send(request.body(body.to_owned()));
        openapi::check(method, path, &answer);
        answer
    }

    /// What the clock shows to testers.
    pub(crate) fn clock(&self) -> Value {
        self.seen("clock")
    }

    /// Moves the clock as a tester does; gives what it shows then.
    pub(crate) fn moves_clock(&self, body: &Value) -> Value {
        let answer = self.controls("POST", "/_mock/api/v1/clock", &body.to_string());
        assert_eq!(answer.status, 200, "{body}: {}", answer.text());
        answer.json()
    }

    /// What happened to somebody, in the order of time: what, when, and the rest.
    pub(crate) fn events_of(&self, persona: &str) -> Vec<(String, String, Value)> {
        let events = self.seen("events?limit=1000");
        let events = events["events"].as_array().expect("a list").iter();
        let text = |event: &Value, name: &str| event[name].as_str().expect("a text").to_owned();
        let own = events.filter(|event| event["persona"] == persona);
        own.map(|event| (text(event, "kind"), text(event, "happened_at"), event["data"].clone())).collect()
    }

    /// The jobs of the stand.
    pub(crate) fn jobs(&self) -> Vec<Value> {
        self.seen("jobs?limit=1000")["jobs"].as_array().expect("a list").clone()
    }

    fn seen(&self, what: &str) -> Value {
        let answer = self.http.send(self.http.get(&self.url(&format!("/_mock/api/v1/{what}"))));
        assert_eq!(answer.status, 200, "{}", answer.text());
        answer.json()
    }
}

/// The body of a refusal, which has the shape of all of them.
pub(crate) fn problem(answer: &Answer) -> Value {
    assert_eq!(answer.header("content-type"), "application/problem+json", "{}", answer.text());
    let body = answer.json();
    assert_eq!(body["status"], answer.status, "{body}");
    for name in ["type", "title", "detail"] {
        assert!(body[name].as_str().is_some_and(|text| !text.is_empty()), "{name}: {body}");
    }
    body
}
