//! The way back: to the login of a system, or to the own pages; and whose session it is.

use chrono::TimeDelta;

use super::EMAIL;
use super::PATH;
use super::PHONE;
use super::applicant;
use super::applies;
use super::creates_password;
use super::registers_by_phone;
use super::types_the_code;
use crate::support::TestApp;

#[test]
fn reg_11_the_login_of_the_system_goes_on_with_consent_and_its_code() {
    let app = TestApp::start();
    let rp = app.client("EPOS_DEMO").asking_for("openid fullname");
    let mut browser = app.browser();
    browser.opens(&rp.authorize_url()).follows("Зарегистрируйтесь");
    assert_eq!(browser.heading(), "Регистрация");
    let client = &app.world.client("EPOS_DEMO").expect("a client").name;
    assert!(browser.page().text().contains(client.as_str()), "the page says who waits");
    registers_by_phone(&app, &mut browser);
    assert_eq!(browser.heading(), "Предоставление прав доступа", "{}", browser.page().text());
    let tokens = rp.exchanges(&browser.grants().returned().code());
    let events = app.events_of_oid(tokens.oid());
    assert!(events.iter().any(|(kind, _)| kind == "registered"), "{events:?}");
}

#[test]
fn reg_11_by_email_in_the_same_browser_the_login_goes_on_as_well() {
    let app = TestApp::start();
    let rp = app.client("EPOS_DEMO").asking_for("openid fullname");
    let mut browser = app.browser();
    browser.opens(&rp.authorize_url()).follows("Зарегистрируйтесь");
    applies(&mut browser, EMAIL);
    creates_password(browser.opens(&app.last_link_to(EMAIL)));
    assert_eq!(browser.heading(), "Предоставление прав доступа");
    assert!(!browser.grants().returned().code().is_empty());
}

#[test]
fn reg_11_in_another_browser_there_is_no_login_to_go_on_with() {
    let app = TestApp::start();
    let rp = app.client("EPOS_DEMO").asking_for("openid fullname");
    let mut browser = app.browser();
    browser.opens(&rp.authorize_url()).follows("Зарегистрируйтесь");
    applies(&mut browser, EMAIL);
    let mut telephone = app.browser();
    creates_password(telephone.opens(&app.last_link_to(EMAIL)));
    assert_eq!(telephone.page().url.as_str(), app.url("/profile?done=registered"));
    assert_eq!(browser.opens("/login").heading(), "Вход", "the login waits where it was begun");
    browser.signs_in(EMAIL, super::PASSWORD);
    assert!(!browser.grants().returned().code().is_empty());
}

#[test]
fn reg_11_a_login_that_is_over_meanwhile_leads_to_the_own_pages() {
    let app = TestApp::start();
    let rp = app.client("EPOS_DEMO");
    let mut browser = app.browser();
    browser.opens(&rp.authorize_url()).follows("Зарегистрируйтесь");
    applies(&mut browser, EMAIL);
    app.advance(TimeDelta::days(2));
    creates_password(browser.opens(&app.last_link_to(EMAIL)));
    assert_eq!(browser.page().url.as_str(), app.url("/profile?done=registered"));
}

#[test]
fn reg_11_the_newest_system_that_sent_somebody_here_gets_them() {
    let app = TestApp::start();
    let mut browser = applicant(&app, PHONE);
    assert_eq!(browser.heading(), "Подтверждение телефона");
    let rp = app.client("EPOS_DEMO").asking_for("openid fullname");
    browser.opens(&rp.authorize_url()).follows("Зарегистрируйтесь");
    assert_eq!(browser.heading(), "Подтверждение телефона", "one goes on where one was");
    types_the_code(&mut browser, &app.last_code_to(PHONE));
    creates_password(&mut browser);
    assert_eq!(browser.heading(), "Предоставление прав доступа");
}

#[test]
fn reg_11_a_login_of_somebody_else_is_none_of_ours() {
    let app = TestApp::start();
    let theirs = app.at_step("sign_in").browser.page().value("interaction");
    for id in [theirs.as_str(), "x", "..%2F..", &"A".repeat(5_000)] {
        let app_browser = &mut app.browser();
        app_browser.opens(&format!("{PATH}?interaction={id}"));
        assert_eq!(app_browser.heading(), "Регистрация", "{id:.20}");
        assert!(!app_browser.page().text().contains("ЭПОС"), "nothing of it is told");
    }
    let mut browser = app.browser();
    browser.opens(&format!("{PATH}?interaction={theirs}"));
    registers_by_phone(&app, &mut browser);
    assert_eq!(browser.page().url.as_str(), app.url("/profile?done=registered"));
}

#[test]
fn reg_01_the_session_is_a_new_one_whatever_the_browser_had_before() {
    let app = TestApp::start();
    let mut browser = app.browser();
    browser.opens("/login");
    app.citizen("confirmed_mother_of_two").signs_in(&mut browser);
    let before = browser.cookie("ESIA_SESSION").expect("a session").value;
    browser.opens(PATH);
    registers_by_phone(&app, &mut browser);
    assert_ne!(browser.cookie("ESIA_SESSION").expect("a session").value, before);
    assert!(browser.page().text().contains("Иванова Надежда"));
    let mut thief = app.browser();
    thief.plants("ESIA_SESSION", &before);
    assert_eq!(thief.opens("/profile").heading(), "Вход", "the old cookie opens nothing");
}

#[test]
fn reg_11_mistakes_and_another_language_lose_nothing_of_the_login() {
    let app = TestApp::start();
    let rp = app.client("EPOS_DEMO").asking_for("openid fullname");
    let mut browser = app.browser();
    browser.opens(&rp.authorize_url()).follows("Зарегистрируйтесь").presses("Зарегистрироваться");
    browser.follows("English").follows("Русский");
    registers_by_phone(&app, &mut browser);
    assert_eq!(browser.heading(), "Предоставление прав доступа");
}

#[test]
fn reg_11_who_was_on_the_way_to_the_own_pages_gets_there() {
    let app = TestApp::start();
    let mut browser = app.browser();
    browser.opens("/profile").follows("Зарегистрируйтесь");
    registers_by_phone(&app, &mut browser);
    assert_eq!(
        browser.page().url.as_str(),
        app.url("/profile?done=registered"),
        "and it says that they are registered"
    );
}
