//! Signing in by QR code (scenario LOG-13).

use chrono::TimeDelta;
use esia_mock::domain::account::SecondFactor;
use serde_json::Value;
use serde_json::json;

use crate::support::Answer;
use crate::support::JsonRobot;
use crate::support::TestApp;
use crate::support::robot::said;

const PERSONA: &str = "confirmed_mother_of_two";

fn generates(robot: &JsonRobot) -> (String, String) {
    let body = robot.posts("/qr-delegate/qr/generate", &json!({ "esia_session": "whatever" })).json();
    let get = |name: &str| body[name].as_str().unwrap_or_else(|| panic!("no {name}: {body}")).to_owned();
    (get("qr_id"), get("signed_token"))
}

/// The citizen's telephone.
fn approves(app: &TestApp, id: &str, who: &Value) -> Answer {
    let request = app.http.post(&app.url(&format!("/_mock/api/v1/qr/{id}/approve")));
    app.http.send(request.header("content-type", "application/json").body(who.to_string()))
}

/// What the browser hears of its code, once there is something to hear.
fn hears(robot: &JsonRobot, id: &str) -> Value {
    let answer = robot.asks(&format!("/qr-delegate/qr/subscribe/{id}"));
    assert_eq!((answer.status, answer.header("content-type")), (200, "text/event-stream"));
    let text = answer.text();
    let events: Vec<_> = text.lines().filter_map(|line| line.strip_prefix("data: ")).collect();
    assert_eq!(events.len(), 1, "{text}");
    serde_json::from_str(events[0]).expect("JSON")
}

#[test]
fn log_13_a_citizen_scans_the_code_and_the_browser_is_signed_in() {
    let app = TestApp::start();
    let rp = app.client("EPOS_DEMO");
    let mut robot = JsonRobot::sent_by(&app, &rp);
    let (id, token) = generates(&robot);
    assert_eq!(token.split('.').count(), 3, "signed: {token}");
    assert_eq!(approves(&app, &id, &json!({ "person": PERSONA })).json(), json!({ "approved": true }));
    assert_eq!(hears(&robot, &id)["action"], "GRANT_SCOPE_ACCESS");
    assert_eq!(robot.browser.cookie("ESIA_SESSION"), None, "so far the browser has only heard of it");
    assert_eq!(said(&robot.calls("/aas/oauth2/api/login/poll")), (200, "GRANT_SCOPE_ACCESS".to_owned()));
    assert!(robot.browser.cookie("ESIA_SESSION").is_some());
    assert_eq!(rp.exchanges(&robot.finishes().code()).oid(), app.citizen(PERSONA).oid);
}

#[test]
fn log_13_done_leads_on_even_where_nobody_asked_in_between() {
    let app = TestApp::start();
    let rp = app.client("EPOS_DEMO").asking_for("openid");
    let mut robot = JsonRobot::sent_by(&app, &rp);
    let (id, _) = generates(&robot);
    let oid = app.citizen(PERSONA).oid;
    assert_eq!(approves(&app, &id, &json!({ "person": oid.to_string() })).status, 200);
    let done = hears(&robot, &id);
    let returned = robot.goes_to(&done);
    assert_eq!(rp.exchanges(&returned.code()).oid(), oid);
    assert_eq!(robot.browser.opens(&app.client("EPOS_DEMO").authorize_url()).heading(), "Предоставление прав доступа");
}

#[test]
fn the_page_takes_the_session_up_as_well() {
    let app = TestApp::start();
    let mut robot = JsonRobot::sent_by(&app, &app.client("EPOS_DEMO"));
    assert_eq!(robot.browser.heading(), "Вход");
    let (id, _) = generates(&robot);
    approves(&app, &id, &json!({ "person": "esia_test_003" }));
    assert_eq!(robot.browser.opens("/login").heading(), "Войти как");
}

