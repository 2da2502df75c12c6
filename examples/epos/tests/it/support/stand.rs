//! A stand of ЕСИА: the program, started for one test.

use std::io::BufRead as _;
use std::io::BufReader;
use std::path::PathBuf;
use std::process::Child;
use std::process::Command;
use std::process::Stdio;

use serde_json::Value;
use serde_json::json;

/// A running stand; it ends with the test.
pub(crate) struct Stand {
    program: Child,
    pub(crate) url: String,
    http: reqwest::Client,
}

impl Stand {
    /// Starts a stand whose clock stands still.
    pub(crate) fn start(clock: &str) -> Self {
        let path = program();
        let mut program = Command::new(&path)
            .args(["serve", "--listen", "127.0.0.1:0", "--clock", clock])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap_or_else(|error| panic!("{}: {error}; `cargo build` makes it", path.display()));
        let output = program.stdout.take().expect("its output");
        let mut line = String::new();
        BufReader::new(output).read_line(&mut line).expect("its first line");
        let url = line.trim().strip_prefix("listening on ").unwrap_or_else(|| panic!("{line}")).to_owned();
        Self { program, url, http: reqwest::Client::new() }
    }

    /// Goes through a login as this person; says where the browser is sent back to.
    pub(crate) async fn signs_in(&self, authorize_url: &str, person: &str) -> String {
        self.signs_in_so(authorize_url, person, json!({})).await
    }

    /// The same with a role or an answer to the page of consent.
    pub(crate) async fn signs_in_so(&self, authorize_url: &str, person: &str, more: Value) -> String {
        let mut wish = json!({ "authorize_url": authorize_url, "person": person });
        for (name, value) in more.as_object().expect("fields") {
            wish[name] = value.clone();
        }
        let answer = self.call("POST", "sign-ins", &wish).await;
        answer["redirect_url"].as_str().unwrap_or_else(|| panic!("{answer}")).to_owned()
    }

    /// Sets the clock.
    pub(crate) async fn sets_clock(&self, now: &str) {
        self.call("PUT", "clock", &json!({ "now": now })).await;
    }

    /// A call of the stand's own API.
    pub(crate) async fn call(&self, method: &str, path: &str, body: &Value) -> Value {
        let method = method.parse().expect("a method");
        let address = format!("{}/_mock/api/v1/{path}", self.url);
        let request = self.http.request(method, address);
        let request = if body.is_null() { request } else { request.json(body) };
        let answer = request.send().await.expect("the stand");
        let status = answer.status();
        let text = answer.text().await.expect("its answer");
        assert!(status.is_success(), "{path}: {status} {text}");
        serde_json::from_str(&text).unwrap_or_default()
    }
}

impl Drop for Stand {
    fn drop(&mut self) {
        let _ = self.program.kill();
        let _ = self.program.wait();
    }
}

/// The program of the variable `ESIA_MOCK`, or the one that was built beside the tests.
fn program() -> PathBuf {
    let beside = || {
        let tests = std::env::current_exe().expect("this program");
        tests.ancestors().nth(2).expect("target/debug").join("esia-mock")
    };
    std::env::var_os("ESIA_MOCK").map_or_else(beside, PathBuf::from)
}
