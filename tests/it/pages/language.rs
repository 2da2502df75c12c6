//! Every page in Russian and in English, and the way from one to the other.

use esia_mock::domain::account::SecondFactor;

use crate::support::Answer;
use crate::support::Browser;
use crate::support::TestApp;
use crate::support::html;

const BAR: &str = "TEST STAND — this is not Gosuslugi, do not enter real data";

fn is_cyrillic(c: char) -> bool {
    ('\u{400}'..='\u{52f}').contains(&c)
}

/// A browser that has chosen English.
fn english(app: &TestApp) -> Browser {
    let mut browser = app.browser();
    browser.opens("/login/where").follows("English");
    browser
}

fn must_be_english(browser: &Browser) {
    let page = browser.page();
    assert!(page.html.contains("<html lang=\"en\">"), "{}", page.url);
    assert_eq!(html::texts_by_class(&page.html, "bar"), [BAR], "{}", page.url);
    assert!(html::texts_of(&page.html, "title").concat().ends_with(" — test stand"), "{}", page.url);
}

/// Follows the link of the header, said to have been on this page.
fn switched(app: &TestApp, referer: &str) -> Answer {
    app.http.send(app.http.get(&app.url("/login/language?to=en")).header("referer", referer))
}

#[test]
fn lang_the_switch_leads_back_to_the_same_login_which_ends_with_a_code_in_english() {
    let app = TestApp::start();
    let mut login = app.at_step("sign_in");
    let begun = login.browser.page().value("interaction");
    let browser = login.browser.follows("English");
    assert_eq!(browser.heading(), "Sign in");
    assert_eq!(browser.page().value("interaction"), begun, "the same login");
    must_be_english(browser);
    browser.fills("Phone, e-mail or SNILS", &login.citizen.login).fills("Password", "wrong").presses("Sign in");
    assert_eq!(
        html::texts_by_class(&browser.page().html, "ui-message-error-detail"),
        ["Wrong login or password. Check the keyboard layout and try again."]
    );
    browser.fills("Password", &login.citizen.password).presses("Sign in");
    assert_eq!(browser.heading(), "Granting access rights");
    must_be_english(browser);
    let rows = html::texts_by_class(&browser.page().html, "right__title");
    assert!(rows.contains(&"View your SNILS".to_owned()), "{rows:?}");
    browser.presses("Allow");
    let tokens = login.rp.exchanges(&login.browser.returned().code());
    assert!(!tokens.access_token().is_empty());
}

#[test]
fn lang_the_switch_leads_back_to_russian_on_every_step() {
    let app = TestApp::start();
    let mut login = app.at_step("role");
    let begun = login.browser.page().value("interaction");
    login.browser.follows("English");
    assert_eq!(login.browser.heading(), "Sign in as");
    login.browser.follows("Русский");
    assert_eq!(login.browser.heading(), "Войти как");
    login.browser.follows("English").chooses("Private person").presses("Confirm");
    assert_eq!(login.browser.heading(), "Granting access rights");
    login.browser.follows("Русский");
    assert_eq!(login.browser.heading(), "Предоставление прав доступа");
    assert_eq!(login.browser.page().value("interaction"), begun);
}

#[test]
fn lang_the_second_factor_speaks_english_about_every_way_of_a_code() {
    for (factor, asks) in [
        (SecondFactor::Sms, "Enter the code from the SMS"),
        (SecondFactor::Max, "in the MAX messenger"),
        (SecondFactor::Totp, "shown by the application"),
    ] {
        let app = TestApp::build().second_factor("standard_adult", factor).start();
        let mut login = app.at_sign_in("standard_adult").signed_in();
        let browser = login.browser.follows("English");
        assert_eq!(browser.heading(), "Confirm your sign-in");
        assert!(browser.page().text().contains(asks), "{}", browser.page().text());
        browser.presses("Continue");
        assert_eq!(html::texts_by_class(&browser.page().html, "field-error"), ["Enter the code"]);
        must_be_english(browser);
    }
}

#[test]
fn lang_pages_without_data_have_no_russian_word_in_english() {
    let app = TestApp::start();
    let paths = [
        "/login?interaction=none",
        "/login/registration",
        "/login/registration/terms",
        "/login/registration/privacy",
        "/login/registration/email?token=x",
        "/login/recovery",
        "/login/language?to=fr",
        "/logs/sms",
        "/logs/emails",
        "/logs/emails?to=nobody@example.test",
        "/logs/emails/99",
        "/logs/emails/99/html",
        "/logs/postcodes",
        "/idp/ext/Logout",
        "/oidc/end_session",
        "/oidc/end_session?post_logout_redirect_uri=x",
        "/aas/oauth2/ac",
        "/aas/oauth2/ac?client_id=NOBODY",
        "/oidc/authorize?client_id=NOBODY",
        "/public/nothing",
        "/_assets/nothing.css",
        "/no/such/page",
    ];
    let mut browser = english(&app);
    for path in paths {
        browser.opens(path);
        must_be_english(&browser);
        let text = browser.page().text().replace("Русский", "");
        assert!(!text.chars().any(is_cyrillic), "{path}: {text}");
    }
    for path in ["/", "/login/where", "/login/eds"] {
        browser.opens(path);
        must_be_english(&browser);
    }
}

#[test]
fn lang_the_sign_in_to_the_stands_own_pages_names_them_in_english() {
    let app = TestApp::build().config(|config| config.hints = false).start();
    let mut browser = english(&app);
    browser.opens("/login");
    must_be_english(&browser);
    let text = browser.page().text().replace("Русский", "");
    assert!(text.contains("Personal account") && !text.chars().any(is_cyrillic), "{text}");
}

