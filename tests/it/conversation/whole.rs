//! Whole logins without a page.

use serde_json::json;

use crate::support::JsonRobot;
use crate::support::TestApp;
use crate::support::robot::said;

#[test]
fn a_whole_login_with_consent_by_json_alone() {
    let app = TestApp::start();
    let rp = app.client("EPOS_DEMO");
    let mut robot = JsonRobot::sent_by(&app, &rp);
    assert_eq!(said(&robot.next_step()), (200, "SIGN_IN".to_owned()));
    let asked = robot.signs_in_as(&app, "confirmed_mother_of_two");
    assert_eq!(said(&asked), (200, "GRANT_SCOPE_ACCESS".to_owned()));
    let body = asked.json();
    assert_eq!(body["client"], json!({ "mnemonic": "EPOS_DEMO", "name": "ЭПОС" }));
    let rows = body["scopes"].as_array().expect("a list");
    let names: Vec<_> = rows.iter().filter_map(|scope| scope["name"].as_str()).collect();
    let request = rp.authorize_request();
    let shown: Vec<_> = request.get("scope").split(' ').filter(|name| *name != "openid").collect();
    assert_eq!(names, shown, "everything that is asked for, in the order of the request");
    assert!(body["scopes"][0]["title"].as_str().is_some_and(|title| title.contains("Просмотр")), "{body}");

    let done = robot.allows();
    assert_eq!(said(&done), (200, "DONE".to_owned()));
    let returned = robot.goes_to(&done.json());
    assert_eq!(rp.exchanges(&returned.code()).oid(), app.citizen("confirmed_mother_of_two").oid);
    assert_eq!(said(&robot.next_step()), (400, "ESIA-007003".to_owned()), "the login is over");
}

#[test]
fn cns_03_what_was_allowed_is_not_asked_again() {
    let app = TestApp::start();
    let rp = app.client("EPOS_DEMO");
    app.citizen("confirmed_mother_of_two").logs_in_to(&rp);
    let mut robot = JsonRobot::sent_by(&app, &rp);
    let done = robot.signs_in_as(&app, "confirmed_mother_of_two");
    assert_eq!(said(&done), (200, "DONE".to_owned()));
    assert_eq!(rp.exchanges(&robot.goes_to(&done.json()).code()).oid(), 1_000_000_702);
}

#[test]
fn done_can_be_heard_twice_and_ends_the_login_once() {
    let app = TestApp::start();
    let rp = app.client("EPOS_DEMO").asking_for("openid");
    let mut robot = JsonRobot::sent_by(&app, &rp);
    let done = robot.signs_in_as(&app, "confirmed_mother_of_two").json();
    assert_eq!(robot.next_step().json(), done, "asking is not ending");
    assert_eq!(robot.allows().json(), done, "what is not due changes nothing");
    assert!(done["redirect_url"].as_str().is_some_and(|url| url.starts_with(&app.base)), "{done}");
    robot.goes_to(&done);
    robot.browser.opens(done["redirect_url"].as_str().expect("an address"));
    assert_eq!(robot.browser.heading(), "Вход начинается в информационной системе");
}

#[test]
fn cns_02_refusal_returns_to_the_system_with_access_denied() {
    let app = TestApp::start();
    let rp = app.client("EPOS_DEMO");
    let mut robot = JsonRobot::sent_by(&app, &rp);
    robot.signs_in_as(&app, "confirmed_mother_of_two");
    let done = robot.calls("/aas/oauth2/api/scope/deny");
    assert_eq!(said(&done), (200, "DONE".to_owned()));
    assert_eq!(said(&robot.allows()).1, "DONE", "there is no way back");
    let returned = robot.goes_to(&done.json());
    assert_eq!(returned.get("error"), "access_denied");
    assert!(returned.get("error_description").starts_with("ESIA-007004") && !returned.get("state").is_empty());
    assert_eq!(said(&robot.next_step()).1, "ESIA-007003", "the login is over");
    let robot = JsonRobot::sent_by(&app, &rp);
    let asked = robot.signs_in_as(&app, "confirmed_mother_of_two");
    assert_eq!(said(&asked).1, "GRANT_SCOPE_ACCESS", "nothing was allowed");
}

