//! The second factor as JSON (accounts notes, sections 5.1 to 5.3; scenarios LOG-07 and LOG-08).

use chrono::TimeDelta;
use esia_mock::crypto::totp;
use esia_mock::domain::account::SecondFactor;
use serde_json::json;

use crate::support::JsonRobot;
use crate::support::TestApp;
use crate::support::robot::another;
use crate::support::robot::said;

const PERSONA: &str = "confirmed_mother_of_two";

fn with(factor: SecondFactor) -> TestApp {
    TestApp::build().second_factor(PERSONA, factor).start()
}

/// A robot whose password was right and that is asked for a code.
fn asked(app: &TestApp) -> JsonRobot {
    let robot = JsonRobot::sent_by(app, &app.client("EPOS_DEMO"));
    assert_eq!(said(&robot.signs_in_as(app, PERSONA)), (200, "ENTER_MFA".to_owned()));
    robot
}

/// The code that the application of [`PERSONA`] shows now.
fn of_application(app: &TestApp) -> String {
    let secret = app.world.citizen(PERSONA).and_then(|citizen| citizen.account.totp_secret.clone()).expect("a secret");
    totp::code(&secret, app.now()()).expect("a code")
}

#[test]
fn log_07_a_code_by_sms_wrong_and_then_right() {
    let app = with(SecondFactor::Sms);
    let rp = app.client("EPOS_DEMO");
    let mut robot = JsonRobot::sent_by(&app, &rp);
    let details = robot.signs_in_as(&app, PERSONA).json()["mfa_details"].clone();
    let expected = json!({ "type": "SMS", "otp_details": {
        "code_length": 6, "verify_attempts_left": 3, "phone": "+7 *** ***-07-02", "verify_timeout_secs": 300 } });
    assert_eq!(details, expected);
    let message = robot.last_message();
    assert_eq!((&message["kind"], &message["to"]), (&json!("sms"), &json!("+7(900)0000702")));

    let code = robot.last_code();
    let wrong = robot.verifies(SecondFactor::Sms, &another(&code));
    assert_eq!(said(&wrong), (200, "INVALID_OTP".to_owned()));
    assert_eq!(wrong.json()["mfa_details"]["otp_details"]["verify_attempts_left"], 2);
    let right = robot.verifies(SecondFactor::Sms, &code);
    assert_eq!(said(&right), (202, "GRANT_SCOPE_ACCESS".to_owned()));
    let tokens = rp.exchanges(&robot.finishes().code());
    assert_eq!(tokens.oid(), app.citizen(PERSONA).oid);
}

#[test]
fn log_08_codes_by_max_and_of_an_application() {
    let app = with(SecondFactor::Max);
    let robot = asked(&app);
    assert_eq!(robot.next_step().json()["mfa_details"]["type"], "MAX");
    assert_eq!(robot.next_step().json()["mfa_details"]["otp_max_details"]["code_length"], 6);
    assert_eq!(robot.last_message()["kind"], "max");
    let code = robot.last_code();
    assert_eq!(said(&robot.verifies(SecondFactor::Max, &another(&code))).1, "INVALID_OTP");
    assert_eq!(said(&robot.verifies(SecondFactor::Max, &code)), (202, "GRANT_SCOPE_ACCESS".to_owned()));

    let app = with(SecondFactor::Totp);
    let robot = asked(&app);
    let details = robot.next_step().json()["mfa_details"].clone();
    assert_eq!(details, json!({ "type": "TTP", "ttp_details": { "code_length": 6, "verify_attempts_left": 3 } }));
    assert_eq!(robot.last_message(), json!(null), "nothing is sent");
    let code = of_application(&app);
    assert_eq!(said(&robot.verifies(SecondFactor::Totp, &another(&code))).1, "INVALID_TTP");
    assert_eq!(said(&robot.verifies(SecondFactor::Totp, &code)), (202, "GRANT_SCOPE_ACCESS".to_owned()));
}

