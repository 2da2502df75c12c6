//! A released clock makes jobs due without anybody asking.

use std::time::Duration;
use std::time::Instant;

use chrono::TimeDelta;
use esia_mock::flow::account::limit_ends;
use esia_mock::protocol::ids::Oid;
use esia_mock::storage::events;
use serde_json::json;

use crate::support::TestApp;

/// Waits, without a request, until so many events are there.
fn comes(app: &TestApp, count: usize) -> bool {
    let deadline = Instant::now() + Duration::from_secs(20);
    let there = || app.stand().read(|cx| Ok(events::list_after(cx.sql, 0, None, 1000)?)).expect("a list").len();
    while there() < count {
        if Instant::now() > deadline {
            return false;
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    true
}

#[test]
fn the_timer_carries_out_what_the_running_clock_makes_due() {
    let app = TestApp::start();
    app.moves_clock(&json!({ "now": "2026-09-01T23:59:59.900+05:00", "mode": "released" }));
    assert!(comes(&app, 1), "a birthday at midnight");
}

#[test]
fn the_timer_wakes_for_a_job_that_comes_before_all_others() {
    let app = TestApp::start();
    app.moves_clock(&json!({ "mode": "released" }));
    let oid = app.citizen("limited_adult").oid;
    let soon =
        move |cx: &esia_mock::flow::WriteCx<'_>| Ok(limit_ends::plan(cx, Oid(oid), cx.now + TimeDelta::seconds(1))?);
    app.waits(app.stand().write(soon)).expect("written");
    assert!(comes(&app, 1), "the end of a limit");
}

#[test]
fn the_timer_notices_a_clock_that_the_program_moves() {
    let app = TestApp::start();
    app.advance(TimeDelta::days(1));
    assert!(comes(&app, 1), "a birthday");
}
