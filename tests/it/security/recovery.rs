//! «Я не знаю пароль» (accounts notes, section 5.6; SEC-01, SEC-02, LOG-16, KID-22).

use serde_json::json;

use super::MOTHER;
use super::NEW;
use super::answer_to;
use super::at_home;
use super::code_to;
use super::complaints;
use super::letters_to;
use super::picture;
use super::sent_to;
use super::sets_question;
use crate::support::Browser;
use crate::support::JsonRobot;
use crate::support::TestApp;
use crate::support::html;
use crate::support::proxy::Way;
use crate::support::robot::another;

const PHONE: &str = "+7(900)0000702";

/// Names the account and reads the picture.
pub(super) fn begins<'b>(browser: &'b mut Browser, login: &str) -> &'b mut Browser {
    if browser.heading() != "Восстановление доступа" {
        browser.opens("/login/recovery");
    }
    let digits = picture(browser);
    browser.fills("Телефон, почта или СНИЛС", login).fills("Цифры с картинки", &digits).presses("Продолжить")
}

/// Gives a document.
pub(super) fn proves<'b>(browser: &'b mut Browser, document: &str) -> &'b mut Browser {
    browser.fills("document", document).presses("Продолжить")
}

/// Types a code.
pub(super) fn types<'b>(browser: &'b mut Browser, code: &str) -> &'b mut Browser {
    browser.fills("Цифра 1", code).presses("Продолжить")
}

/// Sets a password.
fn sets<'b>(browser: &'b mut Browser, password: &str) -> &'b mut Browser {
    browser.fills("Новый пароль", password).fills("Ещё раз", password).presses("Сохранить")
}

fn fresh(app: &TestApp) -> Browser {
    let mut browser = app.browser();
    browser.opens("/login/recovery");
    browser
}

fn passport(app: &TestApp, persona: &str) -> String {
    let citizen = app.world.citizen(persona).expect("a person");
    let data = &citizen.documents[0].data;
    format!("{} {}", data.series.as_deref().unwrap_or_default(), data.number.as_deref().unwrap_or_default())
}

/// Case 3.14: each step has a way back to the login.
#[test]
fn sec_01_behind_proxies_that_take_the_path_away_or_keep_it() {
    for way in Way::ALL {
        let app = TestApp::build().behind(way, "/idp/esia").start();
        let mut login = app.at_sign_in(MOTHER);
        login.browser.follows("Я не знаю пароль");
        let back = |browser: &Browser| {
            let links = html::links(&browser.page().html);
            assert!(links.iter().any(|(text, _)| text == "Вернуться ко входу"), "{}: {links:?}", browser.heading());
        };
        back(begins(&mut login.browser, PHONE));
        back(proves(&mut login.browser, &passport(&app, MOTHER)));
        types(&mut login.browser, &code_to(&app, PHONE));
        assert_eq!(sets(&mut login.browser, NEW).heading(), "Пароль изменён", "{way:?}");
        app.stays_below_its_path();
    }
}

#[test]
fn sec_01_by_phone_passport_and_sms_and_back_to_the_system() {
    let app = TestApp::start();
    let rp = app.client("EPOS_DEMO");
    let tokens = app.citizen(MOTHER).gives_tokens_to(&rp);
    let mut old = at_home(&app, MOTHER);
    let mut login = app.at_sign_in(MOTHER);
    login.browser.follows("Я не знаю пароль");
    begins(&mut login.browser, PHONE);
    proves(&mut login.browser, &passport(&app, MOTHER));
    assert!(login.browser.page().text().contains("+7 *** ***-07-02"), "{}", login.browser.page().text());
    let code = code_to(&app, PHONE);
    types(&mut login.browser, &another(&code));
    assert_eq!(complaints(&login.browser), ["Неверный код. Проверьте его и введите ещё раз"]);
    assert_eq!(types(&mut login.browser, &code).heading(), "Новый пароль");
    sets(&mut login.browser, "11111111");
    assert_eq!(complaints(&login.browser), ["Добавьте строчную латинскую букву"]);
    assert_eq!(sets(&mut login.browser, NEW).heading(), "Пароль изменён");

    assert_eq!(old.opens("/profile").heading(), "Вход", "old sessions are closed");
    assert_eq!(rp.posts(&rp.refresh_request(&tokens.refresh_token())).esia_code(), "ESIA-007011");
    assert!(letters_to(&app, "sidorova@example.test").contains(&"password_recovered".to_owned()));
    let kinds: Vec<_> = app.events_of(MOTHER).into_iter().map(|(kind, ..)| kind).collect();
    assert!(kinds.ends_with(&["password_changed", "sessions_ended", "recovered"].map(str::to_owned)), "{kinds:?}");
    login.browser.follows("Войти");
    login.browser.signs_in(PHONE, "11111111");
    assert_eq!(complaints(&login.browser).len(), 2, "the old password");
    assert!(login.browser.signs_in(PHONE, NEW).has_returned(), "the login of the system goes on");
}

