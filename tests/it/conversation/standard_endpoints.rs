//! The same conversation for a relying party of the standard OpenID Connect endpoints, whose answers leave in ways of
//! their own.

use serde_json::json;

use crate::support::JsonRobot;
use crate::support::TestApp;
use crate::support::robot::said;

const PERSONA: &str = "esia_test_006";

/// Case 1.30: the login as JSON after a request at the standard endpoint.
#[test]
fn a_fresh_sign_in_that_is_demanded_may_happen_by_json_or_by_qr_code() {
    let app = TestApp::start();
    let client = app.standard_client("DEMO_RSA");
    let fresh = client.url_of(&client.request().with("prompt", "login"));
    let mut robot = JsonRobot::in_browser(&app, app.browser());
    for _ in 0..2 {
        robot.browser.opens(&fresh);
        assert_eq!(said(&robot.next_step()).1, "SIGN_IN", "whoever is signed in already");
        robot.signs_in_as(&app, PERSONA);
        client.exchanges(&robot.finishes().code());
    }
    robot.browser.opens(&fresh);
    let id = robot.calls("/qr-delegate/qr/generate").json()["qr_id"].as_str().expect("an id").to_owned();
    let approve = app.http.post(&app.url(&format!("/_mock/api/v1/qr/{id}/approve")));
    app.http.send(approve.header("content-type", "application/json").body(json!({ "person": PERSONA }).to_string()));
    assert_ne!(said(&robot.next_step()).1, "SIGN_IN");
    client.exchanges(&robot.finishes().code());
}

#[test]
fn a_refusal_reaches_a_client_that_wants_it_posted() {
    let app = TestApp::start();
    let client = app.standard_client("DEMO_RSA").asking_for("openid profile");
    let mut robot = JsonRobot::in_browser(&app, app.browser());
    robot.browser.opens(&client.url_of(&client.request().with("response_mode", "form_post")));
    assert_eq!(said(&robot.signs_in_as(&app, PERSONA)).1, "GRANT_SCOPE_ACCESS");
    let done = robot.calls("/aas/oauth2/api/scope/deny").json();
    robot.browser.opens(done["redirect_url"].as_str().expect("an address"));
    assert_eq!(robot.browser.page().value("error"), "access_denied");
}
