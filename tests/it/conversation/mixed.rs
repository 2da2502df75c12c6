//! A login that goes by JSON here and by pages there, in one browser.

use esia_mock::domain::account::SecondFactor;

use crate::support::JsonRobot;
use crate::support::TestApp;
use crate::support::robot::said;

const PERSONA: &str = "confirmed_mother_of_two";

#[test]
fn begun_by_json_and_ended_by_pages() {
    let app = TestApp::build().second_factor(PERSONA, SecondFactor::Sms).start();
    let rp = app.client("EPOS_DEMO");
    let mut robot = JsonRobot::sent_by(&app, &rp);
    robot.signs_in_as(&app, PERSONA);
    let code = robot.last_code();
    assert_eq!(robot.browser.opens("/login").heading(), "Вход с подтверждением");
    assert_eq!(robot.last_code(), code, "looking at the page sends no other code");
    robot.browser.fills("Цифра 1", &code).presses("Продолжить");
    assert_eq!(robot.browser.heading(), "Предоставление прав доступа");
    assert_eq!(said(&robot.next_step()).1, "GRANT_SCOPE_ACCESS");
    let returned = robot.browser.grants().returned();
    assert_eq!(rp.exchanges(&returned.code()).oid(), app.citizen(PERSONA).oid);
}

#[test]
fn begun_by_pages_and_ended_by_json() {
    let app = TestApp::build().second_factor(PERSONA, SecondFactor::Sms).start();
    let login = app.at_sign_in(PERSONA).signed_in();
    assert_eq!(login.browser.heading(), "Вход с подтверждением");
    let rp = login.rp;
    let mut robot = JsonRobot::in_browser(&app, login.browser);
    assert_eq!(said(&robot.next_step()).1, "ENTER_MFA");
    assert_eq!(said(&robot.verifies(SecondFactor::Sms, &robot.last_code())).1, "GRANT_SCOPE_ACCESS");
    assert_eq!(rp.exchanges(&robot.finishes().code()).oid(), app.citizen(PERSONA).oid);
}

#[test]
fn a_form_from_before_is_stale_once_json_has_gone_on() {
    let app = TestApp::start();
    let rp = app.client("EPOS_DEMO");
    let mut robot = JsonRobot::sent_by(&app, &rp);
    assert_eq!(robot.browser.heading(), "Вход");
    robot.signs_in_as(&app, PERSONA);
    robot.browser.signs_in("EsiaTest006@yandex.ru", "11111111");
    assert_eq!((robot.browser.page().status(), robot.browser.heading().as_str()), (403, "Страница устарела"));
    assert_eq!(rp.exchanges(&robot.finishes().code()).oid(), app.citizen(PERSONA).oid, "the login is whole");
}

#[test]
fn two_browsers_never_meet() {
    let app = TestApp::start();
    let rp = app.client("EPOS_DEMO");
    let (first, second) = (JsonRobot::sent_by(&app, &rp), JsonRobot::sent_by(&app, &rp));
    first.signs_in_as(&app, PERSONA);
    assert_eq!(said(&second.next_step()).1, "SIGN_IN");
    assert_eq!(said(&second.allows()).1, "SIGN_IN");
    assert_eq!(said(&first.next_step()).1, "GRANT_SCOPE_ACCESS");
}
