//! Wrong passwords: a picture, the security question, a lock (accounts notes, section 5.3; LOG-11, LOG-12, SEC-07).

use serde_json::json;

use super::MOTHER;
use super::answer_to;
use super::at_home;
use super::complaints;
use super::letters_to;
use super::picture;
use super::reads_picture;
use super::sets_question;
use crate::support::JsonRobot;
use crate::support::TestApp;
use crate::support::robot::said;

const LOGIN: &str = "+7(900)0000702";

fn robot(app: &TestApp) -> JsonRobot {
    JsonRobot::sent_by(app, &app.client("EPOS_DEMO"))
}

fn without_pictures() -> TestApp {
    TestApp::build().config(|config| config.rules.set("login.captcha_after=100").expect("a rule")).start()
}

fn misses(app: &TestApp, times: usize) {
    for _ in 0..times {
        answer_to(app, &robot(app), LOGIN, "wrong");
    }
}

#[test]
fn log_11_after_three_wrong_passwords_a_picture_stands_before_the_verdict() {
    let app = TestApp::start();
    let mut login = app.at_sign_in(MOTHER);
    for _ in 0..3 {
        assert_eq!(login.browser.signs_in(LOGIN, "wrong").heading(), "Вход");
    }
    assert_eq!(login.browser.signs_in(LOGIN, "wrong").heading(), "Проверка");
    let digits = picture(&login.browser);
    assert_eq!(digits.len(), 5, "{digits}");
    login.browser.fills("Цифры с картинки", "0").presses("Продолжить");
    assert_eq!(complaints(&login.browser), ["На картинке другие цифры. Введите те, что видите сейчас"]);
    let other = picture(&login.browser);
    assert_ne!(other, digits, "a new picture");
    login.browser.presses("Другая картинка");
    assert_ne!(picture(&login.browser), other);
    let digits = picture(&login.browser);
    login.browser.fills("Цифры с картинки", &digits).presses("Продолжить");
    assert_eq!((login.browser.heading().as_str(), complaints(&login.browser).len()), ("Вход", 2), "it was wrong");

    assert_eq!(
        login.browser.signs_in(LOGIN, "11111111").heading(),
        "Проверка",
        "a right one is not told before either"
    );
    assert_eq!(login.browser.cookie("ESIA_SESSION"), None);
    let digits = picture(&login.browser);
    login.browser.fills("Цифры с картинки", &digits).presses("Продолжить");
    assert_eq!(login.browser.heading(), "Предоставление прав доступа");
    assert_eq!(app.at_sign_in(MOTHER).signed_in().browser.heading(), "Предоставление прав доступа", "all is forgotten");
}

#[test]
fn log_11_a_picture_is_answered_once_and_in_its_own_browser() {
    let app = TestApp::start();
    misses(&app, 3);
    let mut login = app.at_sign_in(MOTHER);
    login.browser.signs_in(LOGIN, "11111111");
    let digits = picture(&login.browser);
    let (body, form) = {
        login.browser.fills("Цифры с картинки", &digits);
        login.browser.filled("Продолжить")
    };
    let own = login.browser.page().value("csrf");
    let mut foreign = app.at_sign_in(MOTHER);
    let token = foreign.browser.page().value("csrf");
    foreign.browser.posts(&form, &body.replace(&own, &token));
    assert_eq!((foreign.browser.page().status(), foreign.browser.heading().as_str()), (403, "Страница устарела"));
    let mut tab = login.browser.new_tab();
    tab.posts(&form, &body.replace(&own, ""));
    assert_eq!(tab.page().status(), 403, "a form without its token");
    login.browser.posts(&form, &body);
    assert_eq!(login.browser.heading(), "Предоставление прав доступа");
    login.browser.posts(&form, &body);
    assert_eq!(login.browser.page().status(), 403, "a replay");
}

