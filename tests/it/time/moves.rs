//! However the clock is moved: nothing happens twice, nothing before its time, and nothing that is due waits.

use std::collections::BTreeSet;

use chrono::DateTime;
use chrono::FixedOffset;
use proptest::prelude::*;
use serde_json::Value;
use serde_json::json;

use crate::support::TestApp;

fn time(value: &Value) -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339(value.as_str().expect("a text")).expect("a time")
}

/// Jumps of up to some years, more often forwards than backwards.
fn any_move() -> impl Strategy<Value = Value> {
    prop_oneof![
        3 => (0..2000_u32).prop_map(|days| json!({ "advance": format!("P{days}D") })),
        2 => (0..3000_u32).prop_map(|days| json!({ "advance": format!("-P{days}D") })),
        1 => (1..300_u32).prop_map(|days| json!({ "advance_working": format!("P{days}D"), "at": "14:00" })),
        1 => Just(json!({ "now": "2026-09-01T09:00:00+05:00" })),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn no_way_of_moving_the_clock_breaks_the_order_of_things(moves in prop::collection::vec(any_move(), 1..12)) {
        let app = TestApp::start();
        let mut latest = time(&app.clock()["now"]);
        let mut ran = 0;
        for step in &moves {
            let shown = app.moves_clock(step);
            let now = time(&shown["now"]);
            latest = latest.max(now);
            ran += shown["jobs"]["done"].as_u64().expect("a number");
            prop_assert_eq!(&shown["jobs"]["failed"], 0);
            prop_assert!(shown["next_due"].is_null() || time(&shown["next_due"]) > now, "{}", shown);
        }
        let jobs = app.jobs();
        let (done, waiting): (Vec<_>, Vec<_>) = jobs.iter().partition(|job| !job["done_at"].is_null());
        prop_assert_eq!(done.len() as u64, ran);
        prop_assert!(done.iter().all(|job| time(&job["due_at"]) <= latest));
        let now = time(&app.clock()["now"]);
        prop_assert!(waiting.iter().all(|job| time(&job["due_at"]) > now));
        let events = app.http.send(app.http.get(&app.url("/_mock/api/v1/events?limit=1000"))).json();
        let events = events["events"].as_array().expect("a list");
        let different: BTreeSet<_> = events.iter().map(|event| format!("{} {}", event["oid"], event["data"])).collect();
        prop_assert_eq!(different.len(), events.len(), "nothing happens twice");
    }
}
