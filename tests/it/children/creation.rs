//! «Создать»: contacts, letter, code, password, and what comes of it.

use serde_json::json;

use crate::support::TestApp;
use crate::support::html;
use crate::support::parent::BOY;
use crate::support::parent::CHILD_PASSWORD;
use crate::support::parent::Child;
use crate::support::parent::Parent;
use crate::support::robot::another;

const MOTHER: &str = "confirmed_mother_of_two";
const EMAIL: &str = "fedor@example.test";
const PHONE: &str = "+7(900)7770001";

/// Can the child sign in like this?
fn signs_in(app: &TestApp, login: &str) -> bool {
    let mut browser = app.browser();
    browser.opens("/profile").signs_in(login, CHILD_PASSWORD);
    browser.heading() == "Обзор"
}

fn with_card<'a>(app: &'a TestApp, persona: &str) -> Parent<'a> {
    let mut parent = app.parent(persona);
    parent.has_verified(&BOY);
    parent
}

#[test]
fn kid_01_a_confirmed_parent_makes_an_account_for_a_child_below_14() {
    let app = TestApp::start();
    let mut mother = with_card(&app, MOTHER);
    mother.opens_card().browser.follows("Создать");
    mother.browser.fills("email", EMAIL).presses("Продолжить");
    assert_eq!(mother.browser.heading(), "Пароль ребёнка");
    let letter = app.opens_letter(EMAIL, "child_email");
    assert_eq!(letter.heading(), "Почта подтверждена", "in a browser where nobody has signed in");
    mother.finishes(None);
    assert!(mother.sees().contains("Учётная запись ребёнка создана"), "{}", mother.sees());

    let (rp, mut browser) = (app.client("EPOS_DEMO"), app.browser());
    browser.opens(&rp.authorize_url()).signs_in(EMAIL, CHILD_PASSWORD).grants();
    let tokens = rp.exchanges(&browser.returned().code());
    assert_eq!(tokens.id().claim("urn:esia:sbj")["urn:esia:sbj:lvl"], "KD");
    assert_eq!(Some(tokens.oid()), mother.account());
    let profile = rp.reads(&format!("/rs/prns/{}", tokens.oid()), &tokens.access_token()).json();
    assert_eq!((&profile["firstName"], &profile["kidAccCreatedByParent"]), (&json!("Фёдор"), &json!(true)));
    let kinds: Vec<_> = app.events_of(MOTHER).into_iter().map(|event| event.0).collect();
    assert_eq!(kinds.last().map(String::as_str), Some("child_created"), "{kinds:?}");
}

/// Case 3.8: nobody is told to press what is not there.
#[test]
fn kid_02_without_a_confirmed_parent_there_is_nothing_to_press() {
    let app = TestApp::start();
    for persona in ["standard_adult", "simplified_by_email"] {
        let mut parent = with_card(&app, persona);
        parent.opens_card();
        assert!(parent.sees().contains("Нужна подтверждённая учётная запись родителя"), "{}", parent.sees());
        assert!(!parent.sees().contains("нажмите «Создать»"), "{}", parent.sees());
        let links = html::links(&parent.browser.page().html);
        assert!(links.iter().all(|(text, _)| text != "Создать" && text != "Привязать"), "{links:?}");
        for rest in ["/account", "/link"] {
            parent.opens(rest);
            assert!(parent.sees().contains("Нужна подтверждённая учётная запись родителя"), "{}", parent.sees());
            assert!(parent.browser.page().forms.is_empty(), "{rest}");
        }
    }
}

#[test]
fn kid_08_the_e_mail_of_somebody_else_or_of_the_parent_is_taken() {
    let app = TestApp::start();
    let mut mother = with_card(&app, MOTHER);
    for (email, phone, said) in [
        ("sidorova@example.test", "", "Это ваш собственный контакт"),
        ("SIDOROVA@example.test", "", "Это ваш собственный контакт"),
        ("sidorov@example.test", "", "уже заняты"),
        ("smirnov.lev@example.test", "", "уже заняты"),
        (EMAIL, "+7 900 000-07-03", "уже заняты"),
        (EMAIL, "8 900 000 07 02", "Это ваш собственный контакт"),
        ("", "", "Заполните это поле"),
        ("fedor", "", "Проверьте адрес"),
        (EMAIL, "123", "После +7 должно быть десять цифр"),
    ] {
        mother.begins(email, phone);
        let errors = html::texts_by_class(&mother.browser.page().html, "field-error");
        assert!(errors.len() == 1 && errors[0].contains(said), "{email} {phone}: {errors:?}");
    }
    assert!(app.letter_to(EMAIL, "child_email").is_none(), "nothing is sent before everything is right");

    // What waits to be verified for one child is taken for another.
    mother.begins(EMAIL, "");
    let twin = Child { first_name: "Глеб", number: "777002", ..BOY };
    mother.has_verified(&twin).begins("FEDOR@example.test", "");
    assert!(mother.sees().contains("уже заняты"), "{}", mother.sees());
    app.passes("P3D");
    mother.begins(EMAIL, "");
    assert_eq!(mother.browser.heading(), "Пароль ребёнка", "what nobody finished holds it no longer");
}

