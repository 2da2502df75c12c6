//! By e-mail: the link of a letter, its deadline, its one use.

use chrono::TimeDelta;
use url::Url;

use super::EMAIL;
use super::PATH;
use super::applicant;
use super::applies;
use super::complaints;
use super::contacts;
use super::creates_password;
use crate::support::TestApp;
use crate::support::html;
use crate::support::proxy::Way;

#[test]
fn reg_02_the_link_of_the_letter_leads_to_a_password_and_the_email_is_verified() {
    let app = TestApp::start();
    let mut browser = applicant(&app, EMAIL);
    assert_eq!(browser.heading(), "Подтверждение электронной почты");
    let text = browser.page().text();
    let deadline = "04.09.2026 09:00 (UTC+05:00)";
    for said in ["Иванова Надежда", EMAIL, &format!("Воспользуйтесь ссылкой не позднее {deadline}")]
    {
        assert!(text.contains(said), "{said}: {text}");
    }
    let letter = app.last_sent_to(EMAIL);
    let words = letter["text"].as_str().expect("words");
    assert!(words.contains(deadline) && words.contains("Иванова Надежда"), "{words}");
    assert!(letter["html"].as_str().is_some_and(|html| html.contains("Подтвердить почту")), "{letter}");
    browser.opens(&app.last_link_to(EMAIL));
    creates_password(&mut browser);
    assert_eq!(browser.page().url.as_str(), app.url("/profile?done=registered"));
    assert_eq!(app.last_sent_to(EMAIL)["letter"], "registered");
    assert_eq!(contacts(&app, EMAIL), [["EML", EMAIL, "VERIFIED"]]);
}

#[test]
fn reg_02_behind_proxies_that_take_the_path_away_or_keep_it() {
    for way in Way::ALL {
        let app = TestApp::build().behind(way, "/idp/esia").start();
        let mut browser = applicant(&app, EMAIL);
        browser.opens(&app.last_link_to(EMAIL));
        creates_password(&mut browser);
        assert_eq!(browser.page().url.as_str(), app.url("/profile?done=registered"), "{way:?}");
        assert_eq!(contacts(&app, EMAIL), [["EML", EMAIL, "VERIFIED"]], "{way:?}");
        app.stays_below_its_path();
    }
}

/// Case 3.10: the first browser says so.
#[test]
fn reg_02_the_letter_may_be_read_in_another_browser_which_is_signed_in_then() {
    let app = TestApp::start();
    let mut first = applicant(&app, EMAIL);
    let mut telephone = app.browser();
    telephone.opens(&app.last_link_to(EMAIL));
    creates_password(&mut telephone);
    assert!(telephone.cookie("ESIA_SESSION").is_some());
    assert_eq!(first.opens(PATH).heading(), "Регистрация", "there is nothing left to go on with");
    assert!(first.page().text().contains("продолжена в другом"), "{}", first.page().text());
    assert!(!app.browser().opens(PATH).page().text().contains("продолжена в другом"));
    assert!(first.cookie("ESIA_SESSION").is_none());
}

#[test]
fn reg_02_a_link_serves_once_and_looking_at_it_is_no_use() {
    let app = TestApp::start();
    let mut browser = applicant(&app, EMAIL);
    let link = app.last_link_to(EMAIL);
    // A mail server looks at every link of a letter.
    for _ in 0..3 {
        assert_eq!(app.http.send(app.http.get(&link)).status, 200);
    }
    let (mut one, mut two) = (app.browser(), app.browser());
    one.opens(&link);
    two.opens(&link);
    creates_password(&mut one);
    creates_password(&mut two);
    assert_eq!((two.page().status(), two.heading().as_str()), (410, "Ссылка не действует"));
    assert!(two.cookie("ESIA_SESSION").is_none(), "one wins");
    browser.opens(&link);
    assert_eq!((browser.page().status(), browser.heading().as_str()), (410, "Ссылка не действует"));
    assert_eq!(app.sent_to(EMAIL).iter().filter(|letter| letter["letter"] == "registered").count(), 1);
}

#[test]
fn reg_03_past_the_printed_deadline_there_is_no_account_and_the_email_is_free() {
    let app = TestApp::start();
    let mut browser = applicant(&app, EMAIL);
    let link = app.last_link_to(EMAIL);
    let mut late = app.browser();
    late.opens(&link);
    app.advance(TimeDelta::days(3) - TimeDelta::seconds(1));
    assert_eq!(app.browser().opens(&link).heading(), "Создание пароля", "until then it serves");
    assert_eq!(applicant(&app, EMAIL).heading(), "Регистрация", "and the e-mail is held");
    app.advance(TimeDelta::seconds(1));
    browser.opens(&link);
    assert_eq!((browser.page().status(), browser.heading().as_str()), (410, "Ссылка устарела"));
    creates_password(&mut late);
    assert_eq!(late.heading(), "Ссылка устарела", "a form that was opened in time came too late");
    assert_eq!(browser.follows("Зарегистрироваться").heading(), "Регистрация");
    let mut other = applicant(&app, EMAIL);
    assert_eq!(other.heading(), "Подтверждение электронной почты", "the e-mail is free again");
    assert_eq!(app.browser().opens(&link).heading(), "Ссылка устарела", "the old link stays dead");
    creates_password(other.opens(&app.last_link_to(EMAIL)));
    assert_eq!(other.page().url.path(), "/profile");
}