#[test]
fn wire_9_28_a_code_of_an_application_has_two_addresses() {
    let app = with(SecondFactor::Totp);
    let robot = asked(&app);
    let answer = robot.calls(&format!("/aas/oauth2/api/login/mfa/verify?code={}", of_application(&app)));
    assert_eq!(said(&answer), (202, "GRANT_SCOPE_ACCESS".to_owned()));
}

#[test]
fn the_last_step_of_a_login_is_answered_with_200() {
    let app = TestApp::build().second_factor(PERSONA, SecondFactor::Sms).start();
    let rp = app.client("EPOS_DEMO").asking_for("openid");
    let mut robot = JsonRobot::sent_by(&app, &rp);
    robot.signs_in_as(&app, PERSONA);
    let done = robot.verifies(SecondFactor::Sms, &robot.last_code());
    assert_eq!(said(&done), (200, "DONE".to_owned()));
    assert_eq!(rp.exchanges(&robot.goes_to(&done.json()).code()).oid(), app.citizen(PERSONA).oid);
}

#[test]
fn a_code_at_the_address_of_another_kind_is_not_tried() {
    let app = with(SecondFactor::Sms);
    let robot = asked(&app);
    let code = robot.last_code();
    for foreign in [SecondFactor::Max, SecondFactor::Totp] {
        let answer = robot.verifies(foreign, &code);
        assert_eq!(said(&answer), (200, "ENTER_MFA".to_owned()));
        assert_eq!(answer.json()["mfa_details"]["otp_details"]["verify_attempts_left"], 3);
    }
    let nobody = JsonRobot::sent_by(&app, &app.client("EPOS_DEMO"));
    assert_eq!(said(&nobody.verifies(SecondFactor::Sms, &code)).1, "SIGN_IN", "the password comes first");
}

#[test]
fn three_wrong_codes_use_up_the_right_one() {
    for (factor, word) in [(SecondFactor::Sms, "INVALID_OTP"), (SecondFactor::Totp, "INVALID_TTP")] {
        let app = with(factor);
        let robot = asked(&app);
        let right = || if factor == SecondFactor::Sms { robot.last_code() } else { of_application(&app) };
        for left in [2, 1, 0] {
            let answer = robot.verifies(factor, &another(&right())).text();
            assert!(answer.contains(&format!("\"verify_attempts_left\":{left}")), "{answer}");
        }
        assert_eq!(said(&robot.verifies(factor, &right())), (200, word.to_owned()), "too late");
        let soon = robot.calls("/aas/oauth2/api/login/otp/resend");
        assert_eq!(said(&soon), (429, word.to_owned()), "not so fast");
        app.advance(TimeDelta::seconds(60));
        assert_eq!(said(&robot.calls("/aas/oauth2/api/login/otp/resend")), (200, "ENTER_MFA".to_owned()));
        assert_eq!(said(&robot.verifies(factor, &right())), (202, "GRANT_SCOPE_ACCESS".to_owned()));
    }
}

#[test]
fn a_code_lives_300_seconds_by_the_clock_of_the_stand() {
    let app = with(SecondFactor::Sms);
    let robot = asked(&app);
    let code = robot.last_code();
    app.advance(TimeDelta::seconds(299));
    assert_eq!(robot.next_step().json()["mfa_details"]["otp_details"]["verify_timeout_secs"], 1);
    app.advance(TimeDelta::seconds(1));
    let late = robot.verifies(SecondFactor::Sms, &code);
    assert_eq!(said(&late), (200, "INVALID_OTP".to_owned()));
    assert!(late.json()["message"].as_str().is_some_and(|text| text.contains("expired")), "{}", late.text());
    assert_eq!(late.json()["mfa_details"]["otp_details"]["verify_attempts_left"], 3, "nothing was tried");
    robot.calls("/aas/oauth2/api/login/otp/resend");
    assert_ne!(robot.last_code(), code);
    assert_eq!(said(&robot.verifies(SecondFactor::Sms, &code)).1, "INVALID_OTP", "the old one stays dead");
    assert_eq!(said(&robot.verifies(SecondFactor::Sms, &robot.last_code())).1, "GRANT_SCOPE_ACCESS");
}

