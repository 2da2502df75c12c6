//! `/_mock/api/v1/clock`: shown, set, advanced, frozen, released; wrong values named with the way out.

use chrono::DateTime;
use chrono::TimeDelta;
use serde_json::Value;
use serde_json::json;

use esia_mock::domain::zone::Zone;

use crate::support::TestApp;
use crate::support::control::problem;

#[test]
fn the_clock_is_shown_with_its_mode_zone_and_day() {
    let app = TestApp::start();
    let shown = app.clock();
    let due = shown["next_due"].clone();
    let expected = json!({
        "now": "2026-09-01T09:00:00+05:00", "mode": "frozen", "offset": null,
        "zone": "Asia/Yekaterinburg", "working_day": true, "next_due": due,
    });
    assert_eq!(shown, expected);
    let shown = app.moves_clock(&json!({ "now": "2026-09-05T00:00:00Z", "mode": "released" }));
    assert_eq!((&shown["mode"], &shown["working_day"]), (&json!("released"), &json!(false)));
    assert!(shown["offset"].is_i64(), "{shown}");
    assert!(shown["now"].as_str().is_some_and(|now| now.starts_with("2026-09-05T05:00:0")), "{shown}");
}

#[test]
fn another_zone_has_other_days() {
    let zone = Zone::parse("Asia/Kamchatka").expect("a zone");
    let app = TestApp::build().config(|config| config.zone = zone).start();
    let shown = app.moves_clock(&json!({ "now": "2026-09-04T23:30:00+05:00" }));
    assert_eq!((&shown["now"], &shown["working_day"]), (&json!("2026-09-05T06:30:00+12:00"), &json!(false)));
    assert_eq!(shown["zone"], "Asia/Kamchatka");
}

#[test]
fn the_clock_is_set_and_advanced_by_spans_and_working_days() {
    let app = TestApp::start();
    for (body, now) in [
        (json!({ "advance": "PT15M" }), "2026-09-01T09:15:00+05:00"),
        (json!({ "advance": "P1D" }), "2026-09-02T09:15:00+05:00"),
        (json!({ "advance": "-PT15M" }), "2026-09-02T09:00:00+05:00"),
        (json!({ "advance": "P1M" }), "2026-10-02T09:00:00+05:00"),
        (json!({ "now": "2026-09-11T18:30:00+05:00" }), "2026-09-11T18:30:00+05:00"),
        (json!({ "advance_working": "P5D" }), "2026-09-18T18:30:00+05:00"),
        (json!({ "advance_working": "P1D", "at": "14:00" }), "2026-09-21T14:00:00+05:00"),
        (json!({ "advance_working": "-P1D" }), "2026-09-18T14:00:00+05:00"),
        (json!({ "now": "2025-12-30T10:00:00Z" }), "2025-12-30T15:00:00+05:00"),
        (json!({ "advance_working": "P1D", "at": "09:00" }), "2026-01-12T09:00:00+05:00"),
        (json!({ "now": "2030-01-05T00:00:00+05:00", "mode": "frozen" }), "2030-01-05T00:00:00+05:00"),
        (json!({ "advance_working": "P1D" }), "2030-01-07T00:00:00+05:00"),
    ] {
        assert_eq!(app.moves_clock(&body)["now"], now, "{body}");
        assert_eq!(app.clock()["now"], now, "{body}");
    }
}