#[test]
fn log_11_the_same_in_the_conversation_and_after_five_the_security_question() {
    let app = TestApp::start();
    sets_question(&app, MOTHER);
    for expected in [&["INVALID_PASSWORD"][..], &["INVALID_PASSWORD"], &["INVALID_PASSWORD"]] {
        assert_eq!(answer_to(&app, &robot(&app), LOGIN, "wrong"), expected, "whatever the browser");
    }
    for _ in 0..2 {
        let said = answer_to(&app, &robot(&app), LOGIN, "wrong");
        assert_eq!(said, ["SOLVE_ANOMALY_REACTION", "INVALID_PASSWORD"]);
    }
    let robot = robot(&app);
    let picture = robot.signs_in(LOGIN, "11111111").json();
    let guid = picture["reaction_details"]["guid"].as_str().expect("a guid").to_owned();
    let question = reads_picture(&app, &robot, &guid);
    assert_eq!(
        (&question["action"], &question["reaction_details"]["type"]),
        (&json!("SOLVE_ANOMALY_REACTION"), &json!("О.ЗИ1"))
    );
    let guid = question["reaction_details"]["guid"].as_str().expect("a guid").to_owned();
    let asked = robot.asks(&format!("/anomaly-resolver/api/reaction/question?guid={guid}")).json();
    assert_eq!(asked, json!({ "question_text": "Кличка собаки?" }));
    let answers = |text: &str| {
        let body = json!({ "guid": guid, "answer": text });
        said(&robot.posts("/anomaly-resolver/api/reaction/question/answer", &body)).1
    };
    assert_eq!(answers("Шарик"), "INVALID_ANSWER");
    assert_eq!(answers("верный друг"), "GRANT_SCOPE_ACCESS");
    assert_eq!(
        robot.posts("/aas/oauth2/api/anomaly/question/answer", &json!({ "guid": guid })).status,
        400,
        "a replay"
    );
}

#[test]
fn log_11_the_question_on_its_page() {
    let app = TestApp::build().config(|config| config.rules.set("login.captcha_after=100").expect("a rule")).start();
    sets_question(&app, MOTHER);
    misses(&app, 5);
    let mut login = app.at_sign_in(MOTHER);
    assert_eq!(login.browser.signs_in(LOGIN, "11111111").heading(), "Контрольный вопрос");
    login.browser.fills("Кличка собаки?", "Шарик").presses("Продолжить");
    assert_eq!(complaints(&login.browser), ["Ответ не подходит. Вспомните, что вы записали в настройках"]);
    login.browser.fills("Кличка собаки?", "ВЕРНЫЙ ДРУГ").presses("Продолжить");
    assert_eq!(login.browser.heading(), "Предоставление прав доступа");
}

#[test]
fn log_12_ten_wrong_passwords_lock_the_account_for_an_hour() {
    let app = without_pictures();
    for _ in 0..9 {
        assert_eq!(answer_to(&app, &robot(&app), LOGIN, "wrong"), ["INVALID_PASSWORD"]);
    }
    assert_eq!(answer_to(&app, &robot(&app), "sidorova@example.test", "wrong"), ["ACCOUNT_LOCKED"], "by any login");
    assert_eq!(answer_to(&app, &robot(&app), LOGIN, "11111111"), ["ACCOUNT_LOCKED"]);
    assert_eq!(letters_to(&app, "sidorova@example.test"), ["account_locked"]);
    let mut login = app.at_sign_in(MOTHER);
    login.browser.signs_in(LOGIN, "11111111");
    assert!(complaints(&login.browser)[0].starts_with("Вход временно закрыт"), "{:?}", complaints(&login.browser));
    app.moves_clock(&json!({ "advance": "PT59M" }));
    assert_eq!(answer_to(&app, &robot(&app), LOGIN, "11111111"), ["ACCOUNT_LOCKED"]);
    app.moves_clock(&json!({ "advance": "PT1M" }));
    assert_eq!(answer_to(&app, &robot(&app), LOGIN, "wrong"), ["INVALID_PASSWORD"], "counted from the beginning");
    assert_eq!(answer_to(&app, &robot(&app), LOGIN, "11111111"), ["GRANT_SCOPE_ACCESS"]);
    let events: Vec<_> = app.events_of(MOTHER).into_iter().map(|(kind, ..)| kind).collect();
    assert_eq!(events, ["locked", "unlocked"]);
}

#[test]
fn log_12_a_right_password_begins_the_count_anew() {
    let app = without_pictures();
    for _ in 0..3 {
        misses(&app, 9);
        assert_eq!(answer_to(&app, &robot(&app), LOGIN, "11111111"), ["GRANT_SCOPE_ACCESS"]);
    }
    misses(&app, 9);
    app.moves_clock(&json!({ "advance": "P1D" }));
    assert_eq!(answer_to(&app, &robot(&app), LOGIN, "wrong"), ["INVALID_PASSWORD"], "a day later");
}

