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

/// One whose server takes its time holds up no letter of another stand, and `handle` says whether the letter arrives.
#[test]
fn a_mail_server_that_is_silent_slow_or_breaks_off_holds_up_no_other_stand() {
    let sink = Sink::start();
    let smtp = SmtpConfig { host: "127.0.0.1".to_owned(), port: sink.port, allow: Vec::new() };
    let app = TestApp::build().process(|config| config.smtp = Some(smtp)).start();
    let other = app.makes("other", &json!({}));
    let signs_in = |app: &TestApp| {
        let mut browser = app.browser();
        browser.opens(&app.client("EPOS_DEMO").authorize_url()).signs_in(&app.citizen(WHO).login, "11111111");
    };
    app.arms("silent", &json!({ "at": "mail", "do": { "hang": true } }));
    signs_in(&app);
    assert_eq!(app.controls("GET", "/_mock/api/v1/faults/silent?wait=60", "").json()["hits"], 1);
    signs_in(&other);
    assert_eq!(became(&other, 1)["state"], "relayed", "while the first one waits");
    assert!(!sink.next().data.is_empty(), "that of the other stand");
    app.controls("DELETE", "/_mock/api/v1/faults/silent", "");
    let relay = became(&app, 1);
    assert_eq!(
        (&relay["state"], &relay["error"]),
        (&json!("failed"), &json!("connection closed by a fault")),
        "{relay}"
    );
    assert!(sink.is_empty(), "it was not handed over");
    app.arms("lost", &json!({ "at": "mail", "handle": "after", "do": { "reset": true, "delay": "PT0.01S" } }));
    signs_in(&app);
    assert_eq!(became(&app, 2)["error"], "connection reset by a fault");
    assert!(!sink.next().data.is_empty(), "it has arrived all the same");
}
