//! Who may call a path follows from its row: every row is tried by whoever may not.

use esia_mock::web::route::Caller;
use esia_mock::web::route::Surface;

use super::Asked;
use super::every_path;
use crate::support::Answer;
use crate::support::TestApp;

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
fn callers_follow_from_the_surface_and_one_row_says_otherwise() {
    let by_surface = |surface| match surface {
        Surface::Conversation => Caller::Robot,
        Surface::Control => Caller::Tester,
        _ => Caller::Anyone,
    };
    let others = paths(|asked| asked.caller != by_surface(asked.surface));
    let several = paths(|_| true).iter().any(|one| {
        let same = |other: &Asked| other.path == one.path && other.caller != one.caller;
        every_path().iter().any(same)
    });
    assert!(!several, "a path has one kind of callers, for it is mounted once");
    assert_eq!(others.iter().map(|asked| asked.path.as_str()).collect::<Vec<_>>(), ["/_mock/health"]);
}

#[test]
fn a_page_of_another_site_calls_neither_robots_paths_nor_the_testers() {
    let app = TestApp::start();
    for asked in paths(|asked| asked.caller != Caller::Anyone) {
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
    let open = TestApp::start();
    for asked in paths(|asked| asked.caller == Caller::Robot) {
        assert_eq!(ask(&app, &asked, &[]).status, ask(&open, &asked, &[]).status, "{}", asked.path);
    }
}

#[test]
fn what_a_page_of_another_site_can_send_without_asking_changes_nothing() {
    let app = TestApp::start();
    let plain = |asked: &Asked| asked.method == "POST" || asked.method == "PUT";
    for asked in paths(|asked| asked.caller != Caller::Anyone && plain(asked)) {
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
fn forms_of_the_citizen_are_taken_with_their_token_alone_whoever_sends_them() {
    let app = TestApp::start();
    for asked in paths(|asked| asked.surface == Surface::Pages && asked.method == "POST") {
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
