//! `/logs/…`: lists, a letter's page, and the letter as a mail program shows it.

use super::letters;
use crate::support::TestApp;

const WHO: &str = "standard_adult";

fn with_letters() -> TestApp {
    let app = TestApp::start();
    app.citizen(WHO).logs_in_to(&app.client("EPOS_DEMO"));
    app
}

#[test]
fn letters_are_listed_the_newest_first_and_found_by_recipient() {
    let app = with_letters();
    let mut browser = app.browser();
    let text = browser.opens("/logs/emails/").page().text();
    let at = |subject: &str| text.find(subject).unwrap_or_else(|| panic!("{subject}: {text}"));
    assert!(at("Вы предоставили доступ к своим данным") < at("Вход в учётную запись с нового устройства"));
    browser.fills("Кому: телефон или адрес целиком", "nobody@example.test").presses("Найти");
    assert!(browser.page().text().contains("Пока ничего не отправлено этому адресату"), "{}", browser.page().text());
    let to = letters(&app)[0]["to"].as_str().expect("an address").to_owned();
    browser.fills("Кому: телефон или адрес целиком", &to).presses("Найти");
    assert!(browser.page().text().contains(&to));
    assert!(browser.opens("/logs/postcodes/").page().text().contains("Пока ничего не отправлено"));
}

#[test]
fn lists_are_json_for_whoever_asks_for_it() {
    let app = with_letters();
    for (path, count) in [("/logs/emails/", 2), ("/logs/sms/", 0), ("/logs/postcodes/", 0), ("/logs/emails?to=x", 0)] {
        let answer = app.http.send(app.http.get(&app.url(path)).header("accept", "application/json"));
        assert_eq!(answer.json().as_array().map(Vec::len), Some(count), "{path}");
    }
    let letter = app.http.send(app.http.get(&app.url("/logs/emails/1")).header("accept", "application/json"));
    assert_eq!(letter.json()["letter"], "sign_in_notice");
}

#[test]
fn a_letter_is_shown_where_it_can_do_nothing_but_open_links() {
    let app = with_letters();
    let mut browser = app.browser();
    let page = browser.opens("/logs/emails/").follows("Вход в учётную запись с нового устройства").page().clone();
    assert!(page.html.contains("<iframe class=\"letter\" src=\"/logs/emails/1/html\""), "{}", page.html);
    assert!(page.answer.header("content-security-policy").contains("frame-src 'self'"));
    assert_eq!(page.answer.header("x-frame-options"), "DENY");
    let framed = app.http.send(app.http.get(&app.url("/logs/emails/1/html")));
    let policy = framed.header("content-security-policy");
    assert!(policy.contains("sandbox allow-popups") && policy.contains("default-src 'none'"), "{policy}");
    assert!(!policy.contains("allow-scripts") && !policy.contains("allow-same-origin"), "{policy}");
    assert_eq!(framed.header("x-frame-options"), "SAMEORIGIN");
    assert!(framed.text().contains("ТЕСТОВЫЙ СТЕНД — это не Госуслуги, не вводите настоящие данные"));
    browser.follows("Открыть ссылку из письма");
    assert_eq!(browser.heading(), "Восстановление доступа");
}

#[test]
fn letters_that_are_not_there_are_not_found() {
    let app = with_letters();
    for path in ["/logs/emails/99", "/logs/emails/x", "/logs/emails/-1", "/logs/emails/99999999999999999999/html"] {
        assert_eq!(app.http.send(app.http.get(&app.url(path))).status, 404, "{path}");
    }
}
