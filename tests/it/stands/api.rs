//! The calls that make, list and end stands, and what wrong ones are told.

use std::collections::BTreeSet;

use serde_json::Value;
use serde_json::json;

use crate::support::TestApp;
use crate::support::control::problem;

const STANDS: &str = "/_mock/api/v1/stands";

#[test]
fn a_stand_is_made_found_listed_and_ended() {
    let app = TestApp::start();
    let answer = app.controls("POST", STANDS, "");
    assert_eq!(answer.status, 201, "{}", answer.text());
    let made = answer.json();
    let name = made["name"].as_str().expect("a name");
    assert_eq!(made["url"], app.url(&format!("/_stand/{name}")));
    assert_eq!(made["control_url"], app.url(&format!("/_stand/{name}/_mock/api/v1")));
    assert!(made["expires_at"].as_str().expect("a time").ends_with('Z'));
    assert_eq!(app.controls("GET", &format!("{STANDS}/{name}"), "").json()["name"], name);
    app.makes("b", &json!({}));
    let names = |answer: &Value| {
        let stands = answer["stands"].as_array().expect("a list");
        stands.iter().map(|stand| stand["name"].as_str().expect("a name").to_owned()).collect::<Vec<_>>()
    };
    let all = app.controls("GET", STANDS, "").json();
    assert_eq!(names(&all), ["b", "default", name]);
    let first = app.controls("GET", &format!("{STANDS}?limit=2"), "").json();
    assert_eq!((names(&first), &first["next"]), (vec!["b".to_owned(), "default".to_owned()], &json!("default")));
    assert_eq!(names(&app.controls("GET", &format!("{STANDS}?after=default"), "").json()), [name]);
    for _ in 0..2 {
        assert_eq!(app.controls("DELETE", &format!("{STANDS}/{name}"), "").status, 204);
    }
    assert_eq!(app.controls("GET", &format!("{STANDS}/{name}"), "").status, 404);
    assert_eq!(app.controls("DELETE", &format!("{STANDS}/default"), "").status, 409);
}

#[test]
fn stands_that_are_made_at_once_have_a_name_each() {
    let app = TestApp::start();
    let make = || app.controls("POST", STANDS, "").json()["name"].as_str().expect("a name").to_owned();
    let names: BTreeSet<_> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..16).map(|_| scope.spawn(make)).collect();
        threads.into_iter().map(|thread| thread.join().expect("made")).collect()
    });
    assert_eq!(names.len(), 16, "{names:?}");
}

#[test]
fn wrong_wishes_are_told_what_is_wrong_and_where() {
    let app = TestApp::start();
    for (body, pointer) in [
        (json!({ "from": "somewhere" }), "/from"),
        (json!({ "from": {} }), "/from"),
        (json!({ "from": { "stand": "nobody" } }), "/from/stand"),
        (json!({ "from": { "snapshot": "none" } }), "/from/snapshot"),
        (json!({ "clock": "tomorrow" }), "/clock"),
        (json!({ "clock": "9999-01-01T00:00:00Z" }), "/clock"),
        (json!({ "idle": "PT0S" }), "/idle"),
        (json!({ "idle": "P40D" }), "/idle"),
        (json!({ "idle": 5 }), "/idle"),
        (json!({ "seed": -1 }), "/seed"),
        (json!({ "address": "moon" }), "/address"),
        (json!({ "colour": "green" }), ""),
    ] {
        let answer = app.controls("PUT", &format!("{STANDS}/one"), &body.to_string());
        assert_eq!(answer.status, 422, "{body}: {}", answer.text());
        assert_eq!(problem(&answer)["errors"][0]["pointer"], pointer, "{body}");
    }
    for name in ["Big", "with_line", "default", "%D1%8F", &"x".repeat(41)] {
        let answer = app.controls("PUT", &format!("{STANDS}/{name}"), "{}");
        assert_eq!((answer.status, problem(&answer)["errors"][0]["pointer"].as_str()), (422, Some("/name")), "{name}");
    }
    assert_eq!(app.stands().slots().len(), 1, "nothing was made");
}

#[test]
fn a_stand_that_is_too_large_is_not_copied() {
    let app = TestApp::build().process(|config| config.largest_copy = 100_000).start();
    for (method, path, body) in [
        ("PUT", "/_mock/api/v1/stands/one", json!({})),
        ("PUT", "/_mock/api/v1/stands/one", json!({ "from": { "stand": "default" } })),
        ("PUT", "/_mock/api/v1/snapshots/one", json!({})),
    ] {
        let answer = app.controls(method, path, &body.to_string());
        assert_eq!(answer.status, 422, "{body}");
        let problem = problem(&answer);
        assert_eq!(problem["errors"][0]["pointer"], "/from");
        assert!(problem["detail"].as_str().expect("a text").contains("bytes; one of more than 100000"), "{problem}");
    }
    assert_eq!(
        app.controls("POST", "/_mock/api/v1/reset", "").status,
        200,
        "the stand itself may be as large as it is"
    );
}

#[test]
fn stands_are_made_at_the_stand_default_alone() {
    let app = TestApp::start();
    let one = app.makes("one", &json!({}));
    for (method, path) in [("GET", STANDS), ("POST", STANDS), ("PUT", "/_mock/api/v1/stands/two")] {
        let answer = one.controls(method, path, "{}");
        assert_eq!(answer.status, 404);
        assert!(problem(&answer)["detail"].as_str().expect("a text").contains(&app.url(STANDS)));
    }
}

#[test]
fn a_stand_that_is_not_there_is_named_in_each_answer() {
    let app = TestApp::start();
    let ask = |path: &str, accept: &str| app.http.send(app.http.get(&app.url(path)).header("accept", accept));
    let page = ask("/_stand/nobody/login", "text/html,*/*");
    assert_eq!((page.status, page.text().contains("nobody")), (404, true));
    assert!(page.header("content-type").starts_with("text/html"));
    let json = ask("/_stand/nobody/rs/prns/1", "application/json");
    assert_eq!((json.status, json.text().contains("nobody")), (404, true));
    let answer = ask("/_stand/nobody/_mock/api/v1/clock", "*/*");
    assert_eq!(answer.status, 404);
    assert!(problem(&answer)["detail"].as_str().expect("a text").contains("nobody"));
    assert_eq!(ask("/_stand", "*/*").status, 404);
}

#[test]
fn a_stand_is_reached_by_a_host_of_its_name_too() {
    let app = TestApp::start();
    let one = app.makes("one", &json!({}));
    one.moves_clock(&json!({ "advance": "P40D" }));
    let now = |host: &str| {
        let health = app.http.get(&app.url("/_mock/health")).header("host", host.to_owned());
        app.http.send(health).json()["now"].clone()
    };
    assert_eq!(now("one.localhost:8585"), now("ONE.localhost."));
    assert_ne!(now("one.localhost"), now("localhost"));
    assert_eq!(now("two.localhost"), now("localhost"), "a name that no stand has leads where it always led");
}