#[test]
fn put_and_post_do_the_same() {
    let app = TestApp::start();
    for method in ["PUT", "POST"] {
        let answer = app.controls(method, "/_mock/api/v1/clock", r#"{"advance":"PT1H"}"#);
        assert_eq!((answer.status, answer.header("cache-control")), (200, "no-store"), "{method}");
    }
    assert_eq!(app.clock()["now"], "2026-09-01T11:00:00+05:00");
}

#[test]
fn a_clock_is_frozen_released_and_follows_the_system() {
    let app = TestApp::start();
    assert_eq!(app.moves_clock(&json!({ "mode": "released" }))["mode"], "released");
    let frozen = app.moves_clock(&json!({ "mode": "frozen" }));
    assert_eq!((&frozen["mode"], &frozen["now"]), (&json!("frozen"), &app.clock()["now"]));
    let system = app.moves_clock(&json!({ "now": "system", "mode": "released" }));
    assert_eq!((&system["mode"], &system["offset"]), (&json!("released"), &json!(0)));
    let ahead = app.moves_clock(&json!({ "advance": "P1D" }));
    assert_eq!(ahead["offset"], 86_400);
    let health = app.http.send(app.http.get(&app.url("/_mock/health"))).json();
    let time = |shown: &Value| DateTime::parse_from_rfc3339(shown["now"].as_str().expect("a time")).expect("a time");
    assert!(time(&health) - time(&system) >= TimeDelta::days(1), "one clock for everything");
}

#[test]
fn a_wrong_value_is_named_with_the_way_out_and_nothing_moves() {
    let app = TestApp::start();
    for (body, field, told) in [
        (r#"{"now":"2026-09-01"}"#, "now", "2026-09-01T09:00:00+05:00"),
        (r#"{"now":"2026-09-01T09:00:00"}"#, "now", "distance from UTC"),
        (r#"{"now":1788242400}"#, "now", "a text in quotes"),
        (r#"{"now":null}"#, "", "nothing to do"),
        (r#"{"now":"1969-12-31T23:59:59Z"}"#, "now", "1970-01-01"),
        (r#"{"now":"9999-01-01T00:00:00Z"}"#, "now", "9998-12-31"),
        (r#"{"advance":"15m"}"#, "advance", "PT15M"),
        (r#"{"advance":""}"#, "advance", "PT15M"),
        (r#"{"advance":"P9999Y"}"#, "advance", "9998-12-31"),
        (r#"{"advance":"-P99Y"}"#, "advance", "1970-01-01"),
        (r#"{"advance":"P4294967295Y"}"#, "advance", "9998-12-31"),
        (r#"{"advance":"P4294967295W"}"#, "advance", "9998-12-31"),
        (r#"{"advance_working":"P1W"}"#, "advance_working", "P5D"),
        (r#"{"advance_working":"P0D"}"#, "advance_working", "P5D"),
        (r#"{"advance_working":"P10001D"}"#, "advance_working", "at most P10000D"),
        (r#"{"advance_working":"P1D","at":"25:00"}"#, "at", "09:00"),
        (r#"{"advance":"P1D","at":"09:00"}"#, "at", "belongs to advance_working"),
        (r#"{"mode":"stopped"}"#, "mode", "frozen"),
        (r#"{"now":"system","advance":"P1D"}"#, "now", "only one of now, advance"),
        (r#"{"advanse":"P1D"}"#, "", "advanse"),
        (r#"{"advance":"P1D","expect_now":"today"}"#, "expect_now", "2026-09-01T09:00:00+05:00"),
        ("{}", "", r#"{"advance":"PT15M"}"#),
    ] {
        let answer = app.controls("POST", "/_mock/api/v1/clock", body);
        let problem = problem(&answer);
        assert_eq!(
            (answer.status, problem["type"].as_str()),
            (422, Some("urn:esia-mock:problem:wrong_value")),
            "{body}"
        );
        let pointer = if field.is_empty() { String::new() } else { format!("/{field}") };
        assert_eq!(problem["errors"][0]["pointer"], pointer, "{body}: {problem}");
        assert!(problem["detail"].as_str().is_some_and(|detail| detail.contains(told)), "{body}: {problem}");
    }
    for body in ["", "[]", "null", "1", "{", "\"P1D\"", "{\"advance\":\"P1D\"} x"] {
        let answer = app.controls("PUT", "/_mock/api/v1/clock", body);
        assert_eq!((answer.status, problem(&answer)["status"].as_u64()), (400, Some(400)), "{body}");
    }
    let large = format!(r#"{{"advance":"{}"}}"#, "P".repeat(300_000));
    assert_eq!(app.controls("POST", "/_mock/api/v1/clock", &large).status, 400);
    assert_eq!(app.clock()["now"], "2026-09-01T09:00:00+05:00");
}

#[test]
fn a_change_that_expects_another_time_is_not_made() {
    let app = TestApp::start();
    let body = json!({ "advance": "PT1H", "expect_now": "2026-09-01T09:00:00+05:00" }).to_string();
    assert_eq!(app.controls("POST", "/_mock/api/v1/clock", &body).status, 200);
    let again = app.controls("POST", "/_mock/api/v1/clock", &body);
    let told = problem(&again);
    assert_eq!((again.status, &told["type"]), (409, &json!("urn:esia-mock:problem:conflict")));
    assert!(told["detail"].as_str().is_some_and(|text| text.contains("2026-09-01T10:00:00+05:00")), "{told}");
    assert_eq!(app.clock()["now"], "2026-09-01T10:00:00+05:00", "once");
    // A clock that goes on has gone on a little since somebody looked.
    let running = app.moves_clock(&json!({ "mode": "released" }));
    let change = |expected: &Value| json!({ "mode": "released", "expect_now": expected }).to_string();
    assert_eq!(app.controls("PUT", "/_mock/api/v1/clock", &change(&running["now"])).status, 200);
    let earlier = json!("2026-09-01T09:59:00+05:00");
    assert_eq!(app.controls("PUT", "/_mock/api/v1/clock", &change(&earlier)).status, 409);
}

#[test]
fn of_two_who_expect_the_same_time_one_moves_the_clock() {
    let app = TestApp::start();
    let body = json!({ "advance": "PT1H", "expect_now": app.clock()["now"] }).to_string();
    let statuses: Vec<_> = std::thread::scope(|scope| {
        let ask = |client: TestApp| {
            let body = body.clone();
            scope.spawn(move || client.controls("POST", "/_mock/api/v1/clock", &body).status)
        };
        let asked: Vec<_> = (0..4).map(|_| ask(app.at_same())).collect();
        asked.into_iter().map(|thread| thread.join().expect("an answer")).collect()
    });
    assert_eq!(statuses.iter().filter(|status| **status == 200).count(), 1, "{statuses:?}");
    assert_eq!(app.clock()["now"], "2026-09-01T10:00:00+05:00");
}

#[test]
fn everything_that_ages_follows() {
    let app = TestApp::start();
    let rp = app.client("EPOS_DEMO");
    let tokens = app.citizen("esia_test_006").gives_tokens_to(&rp);
    let path = format!("/rs/prns/{}", tokens.oid());
    let status = || rp.reads(&path, &tokens.access_token()).status;
    assert_eq!(status(), 200);
    app.moves_clock(&json!({ "advance": "PT1H" }));
    assert_eq!(status(), 401);
    app.moves_clock(&json!({ "advance": "-PT1H" }));
    assert_eq!(status(), 200);
}
