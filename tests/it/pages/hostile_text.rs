//! Whatever text reaches a page is shown as text.

use crate::support::TestApp;

const SCRIPT: &str = "\"'><script>alert(1)</script><img src=x onerror=alert(2)>";

/// Nothing of [`SCRIPT`] may be read as a tag or end an attribute.
fn is_tame(page: &str) -> bool {
    !page.contains("<script>") && !page.contains("<img") && !page.contains("\"'>")
}

#[test]
fn what_is_typed_into_a_form_comes_back_as_text() {
    let app = TestApp::start();
    let mut login = app.at_step("sign_in");
    login.browser.signs_in(SCRIPT, SCRIPT);
    let page = login.browser.page();
    assert!(is_tame(&page.html), "{}", page.html);
    assert_eq!(page.value("login"), SCRIPT, "and it can be corrected");
    login.browser.signs_in(&"я".repeat(10_000), "x");
    assert_eq!(login.browser.page().value("login").chars().count(), 256, "no more than anybody would type");
}

#[test]
fn what_a_request_brings_comes_back_as_text() {
    let app = TestApp::start();
    let rp = app.client("EPOS_DEMO");
    let names =
        ["client_id", "redirect_uri", "state", "scope", "timestamp", "response_type", "access_type", "client_secret"];
    for name in names {
        for request in [rp.authorize_request(), rp.authorize_request().without("redirect_uri")] {
            let answer = rp.asks(&request.with(name, SCRIPT));
            assert!(is_tame(&answer.text()), "{name}: {}", answer.text());
            assert!(!answer.header("location").contains('<'), "{name}");
        }
    }
    for path in [
        "/<script>alert(1)</script>",
        "/public/\"><script>",
        "/login?x=<script>",
        "/idp/ext/Logout?client_id=<script>x",
    ] {
        let answer = app.http.send(app.http.get(&app.url(path)));
        assert!(is_tame(&answer.text()), "{path}: {}", answer.text());
    }
}

#[test]
fn names_of_people_systems_and_organisations_come_out_as_text() {
    let app = TestApp::build()
        .client("EPOS_DEMO", |client| SCRIPT.clone_into(&mut client.name))
        .person("esia_test_003", |citizen| SCRIPT.clone_into(&mut citizen.about))
        .start();
    let mut login = app.at_step("role");
    assert!(is_tame(&login.browser.page().html));
    login.browser.chooses("Частное лицо").presses("Подтвердить");
    let page = login.browser.page();
    assert!(page.text().contains(SCRIPT) && is_tame(&page.html), "{}", page.html);
    for path in ["/", "/login/where"] {
        let mut browser = app.browser();
        let page = browser.opens(path).page();
        assert!(page.text().contains(SCRIPT) && is_tame(&page.html), "{path}");
    }
}

#[test]
fn the_reason_header_is_one_line_of_ascii() {
    let app = TestApp::start();
    let rp = app.client("EPOS_DEMO");
    let hostile = ["x\r\nSet-Cookie: a=b", "Привет", "\u{0}\u{7}\u{1b}[31m", &"x".repeat(30_000)];
    for text in hostile {
        let answer = rp.asks(&rp.authorize_request().with("scope", text));
        let reason = answer.header("x-esia-mock-reason");
        assert!((1..8000).contains(&reason.len()) && reason.is_ascii(), "{reason}");
        assert!(answer.header_all("set-cookie").is_empty());
    }
}
