//! Answers of faults, in the form of each endpoint.

use serde_json::Value;
use serde_json::json;

use crate::support::Answer;
use crate::support::JsonRobot;
use crate::support::TestApp;
use crate::support::http::form;
use crate::support::standard_client;

const PERSONA: &str = "confirmed_mother_of_two";

fn get(app: &TestApp, path: &str) -> Answer {
    app.http.send(app.http.get(&app.url(path)))
}

fn arms(app: &TestApp, at: &str, action: &Value) {
    app.arms("it", &json!({ "at": at, "do": action }));
}

#[test]
fn an_answer_of_any_status_body_and_headers() {
    let app = TestApp::start();
    arms(
        &app,
        "discovery",
        &json!({ "status": 503, "body": "later", "headers": { "Retry-After": "7", "X-Own": "a" } }),
    );
    let answer = get(&app, "/.well-known/openid-configuration");
    assert_eq!((answer.status, answer.text().as_str()), (503, "later"));
    assert_eq!((answer.header("retry-after"), answer.header("x-own")), ("7", "a"));
    assert_eq!((answer.header("x-esia-mock"), answer.header("x-esia-mock-fault")), ("test-only", "it"));
    assert_eq!(answer.header("access-control-allow-origin"), "*", "scripts may read it as they may the right one");
    arms(&app, "keys", &json!({ "status": 200, "body": { "keys": "none" } }));
    let answer = get(&app, "/oidc/jwks");
    assert_eq!((answer.status, answer.json()), (200, json!({ "keys": "none" })));
    assert!(answer.header("content-type").starts_with("application/json"), "{:?}", answer.headers);
    assert_eq!(get(&app, "/oidc/jwks").status, 200);
}

#[test]
fn the_page_of_planned_works_is_a_page_everywhere() {
    let app = TestApp::start();
    for path in ["/login", "/aas/oauth2/ac", "/oidc/jwks", "/rs/prns/1", "/no/such/path"] {
        arms(&app, "*", &json!({ "maintenance": true }));
        let answer = get(&app, path);
        assert_eq!((answer.status, answer.header("retry-after")), (503, "3600"), "{path}");
        assert!(answer.header("content-type").starts_with("text/html"), "{path}");
        let text = answer.text();
        assert!(text.contains("Ведутся технические работы") && text.contains("ТЕСТОВЫЙ СТЕНД"), "{path}: {text}");
    }
}

#[test]
fn esia_says_no_in_the_form_of_its_endpoint() {
    let app = TestApp::start();
    let rp = app.client("EPOS_DEMO");
    let no = json!({ "esia": "ESIA-007053" });
    arms(&app, "token", &no);
    let answer = rp.posts(&rp.code_request("x"));
    let body = answer.json();
    assert_eq!((answer.status, &body["error"]), (400, &json!("access_denied")), "{body}");
    assert!(body["error_description"].as_str().is_some_and(|text| text.starts_with("ESIA-007053: ")), "{body}");
    assert_eq!(answer.header("x-esia-mock-reason-id"), "fault-armed");

    arms(&app, "authorize", &no);
    let request = rp.authorize_request();
    let back = rp.asks(&request);
    let returned = standard_client::returned(&back);
    assert_eq!((back.status, returned.get("error").as_str()), (302, "access_denied"));
    assert_eq!(returned.get("state"), request.get("state"));
    assert!(returned.get("error_description").starts_with("ESIA-007053: "), "{}", back.header("location"));

    arms(&app, "authorize", &no);
    let page = rp.asks(&request.with("redirect_uri", "https://elsewhere.example/"));
    assert!(page.header("content-type").starts_with("text/html"), "nobody is sent where nobody is registered");
    assert_eq!((page.status, page.esia_code().as_str()), (400, "ESIA-007053"));

    arms(&app, "rest", &json!({ "esia": "ESIA-005050" }));
    let answer = get(&app, "/rs/prns/1/ctts");
    assert_eq!((answer.status, &answer.json()["code"]), (404, &json!("ESIA-005050")));

    arms(&app, "login", &no);
    let page = get(&app, "/login");
    assert_eq!((page.status, page.esia_code().as_str()), (400, "ESIA-007053"));
    let robot = JsonRobot::sent_by(&app, &rp);
    arms(&app, "login", &json!({ "esia": "ESIA-007008" }));
    let answer = robot.signs_in_as(&app, PERSONA);
    assert_eq!((answer.status, &answer.json()["failed"]), (503, &json!("ESIA-007008")), "{}", answer.text());
}

