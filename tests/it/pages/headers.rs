//! Headers and cookies of every page (architecture notes, section 8; issue, item 9).

use esia_mock::domain::account::SecondFactor;

use crate::support::Answer;
use crate::support::TestApp;
use crate::support::html;

/// Every kind of page that the stand has, by what it is.
fn every_page(app: &TestApp) -> Vec<(&'static str, Answer)> {
    let page = |path: &str| app.browser().opens(path).page().answer.clone();
    let mut wrong = app.at_step("sign_in");
    wrong.browser.signs_in("nobody@example.test", "x");
    let mut stale = app.at_step("sign_in");
    let form = stale.browser.page().form("/login/sign_in");
    stale.browser.posts(&form, "");
    let second = app.at_sign_in("standard_adult").signed_in();
    vec![
        ("front", page("/")),
        ("nothing to continue", page("/login")),
        ("registration", page("/login/registration")),
        ("terms", page("/login/registration/terms")),
        ("a link that is no use", page("/login/registration/email?token=x")),
        ("recovery", page("/login/recovery")),
        ("eds", page("/login/eds")),
        ("where", page("/login/where")),
        ("messages", page("/logs/sms/")),
        ("letters", page("/logs/emails/")),
        ("letters on paper", page("/logs/postcodes/")),
        ("sign_in", app.at_step("sign_in").browser.page().answer.clone()),
        ("sign_in again", wrong.browser.page().answer.clone()),
        ("second_factor", second.browser.page().answer.clone()),
        ("role", app.at_step("role").browser.page().answer.clone()),
        ("consent", app.at_step("consent").browser.page().answer.clone()),
        ("stale", stale.browser.page().answer.clone()),
        ("refusal", page("/aas/oauth2/ac")),
        ("logged out", page("/idp/ext/Logout")),
        ("not found", page("/no/such/page")),
    ]
}

fn app() -> TestApp {
    TestApp::build().second_factor("standard_adult", SecondFactor::Sms).start()
}

#[test]
fn every_page_forbids_what_is_inline_foreign_framed_or_kept() {
    for (what, answer) in every_page(&app()) {
        let header = |name| answer.header(name);
        assert_eq!(header("x-esia-mock"), "test-only", "{what}");
        assert_eq!(header("x-frame-options"), "DENY", "{what}");
        assert_eq!(header("cache-control"), "no-store", "{what}");
        assert_eq!(header("x-content-type-options"), "nosniff", "{what}");
        assert_eq!(header("referrer-policy"), "same-origin", "{what}");
        assert_eq!(header("x-robots-tag"), "noindex", "{what}");
        assert_eq!(header("content-type"), "text/html; charset=utf-8", "{what}");
        let policy = header("content-security-policy");
        let parts = [
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "frame-ancestors 'none'",
            "base-uri 'none'",
        ];
        for part in parts {
            assert!(policy.contains(part), "{what}: {policy}");
        }
        assert!(!policy.contains("unsafe") && !policy.contains('*'), "{what}: {policy}");
    }
}

/// Row 5.5: browsers hold `form-action` against the whole chain of redirects that a form's answer begins, and from every
/// page a login may go on to its system, which leads where it likes. `default-src` says nothing about forms.
#[test]
fn row_5_5_no_page_says_where_its_forms_may_lead() {
    for (what, answer) in every_page(&app()) {
        let policy = answer.header("content-security-policy");
        assert!(!policy.contains("form-action"), "{what}: {policy}");
    }
}

