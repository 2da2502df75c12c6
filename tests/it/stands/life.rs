//! Many stands, as many as there may be, those that nobody uses, and one that ends in traffic.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering;

use chrono::TimeDelta;
use serde_json::json;

use crate::support::TestApp;
use crate::support::control::problem;

const WHO: &str = "esia_test_006";

#[test]
fn a_thousand_stands_are_made_and_ended() {
    let app = TestApp::start();
    for number in 0..1_000 {
        let path = format!("/_mock/api/v1/stands/s-{}", number % 50);
        let answer = app.controls("PUT", &path, "{}");
        assert_eq!(answer.status, 201, "{}", answer.text());
        if number % 100 == 99 {
            let stand = app.at(&format!("s-{}", number % 50));
            assert_eq!(stand.citizen(WHO).gives_tokens_to(&stand.client("EPOS_DEMO")).oid(), stand.citizen(WHO).oid);
        }
    }
    for number in 0..50 {
        assert_eq!(app.controls("DELETE", &format!("/_mock/api/v1/stands/s-{number}"), "").status, 204);
    }
    assert_eq!(app.stands().slots().len(), 1);
}

#[test]
fn a_stand_that_is_deleted_in_traffic_ends_its_requests_well_and_gives_its_memory_back() {
    let app = TestApp::start();
    let stand = app.makes("busy", &json!({}));
    let held = Arc::downgrade(&app.stands().slot("busy").expect("a stand"));
    let base = stand.base.clone();
    let is_over = AtomicBool::new(false);
    std::thread::scope(|scope| {
        for _ in 0..4 {
            let client = app.at_same();
            let (is_over, base) = (&is_over, &base);
            scope.spawn(move || {
                while !is_over.load(Ordering::Acquire) {
                    let answer = client.http.send(client.http.get(&format!("{base}/login/registration")));
                    assert!(matches!(answer.status, 200 | 404), "{}", answer.text());
                }
            });
        }
        for _ in 0..20 {
            assert_eq!(app.controls("DELETE", "/_mock/api/v1/stands/busy", "").status, 204);
            app.makes("busy", &json!({}));
        }
        is_over.store(true, Ordering::Release);
    });
    assert_eq!(app.controls("DELETE", "/_mock/api/v1/stands/busy", "").status, 204);
    assert_eq!(held.strong_count(), 0, "nobody holds the first one any more");
}

#[test]
fn there_are_no_more_stands_than_there_may_be() {
    let app = TestApp::build().process(|config| config.max_stands = 2).start();
    app.makes("one", &json!({}));
    app.makes("two", &json!({}));
    for (method, path) in [("POST", "/_mock/api/v1/stands"), ("PUT", "/_mock/api/v1/stands/three")] {
        let answer = app.controls(method, path, "{}");
        assert_eq!(answer.status, 429);
        assert!(problem(&answer)["detail"].as_str().expect("a text").contains("there are 2 already"));
    }
    app.makes("two", &json!({}));
    app.controls("DELETE", "/_mock/api/v1/stands/one", "");
    app.makes("three", &json!({}));
}

#[test]
fn a_stand_that_nobody_uses_expires_by_the_time_outside() {
    let app = TestApp::build().outside_time_stands_still().start();
    let outside = Arc::clone(&app.stands().platform.real_time);
    let goes_by = |minutes| outside.advance(TimeDelta::minutes(minutes)).expect("in range");
    let stand = app.makes("brief", &json!({ "idle": "PT10M" }));
    // The clock of the stand has nothing to do with it.
    stand.moves_clock(&json!({ "advance": "P1Y" }));
    goes_by(9);
    assert_eq!(stand.http.send(stand.http.get(&stand.url("/_mock/health"))).status, 200, "used, it starts again");
    goes_by(9);
    assert_eq!(stand.http.send(stand.http.get(&stand.url("/_mock/health"))).status, 200);
    let held = Arc::downgrade(&app.stands().slot("brief").expect("a stand"));
    goes_by(10);
    let answer = stand.http.send(stand.http.get(&stand.url("/_mock/health")));
    assert_eq!(answer.status, 404);
    assert!(answer.text().contains("brief"), "{}", answer.text());
    assert_eq!(app.controls("GET", "/_mock/api/v1/stands/brief", "").status, 404);
    drop(stand);
    assert_eq!(held.strong_count(), 0);
}

#[test]
fn jobs_of_all_stands_are_run_by_one_timer() {
    let app = TestApp::start();
    let stands: Vec<_> = (0..3).map(|number| app.makes(&format!("s-{number}"), &json!({}))).collect();
    for stand in &stands {
        let before = stand.jobs().iter().filter(|job| job["done_at"].is_string()).count();
        let moved = stand.moves_clock(&json!({ "advance": "P2Y" }));
        assert!(moved["jobs"]["done"].as_u64().expect("a number") > 0);
        assert!(stand.jobs().iter().filter(|job| job["done_at"].is_string()).count() > before);
    }
    assert!(app.jobs().iter().all(|job| job["done_at"].is_null()), "those of default wait");
}