#[test]
fn reg_03_the_rules_say_how_long_link_and_registration_live() {
    let app = TestApp::build()
        .config(|config| {
            config.rules.set("contact.link_lifetime=PT1H").expect("a rule");
            config.rules.set("registration.lifetime=PT2H").expect("a rule");
        })
        .start();
    let mut browser = applicant(&app, EMAIL);
    assert!(browser.page().text().contains("01.09.2026 10:00"), "{}", browser.page().text());
    app.advance(TimeDelta::hours(1));
    assert_eq!(app.browser().opens(&app.last_link_to(EMAIL)).heading(), "Ссылка устарела");
    assert!(browser.opens(PATH).page().text().contains("попросите новое письмо"), "{}", browser.page().text());
    app.advance(TimeDelta::minutes(30));
    browser.presses("Отправить письмо ещё раз");
    assert!(browser.page().text().contains("01.09.2026 11:30"), "{}", browser.page().text());
    app.advance(TimeDelta::minutes(59));
    assert_eq!(app.browser().opens(&app.last_link_to(EMAIL)).heading(), "Создание пароля", "what is printed holds");
    app.advance(TimeDelta::minutes(1));
    assert_eq!(browser.opens(PATH).heading(), "Регистрация", "it is forgotten with its last link");
}

#[test]
fn reg_04_changed_data_make_the_old_link_worthless_and_the_form_is_filled_in() {
    let app = TestApp::start();
    let mut browser = applicant(&app, EMAIL);
    let old = app.last_link_to(EMAIL);
    browser.presses("Изменить данные");
    assert_eq!(browser.heading(), "Регистрация");
    let shown = ["last_name", "first_name", "phone", "email"].map(|name| browser.page().value(name));
    assert_eq!(shown, ["Иванова", "Надежда", "", EMAIL]);
    assert_eq!(app.browser().opens(&old).heading(), "Ссылка не действует", "at once, not only when it is sent");
    applies(&mut browser, "another@example.test");
    assert_eq!(app.browser().opens(&old).heading(), "Ссылка не действует");
    creates_password(browser.opens(&app.last_link_to("another@example.test")));
    assert_eq!(contacts(&app, "another@example.test"), [["EML", "another@example.test", "VERIFIED"]]);
}

#[test]
fn reg_04_an_email_that_was_given_up_is_free_and_the_kind_of_contact_may_change() {
    let app = TestApp::start();
    let mut browser = applicant(&app, EMAIL);
    browser.presses("Изменить данные");
    assert_eq!(applicant(&app, EMAIL).heading(), "Подтверждение электронной почты");
    browser.fills("Или электронная почта", "");
    super::registers_by_phone(&app, &mut browser);
    assert_eq!(browser.page().url.path(), "/profile");
}

#[test]
fn reg_04_another_letter_replaces_the_first_after_a_pause() {
    let app = TestApp::start();
    let mut browser = applicant(&app, EMAIL);
    let first = app.last_link_to(EMAIL);
    browser.presses("Отправить письмо ещё раз");
    assert_eq!(complaints(&browser), ["Новое письмо можно получить через минуту после прежнего"]);
    app.advance(TimeDelta::minutes(1));
    browser.presses("Отправить письмо ещё раз");
    assert_eq!(complaints(&browser), Vec::<String>::new());
    let second = app.last_link_to(EMAIL);
    assert_ne!(first, second);
    assert_eq!(app.browser().opens(&first).heading(), "Ссылка не действует");
    assert_eq!(app.browser().opens(&second).heading(), "Создание пароля");
}

#[test]
fn reg_02_the_hints_have_the_link_of_the_letter() {
    let app = TestApp::start();
    let mut browser = applicant(&app, EMAIL);
    browser.follows("Открыть ссылку из письма");
    assert_eq!(browser.heading(), "Создание пароля");
    let silent = TestApp::build().config(|config| config.hints = false).start();
    let page = applicant(&silent, EMAIL).page().clone();
    assert!(html::links(&page.html).iter().all(|(_, href)| !href.contains("token")), "{}", page.html);
}

#[test]
fn reg_02_tokens_that_were_never_made_lead_nowhere() {
    let app = TestApp::start();
    let link = Url::parse(&{
        applicant(&app, EMAIL);
        app.last_link_to(EMAIL)
    })
    .expect("an address");
    let long = "x".repeat(5_000);
    for token in ["x", "%00", "%FF", "..", "' OR 1=1 --", &long] {
        let mut browser = app.browser();
        browser.opens(&format!("{}?token={token}", link.path()));
        assert!(["Ссылка не действует", "Регистрация"].contains(&browser.heading().as_str()), "{token:.20}");
    }
    assert_eq!(app.browser().opens(link.path()).heading(), "Регистрация", "without a token there is the form");
    // A password for a link that is no link makes no account.
    let mut browser = app.browser();
    browser.opens(link.as_str()).fills("token", "x").fills("Пароль", super::PASSWORD);
    browser.fills("Ещё раз", super::PASSWORD).presses("Готово");
    assert_eq!(browser.heading(), "Ссылка не действует");
}
