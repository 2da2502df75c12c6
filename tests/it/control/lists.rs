//! Lists: part after part, nothing twice and nothing left out; and those who wait for what comes.

use serde_json::Value;
use serde_json::json;

use crate::support::TestApp;
use crate::support::control::problem;

const API: &str = "/_mock/api/v1";
const WHO: &str = "standard_adult";

fn asks(app: &TestApp, path: &str) -> Value {
    let answer = app.controls("GET", &format!("{API}{path}"), "");
    assert_eq!(answer.status, 200, "{path}: {}", answer.text());
    answer.json()
}

/// Reads a list in parts of two.
fn in_parts(app: &TestApp, list: &str) -> Vec<Value> {
    let mut all = Vec::new();
    let mut after = String::new();
    loop {
        let part = asks(app, &format!("/{list}?limit=2&after={after}"));
        let rows = part[list].as_array().or(part["messages"].as_array()).expect("a list").clone();
        assert!(rows.len() <= 2 && (part["next"].is_null() || rows.len() == 2), "{part}");
        all.extend(rows);
        after = match &part["next"] {
            Value::Null => return all,
            Value::String(text) => text.replace(' ', "%20"),
            next => next.to_string(),
        };
    }
}

#[test]
fn a_list_in_parts_is_the_same_as_the_whole() {
    let app = TestApp::start();
    for _ in 0..3 {
        app.citizen(WHO).logs_in_to(&app.client("EPOS_DEMO"));
    }
    for number in ["sfr/000-000-702%2023", "sfr/112-233-445%2095", "mvd/5710%20000720", "zags/oid:1000000702"] {
        app.controls("PUT", &format!("{API}/registries/{number}"), r#"{"outcome":"found"}"#);
    }
    for name in ["a", "b", "c"] {
        app.makes(name, &json!({}));
    }
    app.moves_clock(&json!({ "advance": "P3Y" }));
    for (list, least) in [("outbox", 4), ("events", 3), ("jobs", 5), ("registries", 4), ("stands", 4)] {
        let whole = asks(&app, &format!("/{list}?limit=1000"));
        let rows = whole[list].as_array().or(whole["messages"].as_array()).expect("a list");
        assert!(rows.len() >= least && whole["next"].is_null(), "{list}: {whole}");
        let parts = in_parts(&app, list);
        // What a clock shows that goes on is another thing each time.
        let named =
            |rows: &[Value]| -> Vec<_> { rows.iter().map(|row| row.get("name").unwrap_or(row).clone()).collect() };
        assert_eq!(named(&parts), named(rows), "{list}");
    }
}

#[test]
fn the_last_part_of_every_list_says_so() {
    let app = TestApp::start();
    for list in ["people", "clients", "organizations", "requests", "outbox", "events", "jobs", "registries", "stands"] {
        let whole = asks(&app, &format!("/{list}?limit=1000"));
        assert_eq!(whole.get("next"), Some(&Value::Null), "{list}");
    }
}

#[test]
fn there_are_a_hundred_in_an_answer_and_at_most_a_thousand() {
    let app = TestApp::start();
    for path in ["/outbox", "/events", "/jobs", "/registries", "/stands"] {
        for limit in ["0", "1001", "-1", "x"] {
            let answer = app.controls("GET", &format!("{API}{path}?limit={limit}"), "");
            assert_eq!(answer.status, 422, "{path} {limit}");
            assert_eq!(problem(&answer)["errors"][0]["pointer"], "/limit", "{path}");
        }
    }
    for after in ["x", "waiting.1", "soon.1.1", "waiting.1.1.1"] {
        let answer = app.controls("GET", &format!("{API}/jobs?after={after}"), "");
        assert_eq!((answer.status, &problem(&answer)["errors"][0]["pointer"]), (422, &json!("/after")), "{after}");
    }
    for number in 0..101 {
        let path = format!("{API}/registries/mvd/5710%20{:06}", 100_000 + number);
        assert_eq!(app.controls("PUT", &path, r#"{"outcome":"found"}"#).status, 200);
    }
    let part = asks(&app, "/registries");
    assert_eq!((part["registries"].as_array().expect("a list").len(), part["next"].is_null()), (100, false));
}

#[test]
fn messages_and_events_are_found_by_whom_they_are_about() {
    let app = TestApp::start();
    app.citizen(WHO).logs_in_to(&app.client("EPOS_DEMO"));
    app.citizen("esia_test_006").logs_in_to(&app.client("EPOS_DEMO"));
    let oid = app.citizen(WHO).oid;
    let login = app.citizen(WHO).logins[0].replace('+', "%2B");
    for name in [WHO.to_owned(), oid.to_string(), login] {
        let found = asks(&app, &format!("/outbox?person={name}"));
        let messages = found["messages"].as_array().expect("a list");
        assert!(!messages.is_empty() && messages.iter().all(|message| message["oid"] == oid), "{name}: {found}");
    }
    app.controls("POST", &format!("{API}/mfc/confirm"), &json!({ "person": WHO }).to_string());
    let found = asks(&app, &format!("/events?person={WHO}"));
    let events = found["events"].as_array().expect("a list");
    assert!(!events.is_empty() && events.iter().all(|event| event["persona"] == WHO), "{found}");
    for path in ["/outbox", "/events"] {
        assert_eq!(app.controls("GET", &format!("{API}{path}?person=nobody"), "").status, 404);
    }
    let before = asks(&app, "/outbox")["messages"].as_array().expect("a list").len();
    let gone = app.controls("DELETE", &format!("{API}/outbox?person={WHO}"), "").json()["deleted"].as_u64();
    let left = asks(&app, "/outbox")["messages"].as_array().expect("a list").len();
    assert_eq!(Some((before - left) as u64), gone);
    assert!(left > 0, "those of the other are there");
}

#[test]
fn a_script_waits_for_what_happens_to_somebody() {
    let app = TestApp::start();
    let last = asks(&app, "/events?limit=1000")["last"].clone();
    let found = std::thread::scope(|scope| {
        let waiting = app.at_same();
        let waiting = scope.spawn(move || asks(&waiting, &format!("/events?person={WHO}&after={last}&wait=30")));
        app.controls("POST", &format!("{API}/mfc/block"), &json!({ "person": WHO }).to_string());
        waiting.join().expect("an answer")
    });
    let events = found["events"].as_array().expect("a list");
    assert!(events.iter().any(|event| event["kind"] == "blocked"), "{found}");
}
