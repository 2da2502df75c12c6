//! The step `sign_in` as JSON: who is told what (scenarios LOG, SEC, LVL).

use serde_json::json;

use crate::support::JsonRobot;
use crate::support::TestApp;
use crate::support::robot::said;

fn robot(app: &TestApp) -> JsonRobot {
    JsonRobot::sent_by(app, &app.client("EPOS_DEMO"))
}

#[test]
fn log_01_phone_email_and_snils_lead_to_the_same_oid() {
    let app = TestApp::start();
    let rp = app.client("EPOS_DEMO");
    for login in app.citizen("confirmed_mother_of_two").logins {
        let mut robot = JsonRobot::sent_by(&app, &rp);
        assert!(robot.signs_in(&login, "11111111").json().get("action").is_some(), "{login}");
        assert_eq!(rp.exchanges(&robot.finishes().code()).oid(), 1_000_000_702, "{login}");
    }
}

#[test]
fn log_02_the_kind_of_login_may_be_said_and_must_then_be_right() {
    let app = TestApp::start();
    let logins = [("phone", "8 900 000-07-02"), ("email", "Sidorova@example.test"), ("snils", "00000070223")];
    for (kind, login) in logins {
        for (said_kind, _) in logins {
            let body = json!({ "idType": said_kind, "login": login, "password": "11111111" });
            let expected = if kind == said_kind { "GRANT_SCOPE_ACCESS" } else { "INVALID_LOGIN" };
            let answer = robot(&app).posts("/aas/oauth2/api/login", &body);
            assert_eq!(said(&answer), (200, expected.to_owned()), "{body}");
        }
    }
}

#[test]
fn sec_07_unknown_login_wrong_password_and_deleted_account_are_told_the_same() {
    let app = TestApp::start();
    let pairs = [
        ("+7(900)0000702", "wrong"),
        ("+7(900)9999999", "11111111"),
        ("nobody@example.test", "11111111"),
        ("deleted.adult@example.test", "11111111"),
        ("blocked.adult@example.test", "wrong"),
        ("+7(900)0000702", &"x".repeat(5000)),
        ("+7(900)0000702", ""),
    ];
    for (login, password) in pairs {
        let robot = robot(&app);
        let answer = robot.signs_in(login, password);
        assert_eq!((answer.status, answer.text().as_str()), (200, r#"{"failed":"INVALID_PASSWORD"}"#), "{login}");
        assert_eq!(robot.browser.cookie("ESIA_SESSION"), None);
        assert_eq!(said(&robot.next_step()).1, "SIGN_IN", "and one may try again");
    }
}

#[test]
fn sec_07_a_stand_may_be_set_to_tell_unknown_logins() {
    let app = TestApp::build().config(|config| config.tell_unknown_logins = true).start();
    let expected = [
        ("nobody@example.test", "ACCOUNT_NOT_FOUND"),
        ("+7(900)9999999", "ACCOUNT_NOT_FOUND"),
        ("deleted.adult@example.test", "ACCOUNT_NOT_FOUND"),
        ("sidorova@example.test", "INVALID_PASSWORD"),
    ];
    for (login, word) in expected {
        assert_eq!(said(&robot(&app).signs_in(login, "wrong")), (200, word.to_owned()), "{login}");
    }
}

#[test]
fn what_is_no_login_is_an_invalid_one() {
    let app = TestApp::start();
    for login in ["", "   ", "Сидорова", "' OR 1=1 --", "12345", "\u{0}", "a@", "<script>"] {
        assert_eq!(said(&robot(&app).signs_in(login, "11111111")), (200, "INVALID_LOGIN".to_owned()), "{login:?}");
    }
}

#[test]
fn who_is_blocked_learns_so_once_the_password_is_right() {
    let app = TestApp::start();
    for persona in ["blocked_adult", "locked_adult", "limited_adult"] {
        let robot = robot(&app);
        assert_eq!(said(&robot.signs_in_as(&app, persona)), (200, "ACCOUNT_LOCKED".to_owned()), "{persona}");
        assert_eq!(robot.browser.cookie("ESIA_SESSION"), None, "{persona}");
        let login = app.citizen(persona).login;
        assert_eq!(said(&robot.signs_in(&login, "wrong")).1, "INVALID_PASSWORD", "{persona}");
    }
}

#[test]
fn session_fixation_every_sign_in_has_a_session_of_its_own() {
    let app = TestApp::start();
    let rp = app.client("EPOS_DEMO");
    let mut robot = JsonRobot::sent_by(&app, &rp);
    let planted = "A".repeat(43);
    robot.browser.plants("ESIA_SESSION", &planted);
    robot.signs_in_as(&app, "confirmed_mother_of_two");
    let first = robot.browser.cookie("ESIA_SESSION").expect("a session");
    assert_ne!(first.value, planted);
    assert_eq!((first.attribute("HttpOnly"), first.attribute("SameSite")), (Some(""), Some("Lax")));
    robot.signs_in_as(&app, "confirmed_mother_of_two");
    assert_ne!(robot.browser.cookie("ESIA_SESSION").expect("a session").value, first.value);
    for value in [planted, first.value] {
        let mut thief = app.browser();
        thief.plants("ESIA_SESSION", &value);
        assert_eq!(thief.opens(&rp.authorize_url()).heading(), "Вход", "the old cookie opens nothing");
    }
}
