//! Jobs run in the order of their due times, each by itself; one that breaks does not stop those after it.

use chrono::DateTime;
use chrono::TimeDelta;
use esia_mock::flow::jobs::queue;
use esia_mock::flow::jobs::run::KINDS;
use serde_json::Value;
use serde_json::json;

use crate::support::TestApp;
use crate::support::app::start;

/// Plans a job as no handler expects it, so many hours from the start.
fn puts_down(app: &TestApp, kind: &'static str, hours: i64, payload: Value) {
    let due_at = start() + TimeDelta::hours(hours);
    let job = move |cx: &esia_mock::flow::WriteCx<'_>| {
        Ok(queue::schedule(cx, kind, format!("test {hours}"), due_at, &payload)?)
    };
    app.waits(app.stand().write(job)).expect("written");
}

fn done(job: &Value) -> bool {
    !job["done_at"].is_null()
}

#[test]
fn a_job_that_breaks_is_marked_and_does_not_stop_the_others() {
    let app = TestApp::start();
    puts_down(&app, "limit_ends", 1, json!({ "oid": "nobody" }));
    puts_down(&app, "no_such_kind", 2, json!({}));
    puts_down(&app, "birthday", 3, json!({ "oid": 1 }));
    puts_down(&app, "limit_ends", 4, json!({ "oid": 1 }));
    let shown = app.moves_clock(&json!({ "advance": "P3D" }));
    // The fourth finds nobody, which is no breakage; then there are a birthday and the end of a limit.
    assert_eq!(shown["jobs"], json!({ "done": 3, "failed": 3 }));
    assert_eq!(app.events_of("limited_adult").len(), 1);
    let failed: Vec<_> = app.jobs().into_iter().rev().filter(|job| !job["error"].is_null()).collect();
    assert_eq!(failed.len(), 3, "{failed:?}");
    let told: Vec<_> = failed.iter().map(|job| job["error"].as_str().expect("a text")).collect();
    assert!(told[1].contains("\"no_such_kind\" is no kind of job"), "{told:?}");
    assert!(failed.iter().all(|job| job["done_at"] == "2026-09-04T09:00:00+05:00"), "{failed:?}");
    assert_eq!(app.moves_clock(&json!({ "advance": "P1D" }))["jobs"], json!({ "done": 0, "failed": 0 }));
}

#[test]
fn jobs_run_in_the_order_of_their_due_times() {
    let app = TestApp::start();
    let ran = app.moves_clock(&json!({ "advance": "P20Y" }));
    let jobs: Vec<_> = app.jobs().into_iter().filter(done).collect();
    assert_eq!(ran["jobs"]["done"], jobs.len());
    assert!(jobs.len() > 5, "{jobs:?}");
    let answer = app.http.send(app.http.get(&app.url("/_mock/api/v1/events?limit=1000"))).json();
    let times = answer["events"].as_array().expect("a list").iter();
    let times: Vec<_> =
        times.map(|event| DateTime::parse_from_rfc3339(event["happened_at"].as_str().expect("a text"))).collect();
    assert!(times.iter().all(Result::is_ok) && times.is_sorted_by_key(|time| time.as_ref().ok()), "{times:?}");
}

#[test]
fn the_same_job_is_put_down_once() {
    let app = TestApp::start();
    let before = app.jobs().len();
    puts_down(&app, "birthday", 1, json!({}));
    puts_down(&app, "birthday", 1, json!({}));
    assert_eq!(app.jobs().len(), before + 1);
}

#[test]
fn two_who_move_the_clock_at_once_count_each_job_once() {
    let app = TestApp::build().start();
    let counts: Vec<u64> = std::thread::scope(|scope| {
        let mover = || {
            let http = crate::support::Http::new();
            let request = http.post(&app.url("/_mock/api/v1/clock")).header("content-type", "application/json");
            http.send(request.body(r#"{"advance":"P10Y"}"#)).json()["jobs"]["done"].as_u64().expect("a number")
        };
        let threads: Vec<_> = (0..4).map(|_| scope.spawn(mover)).collect();
        threads.into_iter().map(|thread| thread.join().expect("an answer")).collect()
    });
    let done = app.jobs().iter().filter(|job| done(job)).count();
    assert_eq!(counts.iter().sum::<u64>(), done as u64, "{counts:?}");
    assert_eq!(app.clock()["now"], "2066-09-01T09:00:00+05:00");
}

#[test]
fn the_catalogue_of_kinds_is_printed_and_explained() {
    let printed = crate::support::program::run(&["jobs"]).out;
    for kind in KINDS {
        assert!(printed.contains(kind.name) && printed.contains(kind.doc) && !kind.doc.is_empty(), "{printed}");
        assert_eq!(KINDS.iter().filter(|other| other.name == kind.name).count(), 1, "{}", kind.name);
    }
}
