//! What is no call of ours: foreign sites, other content types, bodies of every shape, browsers without a login.

use esia_mock::web::route::Surface;
use esia_mock::web::routes::rows;
use serde_json::json;

use crate::support::Answer;
use crate::support::JsonRobot;
use crate::support::TestApp;
use crate::support::robot::said;

/// Every path of the conversation that is posted to.
fn posted() -> Vec<&'static str> {
    let rows = rows().filter(|row| row.surface == Surface::Conversation && row.method == "post");
    rows.map(|row| row.path).collect()
}

fn robot(app: &TestApp) -> JsonRobot {
    JsonRobot::sent_by(app, &app.client("EPOS_DEMO"))
}

fn sends(app: &TestApp, robot: &JsonRobot, path: &str, headers: &[(&str, &str)], body: &[u8]) -> Answer {
    let mut request = app.http.post(&app.url(path)).body(body.to_vec());
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    robot.browser.sends(request)
}

const JSON: (&str, &str) = ("content-type", "application/json");
const CREDENTIALS: &[u8] = br#"{"login":"sidorova@example.test","password":"11111111"}"#;

#[test]
fn without_a_login_on_its_way_the_answer_says_what_is_missing() {
    let app = TestApp::start();
    let robot = JsonRobot::in_browser(&app, app.browser());
    // QR codes and registrations belong to a browser, letters on paper and personal data to a session, not to a login.
    let others = ["/qr/", "/registration_api/", "/profile/rs/"];
    let of_a_login = posted().into_iter().filter(|path| !others.iter().any(|other| path.contains(other)));
    for path in of_a_login {
        let answer = robot.posts(path, &json!({ "login": "sidorova@example.test", "password": "11111111" }));
        assert_eq!(said(&answer), (400, "ESIA-007003".to_owned()), "{path}");
        assert!(answer.json()["message"].as_str().is_some_and(|text| text.contains("/aas/oauth2/ac")), "{path}");
        assert_eq!(answer.header("set-cookie"), "", "{path}");
    }
    assert_eq!(said(&robot.next_step()), (400, "ESIA-007003".to_owned()));
}

#[test]
fn csrf_a_call_from_another_site_does_nothing() {
    let app = TestApp::start();
    let foreign: [&[(&str, &str)]; 9] = [
        &[("origin", "https://evil.test")],
        &[("origin", "null")],
        &[("origin", "")],
        &[("origin", "http://127.0.0.1:1")],
        &[("origin", "http://")],
        &[("sec-fetch-site", "cross-site")],
        &[("sec-fetch-site", "same-site")],
        &[("origin", "https://esia.gosuslugi.ru"), ("sec-fetch-site", "cross-site")],
        &[("sec-fetch-site", "\u{ff}")],
    ];
    for headers in foreign {
        let robot = robot(&app);
        for path in posted() {
            let headers: Vec<_> = headers.iter().copied().chain([JSON]).collect();
            let answer = sends(&app, &robot, path, &headers, CREDENTIALS);
            assert_eq!(said(&answer), (403, "ESIA-007004".to_owned()), "{path} {headers:?}");
        }
        assert_eq!(robot.browser.cookie("ESIA_SESSION"), None);
        assert_eq!(said(&robot.next_step()).1, "SIGN_IN");
        for path in ["/aas/oauth2/api/login/next-step", "/qr-delegate/qr/subscribe/x"] {
            let request = app.http.get(&app.url(path)).header("sec-fetch-site", "cross-site");
            assert_eq!(said(&robot.browser.sends(request)).0, 403, "{path}");
        }
    }
}

#[test]
fn the_pages_own_script_and_robots_without_a_browser_are_heard() {
    let app = TestApp::build().public_url("https://esia.mock.test").start();
    let own: [&[(&str, &str)]; 6] = [
        &[],
        &[("origin", &app.base), ("sec-fetch-site", "same-origin")],
        &[("origin", "https://esia.mock.test")],
        &[("sec-fetch-site", "none")],
        // Robots have the origin of the page that they imitate built in.
        &[("origin", "https://esia.gosuslugi.ru")],
        &[("content-type", "Application/JSON; charset=UTF-8")],
    ];
    for headers in own {
        let robot = robot(&app);
        let kind = headers.iter().find(|(name, _)| *name == "content-type").map_or(JSON, |kind| *kind);
        let headers: Vec<_> =
            headers.iter().copied().filter(|(name, _)| *name != "content-type").chain([kind]).collect();
        let answer = sends(&app, &robot, "/aas/oauth2/api/login", &headers, CREDENTIALS);
        assert_eq!(said(&answer), (200, "GRANT_SCOPE_ACCESS".to_owned()), "{headers:?}");
    }
}

