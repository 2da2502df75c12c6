//! ЭПОС with a stand, or alone.

use std::time::Duration;

use epos::Config;
use epos::Epos;
use serde_json::Value;
use serde_json::json;

use super::browser::Browser;
use super::browser::Page;
use super::stand::Stand;

/// ЭПОС, its stand if there is one, and whoever arranges the test.
pub(crate) struct World {
    pub(crate) epos: Epos,
    pub(crate) stand: Option<Stand>,
    http: reqwest::Client,
}

impl World {
    /// ЭПОС without any stand: nothing answers there.
    pub(crate) async fn alone() -> Self {
        Self::with(None, |config| config).await
    }

    /// ЭПОС with a stand, on a Tuesday morning.
    pub(crate) async fn start() -> Self {
        Self::at("2026-09-01T09:00:00+05:00").await
    }

    /// ЭПОС with a stand at this time.
    pub(crate) async fn at(clock: &str) -> Self {
        Self::with(Some(Stand::start(clock)), |config| config).await
    }

    /// ЭПОС that is told something else.
    pub(crate) async fn with(stand: Option<Stand>, change: impl FnOnce(Config) -> Config) -> Self {
        let url = stand.as_ref().map_or("http://127.0.0.1:1", |stand| &stand.url);
        let config = Config { patience: Duration::from_secs(30), ..Config::at(url.parse().expect("an address")) };
        let epos = epos::start(change(config)).await.expect("ЭПОС");
        Self { epos, stand, http: reqwest::Client::new() }
    }

    pub(crate) fn stand(&self) -> &Stand {
        self.stand.as_ref().expect("a stand")
    }

    pub(crate) fn browser(&self) -> Browser {
        Browser::new(self.epos.url())
    }

    /// A call of ЭПОС's API that must work.
    pub(crate) async fn call(&self, method: &str, path: &str, body: &Value) -> Value {
        let (status, answer) = self.tries(method, path, body).await;
        assert_eq!(status, 200, "{method} {path}: {answer}");
        answer
    }

    /// A call of ЭПОС's API.
    pub(crate) async fn tries(&self, method: &str, path: &str, body: &Value) -> (u16, Value) {
        let request = self.http.request(method.parse().expect("a method"), format!("{}/api/{path}", self.epos.url()));
        let request = if body.is_null() { request } else { request.json(body) };
        let answer = request.send().await.expect("ЭПОС");
        (answer.status().as_u16(), answer.json().await.expect("JSON"))
    }

    /// Turns switches.
    pub(crate) async fn sets(&self, switches: &[(&str, &str)]) {
        let switches: serde_json::Map<String, Value> =
            switches.iter().map(|(name, value)| ((*name).to_owned(), json!(value))).collect();
        self.call("PUT", "settings", &Value::Object(switches)).await;
    }

    /// Changes some fields of a card at once.
    pub(crate) async fn changes_card(&self, id: &str, fields: Value) {
        let mut card = self.call("GET", &format!("cards/{id}"), &Value::Null).await;
        for (name, value) in fields.as_object().expect("fields") {
            card[name] = value.clone();
        }
        self.call("PUT", &format!("cards/{id}"), &card).await;
    }

    /// The newest sign-in, explained.
    pub(crate) async fn last_trace(&self) -> Value {
        self.call("GET", "traces/last", &Value::Null).await
    }

    /// A new browser goes to ЕСИА and comes back as this person.
    pub(crate) async fn signs_in(&self, person: &str) -> (Browser, Page) {
        let mut browser = self.browser();
        let page = self.signs_in_with(&mut browser, person).await;
        (browser, page)
    }

    /// This browser goes to ЕСИА and comes back as this person.
    pub(crate) async fn signs_in_with(&self, browser: &mut Browser, person: &str) -> Page {
        let address = self.goes_to_esia(browser).await;
        let back = self.stand().signs_in(&address, person).await;
        browser.get(&back).await
    }

    /// «Вход», «Вход через ЕСИА»: the address to which ЭПОС sends the browser.
    pub(crate) async fn goes_to_esia(&self, browser: &mut Browser) -> String {
        browser.get("/login").await;
        browser.posts("/login/esia", &[]).await.location.expect("a way to ЕСИА")
    }
}
