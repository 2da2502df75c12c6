//! The relay by SMTP: what is sent, what stays, and what is told of it.

use std::time::Duration;
use std::time::Instant;

use esia_mock::config::SmtpConfig;
use esia_mock::domain::contact::ContactKind;
use serde_json::Value;

use super::letters;
use crate::support::Sink;
use crate::support::TestApp;

const WHO: &str = "standard_adult";

/// A stand with a relay, on which somebody has this address.
fn stand(port: u16, allow: &[&str], address: &str) -> TestApp {
    let allow = allow.iter().map(|pattern| (*pattern).to_owned()).collect();
    let app = TestApp::build().process(|config| {
        config.smtp = Some(SmtpConfig { host: "127.0.0.1".to_owned(), port, allow });
    });
    let app = app.person(WHO, |citizen| {
        let contact = citizen.contacts.iter_mut().find(|contact| contact.kind == ContactKind::Email);
        address.clone_into(&mut contact.expect("an e-mail").value);
    });
    app.start()
}

fn signs_in(app: &TestApp) {
    let mut browser = app.browser();
    browser.opens(&app.client("EPOS_DEMO").authorize_url()).signs_in(&app.citizen(WHO).login, "11111111");
}

/// What became of the only letter, once that is known.
fn became(app: &TestApp) -> Value {
    let began = Instant::now();
    loop {
        let relay = letters(app)[0]["relay"].clone();
        if relay["state"] != "waiting" {
            return relay;
        }
        assert!(began.elapsed() < Duration::from_secs(20), "{relay}");
        std::thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn a_letter_to_a_reserved_domain_is_relayed() {
    let sink = Sink::start();
    let app = stand(sink.port, &[], "ivanov@example.test");
    signs_in(&app);
    let taken = sink.next();
    assert_eq!(taken.envelope[0].split(' ').next(), Some("MAIL"));
    assert!(taken.envelope[0].contains("<no-reply@esia-mock.test>"), "{:?}", taken.envelope);
    assert!(taken.envelope[1].contains("<ivanov@example.test>"), "{:?}", taken.envelope);
    assert_eq!(taken.header("To"), "ivanov@example.test");
    assert_eq!(taken.header("X-Esia-Mock"), "test-only");
    assert_eq!(taken.header("Date"), "Tue, 01 Sep 2026 04:00:00 +0000");
    assert!(taken.header("Message-ID").ends_with("@esia-mock.test>"), "{}", taken.data);
    assert!(taken.header("Content-Type").starts_with("multipart/alternative"), "{}", taken.data);
    assert!(taken.data.contains("text/plain") && taken.data.contains("text/html") && taken.data.is_ascii());
    assert_eq!(became(&app), serde_json::json!({ "state": "relayed", "at": "2026-09-01T04:00:00Z" }));
    assert!(sink.is_empty());
}

#[test]
fn a_letter_to_anybody_else_stays_with_its_reason() {
    let sink = Sink::start();
    let app = stand(sink.port, &["qa@company.ru"], "somebody@company.ru");
    signs_in(&app);
    let relay = became(&app);
    assert_eq!(relay["state"], "kept");
    assert!(relay["reason"].as_str().expect("a reason").contains("--smtp-allow"), "{relay}");
    assert!(sink.is_empty());
}

#[test]
fn whoever_is_allowed_by_name_gets_the_letter() {
    let sink = Sink::start();
    let app = stand(sink.port, &["company.ru"], "somebody@company.ru");
    signs_in(&app);
    assert!(sink.next().envelope[1].contains("<somebody@company.ru>"));
}

#[test]
fn a_server_that_refuses_or_is_not_there_is_told_of() {
    let sink = Sink::answering("550 no such box");
    let app = stand(sink.port, &[], "ivanov@example.test");
    signs_in(&app);
    let relay = became(&app);
    assert_eq!(relay["state"], "failed");
    assert!(relay["error"].as_str().expect("an error").contains("no such box"), "{relay}");
    let nobody = std::net::TcpListener::bind("127.0.0.1:0").expect("a port").local_addr().expect("an address").port();
    let app = stand(nobody, &[], "ivanov@example.test");
    signs_in(&app);
    assert_eq!(became(&app)["state"], "failed");
}

#[test]
fn an_address_that_is_none_never_reaches_the_envelope() {
    for address in ["ivanov@example.test\r\nRCPT TO:<real@mail.ru>", "real%mail.ru@example.test", "нет адреса"]
    {
        let sink = Sink::start();
        let app = stand(sink.port, &[], address);
        let mut browser = app.browser();
        let phone = app.citizen(WHO).logins.into_iter().find(|login| login.starts_with('+')).expect("a phone");
        browser.opens(&app.client("EPOS_DEMO").authorize_url()).signs_in(&phone, "11111111");
        assert_eq!(became(&app)["state"], "kept", "{address}");
        assert!(sink.is_empty());
    }
}