#[test]
fn lang_a_stale_form_and_a_wrong_method_are_told_in_english() {
    let app = TestApp::start();
    let mut login = app.at_step("sign_in");
    login.browser.follows("English");
    let form = login.browser.page().form("/login/sign_in");
    login.browser.posts(&form, "");
    assert_eq!((login.browser.page().status(), login.browser.heading().as_str()), (403, "The page is out of date"));
    login.browser.opens("/login/sign_in");
    assert_eq!((login.browser.page().status(), login.browser.heading().as_str()), (405, "You could not be signed in"));
}

#[test]
fn lang_pages_are_russian_whatever_the_browser_prefers_or_keeps() {
    let app = TestApp::start();
    let asked =
        |name: &str, value: &str| app.http.send(app.http.get(&app.url("/login/where")).header(name, value)).text();
    assert!(asked("accept-language", "en-GB,en;q=0.9").contains("<html lang=\"ru\">"));
    assert!(asked("cookie", "esia_lang=en").contains("<html lang=\"en\">"));
    let long = format!("esia_lang={}", "en".repeat(2_000));
    for rubbish in ["esia_lang=", "esia_lang=EN", "esia_lang=fr", "esia_lang=en-GB", "esia_lang=%65%6e%00", &long] {
        assert!(asked("cookie", rubbish).contains("<html lang=\"ru\">"), "{rubbish:.40}");
    }
}

#[test]
fn lang_the_choice_is_kept_for_a_year_and_out_of_reach_of_scripts() {
    let app = TestApp::start();
    let mut browser = english(&app);
    let cookie = browser.cookie("esia_lang").expect("a cookie");
    assert_eq!(cookie.value, "en");
    let told = ["Path", "SameSite", "Max-Age", "HttpOnly"].map(|name| cookie.attribute(name));
    assert_eq!(told, [Some("/"), Some("Lax"), Some("31536000"), Some("")]);
    browser.restarts().opens("/login/where");
    must_be_english(&browser);
}

#[test]
fn lang_an_unknown_language_is_explained() {
    let app = TestApp::start();
    for to in ["", "?to=", "?to=fr", "?to=EN", "?language=en", "?to=%00"] {
        let mut browser = app.browser();
        browser.opens(&format!("/login/language{to}"));
        assert_eq!((browser.page().status(), browser.heading().as_str()), (400, "Такого языка нет"), "{to}");
        assert!(browser.cookie("esia_lang").is_none(), "{to}");
        browser.follows("English");
        assert_eq!(browser.heading(), "Sign in", "{to}: what is above it");
    }
}

#[test]
fn lang_the_browser_goes_back_to_pages_that_can_be_got() {
    let app = TestApp::start();
    let ways = [
        ("/", "/"),
        ("/login", "/login"),
        ("/login?interaction=abc-1#form", "/login?interaction=abc-1"),
        ("/login/sign_in", "/login"),
        ("/login/second_factor", "/login/second_factor"),
        ("/login/where?interaction=a", "/login/where?interaction=a"),
        ("/login/language?to=fr", "/login"),
        ("/login/no/such/page", "/login"),
        ("/logs/sms/?to=%2B7", "/logs/sms?to=%2B7"),
        ("/logs/emails/7", "/logs/emails/7"),
        ("/logs/no", "/"),
        ("/profile?done=registered", "/profile?done=registered"),
        ("/profile/no/such", "/profile"),
        ("/aas/oauth2/te", "/"),
        ("/no/such/page?x=1", "/"),
    ];
    for (from, to) in ways {
        let answer = switched(&app, &app.url(from));
        assert_eq!((answer.status, answer.header("location")), (303, to), "{from}");
        assert!(answer.header("set-cookie").starts_with("esia_lang=en;"), "{from}");
    }
    // Behind something that speaks TLS the stand is asked by plain HTTP.
    let tls = app.url("/login").replace("http:", "https:");
    assert_eq!(switched(&app, &tls).header("location"), "/login");
    let proxied = TestApp::build().public_url("https://esia.mock.test").start();
    for from in ["https://esia.mock.test/login?interaction=a", &proxied.url("/login?interaction=a")] {
        assert_eq!(switched(&proxied, from).header("location"), "/login?interaction=a", "{from}");
    }
}

#[test]
fn lang_a_hostile_referer_leads_nowhere_else() {
    let app = TestApp::start();
    let here = app.base.trim_start_matches("http://");
    let hostile = [
        String::new(),
        "login".to_owned(),
        "/login".to_owned(),
        "//evil.test/login".to_owned(),
        "javascript:alert(1)".to_owned(),
        "data:text/html,/login".to_owned(),
        "http://evil.test/login".to_owned(),
        format!("http://{here}@evil.test/login"),
        format!("http://{here}.evil.test/login"),
        format!("http://evil.test/http://{here}/login"),
        app.url("//evil.test/login"),
        app.url("/\\evil.test"),
        app.url("\\\\evil.test\\login"),
        app.url("/login/../..//evil.test/"),
        app.url("/_assets//evil.test"),
    ];
    for referer in hostile {
        let answer = switched(&app, &referer);
        assert_eq!((answer.status, answer.header("location")), (303, "/"), "{referer}");
    }
    let none = app.http.send(app.http.get(&app.url("/login/language?to=ru")));
    assert_eq!((none.status, none.header("location")), (303, "/"));
    let bytes = app.raw(
        b"GET /login/language?to=en HTTP/1.1\r\nhost: localhost\r\nreferer: http://localhost/login\xff\xfe\r\nconnection: close\r\n\r\n",
    );
    assert!(bytes.contains("303") && bytes.contains("location: /\r\n"), "{bytes}");
}
