//! The same by JSON, as generators of test accounts call it.

use chrono::TimeDelta;
use serde_json::Value;
use serde_json::json;

use super::EMAIL;
use super::PASSWORD;
use super::PATH;
use super::PHONE;
use super::applicant;
use super::contacts;
use super::types_the_code;
use crate::support::Answer;
use crate::support::JsonRobot;
use crate::support::TestApp;
use crate::support::robot::another;
use crate::support::robot::said;

const USER_DATA: &str = "/registration_api/registration/v1/user-data";
const VERIFY: &str = "/registration_api/activation/phone/verify-code";
const RESEND: &str = "/registration_api/activation/phone/resend-code";
const COMPLETE: &str = "/registration_api/complete";

fn robot(app: &TestApp) -> JsonRobot {
    JsonRobot::in_browser(app, app.browser())
}

fn applies(robot: &JsonRobot, contact: &Value) -> Answer {
    let mut body = json!({ "last_name": "Иванова", "first_name": "Надежда" });
    let fields = contact.as_object().expect("an object").clone();
    body.as_object_mut().expect("an object").extend(fields);
    robot.posts(USER_DATA, &body)
}

/// What is said, as `(status, word)`.
fn words(status: u16, word: &str) -> (u16, String) {
    (status, word.to_owned())
}

#[test]
fn reg_01_three_calls_make_an_account_and_open_its_session() {
    let app = TestApp::start();
    let robot = robot(&app);
    let begun = applies(&robot, &json!({ "phone": PHONE }));
    assert_eq!(said(&begun), words(200, "VERIFY_PHONE"));
    let details = json!({
        "phone": PHONE, "code_length": 6, "verify_attempts_left": 3, "verify_timeout_secs": 300,
    });
    assert_eq!(begun.json()["otp_details"], details);
    assert!(robot.browser.cookie("ctx_id").is_some(), "whoever sends no cookie gets one");
    assert_eq!(said(&robot.posts(VERIFY, &json!({ "code": app.last_code_to(PHONE) }))), words(200, "CREATE_PASSWORD"));
    // What a public generator sends by default is strong enough.
    let done = robot.posts(COMPLETE, &json!({ "password": "Test123456!" }));
    assert_eq!(done.json(), json!({ "action": "DONE", "redirect_url": app.url("/profile") }));
    assert!(robot.browser.cookie("ESIA_SESSION").is_some());
    let mut browser = robot.browser;
    assert!(browser.opens("/profile").page().text().contains("Иванова Надежда"));
    let mut fresh = app.browser();
    fresh.opens("/login").signs_in("+79077647981", "Test123456!");
    assert_eq!(fresh.page().url.path(), "/profile", "and it is a login like any other");
}

#[test]
fn reg_01_names_of_fields_may_be_written_in_either_way() {
    let app = TestApp::start();
    let body = json!({ "lastName": "Иванова", "firstName": "Надежда", "phone": PHONE, "more": [1] });
    assert_eq!(said(&robot(&app).posts(USER_DATA, &body)), words(200, "VERIFY_PHONE"));
}

#[test]
fn reg_02_by_email_the_token_of_the_link_is_the_code() {
    let app = TestApp::start();
    let robot = robot(&app);
    let begun = applies(&robot, &json!({ "email": EMAIL }));
    assert_eq!(said(&begun), words(200, "VERIFY_EMAIL"));
    assert_eq!(begun.json()["expires_at"], "2026-09-04T09:00:00+05:00");
    let link = app.last_link_to(EMAIL);
    let token = link.split("token=").nth(1).expect("a token");
    let verify = |code: &str| robot.posts("/registration_api/activation/email/verify-code", &json!({ "code": code }));
    assert_eq!(said(&verify("x")), words(400, "INVALID_LINK"));
    assert_eq!(said(&robot.posts(COMPLETE, &json!({ "password": PASSWORD }))), words(400, "NOT_VERIFIED"));
    assert_eq!(said(&verify(token)), words(200, "CREATE_PASSWORD"));
    assert_eq!(said(&verify(token)), words(400, "INVALID_LINK"), "it serves once");
    assert_eq!(said(&robot.posts(COMPLETE, &json!({ "password": PASSWORD }))), words(200, "DONE"));
    assert_eq!(contacts(&app, EMAIL), [["EML", EMAIL, "VERIFIED"]]);
}

