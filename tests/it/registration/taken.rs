//! A contact belongs to one: to an account, or to a registration that is on its way.

use chrono::TimeDelta;

use esia_mock::domain::contact::ContactKind;
use esia_mock::domain::contact::Verification;
use esia_mock::flow::account::contacts;
use esia_mock::protocol::ids::Oid;

use super::EMAIL;
use super::PATH;
use super::PHONE;
use super::applicant;
use super::applies;
use super::complaints;
use super::creates_password;
use super::registers_by_phone;
use super::types_the_code;
use crate::support::TestApp;

const TAKEN: &str = "Этот телефон или почта уже заняты: укажите другие";

#[test]
fn reg_09_a_contact_of_somebody_else_is_refused_without_saying_whose() {
    let app = TestApp::start();
    let taken = [
        "sidorova@example.test",
        "Sidorova@Example.TEST",
        "8 900 000-07-02",
        // Blocked accounts keep what they have.
        "blocked.adult@example.test",
    ];
    let page = |contact: &str| {
        let browser = applicant(&app, contact);
        assert_eq!((browser.heading().as_str(), complaints(&browser)), ("Регистрация", vec![TAKEN.to_owned()]));
        browser.page().text()
    };
    for contact in taken {
        let text = page(contact);
        assert!(!text.contains("Сидорова") && !text.contains("Ольга"), "{text}");
        assert_eq!(app.sent_to(contact).len(), 0, "{contact}");
    }
    let mut browser = app.browser();
    browser.opens(PATH).fills("Или электронная почта", "sidorova@example.test");
    applies(&mut browser, PHONE);
    assert_eq!(complaints(&browser), [TAKEN], "beside the second one as well");
    assert_eq!(app.sent_to(PHONE).len(), 0);
}

#[test]
fn reg_09_a_deleted_account_holds_nothing() {
    let app = TestApp::start();
    assert_eq!(applicant(&app, "deleted.adult@example.test").heading(), "Подтверждение электронной почты");
}

#[test]
fn reg_10_a_registration_holds_its_contact_until_its_time_is_over() {
    let app = TestApp::start();
    for contact in [EMAIL, PHONE] {
        let first = applicant(&app, contact);
        assert!(first.heading().starts_with("Подтверждение"), "{contact}");
        app.advance(TimeDelta::hours(71));
        let second = applicant(&app, contact);
        assert_eq!(complaints(&second), [TAKEN], "{contact}: as of an account");
        app.advance(TimeDelta::hours(1));
        assert!(applicant(&app, contact).heading().starts_with("Подтверждение"), "{contact} is free again");
        let mut first = first;
        assert_eq!(first.opens(PATH).heading(), "Регистрация", "{contact}: the first one is forgotten");
    }
}

#[test]
fn reg_10_the_answer_is_the_same_for_an_account_and_a_registration() {
    let app = TestApp::start();
    applicant(&app, EMAIL);
    let shown = |contact: &str| {
        let browser = applicant(&app, contact);
        let page = browser.page();
        let secret = [page.value("csrf"), contact.to_owned()];
        secret.iter().fold(page.html.clone(), |html, secret| html.replace(secret, "…"))
    };
    assert_eq!(shown(EMAIL), shown("sidorova@example.test"));
}

#[test]
fn reg_10_who_registers_with_the_same_contact_in_the_same_browser_goes_on() {
    let app = TestApp::start();
    let browser = applicant(&app, EMAIL);
    let link = app.last_link_to(EMAIL);
    // Two tabs, each with the form.
    let mut tab = browser.new_tab();
    tab.opens(PATH).presses("Изменить данные");
    let mut other = tab.new_tab();
    other.opens(PATH);
    applies(&mut tab, EMAIL);
    let sent = app.sent_to(EMAIL).len();
    applies(&mut other, "Nadezhda@Example.test");
    assert_eq!(other.heading(), "Подтверждение электронной почты");
    assert_eq!(app.sent_to(EMAIL).len() + app.sent_to("Nadezhda@Example.test").len(), sent, "no letter more");
    assert_eq!(app.browser().opens(&link).heading(), "Ссылка не действует");
    assert_eq!(app.browser().opens(&app.last_link_to(EMAIL)).heading(), "Создание пароля");
}

