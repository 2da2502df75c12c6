//! Birthdays of 14 and 18 are events of the stand's clock, at midnight in its zone.

use chrono::NaiveDate;
use serde_json::Value;
use serde_json::json;

use crate::support::TestApp;
use crate::support::app::Builder;

fn born(persona: &str, date: &str) -> Builder {
    let date: NaiveDate = date.parse().expect("a date");
    TestApp::build().person(persona, |citizen| citizen.person.birth_date = Some(date))
}

fn birthday(at: &str, age: u32) -> (String, String, Value) {
    ("birthday".to_owned(), at.to_owned(), json!({ "age": age }))
}

#[test]
fn kid_age_14_comes_at_midnight_in_the_zone_of_the_stand() {
    let app = TestApp::start();
    let shown = app.moves_clock(&json!({ "now": "2026-09-01T23:59:59+05:00" }));
    assert_eq!((&shown["jobs"]["done"], &shown["next_due"]), (&json!(0), &json!("2026-09-02T00:00:00+05:00")));
    assert_eq!(app.moves_clock(&json!({ "advance": "PT1S" }))["jobs"]["done"], 1);
    assert_eq!(app.events_of("child_13_almost_14"), [birthday("2026-09-02T00:00:00+05:00", 14)]);
    app.moves_clock(&json!({ "now": "2030-09-01T23:59:59+05:00" }));
    assert_eq!(app.events_of("child_13_almost_14").len(), 1);
    app.moves_clock(&json!({ "advance": "PT1S" }));
    let both = [birthday("2026-09-02T00:00:00+05:00", 14), birthday("2030-09-02T00:00:00+05:00", 18)];
    assert_eq!(app.events_of("child_13_almost_14"), both);
}

#[test]
fn kid_born_on_29_february_grows_older_on_1_march() {
    let app = born("child_10", "2012-02-29").start();
    app.moves_clock(&json!({ "now": "2026-02-28T12:00:00+05:00" }));
    assert!(app.events_of("child_10").is_empty());
    app.moves_clock(&json!({ "now": "2026-03-01T00:00:00+05:00" }));
    assert_eq!(app.events_of("child_10"), [birthday("2026-03-01T00:00:00+05:00", 14)]);

    let app = born("child_10", "2008-02-29").start();
    app.moves_clock(&json!({ "now": "2022-02-28T12:00:00+05:00" }));
    app.moves_clock(&json!({ "now": "2026-03-01T00:00:00+05:00" }));
    let both = [birthday("2022-03-01T00:00:00+05:00", 14), birthday("2026-03-01T00:00:00+05:00", 18)];
    assert_eq!(app.events_of("child_10"), both);
}

#[test]
fn a_clock_moved_backwards_brings_birthdays_that_were_not_had_and_no_other_twice() {
    // 14 on 1 June 2026, before the stand begins.
    let app = born("confirmed_pupil_15", "2012-06-01").start();
    assert!(app.events_of("confirmed_pupil_15").is_empty());
    app.moves_clock(&json!({ "now": "2026-05-31T12:00:00+05:00" }));
    assert_eq!(app.clock()["next_due"], "2026-06-01T00:00:00+05:00");
    for _ in 0..3 {
        app.moves_clock(&json!({ "advance": "P1D" }));
        app.moves_clock(&json!({ "advance": "-P1D" }));
    }
    assert_eq!(app.events_of("confirmed_pupil_15"), [birthday("2026-06-01T00:00:00+05:00", 14)]);
    app.moves_clock(&json!({ "now": "2031-01-01T00:00:00+05:00" }));
    let both = [birthday("2026-06-01T00:00:00+05:00", 14), birthday("2030-06-01T00:00:00+05:00", 18)];
    assert_eq!(app.events_of("confirmed_pupil_15"), both);
}

#[test]
fn the_deleted_have_no_birthdays_and_adults_wait_for_none() {
    let app = born("deleted_adult", "2012-09-02").start();
    app.moves_clock(&json!({ "advance": "P10Y" }));
    assert!(app.events_of("deleted_adult").is_empty());
    let own = |event: &(String, String, Value)| event.0 == "birthday";
    assert!(!app.events_of("confirmed_mother_of_two").iter().any(own));
    let grown = app.events_of("child_10");
    assert_eq!(grown.len(), 2, "{grown:?}");
    let waiting: Vec<_> =
        app.jobs().into_iter().filter(|job| job["done_at"].is_null() && job["kind"] == "birthday").collect();
    assert_eq!(waiting, Vec::<Value>::new(), "ten years on everybody has grown up");
}