#[test]
fn an_oauth_error_comes_in_the_form_of_its_endpoint() {
    let app = TestApp::start();
    let client = app.standard_client("SPA_DEMO");
    let later = json!({ "oauth": "temporarily_unavailable" });
    arms(&app, "token", &later);
    let answer = client.posts("/oidc/token", &client.code_request("x"));
    assert_eq!((answer.status, standard_client::error_of(&answer).as_str()), (503, "temporarily_unavailable"));
    assert_eq!(answer.header("access-control-allow-origin"), "*");

    arms(&app, "authorize", &later);
    let back = client.asks(&client.request());
    let returned = standard_client::returned(&back);
    assert_eq!(
        (returned.get("error").as_str(), returned.get("state").as_str()),
        ("temporarily_unavailable", "a b&c=Я")
    );
    assert!(!returned.get("iss").is_empty(), "{}", back.header("location"));

    arms(&app, "userinfo", &json!({ "oauth": "invalid_token" }));
    let answer = get(&app, "/oidc/userinfo");
    assert_eq!(answer.status, 401);
    assert!(answer.header("www-authenticate").contains("error=\"invalid_token\""), "{:?}", answer.headers);

    // The other surface says it in its own words.
    let rp = app.client("EPOS_DEMO");
    arms(&app, "token", &later);
    let body = rp.posts(&rp.code_request("x")).json();
    assert_eq!(body["error"], "temporarily_unavailable", "{body}");
    assert!(body["error_description"].as_str().is_some_and(|text| text.starts_with("ESIA-007008: ")), "{body}");
}

#[test]
fn a_pushed_request_is_looked_at_and_left_where_it_is() {
    let app = TestApp::start();
    let client = app.standard_client("SPA_DEMO");
    let pushed = client.posts("/oidc/par", &client.request());
    assert_eq!(pushed.status, 201, "{}", pushed.text());
    let address = pushed.json()["request_uri"].as_str().expect("an address").to_owned();
    let request = crate::support::Request::of(&[("client_id", "SPA_DEMO"), ("request_uri", &address)]);
    arms(&app, "authorize", &json!({ "oauth": "server_error" }));
    let refused = standard_client::returned(&client.asks(&request));
    assert_eq!((refused.get("error").as_str(), refused.get("state").as_str()), ("server_error", "a b&c=Я"));
    let again = client.asks(&request);
    assert!(again.header("location").ends_with("/login"), "{} {}", again.status, again.header("location"));
}

#[test]
fn a_fault_before_the_handler_leaves_a_code_good_and_one_after_it_does_not() {
    let app = TestApp::start();
    let rp = app.client("EPOS_DEMO");
    for down in [json!({ "status": 502 }), json!({ "reset": true }), json!({ "esia": "ESIA-007007" })] {
        app.arms("down", &json!({ "at": "token", "handle": "before", "do": down }));
        let good = code(&app);
        let first = rp.tries(&rp.code_request(&good));
        assert!(first.is_none_or(|answer| answer.status >= 500), "{down}");
        assert!(!rp.exchanges(&good).access_token().is_empty(), "{down}: the same code again");

        app.arms("down", &json!({ "at": "token", "handle": "after", "do": down }));
        let used = code(&app);
        let first = rp.tries(&rp.code_request(&used));
        assert!(first.is_none_or(|answer| answer.status >= 500), "{down}");
        let again = rp.posts(&rp.code_request(&used));
        assert_eq!((again.status, again.esia_code().as_str()), (400, "ESIA-007011"), "{down}: it is used up");
    }
}

fn code(app: &TestApp) -> String {
    app.citizen(PERSONA).logs_in_to(&app.client("EPOS_DEMO")).code()
}

#[test]
fn what_a_fault_did_stands_in_the_journal() {
    let app = TestApp::start();
    app.arms("slow", &json!({ "at": "token", "do": { "delay": "PT0.01S" } }));
    app.arms("down", &json!({ "at": "token", "do": { "status": 502, "body": "Bad Gateway" } }));
    let answer = app.http.send(form(app.http.post(&app.url("/oidc/token")), "grant_type=authorization_code&code=x"));
    assert_eq!((answer.status, answer.header("x-esia-mock-fault")), (502, "slow, down"));
    let number = answer.header("x-esia-mock-request");
    let told = app.controls("GET", &format!("/_mock/api/v1/requests/{number}"), "").json();
    assert_eq!((&told["fault"], &told["status"]), (&json!("slow, down"), &json!(502)), "{told:#}");
    assert_eq!(told["answer"]["body"], "Bad Gateway");
}
