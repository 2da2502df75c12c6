//! Malformed, oversized and hostile input at every endpoint: a refusal, never a breakage, and the server lives on.

use std::fmt::Write as _;

use crate::support::Answer;
use crate::support::TestApp;
use crate::support::http::form;

/// Every path that takes parameters, with the method that takes them.
const ENDPOINTS: [(&str, &str); 9] = [
    ("GET", "/aas/oauth2/ac"),
    ("POST", "/aas/oauth2/ac"),
    ("POST", "/aas/oauth2/te"),
    ("GET", "/idp/ext/Logout"),
    ("POST", "/login/sign_in"),
    ("POST", "/login/second_factor"),
    ("POST", "/login/role"),
    ("POST", "/login/consent"),
    ("GET", "/login"),
];

/// Sends parameters to an endpoint, in the query or in the body.
fn sends(app: &TestApp, (method, path): (&str, &str), parameters: &str) -> Answer {
    let url = app.url(path);
    if method == "GET" {
        return app.http.send(app.http.get(&format!("{url}?{parameters}")));
    }
    app.http.send(form(app.http.post(&url), parameters))
}

fn is_alive(app: &TestApp) -> bool {
    app.http.send(app.http.get(&app.url("/_mock/health"))).status == 200
}

#[test]
fn esia_007038_parameters_that_cannot_be_read_are_refused_at_every_endpoint() {
    let app = TestApp::start();
    let many = "p=1&".repeat(300);
    let long = format!("state={}", "x".repeat(33 * 1024));
    let unreadable = ["client_id=%FF", "%C3%28=1", "state=%ED%A0%80", many.as_str(), long.as_str()];
    for endpoint in ENDPOINTS {
        for parameters in unreadable {
            let answer = sends(&app, endpoint, parameters);
            let about = format!("{endpoint:?} {parameters:.40}");
            match endpoint.1 {
                "/aas/oauth2/ac" | "/aas/oauth2/te" | "/idp/ext/Logout" => {
                    assert_eq!((answer.status, answer.esia_code().as_str()), (400, "ESIA-007038"), "{about}");
                }
                "/login" => assert_eq!(
                    (answer.status, answer.header("location").contains("?interaction=")),
                    (303, true),
                    "{about}"
                ),
                _ => assert_eq!(answer.status, 403, "{about}"),
            }
            assert!(endpoint.1 == "/login" || answer.header("location").is_empty(), "{about}");
        }
    }
}

#[test]
fn bodies_larger_than_any_client_sends_are_refused() {
    let app = TestApp::start();
    let body = "x".repeat(300 * 1024);
    for (_, path) in ENDPOINTS.iter().filter(|(method, _)| *method == "POST") {
        let answer = app.http.send(form(app.http.post(&app.url(path)), body.clone()));
        let expected = if path.starts_with("/aas") { 400 } else { 403 };
        assert_eq!(answer.status, expected, "{path}");
    }
    assert!(is_alive(&app));
}

#[test]
fn nul_and_control_characters_are_text_like_any_other() {
    let app = TestApp::start();
    let rp = app.client("EPOS_DEMO");
    let text = "a\u{0}b\u{1}\u{7f}\u{202e}\u{feff}";
    let request = rp.signs(rp.authorize_request().with("state", text));
    assert_eq!(rp.asks(&request).header("location"), "/login");
    let mut browser = app.browser();
    browser.opens(&rp.url_of(&request));
    browser.signs_in(text, text);
    assert_eq!(browser.heading(), "Вход");
    app.citizen("esia_test_006").signs_in(&mut browser);
    assert_eq!(browser.grants().returned().get("state"), text);
}

#[test]
fn bodies_that_are_no_form_are_no_form() {
    let app = TestApp::start();
    let bodies: [&[u8]; 7] = [b"", b"{\"client_id\":1}", b"\xFF\xFE\x00", b"=&=&=", b"&&&&", b"client_id", &[0; 5000]];
    for (_, path) in ENDPOINTS.iter().filter(|(method, _)| *method == "POST") {
        for body in bodies {
            for kind in ["application/json", "multipart/form-data; boundary=x", "text/plain;charset=utf-16", ""] {
                let request = app.http.post(&app.url(path)).header("content-type", kind).body(body.to_vec());
                let answer = app.http.send(request);
                assert!((400..500).contains(&answer.status), "{path} {kind}: {}", answer.status);
            }
        }
    }
}