#[test]
fn rol_01_somebody_with_organisations_chooses_in_whose_name() {
    let app = TestApp::start();
    let rp = app.client("EPOS_DEMO");
    let mut robot = JsonRobot::sent_by(&app, &rp);
    let asked = robot.signs_in_as(&app, "esia_test_003");
    assert_eq!(said(&asked), (200, "CHOOSE_ROLE".to_owned()));
    let roles = asked.json()["roles"].as_array().expect("a list").clone();
    assert_eq!((roles.len(), &roles[0]["role"]), (3, &json!("person")));
    assert_eq!(roles[0]["name"], "Фамилия003 Имя003 Отчество003");
    for wrong in [json!({ "role": "1" }), json!({ "role": "" }), json!({}), json!({ "role": "o2" })] {
        let answer = robot.posts("/aas/oauth2/api/login/role", &wrong);
        assert_eq!(said(&answer), (200, "INVALID_ROLE".to_owned()), "{wrong}");
    }
    let chosen = robot.posts("/aas/oauth2/api/login/role", &json!({ "role": roles[1]["role"] }));
    assert_eq!(said(&chosen), (200, "GRANT_SCOPE_ACCESS".to_owned()));
    let again = robot.posts("/aas/oauth2/api/login/role", &json!({ "role": "person" }));
    assert_eq!(again.json(), chosen.json(), "the choice is made");
    let code = robot.finishes().code();
    assert_eq!(rp.exchanges(&code).oid(), app.citizen("esia_test_003").oid);
}

#[test]
fn log_14_a_demand_that_is_not_met_travels_to_the_system() {
    let app = TestApp::build()
        .client("EPOS_DEMO", |client| client.demands.level = Some(esia_mock::domain::account::AccountLevel::Confirmed))
        .start();
    let rp = app.client("EPOS_DEMO");
    let mut robot = JsonRobot::sent_by(&app, &rp);
    let done = robot.signs_in_as(&app, "standard_adult");
    assert_eq!(said(&done), (200, "DONE".to_owned()));
    let returned = robot.goes_to(&done.json());
    assert!(returned.get("error_description").starts_with("ESIA-007055"), "{returned:?}");
}

#[test]
fn what_the_stand_never_asks_for_can_be_skipped_at_any_time() {
    let app = TestApp::start();
    let robot = JsonRobot::sent_by(&app, &app.client("EPOS_DEMO"));
    let skips = [
        "poll",
        "promo-mfa/fill-mfa?decision=false",
        "quiz-max/skip",
        "change-password/skip",
        "anomaly-reaction/start",
        "anomaly-reaction/verify",
    ];
    for skip in skips {
        let path = format!("/aas/oauth2/api/login/{skip}");
        assert_eq!(said(&robot.calls(&path)), (200, "SIGN_IN".to_owned()), "{skip}");
        assert_eq!(said(&robot.posts(&path, &json!({ "guid": "x", "code": "1" }))).1, "SIGN_IN", "{skip}");
    }
    robot.signs_in_as(&app, "confirmed_mother_of_two");
    for skip in skips {
        let answer = robot.calls(&format!("/aas/oauth2/api/login/{skip}"));
        assert_eq!(said(&answer).1, "GRANT_SCOPE_ACCESS", "{skip} skips nothing that is due");
    }
}

#[test]
fn the_configuration_says_what_robots_need() {
    let app = TestApp::start();
    let answer = app.http.send(app.http.get(&app.url("/aas/oauth2/config")));
    let body = answer.json();
    assert_eq!((answer.status, &body["qr"]["lifetime_secs"]), (200, &json!(60)));
    assert_eq!(body["otp"]["verify_timeout_secs"], 300);
    assert_eq!(body["qr"]["deep_link"], "gosuslugi://auth/signed_token=");
}