#[test]
fn a_code_serves_once_and_in_its_own_session_only() {
    let app = with(SecondFactor::Sms);
    let first = asked(&app);
    let code = first.last_code();
    let second = asked(&app);
    assert_eq!(said(&second.verifies(SecondFactor::Sms, &code)).1, "INVALID_OTP", "it was sent for somebody else");
    assert_eq!(said(&first.verifies(SecondFactor::Sms, &code)).1, "GRANT_SCOPE_ACCESS");
    let replay = first.verifies(SecondFactor::Sms, &code);
    assert_eq!(said(&replay), (200, "GRANT_SCOPE_ACCESS".to_owned()), "it is not asked for any more");
    let third = asked(&app);
    assert_eq!(said(&third.verifies(SecondFactor::Sms, &code)).1, "INVALID_OTP");
}

#[test]
fn rfc_6238_5_2_a_code_of_an_application_serves_once() {
    let app = with(SecondFactor::Totp);
    let code = of_application(&app);
    let (first, second) = (asked(&app), asked(&app));
    assert_eq!(said(&first.verifies(SecondFactor::Totp, &code)).1, "GRANT_SCOPE_ACCESS");
    assert_eq!(said(&second.verifies(SecondFactor::Totp, &code)).1, "INVALID_TTP", "replayed in another browser");
    app.advance(TimeDelta::seconds(30));
    assert_eq!(said(&second.verifies(SecondFactor::Totp, &code)).1, "INVALID_TTP", "and a period later");
    assert_eq!(said(&second.verifies(SecondFactor::Totp, &of_application(&app))).1, "GRANT_SCOPE_ACCESS");
}

#[test]
fn spaces_in_a_code_do_not_matter_and_an_empty_one_costs_nothing() {
    let app = with(SecondFactor::Sms);
    let robot = asked(&app);
    for nothing in ["", "%20"] {
        let answer = robot.verifies(SecondFactor::Sms, nothing);
        assert_eq!(answer.json()["mfa_details"]["otp_details"]["verify_attempts_left"], 3);
        assert_eq!(said(&answer).1, "INVALID_OTP");
    }
    let code = robot.last_code();
    let spaced = format!("{}%20{}", &code[..3], &code[3..]);
    assert_eq!(said(&robot.verifies(SecondFactor::Sms, &spaced)).1, "GRANT_SCOPE_ACCESS");
}

#[test]
fn hostile_codes_are_wrong_codes() {
    let app = with(SecondFactor::Sms);
    let long = "1".repeat(20_000);
    for code in ["%00", "'%20OR%201=1", "<script>", "%D0%B0%D0%B1%D0%B2", "-1", "99999999999999999999", &long] {
        let robot = asked(&app);
        let answer = robot.verifies(SecondFactor::Sms, code);
        assert_eq!(said(&answer), (200, "INVALID_OTP".to_owned()), "{code:.40}");
    }
    assert_eq!(said(&asked(&app).verifies(SecondFactor::Sms, "%FF")), (400, "ESIA-007038".to_owned()));
}

#[test]
fn session_fixation_the_cookie_from_before_the_code_opens_nothing() {
    let app = with(SecondFactor::Sms);
    let robot = asked(&app);
    let before = robot.browser.cookie("ESIA_SESSION").expect("a session").value;
    robot.verifies(SecondFactor::Sms, &robot.last_code());
    assert_ne!(robot.browser.cookie("ESIA_SESSION").expect("a session").value, before);
    let mut thief = app.browser();
    thief.plants("ESIA_SESSION", &before);
    assert_eq!(thief.opens(&app.client("EPOS_DEMO").authorize_url()).heading(), "Вход");
}

#[test]
fn the_second_factor_is_given_once_a_session() {
    let app = with(SecondFactor::Sms);
    let mut robot = asked(&app);
    robot.verifies(SecondFactor::Sms, &robot.last_code());
    robot.finishes();
    let sent = robot.last_message();
    let other = app.client("RSAAG_DEMO").asking_for("openid fullname");
    robot.browser.opens(&other.authorize_url());
    assert_eq!(said(&robot.next_step()).1, "GRANT_SCOPE_ACCESS", "single sign-on");
    assert_eq!(robot.last_message(), sent, "and nothing was sent");
}
