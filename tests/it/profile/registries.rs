//! What testers arrange: answers of registries by number, by person, in fixtures.

use std::collections::BTreeMap;

use serde_json::json;

use esia_mock::domain::check::Outcome;
use esia_mock::domain::check::Registry;

use super::declares;
use super::enters;
use super::later;
use super::level;
use crate::support::TestApp;
use crate::support::control::problem;

const PERSONA: &str = "simplified_by_email";
const PASSPORT: &str = "/_mock/api/v1/registries/mvd/5710%20000720";

#[test]
fn an_answer_is_put_down_shown_and_taken_away() {
    let app = TestApp::start();
    let path = "/_mock/api/v1/registries/mvd/57%2010%20000720";
    let put = app.controls("PUT", path, r#"{"outcome":"invalid","after":60}"#);
    let face = json!({ "registry": "mvd", "number": "5710 000720", "outcome": "invalid", "after": 60 });
    assert_eq!((put.status, put.json()), (200, face.clone()));
    assert_eq!(app.controls("GET", PASSPORT, "").json(), face, "in whatever spelling");
    let all = app.controls("GET", "/_mock/api/v1/registries", "").json();
    assert_eq!(all, json!({ "registries": [face], "next": null }));
    let mut browser = enters(&app, PERSONA);
    declares(&mut browser, &[]);
    later(&app, "PT1M");
    let answered = app.events_of(PERSONA).into_iter().find(|(kind, _, _)| kind == "check_answered").expect("an answer");
    assert_eq!((answered.1.as_str(), &answered.2["reason"]), ("2026-09-01T09:01:00+05:00", &json!("MVD_INVALID")));
    for _ in 0..2 {
        assert_eq!(app.controls("DELETE", PASSPORT, "").status, 204);
    }
    assert_eq!(app.controls("GET", PASSPORT, "").status, 404);
}

#[test]
fn every_outcome_of_every_registry_can_be_put_down() {
    let app = TestApp::start();
    for (registry, number) in [
        (Registry::Mvd, "E00000720"),
        (Registry::Sfr, "11223344595"),
        (Registry::Zags, "II-%D0%92%D0%93%20123456"),
        (Registry::Zags, "oid:1000000702"),
    ] {
        for outcome in Outcome::ALL {
            let path = format!("/_mock/api/v1/registries/{}/{number}", registry.name());
            let answer = app.controls("PUT", &path, &json!({ "outcome": outcome.name() }).to_string());
            assert_eq!(answer.json()["outcome"], outcome.name(), "{path}: {}", answer.text());
        }
    }
}

#[test]
fn what_makes_no_sense_is_told() {
    let app = TestApp::start();
    let put = |path: &str, body: &str| {
        let answer = app.controls("PUT", &format!("/_mock/api/v1/registries/{path}"), body);
        let told = problem(&answer);
        (answer.status, told["errors"][0]["pointer"].as_str().unwrap_or_default().to_owned())
    };
    let right = r#"{"outcome":"found"}"#;
    assert_eq!(put("fns/1", right), (404, String::new()));
    assert_eq!(put("sfr/112-233-445%2096", right), (422, "/number".to_owned()));
    assert_eq!(put("zags/IV", right), (422, "/number".to_owned()));
    assert_eq!(put("mvd/oid:x", right), (422, "/number".to_owned()));
    assert_eq!(put("mvd/%3Cscript%3E", right), (422, "/number".to_owned()));
    assert_eq!(put("mvd/1", r#"{"outcome":"maybe"}"#), (422, "/outcome".to_owned()));
    assert_eq!(put("mvd/1", r"{}"), (422, "/outcome".to_owned()));
    assert_eq!(put("mvd/1", r#"{"outcome":"found","after":-1}"#), (422, "/after".to_owned()));
    assert_eq!(put("mvd/1", r#"{"outcome":"found","soon":1}"#), (422, String::new()));
    assert_eq!(put("mvd/1", "[]"), (400, String::new()));
}

#[test]
fn who_may_not_drive_the_stand_arranges_nothing() {
    let app = TestApp::build().process(|config| config.control_token = Some("secret".to_owned())).start();
    for method in ["GET", "PUT", "DELETE"] {
        assert_eq!(app.controls(method, PASSPORT, r#"{"outcome":"found"}"#).status, 401, "{method}");
    }
    assert_eq!(app.controls("GET", "/_mock/api/v1/registries", "").status, 401);
}

#[test]
fn a_fixture_says_what_registries_answer_about_somebody() {
    let registries = BTreeMap::from([(Registry::Mvd, Outcome::NotFound)]);
    let app = TestApp::build().person(PERSONA, |citizen| citizen.registries = registries).start();
    let mut browser = enters(&app, PERSONA);
    declares(&mut browser, &[]);
    later(&app, "PT15M");
    assert_eq!(level(&mut browser), "simplified");
    // A number of its own goes before what holds for the person.
    assert_eq!(app.controls("PUT", PASSPORT, r#"{"outcome":"found"}"#).status, 200);
    declares(&mut browser, &[]);
    later(&app, "PT15M");
    assert_eq!(level(&mut browser), "standard");
}

#[test]
fn a_registry_knows_everybody_who_is_sure() {
    let app = TestApp::start();
    let mut browser = enters(&app, PERSONA);
    // The passport of somebody else.
    declares(&mut browser, &[("number", "5710 000701")]);
    later(&app, "PT15M");
    assert_eq!(level(&mut browser), "simplified");
    browser.opens("/profile/documents");
    assert!(browser.page().text().contains("другие ФИО: МВД"), "{}", browser.page().text());
}
