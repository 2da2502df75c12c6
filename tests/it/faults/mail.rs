//! Letters that the mail server does not take.

use std::time::Duration;
use std::time::Instant;

use serde_json::Value;
use serde_json::json;

use esia_mock::config::SmtpConfig;

use crate::support::Sink;
use crate::support::TestApp;

const WHO: &str = "confirmed_mother_of_two";

/// What became of the newest letter, once that is known.
fn became(app: &TestApp, letters: usize) -> Value {
    let began = Instant::now();
    loop {
        let outbox = app.controls("GET", "/_mock/api/v1/outbox?kind=email&wait=10", "").json();
        let all = outbox["messages"].as_array().expect("messages").clone();
        let relay = all.last().map(|letter| letter["relay"].clone()).unwrap_or_default();
        if all.len() == letters && relay["state"] != "waiting" {
            return relay;
        }
        assert!(began.elapsed() < Duration::from_secs(20), "{outbox:#}");
        std::thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn a_letter_is_refused_by_the_mail_server_and_the_next_one_is_taken() {
    let sink = Sink::start();
    let smtp = SmtpConfig { host: "127.0.0.1".to_owned(), port: sink.port, allow: Vec::new() };
    let app = TestApp::build().process(|config| config.smtp = Some(smtp)).start();
    app.arms("everywhere", &json!({ "at": "*", "path": "/nowhere", "times": null, "do": { "status": 500 } }));
    app.arms("full", &json!({ "at": "mail", "person": WHO, "do": { "status": 452, "body": "mailbox full" } }));
    let signs_in = || {
        let mut browser = app.browser();
        browser.opens(&app.client("EPOS_DEMO").authorize_url()).signs_in(&app.citizen(WHO).login, "11111111");
    };
    signs_in();
    let relay = became(&app, 1);
    assert_eq!((&relay["state"], &relay["error"]), (&json!("failed"), &json!("452 mailbox full")), "{relay}");
    assert!(sink.is_empty());
    assert_eq!(app.fault("full")["hits"], 1);
    signs_in();
    assert_eq!(became(&app, 2)["state"], "relayed");
    assert_eq!(app.fault("everywhere")["hits"], 0);
}
