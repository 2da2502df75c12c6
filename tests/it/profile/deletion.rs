//! An account is deleted, or blocked while its citizen is signed in.

use esia_mock::domain::account::AccountLevel;
use esia_mock::domain::account::AccountStatus;
use esia_mock::domain::contact::ContactKind;
use esia_mock::domain::contact::Verification;
use esia_mock::domain::person::Person;
use esia_mock::flow::account::creation;
use esia_mock::flow::account::creation::NewAccount;
use esia_mock::protocol::ids::Oid;
use esia_mock::storage::accounts;

use super::can_sign_in;
use super::enters;
use crate::rest::Reader;
use crate::support::Browser;
use crate::support::TestApp;

const SCOPE: &str = "openid fullname email snils";

fn deletes(browser: &mut Browser, password: &str) {
    browser.opens("/profile/security").follows("Удалить учётную запись");
    browser.fills("current", password).presses("Удалить навсегда");
}

/// The same person registers with the same e-mail; gives the new OID.
fn registers_again(app: &TestApp, person: Person, email: &str) -> u64 {
    let contacts = [(ContactKind::Email, email.to_owned(), Verification::Verified)];
    let create = move |cx: &esia_mock::flow::WriteCx<'_>| {
        let level = AccountLevel::Simplified;
        let new = NewAccount {
            level,
            person: &person,
            password_hash: None,
            contacts: &contacts,
            created_by: None,
            way: "email",
        };
        creation::create(cx, &new)
    };
    app.waits(app.stand().write(create)).expect("an account").0
}

#[test]
fn lvl_14_a_simplified_account_is_deleted_and_its_e_mail_is_free() {
    let app = TestApp::start();
    let rp = app.client("DEMO_RSA").asking_for(SCOPE);
    let citizen = app.citizen("simplified_by_email");
    let tokens = citizen.gives_tokens_to(&rp);
    let (mut browser, mut elsewhere) = (enters(&app, "simplified_by_email"), enters(&app, "simplified_by_email"));
    deletes(&mut browser, "wrong");
    assert!(browser.page().text().contains("Пароль неверный"), "{}", browser.page().text());
    browser.fills("current", "11111111").presses("Удалить навсегда");
    assert_eq!(browser.heading(), "Учётная запись удалена", "{}", browser.page().text());
    assert_eq!(app.last_sent_to("ivanova@example.test")["letter"], "account_deleted");

    assert!(browser.cookie("ESIA_SESSION").is_none(), "the session has ended");
    assert_eq!(browser.opens("/profile").heading(), "Вход");
    assert_eq!(elsewhere.opens("/profile").heading(), "Вход", "in every browser");
    assert!(!can_sign_in(&app, "ivanova@example.test"));
    let read = rp.reads(&format!("/rs/prns/{}", citizen.oid), &tokens.access_token());
    assert_eq!(read.status, 401, "{}", read.text());
    let refreshed = rp.posts(&rp.refresh_request(&tokens.refresh_token()));
    assert_eq!(refreshed.status, 400, "{}", refreshed.text());

    // Somebody else may have the address at once.
    let mut other = enters(&app, "standard_adult");
    other.opens("/profile/contacts/change?kind=EML").fills("value", "ivanova@example.test").presses("Продолжить");
    assert!(other.page().text().contains("Письмо отправлено"), "{}", other.page().text());
}

#[test]
fn lvl_14_what_was_pending_is_gone_as_well() {
    let app = TestApp::start();
    let mut browser = enters(&app, "simplified_by_email");
    browser.opens("/profile/contacts/change?kind=EML").fills("value", "novaya@example.test").presses("Продолжить");
    let link = app.last_link_to("novaya@example.test");
    super::declares(&mut browser, &[]);
    deletes(&mut browser, "11111111");
    super::later(&app, "PT1H");
    assert_eq!(browser.opens(&link).heading(), "Ссылка не действует");
    assert!(!super::happened(&app, "simplified_by_email").iter().any(|kind| kind == "check_answered"));
}

#[test]
fn sec_08_a_parent_of_linked_accounts_cannot_leave() {
    let app = TestApp::start();
    let mut browser = enters(&app, "confirmed_mother_of_two");
    browser.opens("/profile/delete");
    let text = browser.page().text();
    assert!(text.contains("Сначала отвяжите") && text.contains("Сидоров Иван"), "{text}");
    assert!(!text.contains("Удалить навсегда"), "{text}");
    let csrf = browser.opens("/profile/data").page().value("csrf");
    let form = crate::support::html::Form {
        action: "/profile/delete".into(),
        method: "post".into(),
        ..crate::support::html::Form::default()
    };
    browser.posts(&form, &format!("csrf={csrf}&current=11111111"));
    assert!(browser.page().text().contains("Сначала отвяжите"), "{}", browser.page().text());
    assert!(can_sign_in(&app, "sidorova@example.test"));
}

#[test]
fn a_child_does_not_delete_its_account() {
    let app = TestApp::start();
    let mut browser = enters(&app, "child_10");
    browser.opens("/profile/delete");
    assert!(browser.page().text().contains("удаляет родитель"), "{}", browser.page().text());
    let csrf = browser.opens("/profile/data").page().value("csrf");
    let form = crate::support::html::Form {
        action: "/profile/delete".into(),
        method: "post".into(),
        ..crate::support::html::Form::default()
    };
    browser.posts(&form, &format!("csrf={csrf}&current=11111111"));
    assert!(can_sign_in(&app, "sidorov.ivan@example.test"));
}

#[test]
fn sec_09_the_same_person_is_somebody_else_afterwards() {
    let app = TestApp::start();
    let persona = "standard_adult";
    let before = Reader::of(&app, persona, SCOPE);
    deletes(&mut enters(&app, persona), "11111111");
    assert_eq!(before.get("/rs/prns/{oid}").status, 401);
    assert!(!can_sign_in(&app, "000-000-701 22"), "СНИЛС is free");
    let person = app.world.citizen(persona).expect("somebody").person.clone();
    let oid = registers_again(&app, person, "petrov@example.test");
    assert_ne!(oid, before.oid);
    assert_eq!(before.get("/rs/prns/{oid}").status, 401, "old tokens open nothing of the new account");
}

#[test]
fn sec_09_the_number_of_a_deleted_account_can_be_given_again() {
    let app = TestApp::start();
    deletes(&mut enters(&app, "standard_adult"), "11111111");
    let mut browser = enters(&app, "simplified_by_email");
    super::declares(
        &mut browser,
        &[
            ("snils", "000-000-701 22"),
            ("last_name", "Петров"),
            ("first_name", "Пётр"),
            ("middle_name", "Алексеевич"),
            ("birth_date", "21.07.1990"),
            ("issue_date", "10.08.2010"),
        ],
    );
    assert_eq!(browser.heading(), "Мои данные", "{}", browser.page().text());
}

#[test]
fn sec_10_blocking_ends_what_tokens_and_sessions_open() {
    let app = TestApp::start();
    let persona = "standard_adult";
    let reader = Reader::of(&app, persona, SCOPE);
    let mut browser = enters(&app, persona);
    assert_eq!(reader.get("/rs/prns/{oid}").status, 200);
    let oid = Oid(reader.oid);
    let block = move |cx: &esia_mock::flow::WriteCx<'_>| {
        Ok(accounts::update_status(cx.sql, oid, AccountStatus::Blocked, cx.now)?)
    };
    app.waits(app.stand().write(block)).expect("written");
    let refused = reader.get("/rs/prns/{oid}");
    assert_eq!(refused.status, 401, "{}", refused.text());
    assert_eq!(browser.opens("/profile").heading(), "Вход");
}
