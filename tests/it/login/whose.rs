//! A login and a session belong to one browser: fixation, forgery, other browsers, two tabs.

use chrono::TimeDelta;

use crate::support::TestApp;

#[test]
fn session_fixation_a_planted_session_is_never_adopted() {
    let app = TestApp::start();
    let planted = "A".repeat(43);
    let mut login = app.at_step("sign_in");
    login.browser.plants("ESIA_SESSION", &planted);
    login.browser.opens("/login");
    let login = login.signed_in();
    let session = login.browser.cookie("ESIA_SESSION").expect("a session").value;
    assert_ne!(session, planted);
    let mut attacker = app.browser();
    attacker.plants("ESIA_SESSION", &planted);
    assert_eq!(attacker.opens(&login.rp.authorize_url()).heading(), "Вход");
}

#[test]
fn session_fixation_signing_in_again_changes_the_cookie_and_ends_the_old_session() {
    let app = TestApp::start();
    let login = app.at_step("sign_in");
    let mut second_tab = login.browser.new_tab();
    second_tab.opens("/login");
    let mut login = login.signed_in();
    let first = login.browser.cookie("ESIA_SESSION").expect("a session").value;
    // The form of the other tab was drawn for a browser in which nobody had signed in.
    second_tab.signs_in("+7(900)0000701", "11111111");
    assert_eq!((second_tab.page().status(), second_tab.heading().as_str()), (403, "Страница устарела"));
    assert_eq!(login.browser.cookie("ESIA_SESSION").expect("a session").value, first);

    login.browser.opens("/idp/ext/Logout");
    login.browser.opens(&login.rp.authorize_url());
    login.citizen.signs_in(&mut login.browser);
    let second = login.browser.cookie("ESIA_SESSION").expect("a session").value;
    assert_ne!(first, second);
    let mut thief = app.browser();
    thief.plants("ESIA_SESSION", &first);
    assert_eq!(thief.opens(&login.rp.authorize_url()).heading(), "Вход", "the old cookie opens nothing");
}

#[test]
fn session_fixation_signing_in_over_a_session_ends_it() {
    let app = TestApp::start();
    let mut login = app.at_step("sign_in");
    let (form, interaction) = (login.browser.page().form("/login/sign_in"), login.browser.page().value("interaction"));
    login.citizen.signs_in(&mut login.browser);
    let first = login.browser.cookie("ESIA_SESSION").expect("a session").value;
    let token = login.browser.page().value("csrf");
    let again = format!("csrf={token}&interaction={interaction}&login=petrov%40example.test&password=11111111");
    login.browser.posts(&form, &again);
    assert!(login.browser.page().text().contains(&app.citizen("standard_adult").name));
    assert_ne!(login.browser.cookie("ESIA_SESSION").expect("a session").value, first);
    let mut thief = app.browser();
    thief.plants("ESIA_SESSION", &first);
    assert_eq!(thief.opens(&login.rp.authorize_url()).heading(), "Вход", "the session before is over");
}

#[test]
fn csrf_a_form_without_its_token_or_with_a_foreign_one_is_refused() {
    let app = TestApp::start();
    let mut login = app.at_step("sign_in");
    let foreign = app.at_step("sign_in").browser.page().value("csrf");
    login.browser.fills("login", &login.citizen.login).fills("password", &login.citizen.password);
    let (body, form) = login.browser.filled("Войти");
    let own = login.browser.page().value("csrf");
    let spoiled = [
        body.replace(&own, &foreign),
        body.replace(&own, ""),
        body.replace("csrf=", "x="),
        body.replace(&own, &own.to_lowercase()),
        String::new(),
        "csrf=%FF".to_owned(),
    ];
    for spoiled in spoiled {
        login.browser.posts(&form, &spoiled);
        assert_eq!(
            (login.browser.page().status(), login.browser.heading().as_str()),
            (403, "Страница устарела"),
            "{spoiled}"
        );
        assert_eq!(login.browser.cookie("ESIA_SESSION"), None);
    }
    login.browser.posts(&form, &body);
    assert_eq!(login.browser.heading(), "Предоставление прав доступа");
}

#[test]
fn csrf_a_form_of_another_browser_does_nothing_without_its_cookies() {
    let app = TestApp::start();
    let mut login = app.at_step("sign_in");
    login.browser.fills("login", &login.citizen.login).fills("password", &login.citizen.password);
    let (body, form) = login.browser.filled("Войти");
    let mut attacker = app.browser();
    attacker.posts(&form, &body);
    assert_eq!(attacker.page().status(), 403);
    assert_eq!(attacker.cookie("ESIA_SESSION"), None);
}

#[test]
fn an_interaction_of_another_browser_cannot_be_continued() {
    let app = TestApp::start();
    let victim = app.at_step("sign_in");
    let mut attacker = app.at_step("sign_in");
    let (own, foreign) = (attacker.browser.page().value("interaction"), victim.browser.page().value("interaction"));
    attacker.browser.fills("login", &attacker.citizen.login).fills("password", &attacker.citizen.password);
    let (body, form) = attacker.browser.filled("Войти");
    attacker.browser.posts(&form, &body.replace(&own, &foreign));
    assert_eq!(attacker.browser.heading(), "Страница устарела");
}

#[test]
fn a_login_that_was_left_for_an_hour_is_over() {
    let app = TestApp::start();
    let mut login = app.at_step("sign_in");
    app.advance(TimeDelta::minutes(59));
    assert_eq!(login.browser.opens("/login").heading(), "Вход");
    app.advance(TimeDelta::minutes(1));
    let citizen = login.citizen.clone();
    citizen.signs_in(&mut login.browser);
    assert_eq!(login.browser.heading(), "Страница устарела");
    assert!(!login.browser.opens("/login").page().html.contains("РСААГ"), "the login of the system is over");
}

#[test]
fn two_tabs_keep_two_logins() {
    let app = TestApp::start();
    let (first, second) = (app.client("EPOS_DEMO"), app.client("RSAAG_DEMO").asking_for("openid birthdate"));
    let citizen = app.citizen("confirmed_mother_of_two");
    let mut left = app.browser();
    left.opens(&first.authorize_url());
    let mut right = left.new_tab();
    right.opens(&second.authorize_url());

    citizen.signs_in(&mut left);
    assert!(left.page().text().contains("«ЭПОС»"), "the left tab goes on to its own system: {}", left.page().text());
    right.opens("/login");
    assert!(right.page().text().contains("«РСААГ Пермский край»"), "{}", right.page().text());
    assert_eq!(first.exchanges(&left.grants().returned().code()).oid(), citizen.oid);
    assert_eq!(second.exchanges(&right.grants().returned().code()).oid(), citizen.oid);
}
