//! Who may call a path follows from its row: every row is tried by whoever may not.

use esia_mock::web::route::Caller;
use esia_mock::web::route::Surface;

use super::Asked;
use super::every_path;
use crate::support::Answer;
use crate::support::TestApp;
use crate::support::control::problem;
use crate::support::html;

const FOREIGN: (&str, &str) = ("origin", "http://evil.example");
const REAL: (&str, &str) = ("origin", "https://esia.gosuslugi.ru");
const CROSS_SITE: (&str, &str) = ("sec-fetch-site", "cross-site");
const SAME_SITE: (&str, &str) = ("sec-fetch-site", "same-site");

fn ask(app: &TestApp, asked: &Asked, headers: &[(&str, &str)]) -> Answer {
    let request = app.http.request(&asked.method, &app.url(&asked.path));
    app.http.send(headers.iter().fold(request, |request, (name, value)| request.header(*name, *value)))
}

fn paths(wanted: impl Fn(&Asked) -> bool) -> Vec<Asked> {
    let found: Vec<_> = every_path().into_iter().filter(wanted).collect();
    assert!(!found.is_empty());
    found
}

#[test]
fn callers_follow_from_the_surface_and_two_rows_say_otherwise() {
    let by_surface = |surface| match surface {
        Surface::Conversation => Caller::Robot,
        Surface::Control => Caller::Tester,
        Surface::Desk => Caller::Operator,
        _ => Caller::Anyone,
    };
    let others = paths(|asked| asked.caller != by_surface(asked.surface) && asked.caller == Caller::Anyone);
    let open: Vec<_> = others.iter().map(|asked| asked.path.as_str()).collect();
    let several = paths(|_| true).iter().any(|one| {
        let same = |other: &Asked| other.path == one.path && other.caller != one.caller;
        every_path().iter().any(same)
    });
    assert!(!several, "a path has one kind of callers, for it is mounted once");
    assert_eq!(open, ["/_mock/enter", "/_mock/health"]);
    // The form for the token is sent by whoever has shown none.
    for asked in paths(|asked| asked.path.starts_with("/_mock/") && asked.caller == Caller::Anyone) {
        assert!(["/_mock/health", "/_mock/enter"].contains(&asked.path.as_str()), "{}", asked.path);
    }
}

#[test]
fn a_page_of_another_site_calls_neither_robots_paths_nor_the_testers() {
    let app = TestApp::start();
    for asked in paths(|asked| matches!(asked.caller, Caller::Robot | Caller::Tester)) {
        for header in [FOREIGN, CROSS_SITE, SAME_SITE, ("origin", "null"), ("origin", "http://127.0.0.1:1")] {
            let answer = ask(&app, &asked, &[header]);
            assert_eq!(answer.status, 403, "{} {} {header:?}: {}", asked.method, asked.path, answer.text());
        }
        for header in [("origin", app.base.as_str()), ("sec-fetch-site", "same-origin")] {
            let answer = ask(&app, &asked, &[header]);
            // What is made is there the second time.
            let usual = |status: u16| if status == 201 { 200 } else { status };
            let without = ask(&app, &asked, &[]).status;
            assert_eq!(usual(answer.status), usual(without), "{} {} {header:?}", asked.method, asked.path);
        }
    }
}

#[test]
fn robots_with_the_real_origin_built_in_are_let_in_where_no_browser_says_more_and_testers_are_not() {
    let app = TestApp::start();
    for asked in paths(|asked| asked.caller == Caller::Robot) {
        assert_ne!(ask(&app, &asked, &[REAL]).status, 403, "{}", asked.path);
        assert_eq!(ask(&app, &asked, &[REAL, CROSS_SITE]).status, 403, "{}", asked.path);
    }
    for asked in paths(|asked| asked.caller == Caller::Tester) {
        assert_eq!(ask(&app, &asked, &[REAL]).status, 403, "{}", asked.path);
    }
}

