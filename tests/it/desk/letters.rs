//! Letters at the desk: what was written, to whom, its code and link (issue 16, 6).

use crate::support::TestApp;
use crate::support::html;

const LETTERS: &str = "/_mock/letters";

fn with_letters() -> TestApp {
    let app = TestApp::start();
    app.citizen("standard_adult").logs_in_to(&app.client("EPOS_DEMO"));
    app
}

#[test]
fn letters_are_listed_found_by_a_part_opened_and_cleared() {
    let app = with_letters();
    let mut browser = app.browser();
    let text = browser.opens(LETTERS).page().text();
    assert!(
        text.contains("Вход в учётную запись с нового устройства") && text.contains("petrov@example.test"),
        "{text}"
    );
    browser.fills("Часть адреса, имени, темы или текста", "НОВОГО УСТРОЙСТВА").presses("Найти");
    assert_eq!(html::texts_by_class(&browser.page().html, "line").len(), 1);
    browser.follows("Вход в учётную запись с нового устройства");
    assert_eq!(browser.heading(), "Вход в учётную запись с нового устройства");
    let page = browser.page();
    assert!(page.text().contains("petrov@example.test") && page.text().contains("Открыть ссылку из письма"));
    assert!(page.text().contains("Осталось на стенде: почтовый сервер не указан (--smtp)"), "{}", page.text());
    assert!(page.html.contains("<iframe") && page.html.contains("sandbox="), "as a mail program shows it");
    browser.opens(&format!("{LETTERS}?part=nothing+like+it"));
    assert!(browser.page().text().contains("Ничего похожего не нашлось"));
    browser.opens(LETTERS).presses("Удалить все письма");
    assert!(browser.page().text().contains("Пока ничего не отправлено"));
}

#[test]
fn a_message_brings_its_code_to_be_copied() {
    let app = TestApp::start();
    let mut browser = app.browser();
    browser.opens("/login/registration").fills("Фамилия", "Новикова").fills("Имя", "Ольга");
    browser.fills("Мобильный телефон", "+7(900)1234567").presses("Зарегистрироваться");
    let mut tester = app.browser();
    tester.opens(&format!("{LETTERS}?kind=sms"));
    let codes = html::texts_by_class(&tester.page().html, "line__code");
    assert_eq!(codes.len(), 1, "{}", tester.page().text());
    assert!(codes[0].split(' ').any(|word| word.len() == 6 && word.bytes().all(|b| b.is_ascii_digit())), "{codes:?}");
    assert!(tester.page().text().contains("+7(900)1234567"));
}

#[test]
fn a_letter_that_is_not_there_is_told_so() {
    let app = TestApp::start();
    for number in ["1", "x", "-1"] {
        assert_eq!(app.browser().opens(&format!("{LETTERS}/{number}")).page().status(), 404);
    }
}