#[test]
fn csrf_what_a_form_can_send_is_refused_everywhere() {
    let app = TestApp::start();
    let robot = robot(&app);
    for path in posted() {
        for kind in ["application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "text/plain", ""] {
            for body in [&b""[..], CREDENTIALS] {
                let answer = sends(&app, &robot, path, &[("content-type", kind)], body);
                assert_eq!(said(&answer), (400, "ESIA-007038".to_owned()), "{path} {kind}");
            }
        }
        let answer = sends(&app, &robot, path, &[], CREDENTIALS);
        assert_eq!(said(&answer), (400, "ESIA-007038".to_owned()), "{path}: a body without a type");
    }
    assert_eq!(said(&robot.next_step()).1, "SIGN_IN");
}

#[test]
fn bodies_of_every_wrong_shape_are_refused_in_json() {
    let app = TestApp::start();
    let robot = robot(&app);
    let deep = format!("{}{}", "[".repeat(5_000), "]".repeat(5_000));
    let huge = format!("{{\"login\":\"{}\"}}", "x".repeat(300 * 1024));
    let wrong: Vec<&[u8]> = vec![
        b"{",
        b"[]",
        b"[\"sidorova@example.test\",\"11111111\"]",
        b"\"text\"",
        b"1",
        b"\xFF\xFE",
        b"{\"login\":1,\"password\":\"x\"}",
        b"{\"login\":{\"$ne\":null},\"password\":\"x\"}",
        b"{\"login\":\"a\",\"login\":\"b\"}",
        b"{\"login\":\"a\",\"password\":\"b\",\"idType\":\"passport\"}",
        b"{\"login\":\"\\ud800\",\"password\":\"x\"}",
        deep.as_bytes(),
        huge.as_bytes(),
        b"{}{}",
    ];
    for body in wrong {
        let answer = sends(&app, &robot, "/aas/oauth2/api/login", &[JSON], body);
        let about = String::from_utf8_lossy(&body[..body.len().min(40)]).into_owned();
        assert_eq!(said(&answer), (400, "ESIA-007038".to_owned()), "{about}");
        assert!(answer.body.len() < 1_000, "{about}");
        if !about.contains("login") {
            for path in posted() {
                assert_eq!(sends(&app, &robot, path, &[JSON], body).status, 400, "{path} {about}");
            }
        }
    }
    for nothing in [&b""[..], b"null", b"{}"] {
        let answer = sends(&app, &robot, "/aas/oauth2/api/login", &[JSON], nothing);
        assert_eq!(said(&answer), (200, "INVALID_LOGIN".to_owned()));
    }
}

#[test]
fn paths_and_methods_that_are_none_are_told_in_json() {
    let app = TestApp::start();
    for path in posted() {
        let answer = app.http.send(app.http.get(&app.url(path)));
        assert_eq!(said(&answer), (405, "ESIA-007003".to_owned()), "{path}");
    }
    for path in ["/aas/oauth2/api/login/nothing", "/aas/oauth2/api", "/qr-delegate/qr/confirm"] {
        assert_eq!(said(&app.http.send(app.http.post(&app.url(path)))), (404, "ESIA-005050".to_owned()), "{path}");
    }
}

#[test]
fn every_answer_says_that_it_is_a_test_stand_and_is_not_kept() {
    let app = TestApp::start();
    let robot = robot(&app);
    for answer in [robot.next_step(), robot.signs_in("x", "x"), robot.calls("/qr-delegate/qr/generate")] {
        assert_eq!((answer.header("x-esia-mock"), answer.header("cache-control")), ("test-only", "no-store"));
    }
}
