//! What protects accounts: lockouts, recovery, second factor, trusted contact (scenarios LOG-09 to LOG-12, LOG-16, SEC, KID-22).

mod lockouts;
mod offers;
mod recovery;
mod recovery_of_nobody;
mod second_factor;
mod trusted_contact;

use serde_json::Value;

use crate::support::Browser;
use crate::support::JsonRobot;
use crate::support::TestApp;
use crate::support::html;

/// Who is locked out and recovers; a mother of two.
const MOTHER: &str = "confirmed_mother_of_two";

/// A password that no fixture has.
const NEW: &str = "Novyj-Parol-1";

/// Everything that was sent to a phone or an address, the oldest first.
fn sent_to(app: &TestApp, to: &str) -> Vec<Value> {
    let answer = app.http.send(app.http.get(&app.url("/_mock/api/v1/outbox")));
    assert_eq!(answer.status, 200, "{}", answer.text());
    let all = answer.json()["messages"].as_array().expect("a list").clone();
    all.into_iter().filter(|message| message["to"] == to).collect()
}

/// The code of the newest message to a phone.
fn code_to(app: &TestApp, phone: &str) -> String {
    let last = sent_to(app, phone).pop().unwrap_or_else(|| panic!("nothing was sent to {phone}"));
    let text = last["text"].as_str().expect("text").to_owned();
    text.chars().filter(char::is_ascii_digit).collect()
}

/// The kinds of the letters to an address.
fn letters_to(app: &TestApp, email: &str) -> Vec<String> {
    let all = sent_to(app, email).into_iter();
    all.map(|letter| letter["letter"].as_str().unwrap_or_default().to_owned()).collect()
}

/// What the page says in red.
fn complaints(browser: &Browser) -> Vec<String> {
    let page = &browser.page().html;
    let mut said = html::texts_by_class(page, "ui-message-error-detail");
    said.extend(html::texts_by_class(page, "field-error"));
    said
}

/// Reads the picture of the page.
fn picture(browser: &Browser) -> String {
    html::texts_of(&browser.page().html, "text").concat()
}

/// Comes to their own pages.
fn at_home(app: &TestApp, persona: &str) -> Browser {
    let mut browser = app.browser();
    browser.opens("/profile");
    app.citizen(persona).signs_in(&mut browser);
    assert_eq!(browser.heading(), "Обзор", "{}", browser.page().text());
    browser
}

/// What the conversation answers to a password, with the picture read where one is asked for.
fn answer_to(app: &TestApp, robot: &JsonRobot, login: &str, password: &str) -> Vec<String> {
    let answer = robot.signs_in(login, password).json();
    let word = |answer: &Value| {
        let word = answer["action"].as_str().or_else(|| answer["failed"].as_str());
        word.unwrap_or_else(|| panic!("neither action nor failed: {answer}")).to_owned()
    };
    if answer["reaction_details"]["type"] != "О.ЗД1" {
        return vec![word(&answer)];
    }
    let guid = answer["reaction_details"]["guid"].as_str().expect("a guid").to_owned();
    vec![word(&answer), word(&reads_picture(app, robot, &guid))]
}

/// Reads the picture of a check as public robots do; gives what comes after it.
fn reads_picture(app: &TestApp, robot: &JsonRobot, guid: &str) -> Value {
    let kind = robot.asks("/captcha/api/public/v2/type").json();
    let session = kind["captchaSession"].as_str().expect("a session").to_owned();
    assert_eq!(kind["captchaType"], "esiacaptcha");
    let image = app.http.get(&app.url("/captcha/api/public/v2/image")).header("captchaSession", session.as_str());
    let image = robot.browser.sends(image);
    assert_eq!(image.header("content-type"), "image/svg+xml");
    let digits = image.header("x-esia-mock-captcha").to_owned();
    assert!(image.text().contains(&format!(">{digits}</text>")), "{}", image.text());
    let body = serde_json::json!({ "answer": digits, "captchaType": "esiacaptcha" });
    let verify = app.http.post(&app.url("/captcha/api/public/v2/verify")).header("captchaSession", session.as_str());
    let solved = robot.browser.sends(verify.header("content-type", "application/json").body(body.to_string())).json();
    let token = solved["verify_token"].as_str().unwrap_or_else(|| panic!("{solved}")).to_owned();
    let path = format!("/aas/oauth2/api/anomaly/captcha/verify?guid={guid}&verify_token={token}");
    robot.calls(&path).json()
}

/// Sets a security question in the profile.
fn sets_question(app: &TestApp, persona: &str) {
    let mut browser = at_home(app, persona);
    browser.opens("/profile/security/question");
    browser.fills("Вопрос", "Кличка собаки?").fills("Ответ", "  Верный  Друг ").fills("Ваш пароль", "11111111");
    browser.presses("Сохранить");
    assert!(browser.page().text().contains("Кличка собаки?"), "{}", browser.page().text());
}
