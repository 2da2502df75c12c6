//! Consents for children (CNS-09, CNS-10).

use super::MOTHER;
use super::at_consents;
use crate::support::JsonRobot;
use crate::support::TestApp;
use crate::support::robot::said;

const CHILD: &str = "child_10";

fn strict() -> TestApp {
    TestApp::build().config(|config| config.rules.set("child.parent_consent=on").expect("a rule")).start()
}

#[test]
fn cns_09_a_child_asks_a_parent_who_allows_the_system_and_takes_it_back() {
    let app = strict();
    let rp = app.client("EPOS_DEMO");
    let mut login = app.at_sign_in(CHILD).signed_in();
    assert_eq!(login.browser.heading(), "Попросите родителя");
    assert!(login.browser.page().text().contains("«ЭПОС»"), "{}", login.browser.page().text());
    let robot = JsonRobot::sent_by(&app, &rp);
    assert_eq!(said(&robot.signs_in_as(&app, CHILD)).1, "ASK_PARENT");
    assert_eq!(said(&robot.allows()).1, "ASK_PARENT", "the child cannot allow it");

    let mut parent = at_consents(&app, MOTHER);
    parent.follows("Разрешить систему");
    let child = app.citizen(CHILD).oid.to_string();
    parent.fills("child", &child).fills("client", "EPOS_DEMO").presses("Разрешить систему");
    assert!(parent.page().text().contains("Согласие за ребёнка дано"), "{}", parent.page().text());
    assert_eq!(login.browser.opens("/login").heading(), "Предоставление прав доступа");
    let tokens = rp.exchanges(&login.browser.grants().returned().code());
    assert_eq!(rp.reads(&format!("/rs/prns/{child}"), &tokens.access_token()).status, 200);
    parent.presses("Отозвать");
    assert_eq!(rp.reads(&format!("/rs/prns/{child}"), &tokens.access_token()).status, 401);
    assert_eq!(app.at_sign_in(CHILD).signed_in().browser.heading(), "Попросите родителя");
}

#[test]
fn cns_09_by_default_a_child_decides_alone() {
    let app = TestApp::start();
    assert_eq!(app.at_sign_in(CHILD).signed_in().browser.heading(), "Предоставление прав доступа");
    assert!(!at_consents(&app, MOTHER).page().text().contains("Согласия за детей"));
}

#[test]
fn cns_09_nobody_allows_anything_to_the_child_of_somebody_else() {
    let app = strict();
    let mut parent = at_consents(&app, MOTHER);
    let (body, form) = {
        parent.follows("Разрешить систему");
        parent.fills("child", &app.citizen(CHILD).oid.to_string()).fills("client", "EPOS_DEMO");
        parent.filled("Разрешить систему")
    };
    let own = parent.page().value("csrf");
    let mut stranger = at_consents(&app, "confirmed_school_teacher");
    let token = stranger.opens("/profile/consents/children").page().value("csrf");
    stranger.posts(&form, &body.replace(&own, &token));
    assert!(stranger.page().text().contains("Выберите ребёнка и систему"), "{}", stranger.page().text());
    parent.posts(&form, &body.replace("EPOS_DEMO", "NO_SUCH"));
    assert!(parent.page().text().contains("Выберите ребёнка и систему"));
    assert_eq!(app.at_sign_in(CHILD).signed_in().browser.heading(), "Попросите родителя");
}

#[test]
fn cns_10_from_14_on_a_pupil_decides_alone() {
    let app = strict();
    let login = app.at_sign_in("confirmed_pupil_15").signed_in();
    assert_eq!(login.browser.heading(), "Предоставление прав доступа");
    let almost = app.at_sign_in("child_13_almost_14").signed_in();
    assert_eq!(almost.browser.heading(), "Попросите родителя");
    app.moves_clock(&serde_json::json!({ "advance": "P60D" }));
    let grown = app.at_sign_in("child_13_almost_14").signed_in();
    assert_eq!(grown.browser.heading(), "Предоставление прав доступа");
}

#[test]
fn cns_10_what_a_pupil_allows_alone_is_not_taken_back_by_a_parent() {
    let app = strict();
    let almost = app.citizen("child_13_almost_14");
    let mut parent = at_consents(&app, MOTHER);
    parent.follows("Разрешить систему");
    parent.fills("child", &almost.oid.to_string()).fills("client", "EPOS_DEMO").presses("Разрешить систему");
    app.moves_clock(&serde_json::json!({ "advance": "P60D" }));
    let rp = app.client("EPOS_DEMO");
    let tokens = almost.gives_tokens_to(&rp);
    let mut parent = at_consents(&app, MOTHER);
    parent.presses("Отозвать");
    assert!(!parent.page().text().contains("ЭПОС"), "{}", parent.page().text());
    assert_eq!(rp.reads(&format!("/rs/prns/{}", almost.oid), &tokens.access_token()).status, 200);
}
