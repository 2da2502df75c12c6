//! `/idp/ext/Logout` (protocol notes, section 1.5; scenario LOG-06).

use crate::support::TestApp;

fn logout(query: &str) -> String {
    format!("/idp/ext/Logout?{query}")
}

#[test]
fn log_06_logging_out_closes_the_session_and_returns_to_the_system() {
    let app = TestApp::start();
    let mut login = app.at_step("consent");
    login.browser.opens(&logout("client_id=EPOS_DEMO&redirect_url=http%3A%2F%2F127.0.0.1%3A9090%2F"));
    assert_eq!(login.browser.returned().0.as_str(), "http://127.0.0.1:9090/");
    assert_eq!(login.browser.cookie("ESIA_SESSION"), None);
    assert_eq!(login.browser.opens(&login.rp.authorize_url()).heading(), "Вход");
}

#[test]
fn log_06_the_session_itself_ends_not_only_its_cookie() {
    let app = TestApp::start();
    let mut login = app.at_step("consent");
    let stolen = login.browser.cookie("ESIA_SESSION").expect("a session").value;
    login.browser.opens("/idp/ext/Logout");
    login.browser.plants("ESIA_SESSION", &stolen);
    assert_eq!(login.browser.opens(&login.rp.authorize_url()).heading(), "Вход");
}

#[test]
fn mr_1_5_without_an_address_the_browser_stays_on_a_page() {
    let app = TestApp::start();
    for query in ["", "client_id=EPOS_DEMO", "client_id=EPOS_DEMO&redirect_url=", "x-client-SKU=ID_NET8_0&state=1"] {
        let mut browser = app.browser();
        browser.opens(&logout(query));
        assert_eq!((browser.page().status(), browser.heading().as_str()), (200, "Вы вышли"), "{query}");
    }
}

#[test]
fn mr_1_5_tokens_outlive_the_session() {
    let app = TestApp::start();
    let mut login = app.at_step("consent");
    let tokens = login.rp.exchanges(&login.browser.grants().returned().code());
    login.browser.opens("/idp/ext/Logout");
    assert_eq!(login.rp.refreshes(&tokens.refresh_token()).oid(), login.citizen.oid);
}

/// Case 2.23: it is headed as a logout.
#[test]
fn esia_007023_a_logout_never_leaves_for_an_address_of_somebody_else_and_yet_it_is_one() {
    let app = TestApp::start();
    let hostile = [
        ("client_id=EPOS_DEMO&redirect_url=https%3A%2F%2Fevil.test%2F", "ESIA-007023"),
        ("client_id=EPOS_DEMO&redirect_url=%2F%2Fevil.test", "ESIA-007023"),
        ("client_id=EPOS_DEMO&redirect_url=javascript%3Aalert(1)", "ESIA-007023"),
        ("client_id=EPOS_DEMO&redirect_url=http%3A%2F%2F127.0.0.1%3A9090%40evil.test%2F", "ESIA-007023"),
        ("client_id=NOBODY&redirect_url=http%3A%2F%2F127.0.0.1%3A9090%2F", "ESIA-008010"),
        ("redirect_url=http%3A%2F%2F127.0.0.1%3A9090%2F", "ESIA-007014"),
        ("client_id=EPOS_DEMO&client_id=EPOS_DEMO", "ESIA-007003"),
        ("client_id=EPOS_DEMO&redirect_url=http%3A%2F%2F127.0.0.1%2F&redirect_url=x", "ESIA-007003"),
        ("client_id=%FF", "ESIA-007038"),
    ];
    for (query, code) in hostile {
        let mut login = app.at_step("consent");
        login.browser.opens(&logout(query));
        let answer = &login.browser.page().answer;
        assert_eq!((answer.status, answer.header("location"), answer.esia_code().as_str()), (400, "", code), "{query}");
        assert_eq!(login.browser.opens(&login.rp.authorize_url()).heading(), "Вход", "{query}");
    }
}

#[test]
fn wire_9_26_the_address_is_redirect_url_not_redirect_uri() {
    let app = TestApp::start();
    let mut browser = app.browser();
    browser.opens(&logout("client_id=EPOS_DEMO&redirect_uri=http%3A%2F%2F127.0.0.1%3A9090%2F"));
    assert_eq!(browser.heading(), "Вы вышли");
}

/// Case 4.11: the cookie that says who has signed in ends with the session, wherever that is ended.
#[test]
fn no_cookie_says_who_has_signed_in_once_nobody_has() {
    let app = TestApp::start();
    for way in ["/idp/ext/Logout", "/oidc/end_session"] {
        let mut browser = app.browser();
        browser.opens("/profile");
        app.citizen("esia_test_006").signs_in(&mut browser);
        assert_eq!(browser.cookie("oid").map(|cookie| cookie.value).as_deref(), Some("1000000606"), "{way}");
        browser.opens(way);
        if browser.heading() == "Выйти?" {
            browser.presses("Выйти");
        }
        assert_eq!((browser.cookie("oid"), browser.cookie("ESIA_SESSION")), (None, None), "{way}");
    }
}