#[test]
fn kid_08_what_was_chosen_is_held_until_the_account_is_made() {
    let app = TestApp::start();
    let mut mother = with_card(&app, MOTHER);
    mother.begins(EMAIL, PHONE);
    app.opens_letter(EMAIL, "child_email");
    // By now the letter is used and the code is too old.
    app.passes("PT1H");
    let twin = Child { first_name: "Глеб", number: "777002", ..BOY };
    mother.has_verified(&twin);
    for (email, phone) in [(EMAIL, ""), ("gleb@example.test", PHONE)] {
        mother.begins(email, phone);
        assert!(mother.sees().contains("уже заняты"), "{email} {phone}: {}", mother.sees());
    }
}

#[test]
fn kid_09_a_phone_is_not_needed() {
    let app = TestApp::start();
    app.parent(MOTHER).makes_account(&BOY, EMAIL);
    assert!(signs_in(&app, EMAIL));
}

#[test]
fn kid_10_the_code_that_was_sent_to_the_phone_of_the_child_is_asked_for() {
    let app = TestApp::start();
    let mut mother = with_card(&app, MOTHER);
    mother.begins(EMAIL, "8 (900) 777-00-01");
    app.opens_letter(EMAIL, "child_email");
    let code = app.code_to(PHONE);
    mother.finishes(Some("")).finishes(Some(&another(&code)));
    assert!(mother.sees().contains("Неверный код"), "{}", mother.sees());
    assert_eq!(mother.account(), None);
    mother.finishes(Some(&another(&code))).finishes(Some(&another(&code)));
    assert!(mother.sees().contains("Слишком много неверных кодов"), "{}", mother.sees());
    mother.finishes(Some(&code));
    assert_eq!(mother.account(), None, "a burnt code is of no use");
    app.passes("PT1M");
    mother.opens("/account/password").browser.presses("Получить новый код");
    mother.finishes(Some(&app.code_to(PHONE)));
    assert!(mother.sees().contains("Учётная запись ребёнка создана"), "{}", mother.sees());
    assert!(signs_in(&app, PHONE) && signs_in(&app, EMAIL));
}

#[test]
fn kid_11_a_letter_that_nobody_opened_leaves_an_e_mail_that_systems_do_not_see() {
    let app = TestApp::start();
    let mut mother = with_card(&app, MOTHER);
    mother.begins(EMAIL, PHONE);
    mother.finishes(Some(&app.code_to(PHONE)));
    assert!(mother.sees().contains("почта не подтверждена"), "{}", mother.sees());
    assert!(signs_in(&app, PHONE) && !signs_in(&app, EMAIL));

    let (rp, mut browser) = (app.client("EPOS_DEMO"), app.browser());
    browser.opens(&rp.authorize_url()).signs_in(PHONE, CHILD_PASSWORD).grants();
    let tokens = rp.exchanges(&browser.returned().code());
    let contacts = format!("/rs/prns/{}/ctts?embed=(elements)", tokens.oid());
    let status = |kind: &str| {
        let list = rp.reads(&contacts, &tokens.access_token()).json();
        let found = list["elements"].as_array().and_then(|list| list.iter().find(|contact| contact["type"] == kind));
        found.map(|contact| contact["vrfStu"].clone())
    };
    assert_eq!(status("EML"), Some(json!("NOT_VERIFIED")), "ЭПОС: «Пользователь не найден»");

    let again = app.opens_letter(EMAIL, "child_email");
    assert_eq!(again.heading(), "Почта подтверждена", "the first letter is still good");
    assert_eq!(status("EML"), Some(json!("VERIFIED")));
    assert!(signs_in(&app, EMAIL));
}

#[test]
fn kid_11_the_parent_can_have_the_letter_sent_again() {
    let app = TestApp::start();
    let mut mother = with_card(&app, MOTHER);
    mother.begins(EMAIL, PHONE);
    mother.finishes(Some(&app.code_to(PHONE)));
    let first = app.link_to(EMAIL, "child_email");
    app.passes("PT2M");
    mother.opens_card();
    assert!(mother.sees().contains("«Пользователь не найден»"), "{}", mother.sees());
    mother.browser.presses("Отправить письмо ещё раз");
    let mut browser = app.browser();
    browser.opens(&first);
    assert_eq!((browser.page().status(), browser.heading().as_str()), (404, "Ссылка не действует"));
    app.opens_letter(EMAIL, "child_email");
    assert!(signs_in(&app, EMAIL));
    mother.opens_card();
    assert!(!mother.sees().contains("не подтверждена"), "{}", mother.sees());
}

#[test]
fn kid_11_a_stand_that_is_strict_waits_for_the_letter() {
    let strict = |config: &mut esia_mock::config::Settings| {
        config.rules.set("child.allow_unconfirmed_email=off").expect("a rule");
    };
    let app = TestApp::build().config(strict).start();
    let mut mother = with_card(&app, MOTHER);
    mother.begins(EMAIL, PHONE);
    let code = app.code_to(PHONE);
    mother.finishes(Some(&code));
    assert!(mother.sees().contains("Почта ещё не подтверждена"), "{}", mother.sees());
    app.opens_letter(EMAIL, "child_email");
    mother.finishes(Some(&code));
    assert!(mother.sees().contains("Учётная запись ребёнка создана"), "the code was not used up: {}", mother.sees());
}

