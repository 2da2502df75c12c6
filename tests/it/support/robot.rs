//! A robot that logs in without pages, by the calls that the real login page makes to its server.

use std::sync::Arc;

use esia_mock::domain::account::SecondFactor;
use serde_json::Value;
use serde_json::json;

use super::app::TestApp;
use super::browser::Browser;
use super::browser::Returned;
use super::http::Answer;
use super::http::Http;
use super::relying_party::RelyingParty;

/// A robot with the cookies of a browser.
pub(crate) struct JsonRobot {
    http: Arc<Http>,
    base: String,
    /// The browser whose cookies it has; it may go on by pages.
    pub(crate) browser: Browser,
}

impl JsonRobot {
    /// A robot that a relying party has sent to log in.
    pub(crate) fn sent_by(app: &TestApp, rp: &RelyingParty) -> Self {
        let mut browser = app.browser();
        browser.opens(&rp.authorize_url());
        Self::in_browser(app, browser)
    }

    /// A robot in a browser that is there already.
    pub(crate) fn in_browser(app: &TestApp, browser: Browser) -> Self {
        Self { http: Arc::clone(&app.http), base: app.base.clone(), browser }
    }

    /// Posts a body as JSON.
    pub(crate) fn posts(&self, path: &str, body: &Value) -> Answer {
        let request = self.http.post(&self.url(path)).header("content-type", "application/json");
        self.browser.sends(request.body(body.to_string()))
    }

    /// Posts nothing at all, as robots do where nothing is to be said.
    pub(crate) fn calls(&self, path: &str) -> Answer {
        self.browser.sends(self.http.post(&self.url(path)))
    }

    /// Reads.
    pub(crate) fn asks(&self, path: &str) -> Answer {
        self.browser.sends(self.http.get(&self.url(path)))
    }

    /// Login and password.
    pub(crate) fn signs_in(&self, login: &str, password: &str) -> Answer {
        self.posts("/aas/oauth2/api/login", &json!({ "login": login, "password": password }))
    }

    /// Signs in as somebody of the fixtures.
    pub(crate) fn signs_in_as(&self, app: &TestApp, persona: &str) -> Answer {
        let citizen = app.citizen(persona);
        self.signs_in(&citizen.login, &citizen.password)
    }

    /// A code of the second factor, at the address of its kind.
    pub(crate) fn verifies(&self, factor: SecondFactor, code: &str) -> Answer {
        let kind = match factor {
            SecondFactor::Sms => "otp",
            SecondFactor::Max => "otp-max",
            SecondFactor::Totp => "totp",
            SecondFactor::None => panic!("there is no code"),
        };
        self.calls(&format!("/aas/oauth2/api/login/{kind}/verify?code={code}"))
    }

    /// What is due.
    pub(crate) fn next_step(&self) -> Answer {
        self.asks("/aas/oauth2/api/login/next-step")
    }

    /// «Предоставить».
    pub(crate) fn allows(&self) -> Answer {
        self.calls("/aas/oauth2/api/scope/allow")
    }

    /// Does whatever is asked for, and goes where the last answer leads.
    pub(crate) fn finishes(&mut self) -> Returned {
        for _ in 0..4 {
            let due = self.next_step().json();
            match due["action"].as_str().unwrap_or_default() {
                "CHOOSE_ROLE" => self.posts("/aas/oauth2/api/login/role", &json!({ "role": "person" })),
                "GRANT_SCOPE_ACCESS" => self.allows(),
                "DONE" => return self.goes_to(&due),
                other => panic!("no way on from {other}: {due}"),
            };
        }
        panic!("the conversation goes in a circle");
    }

    /// Goes where an answer leads.
    pub(crate) fn goes_to(&mut self, done: &Value) -> Returned {
        assert_eq!(done["action"], "DONE", "{done}");
        let address = done["redirect_url"].as_str().unwrap_or_else(|| panic!("no address: {done}"));
        self.browser.opens(address).returned()
    }

    /// The newest message that was sent to anybody.
    pub(crate) fn last_message(&self) -> Value {
        let request = self.http.get(&self.url("/logs/sms/")).header("accept", "application/json");
        self.http.send(request).json()[0].clone()
    }

    /// The code in it.
    pub(crate) fn last_code(&self) -> String {
        let text = self.last_message()["text"].as_str().unwrap_or_default().to_owned();
        let code: String = text.chars().filter(char::is_ascii_digit).collect();
        assert_eq!(code.len(), 6, "{text}");
        code
    }

    fn url(&self, path: &str) -> String {
        format!("{}{path}", self.base)
    }
}

/// A code that is certainly another one.
pub(crate) fn another(code: &str) -> String {
    code.chars().map(|digit| if digit == '9' { '0' } else { '9' }).collect()
}

/// `action` or `failed`, and the status, of an answer that must be JSON.
pub(crate) fn said(answer: &Answer) -> (u16, String) {
    assert!(answer.header("content-type").starts_with("application/json"), "{}", answer.text());
    let body = answer.json();
    let word = body["action"].as_str().or_else(|| body["failed"].as_str());
    (answer.status, word.unwrap_or_else(|| panic!("neither action nor failed: {body}")).to_owned())
}