#[test]
fn reg_05_wrong_codes_have_a_status_of_their_own() {
    let app = TestApp::start();
    let robot = robot(&app);
    applies(&robot, &json!({ "phone": PHONE }));
    let code = app.last_code_to(PHONE);
    for left in [2, 1, 0] {
        let answer = robot.posts(VERIFY, &json!({ "code": another(&code) }));
        assert_eq!(said(&answer), words(400, "INVALID_OTP"));
        assert_eq!(answer.json()["otp_details"]["verify_attempts_left"], left);
    }
    assert_eq!(said(&robot.posts(VERIFY, &json!({ "code": code }))), words(400, "INVALID_OTP"));
    assert_eq!(said(&robot.calls(RESEND)), words(429, "TOO_MANY_REQUESTS"));
    app.advance(TimeDelta::minutes(1));
    assert_eq!(said(&robot.calls(RESEND)), words(200, "VERIFY_PHONE"));
    assert_eq!(said(&robot.posts(VERIFY, &json!({ "code": app.last_code_to(PHONE) }))), words(200, "CREATE_PASSWORD"));
}

#[test]
fn reg_06_wrong_fields_are_named_and_nothing_is_sent() {
    let app = TestApp::start();
    let robot = robot(&app);
    let answer = robot.posts(USER_DATA, &json!({ "last_name": "Ив\u{61}нова", "first_name": "", "phone": "+1 907" }));
    assert_eq!(said(&answer), words(400, "INVALID_DATA"));
    let fields = answer.json()["fields"].clone();
    let names: Vec<_> = fields.as_object().expect("an object").keys().cloned().collect();
    assert_eq!(names, ["last_name", "first_name", "phone"], "{fields}");
    assert_eq!(said(&applies(&robot, &json!({}))), words(400, "INVALID_DATA"));
    assert_eq!(said(&applies(&robot, &json!({ "phone": PHONE, "email": "x" }))), words(400, "INVALID_DATA"));
    assert_eq!(app.sent_to(PHONE).len(), 0);
}

#[test]
fn reg_09_a_contact_that_is_taken_is_told_alike_whoever_has_it() {
    let app = TestApp::start();
    applicant(&app, EMAIL);
    let answers = [EMAIL, "sidorova@example.test"].map(|email| applies(&robot(&app), &json!({ "email": email })));
    for answer in &answers {
        assert_eq!(said(answer), words(409, "CONTACT_TAKEN"));
    }
    assert_eq!(answers[0].text(), answers[1].text());
}

#[test]
fn reg_11_a_login_that_waits_in_the_browser_goes_on() {
    let app = TestApp::start();
    let rp = app.client("EPOS_DEMO").asking_for("openid fullname");
    let mut robot = JsonRobot::sent_by(&app, &rp);
    applies(&robot, &json!({ "phone": PHONE }));
    robot.posts(VERIFY, &json!({ "code": app.last_code_to(PHONE) }));
    let done = robot.posts(COMPLETE, &json!({ "password": PASSWORD })).json();
    let address = done["redirect_url"].as_str().expect("an address");
    assert_eq!(robot.browser.opens(address).heading(), "Предоставление прав доступа");
    assert!(!robot.browser.grants().returned().code().is_empty());
}

#[test]
fn weak_passwords_and_calls_out_of_turn_are_refused() {
    let app = TestApp::start();
    let robot = robot(&app);
    for path in [VERIFY, RESEND, COMPLETE, "/registration_api/activation/email/verify-code"] {
        let answer = robot.posts(path, &json!({ "code": "123456", "password": PASSWORD }));
        assert_eq!(said(&answer), words(400, "ESIA-007003"), "{path}");
        assert!(answer.json()["message"].as_str().is_some_and(|text| text.contains(USER_DATA)), "{path}");
    }
    applies(&robot, &json!({ "phone": PHONE }));
    assert_eq!(said(&robot.posts(COMPLETE, &json!({ "password": PASSWORD }))), words(400, "NOT_VERIFIED"));
    robot.posts(VERIFY, &json!({ "code": app.last_code_to(PHONE) }));
    for weak in ["", "11111111", PHONE, &"Aa1!".repeat(17)] {
        let answer = robot.posts(COMPLETE, &json!({ "password": weak }));
        assert_eq!(said(&answer), words(400, "WEAK_PASSWORD"), "{weak}");
        assert!(weak.is_empty() || !answer.text().contains(weak), "a password is never given back");
    }
    assert_eq!(said(&robot.calls(RESEND)), words(200, "CREATE_PASSWORD"), "a late call says what is due");
}

#[test]
fn a_registration_may_begin_by_json_and_end_by_pages_and_the_other_way_round() {
    let app = TestApp::start();
    let mut robot = robot(&app);
    applies(&robot, &json!({ "phone": PHONE }));
    assert_eq!(robot.browser.opens(PATH).heading(), "Подтверждение телефона");
    types_the_code(&mut robot.browser, &app.last_code_to(PHONE));
    assert_eq!(said(&robot.posts(COMPLETE, &json!({ "password": PASSWORD }))), words(200, "DONE"));
}
