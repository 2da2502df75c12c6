//! A stand as it was before: reset, snapshots, restore.

use chrono::TimeDelta;
use serde_json::json;

use crate::support::TestApp;

const WHO: &str = "esia_test_006";
const RESET: &str = "/_mock/api/v1/reset";

fn registers(app: &TestApp, email: &str) {
    let mut browser = app.browser();
    browser.opens("/login/registration");
    browser.fills("Фамилия", "Иванова").fills("Имя", "Надежда").fills("Или электронная почта", email);
    browser.presses("Зарегистрироваться");
    assert_eq!(app.sent_to(email).len(), 1);
}

#[test]
fn a_reset_makes_a_stand_as_it_was_made() {
    let folder = tempfile::tempdir().expect("a folder");
    let default = TestApp::start();
    let in_file = TestApp::build().file(&folder.path().join("stand.sqlite")).start();
    let named = default.makes("named", &json!({ "clock": "2027-05-01T09:00:00Z" }));
    for app in [&default, &in_file, &named] {
        let began = app.clock()["now"].clone();
        let consented = app.citizen(WHO).gives_tokens_to(&app.client("EPOS_DEMO"));
        let mark = app.stand().mark.clone();
        registers(app, "n@example.test");
        app.moves_clock(&json!({ "advance": "P30D" }));
        assert_eq!(app.controls("POST", RESET, "").status, 200);
        assert_eq!(app.clock()["now"], began);
        assert_eq!(app.sent_to("n@example.test").len(), 0);
        assert_ne!(app.stand().mark, mark);
        let rp = app.client("EPOS_DEMO");
        assert_eq!(rp.posts(&rp.refresh_request(&consented.refresh_token())).status, 400);
        let mut browser = app.browser();
        browser.opens(&rp.authorize_url());
        app.citizen(WHO).signs_in(&mut browser);
        assert_eq!(browser.heading(), "Предоставление прав доступа", "nothing is remembered");
    }
}

#[test]
fn a_stand_in_a_file_that_was_reset_goes_on_reset_in_the_next_process() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("stand.sqlite");
    let app = TestApp::build().file(&file).start();
    let lost = app.citizen(WHO).gives_tokens_to(&app.client("EPOS_DEMO"));
    assert_eq!(app.controls("POST", RESET, "").status, 200);
    let kept = app.citizen(WHO).gives_tokens_to(&app.client("EPOS_DEMO"));
    let path = format!("/rs/prns/{}", kept.oid());
    drop(app);
    let app = TestApp::build().file(&file).start();
    let rp = app.client("EPOS_DEMO");
    assert_eq!(rp.reads(&path, &kept.access_token()).status, 200, "tokens outlive the process");
    assert_eq!(rp.reads(&path, &lost.access_token()).header("x-esia-mock-reason-id"), "access-token-of-other-stand");
    assert_eq!(rp.posts(&rp.refresh_request(&kept.refresh_token())).status, 200);
}

#[test]
fn a_restore_brings_back_what_the_snapshot_has_and_keeps_what_was_given_out_good() {
    let folder = tempfile::tempdir().expect("a folder");
    let default = TestApp::start();
    let in_file = TestApp::build().file(&folder.path().join("stand.sqlite")).start();
    let named = default.makes("named", &json!({}));
    for app in [&default, &in_file, &named] {
        let mut browser = app.browser();
        browser.opens("/profile");
        app.citizen(WHO).signs_in(&mut browser);
        let tokens = app.citizen(WHO).gives_tokens_to(&app.client("EPOS_DEMO"));
        let answer = app.controls("PUT", "/_mock/api/v1/snapshots/before", "");
        assert_eq!(answer.status, 201, "{}", answer.text());
        assert!(answer.json()["size"].as_u64().expect("a number") > 100_000);
        let at = app.clock()["now"].clone();
        registers(app, "n@example.test");
        app.moves_clock(&json!({ "advance": "PT5H" }));
        assert_eq!(browser.opens("/profile").heading(), "Вход", "the session has ended meanwhile");
        let restored = app.controls("POST", "/_mock/api/v1/snapshots/before/restore", "");
        assert_eq!(restored.status, 200, "{}", restored.text());
        assert_eq!((app.clock()["now"].clone(), app.sent_to("n@example.test").len()), (at, 0));
        let rp = app.client("EPOS_DEMO");
        assert_eq!(rp.reads(&format!("/rs/prns/{}", tokens.oid()), &tokens.access_token()).status, 200);
        assert_eq!(rp.posts(&rp.refresh_request(&tokens.refresh_token())).status, 200);
        assert_eq!(app.controls("GET", "/_mock/api/v1/snapshots", "").json()["snapshots"][0]["name"], "before");
        assert_eq!(app.controls("DELETE", "/_mock/api/v1/snapshots/before", "").status, 204);
        assert_eq!(app.controls("POST", "/_mock/api/v1/snapshots/before/restore", "").status, 404);
    }
}

#[test]
fn a_stand_is_made_of_a_snapshot_of_another_with_its_people_and_without_its_sessions() {
    let default = TestApp::start();
    default.citizen(WHO).gives_tokens_to(&default.client("EPOS_DEMO"));
    default.controls("PUT", "/_mock/api/v1/snapshots/used", "");
    default.advance(TimeDelta::days(3));
    let made = default.makes("made", &json!({ "from": { "snapshot": "used" } }));
    assert_ne!(made.clock()["now"], default.clock()["now"]);
    let mut browser = made.browser();
    browser.opens(&made.client("EPOS_DEMO").authorize_url());
    assert!(made.citizen(WHO).signs_in(&mut browser).has_returned(), "the consent is remembered");
    let later = json!({ "from": { "stand": "made" }, "clock": "2026-12-01T00:00:00Z" });
    let moved = default.makes("moved", &later);
    assert_eq!(moved.stand().clock.now().to_rfc3339(), "2026-12-01T00:00:00+00:00");
}

#[test]
fn whoever_waits_for_a_letter_finds_that_of_the_stand_as_it_is_after_a_reset() {
    let app = TestApp::start();
    std::thread::scope(|scope| {
        let waiting = app.at_same();
        let path = "/_mock/api/v1/outbox?to=n%40example.test&wait=60";
        let waits = scope.spawn(move || waiting.controls("GET", path, "").json());
        app.controls("POST", RESET, "");
        registers(&app, "n@example.test");
        let found = waits.join().expect("an answer");
        assert_eq!(found["messages"].as_array().expect("a list").len(), 1, "{found}");
    });
}

#[test]
fn a_seeded_server_gives_a_stand_of_a_name_the_same_values_and_other_ones_after_a_reset() {
    let drawn = |app: &TestApp| app.citizen(WHO).gives_tokens_to(&app.client("EPOS_DEMO")).refresh_token();
    let (one, two) = (TestApp::start(), TestApp::start());
    let (of_one, of_two) = (one.makes("same", &json!({})), two.makes("same", &json!({})));
    let first = drawn(&of_one);
    assert_eq!(first, drawn(&of_two));
    assert_ne!(first, drawn(&one.makes("other", &json!({}))));
    of_one.controls("POST", RESET, "");
    let second = drawn(&of_one);
    assert_ne!(first, second);
    of_two.controls("POST", RESET, "");
    assert_eq!(second, drawn(&of_two));
}
