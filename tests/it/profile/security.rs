//! «Безопасность»: another password, sessions that are ended.

use super::can_sign_in;
use super::enters;
use crate::support::Browser;
use crate::support::TestApp;
use crate::support::html;

const PERSONA: &str = "standard_adult";
const NEW: &str = "Parol-2026!";

fn changes(browser: &mut Browser, current: &str, new: &str, again: &str) {
    browser.opens("/profile/security").follows("Сменить пароль");
    browser.fills("current", current).fills("password", new).fills("again", again).presses("Сохранить");
}

fn is_in(browser: &mut Browser) -> bool {
    browser.opens("/profile").heading() == "Обзор"
}

#[test]
fn another_password_ends_the_other_sessions() {
    let app = TestApp::start();
    let (mut here, mut there) = (enters(&app, PERSONA), enters(&app, PERSONA));
    changes(&mut here, "11111111", NEW, NEW);
    assert!(here.page().text().contains("Пароль изменён"), "{}", here.page().text());
    assert!(is_in(&mut here) && !is_in(&mut there));
    assert!(!can_sign_in(&app, "petrov@example.test"));
    let mut browser = app.browser();
    assert_eq!(browser.opens("/profile").signs_in("petrov@example.test", NEW).heading(), "Обзор");
    assert!(app.sent_to("petrov@example.test").iter().any(|letter| letter["letter"] == "password_changed"));
}

#[test]
fn a_rule_lets_the_other_sessions_live() {
    let rule = "password.change_ends_sessions=off";
    let app = TestApp::build().config(|config| config.rules.set(rule).expect("a rule")).start();
    let (mut here, mut there) = (enters(&app, PERSONA), enters(&app, PERSONA));
    changes(&mut here, "11111111", NEW, NEW);
    assert!(is_in(&mut here) && is_in(&mut there));
}

#[test]
fn mistakes_stand_beside_their_fields() {
    let app = TestApp::start();
    let mut browser = enters(&app, PERSONA);
    for (current, new, again, wrong, said) in [
        ("", NEW, NEW, "current", "нынешний"),
        ("wrong", NEW, NEW, "current", "Пароль неверный"),
        ("11111111", "", "", "password", "Придумайте"),
        ("11111111", "short", "short", "password", "знаков"),
        ("11111111", NEW, "Parol-2026?", "again", "не совпадают"),
        ("11111111", "petrov@example.tesT1", "petrov@example.tesT1", "password", ""),
    ] {
        changes(&mut browser, current, new, again);
        let told = html::text_by_id(&browser.page().html, &format!("{wrong}-error"));
        let is_told = told.as_ref().is_some_and(|told| told.contains(said));
        assert!(is_told || said.is_empty(), "{current} {new}: {told:?}");
        assert!(!browser.page().html.contains(NEW), "passwords are never shown again");
        if said.is_empty() {
            break;
        }
    }
    let mut other = app.browser();
    assert_eq!(other.opens("/profile").signs_in("petrov@example.test", "wrong").heading(), "Вход");
}

#[test]
fn two_change_the_password_at_once_and_one_is_told_so() {
    let app = TestApp::build()
        .config(|config| config.rules.set("password.change_ends_sessions=off").expect("a rule"))
        .start();
    let mut one = enters(&app, PERSONA);
    let mut two = enters(&app, PERSONA);
    changes(&mut one, "11111111", NEW, NEW);
    changes(&mut two, "11111111", "Drugoy-2026!", "Drugoy-2026!");
    assert!(two.page().text().contains("Пароль неверный"), "{}", two.page().text());
}

#[test]
fn a_session_is_ended_from_another_browser() {
    let app = TestApp::start();
    let (mut here, mut there) = (enters(&app, PERSONA), enters(&app, PERSONA));
    here.opens("/profile/security");
    assert_eq!(html::texts_by_class(&here.page().html, "record__title").len(), 2);
    here.presses("Завершить");
    assert!(here.page().text().contains("Сеанс завершён"), "{}", here.page().text());
    assert!(is_in(&mut here) && !is_in(&mut there));
    assert!(!here.opens("/profile/security").page().text().contains("Завершить все"), "nothing is left to end");
}

#[test]
fn all_sessions_but_this_one_are_ended() {
    let app = TestApp::start();
    let mut here = enters(&app, PERSONA);
    let mut others = [enters(&app, PERSONA), enters(&app, PERSONA)];
    here.opens("/profile/security").presses("Завершить все, кроме этого");
    assert!(is_in(&mut here) && others.iter_mut().all(|there| !is_in(there)));
}

#[test]
fn the_session_of_somebody_else_is_nobodys_business() {
    let app = TestApp::start();
    let (mut one, mut two) = (enters(&app, PERSONA), enters(&app, "confirmed_mother_of_two"));
    let mut third = enters(&app, "confirmed_mother_of_two");
    let theirs = html::values_of(&two.opens("/profile/security").page().html, "data-id");
    let csrf = one.opens("/profile/data").page().value("csrf");
    let form =
        html::Form { action: "/profile/security/end-session".into(), method: "post".into(), ..html::Form::default() };
    for session in theirs {
        assert_eq!(one.posts(&form, &format!("csrf={csrf}&session={session}")).page().status(), 404);
    }
    assert!(is_in(&mut two) && is_in(&mut third));
}
