//! What is offered between the steps (scenarios LOG-09 and LOG-10).

use esia_mock::domain::account::SecondFactor;
use esia_mock::domain::offer::Offer;
use serde_json::json;

use crate::support::JsonRobot;
use crate::support::TestApp;
use crate::support::robot::said;

const PERSONA: &str = "confirmed_mother_of_two";

fn offering(offers: &[Offer]) -> TestApp {
    TestApp::build().person(PERSONA, |citizen| citizen.account.offers = offers.to_vec()).start()
}

fn skips(robot: &JsonRobot, what: &str) -> (u16, String) {
    said(&robot.posts(&format!("/aas/oauth2/api/login/{what}"), &json!({})))
}

#[test]
fn log_09_each_offer_is_made_and_can_be_declined_once_a_session() {
    let app = offering(&[Offer::FillMfa, Offer::MaxQuiz, Offer::ChangePassword]);
    let rp = app.client("EPOS_DEMO");
    let mut robot = JsonRobot::sent_by(&app, &rp);
    assert_eq!(said(&robot.signs_in_as(&app, PERSONA)), (200, "FILL_MFA".to_owned()));
    assert_eq!(skips(&robot, "quiz-max/skip").1, "FILL_MFA", "one after the other");
    assert_eq!(skips(&robot, "promo-mfa/fill-mfa?decision=true").1, "FILL_MFA", "it cannot be switched on from here");
    assert_eq!(skips(&robot, "promo-mfa/fill-mfa?decision=false").1, "MAX_QUIZ");
    assert_eq!(robot.next_step().json()["max_details"], json!({ "skippable": true }));
    assert_eq!(skips(&robot, "quiz-max/skip").1, "CHANGE_PASSWORD");
    assert_eq!(skips(&robot, "change-password/skip").1, "GRANT_SCOPE_ACCESS");
    assert_eq!(rp.exchanges(&robot.finishes().code()).oid(), app.citizen(PERSONA).oid);

    robot.browser.opens(&app.client("RSAAG_DEMO").asking_for("openid fullname").authorize_url());
    assert_eq!(said(&robot.next_step()).1, "GRANT_SCOPE_ACCESS", "the session has declined");
    let again = JsonRobot::sent_by(&app, &rp);
    assert_eq!(said(&again.signs_in_as(&app, PERSONA)).1, "FILL_MFA", "another session has not");
    assert_eq!(skips(&again, "promo-mfa/fill-mfa?decision=false").1, "FILL_MFA", "the second time it stays");
}

#[test]
fn log_09_a_decision_may_be_left_out() {
    let app = offering(&[Offer::FillMfa]);
    let robot = JsonRobot::sent_by(&app, &app.client("EPOS_DEMO"));
    assert_eq!(said(&robot.signs_in_as(&app, PERSONA)).1, "FILL_MFA");
    assert_eq!(said(&robot.calls("/aas/oauth2/api/login/promo-mfa/fill-mfa")).1, "GRANT_SCOPE_ACCESS");
}

#[test]
fn log_10_a_questionnaire_that_cannot_be_skipped_stays() {
    let app = offering(&[Offer::MaxQuizRequired]);
    let robot = JsonRobot::sent_by(&app, &app.client("EPOS_DEMO"));
    let quiz = robot.signs_in_as(&app, PERSONA);
    assert_eq!(quiz.json(), json!({ "action": "MAX_QUIZ", "max_details": { "skippable": false } }));
    assert_eq!(skips(&robot, "quiz-max/skip").1, "MAX_QUIZ");
}

#[test]
fn nothing_is_offered_before_the_second_factor_is_given() {
    let app = TestApp::build()
        .second_factor(PERSONA, SecondFactor::Sms)
        .person(PERSONA, |citizen| citizen.account.offers = vec![Offer::ChangePassword])
        .start();
    let robot = JsonRobot::sent_by(&app, &app.client("EPOS_DEMO"));
    assert_eq!(said(&robot.signs_in_as(&app, PERSONA)).1, "ENTER_MFA");
    assert_eq!(skips(&robot, "change-password/skip").1, "ENTER_MFA");
    let code = robot.last_code();
    assert_eq!(said(&robot.verifies(SecondFactor::Sms, &code)), (202, "CHANGE_PASSWORD".to_owned()));
}
