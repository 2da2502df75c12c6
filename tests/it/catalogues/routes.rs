//! Every route of the listing answers something sensible, and nothing answers that is not listed.

use esia_mock::web::control::calls::CALLS;
use esia_mock::web::routes::Listed;
use esia_mock::web::routes::listing;
use esia_mock::web::routes::rows;

use crate::support::Answer;
use crate::support::TestApp;

fn ask(app: &TestApp, method: &str, path: &str) -> Answer {
    app.http.send(app.http.request(&method.to_uppercase(), &app.url(path)))
}

/// An address of a route, its variable parts filled in.
fn example(path: &str) -> String {
    let file = if path.starts_with("/public") { "esia.zip" } else { "style.css" };
    let path = path.replace("{file}", file).replace("{oid}", "1000000606").replace("{qr_id}", "no-such-code");
    path.replace("{registry}", "mvd")
        .replace("{number}", "1")
        .replace("{id}", "1")
        .replace("{name}", "one")
        .replace("{kid}", "1")
        .replace("{recovery}", "no-such-recovery")
        .replace("{mnemonic}", "EPOS_DEMO")
        .replace("{row}", "0")
        .replace("{key}", "6d0cbd4b-3d6c-4f0e-9a52-3c1e9d1f7b11")
}

#[test]
fn each_route_answers_something_sensible() {
    let app = TestApp::start();
    // Calls of the tester's API have examples of their own, which `control::openapi` sends.
    let is_call = |row: &Listed| CALLS.iter().any(|call| call.row.path == row.path && call.row.method == row.method);
    for row in listing().into_iter().filter(|row| !is_call(row)) {
        let path = example(&row.path);
        assert!(!path.contains('{'), "{path}: give its variable part an example");
        let answer = ask(&app, row.method, &path);
        let expected: &[u16] = match (row.surface, row.method.to_uppercase().as_str()) {
            ("rest", _) => &[401],
            ("esia", _) if row.path.starts_with("/aas") || row.path.starts_with("/esia-rs") => &[400],
            // Without parameters nobody has said who they are.
            ("oidc", "POST") if row.path != "/oidc/end_session" && row.path != "/oidc/authorize" => &[401],
            ("oidc", "POST") if row.path == "/oidc/end_session" => &[302],
            ("oidc", _) if row.path == "/oidc/authorize" => &[400],
            ("oidc", _) if row.path == "/oidc/userinfo" => &[401],
            ("pages" | "desk", "POST") => &[403],
            // The desk begins with its people; nothing is asked about.
            ("desk", _)
                if ["/_mock", "/_mock/stands/question", "/_mock/stands/compare"].contains(&row.path.as_str()) =>
            {
                &[303]
            }
            // Without a token the link of a letter leads to the form.
            ("pages", _) if row.path == "/login/registration/email" => &[303],
            // Nobody has signed in.
            ("pages", _)
                if ["/login", "/login/another", "/login/second_factor"].contains(&row.path.as_str())
                    || row.path.starts_with("/profile") =>
            {
                &[303]
            }
            // Nobody has signed in.
            ("conversation", _) if row.path.starts_with("/profile/rs") => &[401],
            ("conversation", _) if !row.path.ends_with("/config") && !row.path.contains("/subscribe/") => &[400],
            // Without a token the link of a letter leads to the citizen's own pages.
            ("pages", _) if row.path.starts_with("/login/child/") => &[303],
            // No language is named.
            ("pages", _) if row.path == "/login/language" => &[400],
            // Nobody has begun it.
            ("pages", _) if row.path.contains("{recovery}") => &[403],
            // The first request of this very test.
            ("desk", _) if row.path.starts_with("/_mock/journal/{number}") => &[200],
            // Nothing was written so far.
            _ if row.path.contains("{number}") => &[404],
            _ => &[200, 204],
        };
        assert!(expected.contains(&answer.status), "{} {path}: {} {}", row.method, answer.status, answer.text());
        assert!(!row.about.is_empty(), "{path} says what it is for");
    }
}

#[test]
fn each_path_refuses_the_methods_that_are_not_listed() {
    let app = TestApp::start();
    for row in listing() {
        let methods = listing();
        let methods = methods.iter().filter(|other| other.path == row.path).map(|other| other.method.to_uppercase());
        let allowed: Vec<String> = methods
            .flat_map(|method| if method == "GET" { vec![method, "HEAD".to_owned()] } else { vec![method] })
            .collect();
        for method in ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND"] {
            let answer = ask(&app, method, &example(&row.path));
            let is_refused = answer.status == 405;
            assert_eq!(is_refused, !allowed.iter().any(|known| known == method), "{method} {}", row.path);
            assert!(!is_refused || answer.header("allow").contains(&allowed.join(", ")), "{method} {}", row.path);
        }
    }
}

#[test]
fn rfc_9110_9_3_2_head_gives_the_headers_of_get_and_no_body() {
    let app = TestApp::start();
    for path in ["/_mock/health", "/", "/login", "/public/esia.zip", "/_assets/style.css", "/rs/prns/1"] {
        let (get, head) = (ask(&app, "GET", path), ask(&app, "HEAD", path));
        assert_eq!((head.status, head.header("content-type")), (get.status, get.header("content-type")), "{path}");
        assert_eq!(head.header("content-length"), get.body.len().to_string(), "{path}");
        assert!(head.body.is_empty(), "{path}");
    }
}

#[test]
fn clients_write_slashes_as_they_like() {
    let app = TestApp::start();
    for path in ["/login/where/", "//login/where", "/login//where", "/_mock//health/", "/public/esia.zip/", "//"] {
        assert_eq!(ask(&app, "GET", path).status, 200, "{path}");
    }
    assert_eq!(ask(&app, "POST", "/aas//oauth2/te/").esia_code(), "ESIA-007014");
}

#[test]
fn stations_of_the_login_have_a_route_each() {
    for station in ["request", "sign_in", "second_factor", "role", "consent", "token"] {
        assert!(rows().any(|row| row.station == station), "{station}");
    }
    assert!(rows().all(|row| !row.station.is_empty()), "every row says where in the story it is");
    let mut seen = std::collections::BTreeSet::new();
    for row in listing() {
        assert!(seen.insert(format!("{} {}", row.method, row.path)), "{} is listed twice", row.path);
    }
}
