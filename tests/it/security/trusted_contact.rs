//! «Доверенный контакт» (accounts notes, section 5.1; SEC-03, SEC-04).

use serde_json::json;

use super::MOTHER;
use super::at_home;
use super::code_to;
use super::complaints;
use super::letters_to;
use super::recovery::begins;
use super::recovery::proves;
use super::recovery::types;
use super::sent_to;
use crate::support::Browser;
use crate::support::TestApp;

const INVITE: &str = "/profile/security/trusted-contact/invite";
const LIST: &str = "/profile/security";
const PHONE: &str = "+7(900)0000702";
/// The father of the same children.
const FRIEND: &str = "confirmed_second_parent";

fn invites(browser: &mut Browser, login: &str) -> Vec<String> {
    browser.opens(INVITE).fills("Телефон или СНИЛС", login).presses("Пригласить");
    complaints(browser)
}

fn trusted(app: &TestApp) -> (Browser, Browser) {
    let mut owner = at_home(app, MOTHER);
    assert_eq!(invites(&mut owner, &app.citizen(FRIEND).login), Vec::<String>::new());
    let mut friend = at_home(app, FRIEND);
    friend.opens(LIST).presses("Согласиться");
    assert!(friend.page().text().contains("Вы — доверенный контакт этого человека"), "{}", friend.page().text());
    (owner, friend)
}

#[test]
fn sec_03_at_a_recovery_a_code_goes_to_the_trusted_contact_first() {
    let app = TestApp::start();
    trusted(&app);
    let friend = app.citizen(FRIEND).login;
    let mut browser = app.browser();
    browser.opens("/login/recovery");
    begins(&mut browser, PHONE);
    proves(&mut browser, "000-000-702 23");
    assert_eq!(browser.heading(), "Код доверенного контакта");
    assert_eq!(sent_to(&app, PHONE).len(), 0, "nothing to the holder so far");
    let code = code_to(&app, &friend);
    assert_eq!(types(&mut browser, &code).heading(), "Подтверждение");
    types(&mut browser, &code);
    assert_eq!(browser.heading(), "Подтверждение", "the contact's code is not the holder's");
    let code = code_to(&app, PHONE);
    assert_eq!(types(&mut browser, &code).heading(), "Новый пароль");
}

#[test]
fn sec_03_either_can_switch_it_off_at_any_time() {
    for by_owner in [true, false] {
        let app = TestApp::start();
        let (mut owner, mut friend) = trusted(&app);
        if by_owner {
            owner.opens(LIST).presses("Отключить");
        } else {
            friend.opens(LIST).presses("Больше не быть контактом");
        }
        assert!(owner.opens(LIST).page().text().contains("Доверенного контакта нет"));
        assert!(friend.opens(LIST).page().text().contains("Доверенного контакта нет"));
        let told = if by_owner { "sidorov@example.test" } else { "sidorova@example.test" };
        assert_eq!(letters_to(&app, told).last().map(String::as_str), Some("trusted_changed"));
        let mut browser = app.browser();
        browser.opens("/login/recovery");
        begins(&mut browser, PHONE);
        assert_eq!(proves(&mut browser, "000-000-702 23").heading(), "Подтверждение");
    }
}

#[test]
fn sec_03_there_is_one_and_an_invitation_ends() {
    let app = TestApp::start();
    let mut owner = at_home(&app, MOTHER);
    invites(&mut owner, &app.citizen(FRIEND).login);
    assert_eq!(letters_to(&app, "sidorov@example.test").last().map(String::as_str), Some("trusted_invitation"));
    let other = app.citizen("confirmed_school_teacher").login;
    assert_eq!(invites(&mut owner, &other), ["Доверенный контакт может быть один: сначала отключите прежний"]);
    let mut friend = at_home(&app, FRIEND);
    friend.opens(LIST);
    let (body, form) = friend.filled("Согласиться");
    app.moves_clock(&json!({ "advance": "P3D" }));
    let mut friend = at_home(&app, FRIEND);
    let token = friend.opens(INVITE).page().value("csrf");
    let owner_field = body.split('&').find(|pair| pair.starts_with("owner=")).expect("an owner").to_owned();
    friend.posts(&form, &format!("csrf={token}&{owner_field}"));
    assert_eq!(complaints(&friend), ["Приглашения больше нет: его отозвали или срок истёк"]);
    let mut owner = at_home(&app, MOTHER);
    assert_eq!(invites(&mut owner, &other), Vec::<String>::new(), "another one can be invited now");
}

#[test]
fn sec_04_who_is_younger_than_18_or_otherwise_unfit_is_refused_with_one_text() {
    let app = TestApp::start();
    let mut owner = at_home(&app, MOTHER);
    let young = app.citizen("confirmed_pupil_15").login;
    let foreign = app.citizen("standard_foreigner").login;
    let unfit = ["Этот человек не может быть доверенным контактом. Укажите другого"];
    for login in [young.as_str(), &app.citizen("standard_adult").login, "+7(900)9999999", PHONE] {
        assert_eq!(invites(&mut owner, login), unfit, "{login}");
    }
    assert_eq!(invites(&mut owner, &foreign), unfit);
    assert_eq!(invites(&mut owner, "+7(900)9999998"), ["Слишком много кодов за час. Попробуйте позже"]);
    assert_eq!(invites(&mut owner, "nobody@example.test"), ["Укажите телефон или СНИЛС"]);
    let mut pupil = at_home(&app, "confirmed_pupil_15");
    assert_eq!(invites(&mut pupil, &app.citizen(FRIEND).login), Vec::<String>::new(), "an owner may be 14");
    let mut child = at_home(&app, "child_10");
    assert!(invites(&mut child, &app.citizen(FRIEND).login)[0].starts_with("Доверенный контакт доступен с 14 лет"));
}

#[test]
fn nobody_accepts_what_was_offered_to_somebody_else() {
    let app = TestApp::start();
    let mut owner = at_home(&app, MOTHER);
    invites(&mut owner, &app.citizen(FRIEND).login);
    let mut stranger = at_home(&app, "confirmed_school_teacher");
    let token = stranger.opens(INVITE).page().value("csrf");
    let mut form = stranger.page().form(INVITE);
    for end in ["accept", "leave"] {
        form.action = format!("/profile/security/trusted-contact/{end}");
        for owner in ["1000000702", "1", "x", "-1"] {
            stranger.posts(&form, &format!("csrf={token}&owner={owner}"));
            assert_eq!(complaints(&stranger), ["Приглашения больше нет: его отозвали или срок истёк"], "{end} {owner}");
        }
    }
    assert!(owner.opens(LIST).page().text().contains("приглашён"));
}
