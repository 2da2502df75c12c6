//! What the stand has sent, to whom: codes, links, letters.

use serde_json::Value;
use url::form_urlencoded;

use super::TestApp;

impl TestApp {
    /// Letters and messages to somebody, from the oldest on.
    pub(crate) fn sent_to(&self, to: &str) -> Vec<Value> {
        let query: String =
            form_urlencoded::Serializer::new(String::new()).append_pair("to", to).append_pair("limit", "1000").finish();
        let answer = self.http.send(self.http.get(&self.url(&format!("/_mock/api/v1/outbox?{query}"))));
        assert_eq!(answer.status, 200, "{}", answer.text());
        answer.json()["messages"].as_array().expect("a list").clone()
    }

    /// The newest of them.
    pub(crate) fn last_sent_to(&self, to: &str) -> Value {
        self.sent_to(to).pop().unwrap_or_else(|| panic!("nothing was sent to {to}"))
    }

    /// The code in the newest one.
    pub(crate) fn last_code_to(&self, to: &str) -> String {
        let text = self.last_sent_to(to)["text"].as_str().unwrap_or_default().to_owned();
        let code: String = text.chars().filter(char::is_ascii_digit).collect();
        assert_eq!(code.len(), 6, "{text}");
        code
    }

    /// The link in the newest one.
    pub(crate) fn last_link_to(&self, to: &str) -> String {
        let letter = self.last_sent_to(to);
        letter["link"].as_str().unwrap_or_else(|| panic!("no link: {letter}")).to_owned()
    }

    /// What happened to somebody whom no fixture knows: what, and the rest.
    pub(crate) fn events_of_oid(&self, oid: u64) -> Vec<(String, Value)> {
        let answer = self.http.send(self.http.get(&self.url("/_mock/api/v1/events?limit=1000"))).json();
        let events = answer["events"].as_array().expect("a list").iter();
        let own = events.filter(|event| event["oid"] == oid);
        own.map(|event| (event["kind"].as_str().unwrap_or_default().to_owned(), event["data"].clone())).collect()
    }
}