#[test]
fn reg_10_a_verified_phone_stays_verified_for_its_browser() {
    let app = TestApp::start();
    let mut browser = app.browser();
    browser.opens(PATH);
    let mut tab = browser.new_tab();
    tab.opens(PATH);
    applies(&mut browser, PHONE);
    types_the_code(&mut browser, &app.last_code_to(PHONE));
    assert_eq!(applies(&mut tab, PHONE).heading(), "Создание пароля", "the form of another tab");
    assert_eq!(complaints(&applicant(&app, PHONE)), [TAKEN], "others wait as before");
    app.advance(TimeDelta::days(3));
    browser.fills("Пароль", super::PASSWORD).fills("Ещё раз", super::PASSWORD).presses("Готово");
    assert_eq!(browser.heading(), "Регистрация");
    assert!(complaints(&browser).concat().contains("Время регистрации вышло"));
    let mut other = app.browser();
    other.opens(PATH);
    registers_by_phone(&app, &mut other);
    assert_eq!(other.page().url.path(), "/profile");
}

#[test]
fn reg_10_of_two_who_want_one_email_as_their_second_one_gets_it() {
    let app = TestApp::start();
    let phones = ["+7(907)0000001", "+7(907)0000002"];
    let mut browsers: Vec<_> = phones
        .iter()
        .map(|phone| {
            let mut browser = app.browser();
            browser.opens(PATH).fills("Или электронная почта", EMAIL);
            applies(&mut browser, phone);
            types_the_code(&mut browser, &app.last_code_to(phone));
            browser
        })
        .collect();
    for browser in &mut browsers {
        creates_password(browser);
        assert_eq!(browser.page().url.path(), "/profile");
    }
    let [first, second] = phones.map(|phone| super::contacts(&app, phone).len());
    assert_eq!((first, second), (2, 1));
    assert_eq!(complaints(&applicant(&app, EMAIL)), [TAKEN], "an e-mail that waits in a profile is taken");
}

#[test]
fn reg_10_the_end_of_a_registration_cannot_be_sent_twice() {
    let app = TestApp::start();
    let mut browser = applicant(&app, PHONE);
    types_the_code(&mut browser, &app.last_code_to(PHONE));
    let mut tab = browser.new_tab();
    tab.opens(PATH);
    creates_password(&mut browser);
    tab.fills("Пароль", super::PASSWORD).fills("Ещё раз", super::PASSWORD).presses("Готово");
    assert_eq!(tab.page().status(), 403, "signing in made the other form stale");
    let registered = app.sent_to(PHONE).into_iter().filter(|sms| sms["text"].to_string().contains("зарегистрированы"));
    assert_eq!(registered.count(), 1);
}

#[test]
fn reg_10_who_lost_the_contact_all_the_same_is_told_and_gets_no_account() {
    let app = TestApp::start();
    let mut browser = applicant(&app, PHONE);
    types_the_code(&mut browser, &app.last_code_to(PHONE));
    let oid = Oid(app.citizen("standard_adult").oid);
    let phone = (ContactKind::Mobile, Verification::Verified);
    let given = app.stand();
    let given = async move { given.write(move |cx| contacts::add(cx, oid, phone.0, PHONE, phone.1)).await };
    app.waits(given).expect("a fixture would do the same");
    creates_password(&mut browser);
    assert_eq!((browser.page().status(), browser.heading().as_str()), (409, "Зарегистрироваться не получилось"));
    assert!(browser.page().text().contains(TAKEN) && browser.cookie("ESIA_SESSION").is_none());
}

#[test]
fn reg_04_another_contact_from_another_tab_makes_the_first_link_worthless() {
    let app = TestApp::start();
    let mut browser = app.browser();
    browser.opens(PATH);
    let mut tab = browser.new_tab();
    tab.opens(PATH);
    applies(&mut browser, EMAIL);
    let link = app.last_link_to(EMAIL);
    applies(&mut tab, PHONE);
    assert_eq!(app.browser().opens(&link).heading(), "Ссылка не действует");
    assert_eq!(browser.opens(PATH).heading(), "Подтверждение телефона");
    assert_eq!(applicant(&app, EMAIL).heading(), "Подтверждение электронной почты", "and the e-mail is free");
}
