//! The limit of 72 hours ends by the stand's clock.

use chrono::TimeDelta;
use serde_json::json;

use crate::support::TestApp;
use crate::support::folder::Folder;

/// Can somebody sign in?
fn enters(app: &TestApp, persona: &str) -> bool {
    app.at_sign_in(persona).signed_in().browser.heading() != "Вход"
}

#[test]
fn a25_a_limited_account_is_registered_again_after_72_hours() {
    let app = TestApp::start();
    assert!(!enters(&app, "limited_adult"));
    let shown = app.moves_clock(&json!({ "advance": "PT71H59M59S" }));
    assert_eq!(shown["next_due"], "2026-09-04T09:00:00+05:00");
    assert!(!enters(&app, "limited_adult"));
    let shown = app.moves_clock(&json!({ "advance": "PT1S" }));
    assert_eq!(shown["jobs"], json!({ "done": 1, "failed": 0 }));
    assert!(enters(&app, "limited_adult"));
    let ended = ("limit_ended".to_owned(), "2026-09-04T09:00:00+05:00".to_owned(), json!({}));
    assert_eq!(app.events_of("limited_adult"), [ended]);
}

#[test]
fn a_jump_over_a_year_leaves_the_marks_of_its_days() {
    let app = TestApp::start();
    app.moves_clock(&json!({ "advance": "P1Y" }));
    assert_eq!(app.events_of("limited_adult")[0].1, "2026-09-04T09:00:00+05:00");
}

#[test]
fn a_clock_moved_inside_the_program_counts_as_well() {
    let app = TestApp::start();
    app.advance(TimeDelta::hours(72));
    assert!(enters(&app, "limited_adult"), "the first request finds the job done");
}

#[test]
fn what_is_done_stays_done_when_the_clock_goes_back() {
    let app = TestApp::start();
    app.moves_clock(&json!({ "advance": "P3D" }));
    let back = app.moves_clock(&json!({ "advance": "-P30D" }));
    assert_eq!(back["jobs"], json!({ "done": 0, "failed": 0 }));
    assert!(enters(&app, "limited_adult"));
    app.moves_clock(&json!({ "advance": "P60D" }));
    assert_eq!(app.events_of("limited_adult").len(), 1);
}

#[test]
fn a_fixture_says_until_when_an_account_is_limited() {
    let person = |until: &str| {
        format!(
            "
persona: anna
about: Somebody written by hand
account: {{ level: confirmed, status: limited, limited_until: \"{until}\", password: \"11111111\" }}
last_name: Тестова
first_name: Анна
age: 30
snils: 000-000-901 00
contacts:
  - {{ kind: email, value: anna@example.test, verified: true }}
"
        )
    };
    for (until, wait) in [("2026-09-01T10:30:00+05:00", Some("PT1H30M")), ("2026-08-01T00:00:00Z", None)] {
        let folder = Folder::new();
        folder.write("people/anna.yaml", &person(until));
        let app = TestApp::build().fixtures(&[folder.path()]).start();
        if let Some(wait) = wait {
            let almost = app.moves_clock(&json!({ "advance": "PT1H" }));
            assert_eq!(almost["jobs"]["done"], 0, "{until}");
            app.moves_clock(&json!({ "now": "2026-09-01T09:00:00+05:00" }));
            app.moves_clock(&json!({ "advance": wait }));
        }
        let events = app.events_of("anna");
        assert_eq!(events.len(), 1, "{until}");
    }
}

#[test]
fn a_stand_in_a_file_ends_the_limits_that_ran_out_while_it_was_away() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("stand.sqlite");
    drop(TestApp::build().file(&file).start());
    let app = TestApp::build().file(&file).clock("2026-09-05T09:00:00+05:00").start();
    let ended = ("limit_ended".to_owned(), "2026-09-04T09:00:00+05:00".to_owned(), json!({}));
    let grown = app.events_of("child_13_almost_14");
    assert_eq!((app.events_of("limited_adult"), grown.len()), (vec![ended.clone()], 1), "before the first answer");
    drop(app);
    let app = TestApp::build().file(&file).clock("2026-08-01T09:00:00+05:00").start();
    assert_eq!(app.events_of("limited_adult"), [ended], "what was done stays done");
    // Somebody's passport will be outdated on that day.
    assert_eq!(app.clock()["next_due"], "2026-11-18T00:00:00+05:00", "the agenda is read from the file");
}
