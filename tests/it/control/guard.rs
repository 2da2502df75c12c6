//! Who may drive the stand: the control token where there is one, JSON only, no page of another site.

use reqwest::RequestBuilder;

use crate::support::Answer;
use crate::support::TestApp;
use crate::support::control::problem;

const CLOCK: &str = "/_mock/api/v1/clock";
const ENDPOINTS: [(&str, &str); 5] =
    [("GET", CLOCK), ("PUT", CLOCK), ("POST", CLOCK), ("GET", "/_mock/api/v1/jobs"), ("GET", "/_mock/api/v1/events")];

fn ask(app: &TestApp, (method, path): (&str, &str), change: impl FnOnce(RequestBuilder) -> RequestBuilder) -> Answer {
    let request = app.http.request(method, &app.url(path));
    let request = if method == "GET" { request } else { request.body(r#"{"advance":"PT1S"}"#) };
    let request = if method == "GET" { request } else { request.header("content-type", "application/json") };
    app.http.send(change(request))
}

#[test]
fn the_control_token_is_demanded_where_there_is_one() {
    let app = TestApp::build().process(|config| config.control_token = Some("s3cret".to_owned())).start();
    for endpoint in ENDPOINTS {
        for sent in
            ["", "Bearer", "Bearer ", "Bearer s3cre", "Bearer s3cretx", "Basic s3cret", "s3cret", "Bearer S3CRET"]
        {
            let answer = ask(&app, endpoint, |request| request.header("authorization", sent));
            assert_eq!((answer.status, answer.header("www-authenticate")), (401, "Bearer"), "{endpoint:?} {sent:?}");
            assert!(problem(&answer)["detail"].as_str().is_some_and(|told| told.contains("--control-token")));
            assert!(!answer.text().contains("s3cret"));
        }
        assert_eq!(ask(&app, endpoint, |request| request).status, 401, "{endpoint:?}");
        assert_eq!(ask(&app, endpoint, |request| request.bearer_auth("s3cret")).status, 200, "{endpoint:?}");
    }
    assert_eq!(app.http.send(app.http.get(&app.url("/_mock/health"))).status, 200, "health stays open");
}

#[test]
fn without_a_token_nobody_is_asked_for_one() {
    let app = TestApp::start();
    for endpoint in ENDPOINTS {
        assert_eq!(ask(&app, endpoint, |request| request).status, 200, "{endpoint:?}");
    }
}

#[test]
fn pages_of_other_sites_cannot_drive_the_stand() {
    let app = TestApp::start();
    let port = app.base.rsplit(':').next().expect("a port");
    for endpoint in ENDPOINTS {
        for origin in [
            "http://evil.example",
            "https://evil.example:8585",
            "null",
            "http://127.0.0.1",
            "http://127.0.0.1:1",
            "http://localhost:3000",
            "unreadable",
            "",
        ] {
            let answer = ask(&app, endpoint, |request| request.header("origin", origin));
            assert_eq!(answer.status, 403, "{endpoint:?} {origin}");
            assert_eq!(problem(&answer)["type"], "urn:esia-mock:problem:foreign_site");
        }
        // A name that somebody makes lead here is none of the stand's.
        let rebound = format!("evil.example:{port}");
        let answer = ask(&app, endpoint, |request| {
            request.header("host", rebound.clone()).header("origin", format!("http://{rebound}"))
        });
        assert_eq!(answer.status, 421, "{endpoint:?}");
        assert_eq!(problem(&answer)["type"], "urn:esia-mock:problem:foreign_host");
        for site in ["cross-site", "same-site", "x"] {
            assert_eq!(ask(&app, endpoint, |request| request.header("sec-fetch-site", site)).status, 403, "{site}");
        }
        let own =
            ask(&app, endpoint, |request| request.header("origin", &app.base).header("sec-fetch-site", "same-origin"));
        assert_eq!(own.status, 200, "{endpoint:?}");
        let here = format!("localhost:{port}");
        let own = ask(&app, endpoint, |request| {
            request.header("host", here.clone()).header("origin", format!("http://{here}"))
        });
        assert_eq!(own.status, 200, "{endpoint:?}");
    }
    let app = TestApp::build().public_url("https://stand.example.test/esia").start();
    let asked = ask(&app, ("POST", CLOCK), |request| request.header("origin", "https://stand.example.test"));
    assert_eq!(asked.status, 200, "the public address");
}

#[test]
fn only_json_is_taken_to_be_json() {
    let app = TestApp::start();
    for kind in ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "", "application/jsonx"] {
        for method in ["PUT", "POST"] {
            let request = app.http.request(method, &app.url(CLOCK)).header("content-type", kind);
            let answer = app.http.send(request.body(r#"{"advance":"P1D"}"#));
            assert_eq!((answer.status, &problem(&answer)["title"]), (415, &"The body must be JSON".into()), "{kind}");
        }
    }
    let request = app.http.post(&app.url(CLOCK)).header("content-type", "Application/JSON; charset=utf-8");
    assert_eq!(app.http.send(request.body(r#"{"advance":"P1D"}"#)).status, 200);
    assert_eq!(app.clock()["now"], "2026-09-02T09:00:00+05:00");
}
