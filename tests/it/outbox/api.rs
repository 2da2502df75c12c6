//! `/_mock/api/v1/outbox`: for scripts.

use std::time::Duration;
use std::time::Instant;

use esia_mock::domain::message::MessageKind;
use esia_mock::flow::outbox;
use serde_json::Value;

use super::asks;
use super::names;
use crate::support::Answer;
use crate::support::Http;
use crate::support::TestApp;

const WHO: &str = "standard_adult";

fn ask(app: &TestApp, method: &str, query: &str) -> Answer {
    app.http.send(app.http.request(method, &app.url(&format!("/_mock/api/v1/outbox{query}"))))
}

fn numbers(list: &Value) -> Vec<i64> {
    let messages = list["messages"].as_array().expect("a list");
    messages.iter().filter_map(|message| message["number"].as_i64()).collect()
}

#[test]
fn messages_come_from_the_oldest_on_and_after_a_number() {
    let app = TestApp::start();
    assert_eq!(asks(&app, ""), serde_json::json!({ "messages": [], "last": 0, "next": null }));
    app.citizen(WHO).logs_in_to(&app.client("EPOS_DEMO"));
    let all = asks(&app, "");
    assert_eq!((numbers(&all), all["last"].as_i64()), (vec![1, 2], Some(2)));
    assert_eq!(numbers(&asks(&app, "?after=1&kind=email")), [2]);
    assert_eq!(numbers(&asks(&app, "?kind=sms")), Vec::<i64>::new());
    assert_eq!(numbers(&asks(&app, "?to=nobody@example.test")), Vec::<i64>::new());
    assert_eq!(asks(&app, "/2")["letter"], "consent_given");
}

#[test]
fn numbers_are_never_used_again() {
    let app = TestApp::start();
    let rp = app.client("EPOS_DEMO");
    app.citizen(WHO).logs_in_to(&rp);
    assert_eq!(ask(&app, "DELETE", "?kind=sms").json()["deleted"], 0);
    assert_eq!(ask(&app, "DELETE", "").json()["deleted"], 2);
    assert_eq!(names(&app), Vec::<String>::new());
    app.citizen(WHO).logs_in_to(&rp);
    assert_eq!(numbers(&asks(&app, "")), [3]);
    assert_eq!(ask(&app, "GET", "/1").status, 404);
}

#[test]
fn a_script_waits_for_a_letter() {
    let app = TestApp::start();
    let address = app.url("/_mock/api/v1/outbox?kind=email&wait=30");
    let waiting = std::thread::spawn(move || {
        let http = Http::new();
        http.send(http.get(&address)).json()
    });
    app.citizen(WHO).logs_in_to(&app.client("EPOS_DEMO"));
    let found = waiting.join().expect("an answer");
    assert_eq!(found["messages"][0]["letter"], "sign_in_notice");
    let began = Instant::now();
    assert_eq!(numbers(&asks(&app, "?kind=post&wait=1")), Vec::<i64>::new());
    assert!(began.elapsed() >= Duration::from_secs(1) && began.elapsed() < Duration::from_secs(20));
}

#[test]
fn wrong_questions_are_told_what_is_wrong() {
    let app = TestApp::start();
    for (query, said) in [
        ("?kind=letter", "sms, max, email, post"),
        ("?after=x", "whole number"),
        ("?wait=61", "from 0 to 60"),
        ("?wait=-1", "whole number"),
        ("?too=a@b.test", "too"),
        ("?kind=sms&kind=max", "twice"),
    ] {
        let answer = ask(&app, "GET", query);
        assert_eq!((answer.status, answer.header("content-type")), (422, "application/problem+json"), "{query}");
        assert!(answer.text().contains(said), "{query}: {}", answer.text());
    }
    for number in ["x", "0", "99999999999999999999"] {
        assert_eq!(ask(&app, "GET", &format!("/{number}")).json()["type"], "urn:esia-mock:problem:not_found");
    }
    assert_eq!(ask(&app, "DELETE", "?wait=1").status, 422);
}

#[test]
fn the_control_token_and_the_origin_are_asked_for() {
    let app = TestApp::build().process(|config| config.control_token = Some("secret".to_owned())).start();
    for (method, query) in [("GET", ""), ("DELETE", ""), ("GET", "/1")] {
        assert_eq!(ask(&app, method, query).status, 401, "{method}");
        let url = app.url(&format!("/_mock/api/v1/outbox{query}"));
        let named = app.http.request(method, &url).header("authorization", "Bearer secret");
        assert_ne!(app.http.send(named.try_clone().expect("a copy")).status, 401, "{method}");
        assert_eq!(app.http.send(named.header("origin", "https://evil.example")).status, 403, "{method}");
    }
}

#[test]
fn the_oldest_give_way() {
    let app = TestApp::start();
    let stand = app.stand();
    let write = stand.write(|cx| {
        for number in 0..2_050 {
            outbox::send(cx, None, MessageKind::Post, "a".to_owned(), format!("{number}"))?;
        }
        Ok(())
    });
    tokio::runtime::Builder::new_current_thread().build().expect("a runtime").block_on(write).expect("written");
    let first = asks(&app, "?kind=post&limit=1000");
    assert_eq!((first["messages"][0]["number"].as_i64(), numbers(&first).len()), (Some(51), 1_000));
    assert_eq!(ask(&app, "DELETE", "").json()["deleted"], 2_000);
}