#[test]
fn sec_01_nothing_of_a_recovery_serves_twice() {
    let app = TestApp::start();
    let mut browser = fresh(&app);
    begins(&mut browser, PHONE);
    proves(&mut browser, &passport(&app, MOTHER));
    let code = code_to(&app, PHONE);
    browser.fills("Цифра 1", &code);
    let (with_code, code_form) = browser.filled("Продолжить");
    browser.presses("Продолжить");
    browser.fills("Новый пароль", NEW).fills("Ещё раз", NEW);
    let (with_password, password_form) = browser.filled("Сохранить");
    browser.presses("Сохранить");
    let mut tab = browser.new_tab();
    for (form, body) in [(&code_form, &with_code), (&password_form, &with_password)] {
        tab.posts(form, &body.replace(NEW, "Drugoj-Parol-2"));
        assert_eq!(tab.heading(), "Пароль изменён");
    }
    let robot = JsonRobot::sent_by(&app, &app.client("EPOS_DEMO"));
    assert_eq!(answer_to(&app, &robot, PHONE, NEW), ["GRANT_SCOPE_ACCESS"]);
    let mut again = fresh(&app);
    begins(&mut again, PHONE);
    proves(&mut again, &passport(&app, MOTHER));
    types(&mut again, &code);
    assert_eq!(again.heading(), "Подтверждение", "the code was used up");
}

#[test]
fn sec_01_a_new_password_makes_links_of_before_worthless() {
    let app = TestApp::start();
    let mut browser = fresh(&app);
    begins(&mut browser, "sidorova@example.test");
    proves(&mut browser, &passport(&app, MOTHER));
    let link = app.last_link_to("sidorova@example.test");
    let restored = app.controls("POST", "/_mock/api/v1/mfc/restore", &json!({ "person": MOTHER }).to_string());
    assert_eq!(restored.status, 200, "{}", restored.text());
    browser.opens(&link).presses("Задать новый пароль");
    assert!(browser.page().text().contains("Ссылка больше не действует"), "{}", browser.page().text());
}

#[test]
fn sec_01_a_recovery_belongs_to_its_browser() {
    let app = TestApp::start();
    let mut browser = fresh(&app);
    begins(&mut browser, PHONE);
    let address = browser.page().url.to_string();
    let mut thief = fresh(&app);
    let token = thief.page().value("csrf");
    assert_eq!((thief.opens(&address).page().status(), thief.heading().as_str()), (403, "Страница устарела"));
    let form = browser.page().form(browser.page().url.path());
    thief.posts(&form, &format!("csrf={token}&document=0"));
    assert_eq!(thief.page().status(), 403);
    browser.posts(&form, "csrf=forged&document=0");
    assert_eq!(browser.page().status(), 403, "a form without its token");
}

#[test]
fn sec_02_snils_and_inn_serve_and_wrong_answers_are_counted_whatever_the_browser() {
    let app = TestApp::start();
    let inn = app.world.citizen(MOTHER).and_then(|citizen| citizen.person.inn.clone()).expect("ИНН").to_string();
    for document in ["000-000-702 23", "00000070223", inn.as_str()] {
        let mut browser = fresh(&app);
        begins(&mut browser, PHONE);
        assert_eq!(proves(&mut browser, document).heading(), "Подтверждение", "{document}");
    }
    for left in [2, 1, 0] {
        let mut browser = fresh(&app);
        begins(&mut browser, "sidorova@example.test");
        proves(&mut browser, "0000 000000");
        let expected = if left > 0 {
            "Документ не подходит. Проверьте цифры и введите ещё раз"
        } else {
            "Слишком много неверных ответов. Попробуйте через час или обратитесь в центр обслуживания"
        };
        assert_eq!(complaints(&browser), [expected]);
    }
    let mut browser = fresh(&app);
    begins(&mut browser, "000-000-702 23");
    proves(&mut browser, &inn);
    assert!(complaints(&browser)[0].starts_with("Слишком много неверных ответов"), "a right one as well");
    app.moves_clock(&json!({ "advance": "PT1H" }));
    let mut browser = fresh(&app);
    begins(&mut browser, "000-000-702 23");
    assert_eq!(proves(&mut browser, &inn).heading(), "Подтверждение");
    let code = code_to(&app, PHONE);
    assert_eq!(types(&mut browser, &code).heading(), "Новый пароль");
}

#[test]
fn sec_02_the_security_question_is_asked_as_well() {
    let app = TestApp::start();
    sets_question(&app, MOTHER);
    let mut browser = fresh(&app);
    begins(&mut browser, PHONE);
    proves(&mut browser, &passport(&app, MOTHER));
    browser.fills("Кличка собаки?", "Шарик").presses("Продолжить");
    assert_eq!(complaints(&browser), ["Ответ не подходит. Вспомните, что вы записали в настройках"]);
    assert_eq!(browser.fills("Кличка собаки?", "верный друг").presses("Продолжить").heading(), "Подтверждение");
}