#[test]
fn every_page_says_that_it_is_a_test_stand_and_takes_nothing_from_elsewhere() {
    for (what, answer) in every_page(&app()) {
        let page = answer.text();
        let bar = html::texts_by_class(&page, "bar");
        assert_eq!(bar, ["ТЕСТОВЫЙ СТЕНД — это не Госуслуги, не вводите настоящие данные"], "{what}");
        assert!(html::texts_of(&page, "title").concat().ends_with(" — тестовый стенд"), "{what}");
        assert_eq!(html::texts_of(&page, "h1").len(), 1, "{what} has one heading");
        assert!(
            page.contains("<html lang=\"ru\">") && page.contains("<meta name=\"robots\" content=\"noindex\">"),
            "{what}"
        );
        for inline in ["<style", " style=", "onclick", "onload", "javascript:", "src=\"http", "href=\"http", "//cdn"] {
            assert!(!page.contains(inline), "{what}: {inline}");
        }
        for script in page.match_indices("<script").map(|(at, _)| &page[at..]) {
            assert!(script.starts_with("<script src=\"/_assets/comfort.js\" defer></script>"), "{what}: {script:.60}");
        }
    }
}

#[test]
fn every_field_has_a_label() {
    for (what, answer) in every_page(&app()) {
        for form in html::forms(&answer.text()) {
            for field in form.fields.iter().filter(|field| field.kind != "hidden") {
                assert!(!field.label.is_empty(), "{what}: {field:?}");
            }
            let guarded =
                form.method == "get" || form.fields.iter().any(|field| field.name == "csrf" && field.value.len() > 40);
            assert!(guarded, "{what}: {} is posted without a token", form.action);
        }
    }
}

#[test]
fn cookies_are_out_of_reach_of_scripts_and_of_other_sites() {
    let app = app();
    let login = app.at_step("consent");
    for name in ["ctx_id", "ESIA_SESSION"] {
        let cookie = login.browser.cookie(name).expect(name);
        assert_eq!((cookie.attribute("HttpOnly"), cookie.attribute("SameSite")), (Some(""), Some("Lax")), "{name}");
        assert_eq!((cookie.attribute("Path"), cookie.attribute("Domain")), (Some("/"), None), "{name}");
        assert_eq!(cookie.attribute("Secure"), None, "{name}: http");
        assert_eq!(cookie.value.len(), 43, "{name}");
    }
    let secure = TestApp::build().public_url("https://esia.mock.test").start();
    let mut browser = secure.browser();
    browser.opens(&secure.client("EPOS_DEMO").authorize_url());
    assert_eq!(browser.cookie("ctx_id").expect("a cookie").attribute("Secure"), Some(""));
}

#[test]
fn every_answer_says_test_only_whatever_it_is() {
    let app = app();
    let ask = |method: &str, path: &str| app.http.send(app.http.request(method, &app.url(path)));
    let paths = [
        ("GET", "/_mock/health", 200),
        ("GET", "/_assets/style.css", 200),
        ("GET", "/_assets/comfort.js", 200),
        ("GET", "/_assets/submit.js", 200),
        ("GET", "/_assets/nothing.css", 404),
        ("GET", "/public/esia.zip", 200),
        ("POST", "/aas/oauth2/te", 400),
        ("GET", "/aas/oauth2/te", 405),
        ("GET", "/rs/prns/1", 401),
        ("GET", "/no/such/path", 404),
        ("DELETE", "/login", 405),
        ("GET", "/%FF", 404),
        ("GET", "/favicon.ico", 204),
        ("OPTIONS", "/aas/oauth2/te", 405),
    ];
    for (method, path, status) in paths {
        let answer = ask(method, path);
        assert_eq!((answer.status, answer.header("x-esia-mock")), (status, "test-only"), "{method} {path}");
    }
    let redirect = app.http.send(app.http.get(&app.client("EPOS_DEMO").authorize_url()));
    assert_eq!((redirect.status, redirect.header("x-esia-mock")), (302, "test-only"));
}

#[test]
fn styles_and_scripts_come_from_inside_the_program() {
    let app = app();
    for (path, kind) in
        [("/_assets/style.css", "text/css; charset=utf-8"), ("/_assets/comfort.js", "text/javascript; charset=utf-8")]
    {
        let answer = app.http.send(app.http.get(&app.url(path)));
        assert_eq!((answer.status, answer.header("content-type")), (200, kind));
        assert!(!answer.text().contains("http"), "{path} names no other place");
    }
}
