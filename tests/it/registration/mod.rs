//! Registration (accounts notes, section 1.4; scenarios REG-01 to REG-11), by pages and by JSON.

mod by_email;
mod by_phone;
mod form;
mod json;
mod properties;
mod returning;
mod taken;

use serde_json::Value;

use crate::support::Browser;
use crate::support::RelyingParty;
use crate::support::TestApp;
use crate::support::html;

const PATH: &str = "/login/registration";
const PHONE: &str = "+7(907)7647981";
const EMAIL: &str = "nadezhda@example.test";
const PASSWORD: &str = "Pa55word!";

/// What a page says in red.
fn complaints(browser: &Browser) -> Vec<String> {
    let page = browser.page();
    let mut said = html::texts_by_class(&page.html, "ui-message-error-detail");
    said.extend(html::texts_by_class(&page.html, "field-error"));
    said
}

/// Fills in the form that the browser has, and sends it.
fn applies<'b>(browser: &'b mut Browser, contact: &str) -> &'b mut Browser {
    let field = if contact.contains('@') {
        "Или электронная почта"
    } else {
        "Мобильный телефон"
    };
    browser.fills("Фамилия", "Иванова").fills("Имя", "Надежда").fills(field, contact).presses("Зарегистрироваться")
}

/// A browser that has applied for an account.
fn applicant(app: &TestApp, contact: &str) -> Browser {
    let mut browser = app.browser();
    applies(browser.opens(PATH), contact);
    browser
}

/// Types the code that was sent to a phone.
fn types_the_code<'b>(browser: &'b mut Browser, code: &str) -> &'b mut Browser {
    browser.fills("Цифра 1", code).presses("Продолжить")
}

/// Makes up a password.
fn creates_password(browser: &mut Browser) -> &mut Browser {
    assert_eq!(browser.heading(), "Создание пароля", "{}", browser.page().text());
    browser.fills("Пароль", PASSWORD).fills("Ещё раз", PASSWORD).presses("Готово")
}

/// Registers by phone, from the form to the end.
fn registers_by_phone<'b>(app: &TestApp, browser: &'b mut Browser) -> &'b mut Browser {
    applies(browser, PHONE);
    types_the_code(browser, &app.last_code_to(PHONE));
    creates_password(browser)
}

/// Somebody new logs in to a system in a browser of their own: the system, and what its code gives.
fn logs_in(app: &TestApp, login: &str) -> (RelyingParty, crate::support::Tokens) {
    let rp = app.client("DEMO_RSA").asking_for("openid fullname contacts email mobile");
    let mut browser = app.browser();
    browser.opens(&rp.authorize_url()).signs_in(login, PASSWORD);
    assert_eq!(browser.heading(), "Предоставление прав доступа", "{}", browser.page().text());
    let tokens = rp.exchanges(&browser.grants().returned().code());
    (rp, tokens)
}

/// Type, value and state of each contact, as a system reads them.
fn contacts(app: &TestApp, login: &str) -> Vec<[String; 3]> {
    let (rp, tokens) = logs_in(app, login);
    let path = format!("/rs/prns/{}/ctts?embed=(elements)", tokens.oid());
    let answer = rp.reads(&path, &tokens.access_token()).json();
    let text = |contact: &Value, name: &str| contact[name].as_str().unwrap_or_default().to_owned();
    let elements = answer["elements"].as_array().unwrap_or_else(|| panic!("{answer}"));
    elements.iter().map(|contact| ["type", "value", "vrfStu"].map(|name| text(contact, name))).collect()
}