#[test]
fn the_stream_waits_until_the_code_is_approved() {
    let app = TestApp::start();
    let robot = JsonRobot::sent_by(&app, &app.client("EPOS_DEMO"));
    let (id, _) = generates(&robot);
    std::thread::scope(|scope| {
        let address = app.base.trim_start_matches("http://").to_owned();
        let request = format!(
            "GET /qr-delegate/qr/subscribe/{id} HTTP/1.1\r\nHost: {address}\r\nCookie: {}\r\nConnection: close\r\n\r\n",
            robot.browser.cookie_header()
        );
        let waits = scope.spawn(move || {
            use std::io::Read as _;
            use std::io::Write as _;
            let mut socket = std::net::TcpStream::connect(address).expect("a connection");
            socket.write_all(request.as_bytes()).expect("sent");
            let mut heard = String::new();
            socket.read_to_string(&mut heard).expect("heard");
            heard
        });
        approves(&app, &id, &json!({ "person": PERSONA }));
        let heard = waits.join().expect("no panic");
        assert!(heard.contains("data: {\"action\":\"GRANT_SCOPE_ACCESS\""), "{heard}");
    });
}

#[test]
fn log_13_a_code_that_is_scanned_after_its_minute_is_outdated() {
    let app = TestApp::start();
    let robot = JsonRobot::sent_by(&app, &app.client("EPOS_DEMO"));
    let (id, _) = generates(&robot);
    app.advance(TimeDelta::seconds(61));
    let late = approves(&app, &id, &json!({ "person": PERSONA }));
    assert_eq!((late.status, &late.json()["code"]), (200, &json!("QR_CODE_SESSION_OUTDATED")));
    assert_eq!(hears(&robot, &id)["error"]["code"], "QR_CODE_SESSION_OUTDATED");
    assert_eq!(said(&robot.calls("/aas/oauth2/api/login/poll")).1, "SIGN_IN");
    let (again, _) = generates(&robot);
    approves(&app, &again, &json!({ "person": PERSONA }));
    app.advance(TimeDelta::seconds(61));
    assert_eq!(said(&robot.next_step()).1, "SIGN_IN", "what was approved is taken up at once or not at all");
}

#[test]
fn a_code_is_of_one_browser_and_the_newest_of_it_counts() {
    let app = TestApp::start();
    let rp = app.client("EPOS_DEMO");
    let (robot, stranger) = (JsonRobot::sent_by(&app, &rp), JsonRobot::sent_by(&app, &rp));
    let (old, _) = generates(&robot);
    let (id, _) = generates(&robot);
    let not_found = json!("QR_CODE_SESSION_NOT_FOUND");
    assert_eq!(approves(&app, &old, &json!({ "person": PERSONA })).status, 404);
    assert_eq!(hears(&robot, &old)["error"]["code"], not_found);
    assert_eq!(hears(&stranger, &id)["error"]["code"], not_found);
    assert_eq!(hears(&robot, "no-such-code")["error"]["code"], not_found);
    assert_eq!(approves(&app, &id, &json!({ "person": PERSONA })).status, 200);
    assert_eq!(approves(&app, &id, &json!({ "person": "esia_test_006" })).status, 404, "once only");
    assert_eq!(said(&stranger.next_step()).1, "SIGN_IN");
    assert_eq!(said(&robot.next_step()).1, "GRANT_SCOPE_ACCESS");
}

#[test]
fn without_a_login_on_its_way_there_is_no_code() {
    let app = TestApp::start();
    let robot = JsonRobot::in_browser(&app, app.browser());
    let answer = robot.calls("/qr-delegate/qr/generate");
    assert_eq!(said(&answer), (400, "QR_AUTHORIZATION_SESSION_EXPIRED".to_owned()));
}

#[test]
fn session_fixation_a_session_from_before_ends_when_a_code_is_taken_up() {
    let app = TestApp::start();
    let rp = app.client("EPOS_DEMO");
    let robot = JsonRobot::sent_by(&app, &rp);
    robot.signs_in_as(&app, "esia_test_006");
    let before = robot.browser.cookie("ESIA_SESSION").expect("a session").value;
    let (id, token) = generates(&robot);
    approves(&app, &id, &json!({ "person": PERSONA }));
    assert_eq!(said(&robot.next_step()).1, "GRANT_SCOPE_ACCESS");
    assert_ne!(robot.browser.cookie("ESIA_SESSION").expect("a session").value, before);
    let mut thief = app.browser();
    for planted in [before, format!("qr:{id}"), id, token] {
        thief.plants("ESIA_SESSION", &planted);
        assert_eq!(thief.opens(&rp.authorize_url()).heading(), "Вход", "{planted}");
    }
}

