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

/// Case 1.12: tools look for this line whatever they are answered in.
#[test]
fn the_line_of_a_code_is_there_in_json_too() {
    let app = TestApp::start();
    drop(app.at_sign_in("confirmed_second_factor_sms").signed_in());
    for accept in ["application/json, text/plain, */*", "application/json", "text/html, application/json;q=0.1", "*/*"]
    {
        let answer = app.http.send(app.http.get(&app.url("/logs/sms/")).header("accept", accept));
        let text = answer.text();
        let code = text.split("Код: ").nth(1).and_then(|rest| rest.split_once(" to number +7(900)0000726"));
        assert!(code.is_some_and(|(code, _)| code.len() == 6), "{accept}: {text}");
    }
}

/// Case 4.12: where the stand has a control token, letters and codes are as guarded as the outbox.
#[test]
fn where_there_is_a_control_token_letters_need_it() {
    let app = TestApp::build().process(|config| config.control_token = Some("secret".to_owned())).start();
    app.citizen(WHO).logs_in_to(&app.client("EPOS_DEMO"));
    for path in
        ["/logs/sms", "/logs/sms/?to=x", "/logs/emails", "/logs/emails/1", "/logs/emails/1/html", "/logs/postcodes"]
    {
        let asked = |token: &str| {
            let get = app.http.get(&app.url(path)).header("accept", "application/json");
            app.http.send(get.header("authorization", format!("Bearer {token}"))).status
        };
        assert_eq!((asked("wrong"), asked("secret")), (401, 200), "{path}");
    }
    let mut browser = app.browser();
    browser.opens("/logs/emails").fills("Маркер управления", "secret").presses("Продолжить");
    assert!(browser.page().text().contains("Вход в учётную запись с нового устройства"), "{}", browser.page().text());
}
