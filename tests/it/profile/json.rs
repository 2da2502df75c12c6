//! `POST /profile/rs/prns/up`, as the tools of the test contour send it.

use serde_json::Value;
use serde_json::json;

use super::later;
use super::sees;
use crate::rest::Reader;
use crate::support::JsonRobot;
use crate::support::TestApp;

const PERSONA: &str = "simplified_by_email";
const PATH: &str = "/profile/rs/prns/up";

/// Field names as `PostAsJsonAsync` writes them, nulls included.
fn body() -> Value {
    json!({
        "lastName": "Иванова", "firstName": "Надежда", "gender": "F", "birthDate": "10.05.1990",
        "birthPlace": "г. Примерск", "citizenship": "RUS", "snils": "112-233-445 95",
        "documents": { "elements": [{
            "number": "000720", "issueDate": "01.06.2010", "series": "5710", "type": "RF_PASSPORT",
            "issueId": "590004", "issuedBy": "ОВД Примерный",
        }] },
    })
}

fn robot(app: &TestApp) -> JsonRobot {
    JsonRobot::in_browser(app, super::enters(app, PERSONA))
}

#[test]
fn a_robot_fills_in_the_profile_and_the_account_becomes_standard() {
    let app = TestApp::start();
    let answer = robot(&app).posts(PATH, &body());
    assert_eq!((answer.status, &answer.json()["verifying"]), (200, &json!(true)), "{}", answer.text());
    assert_eq!(answer.json()["oid"], app.citizen(PERSONA).oid);
    let reader = Reader::of(&app, PERSONA, "openid fullname snils id_doc birthdate");
    assert_eq!(sees(&reader)["verifying"], true);
    later(&app, "PT15M");
    let seen = sees(&reader);
    assert_eq!((&seen["snils"], &seen["birthDate"]), (&json!("112-233-445 95"), &json!("10.05.1990")));
    assert_eq!(seen["documents"]["elements"][0]["issueId"], "590004");
}

#[test]
fn the_tools_sign_in_as_they_do_on_the_test_contour() {
    let app = TestApp::start();
    let mut browser = app.browser();
    browser.opens("/profile/login/");
    let mut robot = JsonRobot::in_browser(&app, browser);
    let done = robot.signs_in_as(&app, PERSONA).json();
    robot.browser.opens(done["redirect_url"].as_str().expect("an address"));
    let oid = robot.browser.cookie("oid").expect("who has signed in");
    assert_eq!(oid.value, app.citizen(PERSONA).oid.to_string());
    assert_eq!(robot.posts(PATH, &body()).status, 200);
}

#[test]
fn who_has_not_signed_in_is_told_to() {
    let app = TestApp::start();
    let answer = JsonRobot::in_browser(&app, app.browser()).posts(PATH, &body());
    assert_eq!(answer.status, 401, "{}", answer.text());
}

#[test]
fn every_mistake_is_told_at_once() {
    let app = TestApp::start();
    let robot = robot(&app);
    let mut wrong = body();
    wrong["snils"] = json!("112-233-445 96");
    wrong["gender"] = Value::Null;
    let answer = robot.posts(PATH, &wrong);
    let told = answer.json();
    assert_eq!((answer.status, &told["failed"]), (400, &json!("VALIDATION")), "{told}");
    assert_eq!(told["fields"].as_object().map(serde_json::Map::len), Some(2), "{told}");
    let mut taken = body();
    taken["snils"] = json!("000-000-702 23");
    assert!(robot.posts(PATH, &taken).json()["fields"]["snils"].is_string());
    assert_eq!(robot.posts(PATH, &json!([])).status, 400);
    assert_eq!(robot.posts(PATH, &json!({ "documents": 7 })).status, 400);
    assert_eq!(robot.calls(PATH).status, 400, "an empty body says nothing");
    assert!(super::happened(&app, PERSONA).is_empty());
}

#[test]
fn csrf_another_site_sends_nothing() {
    let app = TestApp::start();
    let browser = super::enters(&app, PERSONA);
    for (name, value) in [("origin", "https://evil.example"), ("sec-fetch-site", "cross-site")] {
        let request = app.http.post(&app.url(PATH)).header("content-type", "application/json").header(name, value);
        assert_eq!(browser.sends(request.body(body().to_string())).status, 403, "{name}");
    }
    let form = app.http.post(&app.url(PATH)).header("content-type", "text/plain");
    assert_eq!(browser.sends(form.body(body().to_string())).status, 400);
    assert!(super::happened(&app, PERSONA).is_empty());
}