#[test]
fn the_telephone_is_the_second_factor() {
    let app = TestApp::build().second_factor(PERSONA, SecondFactor::Sms).start();
    let robot = JsonRobot::sent_by(&app, &app.client("EPOS_DEMO"));
    let (id, _) = generates(&robot);
    approves(&app, &id, &json!({ "person": PERSONA }));
    assert_eq!(said(&robot.next_step()).1, "GRANT_SCOPE_ACCESS");
}

#[test]
fn only_somebody_who_can_sign_in_approves() {
    let app = TestApp::start();
    let robot = JsonRobot::sent_by(&app, &app.client("EPOS_DEMO"));
    let (id, token) = generates(&robot);
    for who in ["blocked", "deleted"] {
        let answer = approves(&app, &id, &json!({ "person": format!("{who}_adult") }));
        assert_eq!(answer.json(), json!({ "approved": false, "reason": format!("account_{who}") }));
    }
    for (who, status) in [
        (json!({ "person": "nobody" }), 404),
        (json!({ "person": "1" }), 404),
        (json!({}), 422),
        (json!({ "person": PERSONA, "oid": 1_000_000_702 }), 422),
        (json!({ "persona": PERSONA }), 422),
        (json!([]), 400),
    ] {
        assert_eq!(approves(&app, &id, &who).status, status, "{who}");
    }
    assert_eq!(said(&robot.next_step()).1, "SIGN_IN");
    let rest = app.http.get(&app.url("/rs/prns/1000000702")).header("authorization", format!("Bearer {token}"));
    assert_eq!(app.http.send(rest).status, 401, "what the picture carries is no access token");
}

#[test]
fn a_control_token_is_demanded_of_the_telephone_where_there_is_one() {
    let app = TestApp::build().process(|config| config.control_token = Some("secret".to_owned())).start();
    let robot = JsonRobot::sent_by(&app, &app.client("EPOS_DEMO"));
    let (id, _) = generates(&robot);
    let path = app.url(&format!("/_mock/api/v1/qr/{id}/approve"));
    let send = |token: &str| {
        let request = app.http.post(&path).header("content-type", "application/json");
        app.http.send(request.header("authorization", token).body(json!({ "person": PERSONA }).to_string())).status
    };
    assert_eq!(approves(&app, &id, &json!({ "person": PERSONA })).status, 401);
    assert_eq!((send("Bearer wrong"), send("secret"), send("Bearer secret")), (401, 401, 200));
}

/// Case 4.11: whoever planted the name of a browser does not get the session that its citizen approves.
#[test]
fn a_planted_name_of_a_browser_takes_no_session_up() {
    let app = TestApp::start();
    let rp = app.client("EPOS_DEMO");
    let attacker = JsonRobot::sent_by(&app, &rp);
    let planted = attacker.browser.cookie("ctx_id").expect("a name");
    let mut browser = app.browser();
    browser.plants("ctx_id", &planted.value);
    browser.opens(&rp.authorize_url());
    let victim = JsonRobot::in_browser(&app, browser);
    let (id, _) = generates(&victim);
    assert_ne!(victim.browser.cookie("ctx_id").map(|cookie| cookie.value), Some(planted.value));
    approves(&app, &id, &json!({ "person": PERSONA }));
    assert_eq!(hears(&attacker, &id)["error"]["code"], "QR_CODE_SESSION_NOT_FOUND");
    attacker.next_step();
    assert_eq!(attacker.browser.cookie("ESIA_SESSION"), None);
    assert_eq!(said(&victim.next_step()).1, "GRANT_SCOPE_ACCESS");
}
