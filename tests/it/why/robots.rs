//! Wrong requests for rows that no other test names: calls of robots, pages, addresses of stands.

use serde_json::Value;
use serde_json::json;

use crate::profile::enters;
use crate::support::JsonRobot;
use crate::support::TestApp;
use crate::why::Told;

const WHO: &str = "confirmed_mother_of_two";

#[test]
fn calls_of_robots_that_lack_what_they_are_about() {
    let app = TestApp::start();
    let mut told = Told::default();
    let nobody = JsonRobot::in_browser(&app, app.browser());
    let data = "/profile/rs/prns/up";
    told.by("session", &nobody.posts(data, &json!({ "lastName": "Иванова" })), "session-absent");
    told.by("registration", &nobody.posts("/registration_api/complete", &json!({})), "registration-absent");
    let somebody = JsonRobot::in_browser(&app, enters(&app, WHO));
    told.by("empty", &somebody.posts(data, &Value::Null), "body-empty");
    let address = "/profile/rs/prns/usrcfm/addr";
    for (what, sent) in [
        ("no index", json!({})),
        ("country", json!({ "zipCode": "614000", "countryId": "Россия" })),
        ("no region", json!({ "zipCode": 614_000, "countryId": "RUS" })),
        ("long", json!({ "zipCode": "614000", "region": "x".repeat(201) })),
    ] {
        told.by(what, &somebody.posts(address, &sent), "address-wrong");
    }
    let robot = JsonRobot::sent_by(&app, &app.client("EPOS_DEMO"));
    told.by("picture", &robot.asks("/captcha/api/public/v2/image"), "picture-absent");
    let verify = "/aas/oauth2/api/anomaly/captcha/verify?guid=x&verify_token=y";
    told.by("check", &robot.calls(verify), "check-absent");
    let question = "/anomaly-resolver/api/reaction/question";
    told.by("question", &robot.asks(&format!("{question}?guid=x")), "question-absent");
    told.by("answer", &robot.posts(&format!("{question}/answer"), &json!({ "guid": "x" })), "check-absent");
    told.ends();
}

#[test]
fn pages_of_what_the_holder_has_not() {
    let app = TestApp::start();
    let mut told = Told::default();
    let (mut parent, mut child) = (enters(&app, WHO), enters(&app, "child_10"));
    for (path, id) in [
        ("/profile/contacts/change?kind=XXX", "holder-lacks"),
        ("/profile/family/999999", "card-absent"),
        ("/profile/organizations/999999", "organization-not-of-citizen"),
        ("/_mock/people/999999", "account-unknown"),
        ("/_mock/mfc/accounts/999999", "account-unknown"),
    ] {
        told.by(path, &parent.opens(path).page().answer, id);
    }
    told.by("child", &child.opens("/profile/organizations").page().answer, "child-has-no-organizations");
    told.ends();
}

/// Both to browsers and to programs.
#[test]
fn a_stand_that_is_not_there() {
    let app = TestApp::start();
    let mut told = Told::default();
    for path in ["/_stand/nobody/aas/oauth2/ac", "/_stand/nobody/"] {
        for accepted in ["text/html", "application/json"] {
            let answer = app.http.send(app.http.get(&app.url(path)).header("accept", accepted));
            told.by(accepted, &answer, "stand-unknown");
        }
    }
    told.ends();
}