#[test]
fn by_email_the_link_of_the_letter_serves_once_in_whatever_browser() {
    let app = TestApp::start();
    let mut browser = fresh(&app);
    begins(&mut browser, "Sidorova@example.test");
    proves(&mut browser, &passport(&app, MOTHER));
    assert!(browser.page().text().contains("Sidorova@example.test"), "{}", browser.page().text());
    let letter = sent_to(&app, "sidorova@example.test").pop().expect("a letter");
    assert_eq!(letter["letter"], "recovery");
    let link = letter["link"].as_str().expect("a link").to_owned();
    let mut phone = app.browser();
    phone.opens(&link).presses("Задать новый пароль");
    assert_eq!(phone.heading(), "Новый пароль");
    assert_eq!(sets(&mut phone, NEW).heading(), "Пароль изменён");
    let mut again = app.browser();
    for address in [link, format!("{}/login/recovery/letter?token=forged", app.base)] {
        again.opens(&address).presses("Задать новый пароль");
        assert!(complaints(&again)[0].starts_with("Ссылка больше не действует"), "{:?}", complaints(&again));
    }
}

#[test]
fn a_password_of_before_is_not_taken_again() {
    let app = TestApp::build().config(|config| config.rules.set("contact.pause=PT0S").expect("a rule")).start();
    let recover = |password: &str| {
        let mut browser = fresh(&app);
        begins(&mut browser, PHONE);
        proves(&mut browser, &passport(&app, MOTHER));
        let code = code_to(&app, PHONE);
        types(&mut browser, &code);
        sets(&mut browser, password);
        (browser.heading(), complaints(&browser))
    };
    for password in [NEW, "Drugoj-Parol-2", "Tretij-Parol-3"] {
        assert_eq!(recover(password).0, "Пароль изменён");
    }
    assert_eq!(recover(NEW).1, ["Таким паролем вы уже пользовались: придумайте другой"]);
    app.moves_clock(&json!({ "advance": "PT1H" }));
    assert_eq!(recover("Chetvertyj-4").0, "Пароль изменён");
    assert_eq!(recover(NEW).0, "Пароль изменён", "three are remembered");
}

#[test]
fn kid_22_a_child_recovers_by_its_own_email_without_a_document() {
    let app = TestApp::start();
    let child = app.citizen("child_10");
    let email = child.logins.iter().find(|login| login.contains('@')).expect("an e-mail").clone();
    let mut browser = fresh(&app);
    begins(&mut browser, &email);
    assert_eq!(proves(&mut browser, "").heading(), "Подтверждение");
    let link = sent_to(&app, &email).pop().expect("a letter")["link"].as_str().expect("a link").to_owned();
    browser.opens(&link).presses("Задать новый пароль");
    assert_eq!(sets(&mut browser, NEW).heading(), "Пароль изменён");
    let robot = JsonRobot::sent_by(&app, &app.client("EPOS_DEMO"));
    assert_eq!(answer_to(&app, &robot, &email, NEW), ["GRANT_SCOPE_ACCESS"]);
}

#[test]
fn log_12_a_recovery_opens_an_account_that_is_locked() {
    let app = TestApp::start();
    let robot = JsonRobot::sent_by(&app, &app.client("EPOS_DEMO"));
    for _ in 0..10 {
        answer_to(&app, &robot, PHONE, "wrong");
    }
    assert_eq!(answer_to(&app, &robot, PHONE, "11111111"), ["ACCOUNT_LOCKED"]);
    let mut browser = fresh(&app);
    begins(&mut browser, PHONE);
    proves(&mut browser, &passport(&app, MOTHER));
    let code = code_to(&app, PHONE);
    types(&mut browser, &code);
    sets(&mut browser, NEW);
    assert_eq!(answer_to(&app, &robot, PHONE, NEW), ["GRANT_SCOPE_ACCESS"], "without a picture");
}

#[test]
fn log_16_a_stand_may_limit_an_account_after_its_recovery() {
    let app = TestApp::build().config(|config| config.rules.set("recovery.limit=on").expect("a rule")).start();
    let mut browser = fresh(&app);
    begins(&mut browser, PHONE);
    proves(&mut browser, &passport(&app, MOTHER));
    let code = code_to(&app, PHONE);
    types(&mut browser, &code);
    sets(&mut browser, NEW);
    let robot = JsonRobot::sent_by(&app, &app.client("EPOS_DEMO"));
    assert_eq!(answer_to(&app, &robot, PHONE, NEW), ["ACCOUNT_LOCKED"]);
    browser.follows("Войти");
    assert_eq!(browser.signs_in(PHONE, NEW).heading(), "Обзор", "the own pages are open");
    app.moves_clock(&json!({ "advance": "PT72H" }));
    let robot = JsonRobot::sent_by(&app, &app.client("EPOS_DEMO"));
    assert_eq!(answer_to(&app, &robot, PHONE, NEW), ["GRANT_SCOPE_ACCESS"]);
}