#[test]
fn without_its_token_nobody_drives_the_stand() {
    let app = TestApp::build().process(|config| config.control_token = Some("secret".to_owned())).start();
    for asked in paths(|asked| asked.caller == Caller::Tester) {
        for headers in [&[][..], &[("authorization", "Bearer other")], &[("authorization", "Basic secret")]] {
            assert_eq!(ask(&app, &asked, headers).status, 401, "{} {} {headers:?}", asked.method, asked.path);
        }
        let answer = ask(&app, &asked, &[("authorization", "Bearer secret")]);
        assert!(![401, 403].contains(&answer.status), "{} {}", asked.method, asked.path);
    }
    for asked in paths(|asked| asked.caller == Caller::Operator) {
        let form = ask(&app, &asked, &[("authorization", "Bearer other")]);
        assert_eq!((form.status, form.header("content-type")), (401, "text/html; charset=utf-8"), "{}", asked.path);
        assert!(form.text().contains("--control-token"), "{}", asked.path);
        let answer = ask(&app, &asked, &[("authorization", "Bearer secret")]);
        assert!(answer.status != 401, "{} {}", asked.method, asked.path);
    }
    for path in ["/_mock/nothing", "/_mock/api/v1", "/_mock/api/v2/people", "/_mock/api/v1/clock/hands"] {
        let get = |token: &str| app.http.send(app.http.get(&app.url(path)).bearer_auth(token));
        assert_eq!((get("other").status, get("secret").status), (401, 404), "{path}");
    }
    let open = TestApp::start();
    for asked in paths(|asked| asked.caller == Caller::Robot) {
        assert_eq!(ask(&app, &asked, &[]).status, ask(&open, &asked, &[]).status, "{}", asked.path);
    }
}

#[test]
fn a_token_that_was_typed_once_opens_the_pages_of_every_stand_and_calls_from_them() {
    let app = TestApp::build().process(|config| config.control_token = Some("open sesame".to_owned())).start();
    let mut browser = app.browser();
    assert_eq!(browser.opens("/_mock/api/").page().status(), 401);
    browser.fills("Маркер управления", "other").presses("Продолжить");
    assert_eq!(browser.page().status(), 401);
    browser.fills("Маркер управления", "open sesame").presses("Продолжить");
    assert_eq!((browser.page().status(), browser.heading().as_str()), (200, "Интерфейс тестировщика"));
    let html = browser.page().html.clone();
    let guard = html::values_of(&html, "data-guard").concat();
    assert!(!guard.is_empty() && !html.contains("open sesame"), "{guard}");
    let cookie = browser.cookie("esia_mock_operator").expect("a cookie").value;
    assert!(!cookie.contains("sesame"));
    let call = |path: &str, headers: &[(&str, &str)]| {
        let request = app.http.request("POST", &app.url(path)).header("cookie", format!("esia_mock_operator={cookie}"));
        app.http.send(headers.iter().fold(request, |request, (name, value)| request.header(*name, *value))).status
    };
    let right = ("x-esia-mock-guard", guard.as_str());
    assert_eq!(call("/_mock/api/v1/stands", &[]), 401, "the cookie alone");
    assert_eq!(call("/_mock/api/v1/stands", &[("x-esia-mock-guard", "other")]), 401);
    assert_eq!(call("/_mock/api/v1/stands", &[right, FOREIGN]), 403);
    assert_eq!(call("/_mock/api/v1/stands", &[right]), 201);
    let other = app.http.get(&app.url("/_stand/one/_mock/mfc"));
    app.http.send(app.http.request("PUT", &app.url("/_mock/api/v1/stands/one")).bearer_auth("open sesame"));
    let seen = app.http.send(other.header("cookie", format!("esia_mock_operator={cookie}")));
    assert_eq!(seen.status, 200, "it holds for all stands");
    assert_eq!(call("/_stand/one/_mock/api/v1/reset", &[right]), 200);
}