#[test]
fn log_12_a_session_that_was_open_is_shut_out_until_the_lock_ends() {
    let app = without_pictures();
    let mut home = at_home(&app, MOTHER);
    misses(&app, 10);
    assert_eq!(home.opens("/profile").heading(), "Вход");
    app.moves_clock(&json!({ "advance": "PT1H" }));
    assert_eq!(home.opens("/profile").heading(), "Обзор");
}

#[test]
fn log_16_a_limited_account_that_was_locked_is_limited_afterwards() {
    let app = without_pictures();
    let login = app.citizen("limited_adult").login;
    for _ in 0..10 {
        answer_to(&app, &robot(&app), &login, "wrong");
    }
    app.moves_clock(&json!({ "advance": "PT1H" }));
    assert_eq!(answer_to(&app, &robot(&app), &login, "11111111"), ["ACCOUNT_LOCKED"]);
    assert_eq!(at_home(&app, "limited_adult").heading(), "Обзор", "the own pages are open");
    app.moves_clock(&json!({ "advance": "P3D" }));
    assert_eq!(answer_to(&app, &robot(&app), &login, "11111111"), ["GRANT_SCOPE_ACCESS"]);
}

#[test]
fn sec_07_a_login_that_nobody_has_is_treated_alike() {
    let app = TestApp::start();
    let story = |login: &str| -> Vec<Vec<String>> {
        let mut story: Vec<_> = (0..11).map(|_| answer_to(&app, &robot(&app), login, "wrong")).collect();
        app.advance(chrono::TimeDelta::minutes(61));
        app.moves_clock(&json!({ "advance": "PT1S" }));
        story.push(answer_to(&app, &robot(&app), login, "wrong"));
        story
    };
    let known = story(LOGIN);
    assert_eq!(known[3], ["SOLVE_ANOMALY_REACTION", "INVALID_PASSWORD"]);
    assert_eq!(
        (&known[10][..], &known[11][..]),
        (&["ACCOUNT_LOCKED".to_owned()][..], &["INVALID_PASSWORD".to_owned()][..])
    );
    for login in ["+7(900)9999999", "nobody@example.test", "000-000-999 99", "deleted.adult@example.test"] {
        assert_eq!(story(login), known, "{login}");
    }
}

#[test]
fn sec_07_a_stand_that_tells_unknown_logins_still_counts() {
    let app = TestApp::build().config(|config| config.tell_unknown_logins = true).start();
    for _ in 0..3 {
        assert_eq!(answer_to(&app, &robot(&app), "nobody@example.test", "wrong"), ["ACCOUNT_NOT_FOUND"]);
    }
    let said = answer_to(&app, &robot(&app), "nobody@example.test", "wrong");
    assert_eq!(said, ["SOLVE_ANOMALY_REACTION", "ACCOUNT_NOT_FOUND"]);
}

#[test]
fn a_picture_and_its_token_serve_once_and_no_other_browser() {
    let app = TestApp::start();
    misses(&app, 3);
    let (own, foreign) = (robot(&app), robot(&app));
    let guid = own.signs_in(LOGIN, "11111111").json()["reaction_details"]["guid"].as_str().expect("a guid").to_owned();
    let kind = own.asks("/captcha/api/public/v2/type").json();
    let verify = |robot: &JsonRobot, answer: &str| {
        let url = app.url("/captcha/api/public/v2/verify");
        let session = kind["captchaSession"].as_str().expect("a session");
        let request = app.http.post(&url).header("captchaSession", session).header("content-type", "application/json");
        robot.browser.sends(request.body(json!({ "answer": answer }).to_string())).json()
    };
    let digits = own.asks("/captcha/api/public/v2/image").header("x-esia-mock-captcha").to_owned();
    assert_eq!(verify(&foreign, &digits)["failed"], "INVALID_CAPTCHA");
    assert_eq!(verify(&own, "x")["failed"], "INVALID_CAPTCHA");
    let token = verify(&own, &digits)["verify_token"].as_str().expect("a token").to_owned();
    assert_eq!(verify(&own, &digits)["failed"], "INVALID_CAPTCHA", "used up");
    let path = format!("/aas/oauth2/api/anomaly/captcha/verify?guid={guid}&verify_token={token}");
    assert_eq!(foreign.calls(&path).status, 400);
    let forged = format!("/aas/oauth2/api/anomaly/captcha/verify?guid={guid}&verify_token=forged");
    assert_eq!(said(&own.calls(&forged)).1, "INVALID_CAPTCHA");
    assert_eq!(said(&own.calls(&path)).1, "GRANT_SCOPE_ACCESS");
    assert_eq!(own.calls(&path).status, 400, "a replay");
}