#[test]
fn cookies_of_any_shape_are_ignored_unless_they_are_ours() {
    let app = TestApp::start();
    let rp = app.client("EPOS_DEMO");
    let huge = format!("ESIA_SESSION={}", "A".repeat(20_000));
    let many = "c=v; ".repeat(500);
    let hostile = [
        "ESIA_SESSION",
        "=",
        ";;;;",
        "ESIA_SESSION=; ctx_id=",
        "ESIA_SESSION=%00%FF; ctx_id=../../",
        "ctx_id=\"'><script>",
        "ESIA_SESSION=' OR 1=1 --",
        "\u{7f}",
        huge.as_str(),
        many.as_str(),
    ];
    for cookie in hostile {
        for path in [rp.authorize_url(), app.url("/login"), app.url("/idp/ext/Logout")] {
            let Ok(value) = reqwest::header::HeaderValue::from_bytes(cookie.as_bytes()) else { continue };
            let answer = app.http.send(app.http.get(&path).header("cookie", value));
            assert!(answer.status < 400, "{cookie:.40} at {path:.40}: {}", answer.status);
        }
    }
    let raw = "GET /login HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nCookie: ctx_id=\u{feff}\u{44f}\r\n\r\n";
    assert!(app.raw(raw.as_bytes()).starts_with("HTTP/1.1 303"), "it is a new browser");
}

/// Requests that no library would let us send, written to the socket as they are.
#[test]
fn bytes_that_are_hardly_http_never_break_the_server() {
    let app = TestApp::start();
    let header = |name: &str, length: usize| {
        format!("GET /login HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n{name}: {}\r\n\r\n", "x".repeat(length))
            .into_bytes()
    };
    let mut headers = "GET /login HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n".to_owned();
    (0..300).for_each(|at| write!(headers, "X-{at}: 1\r\n").expect("memory"));
    headers.push_str("\r\n");
    let cases: Vec<Vec<u8>> = vec![
        header("X-Huge", 200_000),
        header("Cookie", 200_000),
        header("Authorization", 100_000),
        headers.into_bytes(),
        format!("GET /login?{} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", "x".repeat(200_000)).into_bytes(),
        b"GET /%00 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".to_vec(),
        b"GET /public/%FF%FE HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".to_vec(),
        b"GET /public/..%2f..%2fkeys HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".to_vec(),
        b"GET /../../etc/passwd HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".to_vec(),
        b"GET http://evil.test/login HTTP/1.1\r\nHost: evil.test\r\nConnection: close\r\n\r\n".to_vec(),
        b"GET /login HTTP/1.1\r\nConnection: close\r\n\r\n".to_vec(),
        b"GET /login HTTP/1.1\r\nHost: \xFF\xFE\r\nConnection: close\r\n\r\n".to_vec(),
        b"POST /aas/oauth2/te HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999999\r\nConnection: close\r\n\r\n".to_vec(),
        b"POST /aas/oauth2/te HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\nConnection: close\r\n\r\n".to_vec(),
        b"POST /aas/oauth2/te HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\nzz\r\n".to_vec(),
        b"POST /aas/oauth2/te HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\nConnection: close\r\n\r\n0\r\n\r\n".to_vec(),
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03".to_vec(),
        b"GARBAGE\r\n\r\n".to_vec(),
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".to_vec(),
    ];
    for case in cases {
        let answer = app.raw(&case);
        let status = answer.split(' ').nth(1).unwrap_or_default();
        let about = String::from_utf8_lossy(&case[..case.len().min(60)]).into_owned();
        assert!(!status.starts_with('5') && !answer.to_lowercase().contains("panick"), "{about:?}: {answer:.200}");
        assert!(!answer.contains("root:") && !answer.contains("PRIVATE KEY"), "{about:?}");
    }
    assert!(is_alive(&app));
}

#[test]
fn a_host_header_decides_nothing() {
    let app = TestApp::start();
    let rp = app.client("EPOS_DEMO");
    let path = rp.authorize_url().replace(&app.base, "");
    for host in ["localhost:1", "a.localhost", "127.0.0.1", ""] {
        let raw =
            format!("GET {path} HTTP/1.1\r\nHost: {host}\r\nX-Forwarded-Host: evil.test\r\nConnection: close\r\n\r\n");
        let answer = app.raw(raw.as_bytes());
        assert!(answer.to_lowercase().contains("location: /login\r\n"), "{host}: {answer}");
        assert!(!answer.contains("evil.test"), "{host}: {answer}");
    }
    for host in ["evil.test", "esia.gosuslugi.ru"] {
        let raw = format!("GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
        let answer = app.raw(raw.as_bytes());
        assert!(answer.starts_with("HTTP/1.1 421") && !answer.contains("location:"), "{host}: {answer}");
    }
}

#[test]
fn an_empty_request_of_every_path_and_method_is_answered() {
    let app = TestApp::start();
    for method in ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "HEAD", "TRACE", "BREW"] {
        for path in [
            "/",
            "/login",
            "/aas/oauth2/ac",
            "/aas/oauth2/te",
            "/idp/ext/Logout",
            "/rs",
            "/rs/prns/x",
            "/public/",
            "/_assets/",
            "/x",
        ] {
            let answer = app.http.send(app.http.request(method, &app.url(path)));
            assert!(answer.status < 500, "{method} {path}: {}", answer.status);
        }
    }
}
