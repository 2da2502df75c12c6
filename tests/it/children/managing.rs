//! What a parent does with the account of a child.

use crate::support::TestApp;
use crate::support::parent::BOY;
use crate::support::parent::CHILD_PASSWORD;
use crate::support::parent::Parent;

const MOTHER: &str = "confirmed_mother_of_two";
const EMAIL: &str = "fedor@example.test";

fn signs_in(app: &TestApp, login: &str, password: &str) -> bool {
    let mut browser = app.browser();
    browser.opens("/profile").signs_in(login, password);
    browser.heading() == "Обзор"
}

fn mother(app: &TestApp) -> Parent<'_> {
    let mut mother = app.parent(MOTHER);
    mother.makes_account(&BOY, EMAIL);
    mother
}

#[test]
fn a_parent_gives_the_child_a_new_password_and_its_sessions_end() {
    let app = TestApp::start();
    let mut mother = mother(&app);
    let mut child = app.browser();
    child.opens("/profile").signs_in(EMAIL, CHILD_PASSWORD);
    assert_eq!(child.heading(), "Обзор");
    mother.opens("/password");
    mother.browser.fills("password", "Drugoj-2026! ").fills("password_again", "Drugoj-2026! ").presses("Сохранить");
    assert!(mother.sees().contains("Пробелов в пароле быть не может"), "{}", mother.sees());
    mother.browser.fills("password", "Drugoj-2026!").fills("password_again", "Drugoj-2026!").presses("Сохранить");
    assert!(mother.sees().contains("Новый пароль сохранён"), "{}", mother.sees());
    assert_eq!(child.opens("/profile").heading(), "Вход");
    assert!(signs_in(&app, EMAIL, "Drugoj-2026!") && !signs_in(&app, EMAIL, CHILD_PASSWORD));
}

#[test]
fn a_new_e_mail_and_phone_of_the_child_count_once_they_are_verified() {
    let app = TestApp::start();
    let mut mother = mother(&app);
    mother.opens("/contacts");
    assert_eq!(mother.browser.page().value("email"), EMAIL);
    mother.browser.fills("email", "sidorova@example.test").presses("Сохранить");
    assert!(mother.sees().contains("Это ваш собственный контакт"), "{}", mother.sees());
    app.passes("PT1H");
    mother.opens("/contacts").browser.fills("email", "fedya@example.test").fills("phone", "+79007770001");
    mother.browser.presses("Сохранить");
    assert_eq!(mother.browser.heading(), "Телефон ребёнка", "{}", mother.sees());
    mother.browser.fills("code1", "000000").presses("Продолжить");
    assert!(mother.sees().contains("Неверный код"), "{}", mother.sees());
    let code = app.code_to("+7(900)7770001");
    mother.browser.fills("code1", &code).presses("Продолжить");
    assert!(mother.sees().contains("Телефон подтверждён"), "{}", mother.sees());
    assert!(signs_in(&app, "+79007770001", CHILD_PASSWORD));
    assert!(signs_in(&app, EMAIL, CHILD_PASSWORD), "the old address until the new one is verified");
    app.opens_letter("fedya@example.test", "child_email");
    assert!(signs_in(&app, "fedya@example.test", CHILD_PASSWORD) && !signs_in(&app, EMAIL, CHILD_PASSWORD));
    mother.opens_card();
    assert!(mother.sees().contains("fedya@example.test"), "{}", mother.sees());
}

#[test]
fn a_deleted_account_of_a_child_frees_its_contacts_and_can_be_made_anew() {
    let app = TestApp::start();
    let mut mother = mother(&app);
    let first = mother.account();
    mother.opens("/account/deletion").browser.presses("Удалить учётную запись ребёнка");
    assert!(mother.sees().contains("Учётная запись ребёнка удалена"), "{}", mother.sees());
    assert!(!signs_in(&app, EMAIL, CHILD_PASSWORD));
    app.passes("PT1H");
    mother.begins(EMAIL, "");
    app.opens_letter(EMAIL, "child_email");
    mother.finishes(None);
    let second = mother.account();
    assert!(second.is_some() && second != first, "{first:?} {second:?}: {}", mother.sees());
}