#[test]
fn kid_11_without_a_phone_the_letter_must_be_opened_first() {
    let app = TestApp::start();
    let mut mother = with_card(&app, MOTHER);
    mother.begins(EMAIL, "").finishes(None);
    assert!(mother.sees().contains("Почта ещё не подтверждена"), "{}", mother.sees());
    assert_eq!(mother.account(), None);
    app.passes("P3D");
    let late = app.opens_letter(EMAIL, "child_email");
    assert!(late.page().text().contains("Срок действия ссылки истёк"), "{}", late.page().text());
    mother.opens("/account/password");
    assert_eq!(mother.browser.heading(), "Учётная запись ребёнка", "it starts again");
}

#[test]
fn kid_12_the_children_s_mailbox_is_verified_from_the_beginning() {
    let app = TestApp::start();
    let mut mother = with_card(&app, MOTHER);
    mother.opens("/account").browser.chooses("Создать Детскую почту").presses("Продолжить");
    let page = mother.sees();
    let email = page.split_whitespace().find(|word| word.ends_with("@kidmail.example"));
    let email = email.unwrap_or_else(|| panic!("no mailbox: {page}")).to_owned();
    assert!(app.letter_to(&email, "child_email").is_none(), "nothing is to be opened");
    mother.finishes(None);
    assert!(mother.sees().contains("Учётная запись ребёнка создана"), "{}", mother.sees());
    assert!(signs_in(&app, &email));
}

/// Case 3.9.
#[test]
fn a_link_is_good_once_and_a_wrong_one_never_and_looking_at_it_does_nothing() {
    let app = TestApp::start();
    let mut mother = with_card(&app, MOTHER);
    mother.begins(EMAIL, "");
    let link = app.link_to(EMAIL, "child_email");
    let mut browser = app.browser();
    // A mail program looks at links by itself.
    for _ in 0..2 {
        assert_eq!(browser.opens(&link).heading(), "Подтверждение почты");
    }
    assert_eq!(browser.presses("Подтвердить почту").heading(), "Почта подтверждена");
    assert_eq!(browser.opens(&link).heading(), "Ссылка не действует");
    for path in ["/login/child/email?token=x", "/login/child/link?token=x", "/login/child/link?token=%27--"] {
        assert_eq!(browser.opens(path).page().status(), 404, "{path}");
    }
    assert_eq!(
        browser.opens("/login/child/link?token=%FF").heading(),
        "Вход",
        "without a token there is nothing to see"
    );
    let crossed = link.replace("/child/email", "/child/link");
    assert_eq!(browser.opens(&crossed).page().status(), 404);
}

#[test]
fn a_weak_password_is_told_and_the_code_is_not_used_up() {
    let app = TestApp::start();
    let mut mother = with_card(&app, MOTHER);
    mother.begins(EMAIL, PHONE);
    let code = app.code_to(PHONE);
    for (password, again, said) in [
        ("", "", "Придумайте пароль"),
        ("short", "short", "Нужно от 8 до 64 знаков"),
        (CHILD_PASSWORD, "Rebenok-2027!", "Пароли не совпадают"),
    ] {
        mother.opens("/account/password");
        mother.browser.fills("code1", &code).fills("password", password).fills("password_again", again);
        mother.browser.presses("createAccount");
        assert!(mother.sees().contains(said), "{}", mother.sees());
        assert!(!mother.browser.page().html.contains(CHILD_PASSWORD));
    }
    mother.finishes(Some(&code));
    assert!(mother.account().is_some(), "{}", mother.sees());
}

#[test]
fn of_two_parents_at_once_one_makes_the_account_and_the_other_is_told_to_link_it() {
    let app = TestApp::start();
    let (mut mother, mut father) = (with_card(&app, MOTHER), with_card(&app, "confirmed_second_parent"));
    mother.begins(EMAIL, "");
    father.begins("fedor-2@example.test", "");
    app.opens_letter(EMAIL, "child_email");
    app.opens_letter("fedor-2@example.test", "child_email");
    father.opens("/account/password");
    let fill = |parent: &mut Parent<'_>| {
        parent.browser.fills("password", CHILD_PASSWORD).fills("password_again", CHILD_PASSWORD);
        parent.browser.filled("createAccount")
    };
    let (late, form) = fill(&mut father);
    father.browser.posts(&form, &late);
    let first = father.account();
    father.browser.posts(&form, &late);
    assert_eq!(father.account(), first, "pressed twice");
    mother.finishes(None);
    assert!(mother.sees().contains("У ребёнка уже есть учётная запись"), "{}", mother.sees());
    assert!(first.is_some() && mother.account().is_none());
    assert!(signs_in(&app, "fedor-2@example.test") && !signs_in(&app, EMAIL));
}