#[test]
fn the_form_for_the_token_leads_back_to_a_page_of_the_testers_and_nowhere_else() {
    let app = TestApp::build().process(|config| config.control_token = Some("secret".to_owned())).start();
    for (back, led) in [
        ("/_mock/mfc", "/_mock/mfc"),
        ("//evil.example/", "/_mock/people"),
        ("https://evil.example/", "/_mock/people"),
        ("/_mock/\\evil.example", "/_mock/people"),
        ("", "/_mock/people"),
    ] {
        let mut browser = app.browser();
        browser.opens("/_mock/api").fills("Маркер управления", "secret");
        let (body, form) = browser.filled("Продолжить");
        let back: String = url::form_urlencoded::byte_serialize(back.as_bytes()).collect();
        browser.posts(&form, &body.replace("back=%2F_mock%2Fapi", &format!("back={back}")));
        assert!(browser.page().url.path() == led, "{back}: {}", browser.page().url);
    }
}

#[test]
fn below_the_testers_paths_whatever_is_wrong_is_told_as_a_problem() {
    let app = TestApp::start();
    for (method, path, status, told) in [
        ("GET", "/_mock/api/v1/clok", 404, "did you mean /_mock/api/v1/clock?"),
        ("GET", "/_mock/api/v2/clock", 404, "did you mean /_mock/api/v1/clock?"),
        ("POST", "/_mock/api/v1/stand/one/x/y", 404, "/_mock/openapi.json"),
        ("PATCH", "/_mock/api/v1/clock", 405, "only GET, HEAD, PUT, POST"),
        ("DELETE", "/_mock/api/v1/stands", 405, "only GET, HEAD, POST"),
        ("PURGE", "/_mock/api/v1", 404, "nothing at"),
        ("POST", "/_mock/health", 405, "only GET, HEAD"),
    ] {
        let answer = app.http.send(app.http.request(method, &app.url(path)));
        let problem = problem(&answer);
        assert_eq!(answer.status, status, "{method} {path}: {problem}");
        assert!(problem["detail"].as_str().is_some_and(|detail| detail.contains(told)), "{method} {path}: {problem}");
    }
}

#[test]
fn what_a_page_of_another_site_can_send_without_asking_changes_nothing() {
    let app = TestApp::start();
    let plain = |asked: &Asked| asked.method == "POST" || asked.method == "PUT";
    for asked in paths(|asked| matches!(asked.caller, Caller::Robot | Caller::Tester) && plain(asked)) {
        for kind in ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"] {
            let request = app.http.request(&asked.method, &app.url(&asked.path)).header("content-type", kind);
            let answer = app.http.send(request.body(r#"{"advance":"PT1H"}"#));
            assert!(
                [400, 415].contains(&answer.status),
                "{} {} {kind}: {} {}",
                asked.method,
                asked.path,
                answer.status,
                answer.text()
            );
        }
    }
}

#[test]
fn forms_of_pages_are_taken_with_their_token_alone_whoever_sends_them() {
    let app = TestApp::start();
    for asked in paths(|asked| matches!(asked.surface, Surface::Pages | Surface::Desk) && asked.method == "POST") {
        for headers in [&[][..], &[FOREIGN], &[CROSS_SITE]] {
            let answer = ask(&app, &asked, headers);
            let to_login = answer.status == 303 || answer.status == 302;
            assert!(to_login || [400, 403, 404].contains(&answer.status), "{}: {}", asked.path, answer.status);
        }
    }
}

#[test]
fn relying_parties_are_asked_for_nothing_but_what_their_requests_prove() {
    let app = TestApp::start();
    for asked in paths(|asked| matches!(asked.surface, Surface::Esia | Surface::Oidc | Surface::Rest)) {
        let plain = ask(&app, &asked, &[]).status;
        for header in [FOREIGN, CROSS_SITE] {
            assert_eq!(ask(&app, &asked, &[header]).status, plain, "{} {}", asked.method, asked.path);
        }
    }
}
