//! Faults at the desk: one press arms, two choices limit, and all is mended (issue 16, 7).

use esia_mock::faults::catalogue::CATALOGUE;

use crate::support::TestApp;

const FAULTS: &str = "/_mock/faults";

#[test]
fn one_press_breaks_the_token_endpoint_for_an_hour_and_another_outlasts_it() {
    let app = TestApp::start();
    let rp = app.client("EPOS_DEMO");
    let mut browser = app.browser();
    browser.opens(FAULTS);
    assert!(browser.page().text().contains("Всё в порядке"));
    browser.presses("Обмен на маркеры отвечает 502 целый час");
    let code = app.citizen("confirmed_mother_of_two").logs_in_to(&rp).code();
    assert_eq!(rp.posts(&rp.code_request(&code)).status, 502);
    let text = browser.opens(FAULTS).page().text();
    assert!(text.contains("задето запросов: 1") && text.contains("ждёт запросов"), "{text}");
    browser.presses("Перевести часы на конец");
    assert!(browser.page().text().contains("срок вышел"), "{}", browser.page().text());
    let rp = app.client("EPOS_DEMO");
    let code = app.citizen("confirmed_mother_of_two").logs_in_to(&rp).code();
    assert_eq!(rp.posts(&rp.code_request(&code)).status, 200);
    browser.presses("Починить");
    assert!(browser.page().text().contains("Всё в порядке"));
}

/// Issue 13: a fault is told in words; what the API would say of it is there as well, folded, and needs no script.
#[test]
fn what_machines_read_of_a_fault_is_folded_below_its_words() {
    let app = TestApp::start();
    let mut browser = app.browser();
    browser.opens(FAULTS).presses("Обмен на маркеры отвечает 502 целый час");
    let html = &browser.page().html;
    let (before, folded) = html.split_once(r#"<details class="fold line__fold">"#).expect("a fold");
    assert!(!before.contains("Bad Gateway"), "{before}");
    let (folded, _) = folded.split_once("</details>").expect("its end");
    assert!(folded.contains("Как это записано в API") && folded.contains("Bad Gateway"), "{folded}");
}

#[test]
fn a_row_of_the_catalogue_is_armed_for_one_system_and_so_many_times() {
    let app = TestApp::start();
    let mut browser = app.browser();
    browser.opens(FAULTS).follows("Ответ с этим статусом, телом и заголовками");
    browser.fills("client", "EPOS_DEMO").chooses("Один раз").fills("at", "token").presses("Сломать");
    let text = browser.page().text();
    assert!(text.contains("ЭПОС") && text.contains("столько раз: 1"), "{text}");
    let (hit, other) = (app.client("EPOS_DEMO"), app.client("RSAAG_DEMO"));
    assert_ne!(other.posts(&other.code_request("x")).status, 502, "another system is not met");
    assert_eq!(hit.posts(&hit.code_request("x")).status, 502);
    assert_ne!(hit.posts(&hit.code_request("x")).status, 502, "once");
    assert!(browser.opens(FAULTS).page().text().contains("сработала"));
    browser.presses("Всё починить");
    assert!(app.stand().faults.list(0, 1).is_empty());
}

#[test]
fn what_cannot_be_is_said_beside_its_field() {
    let app = TestApp::start();
    let mut browser = app.browser();
    browser.opens(FAULTS).follows("Ответ с этим статусом, телом и заголовками");
    browser.fills("Или для какого человека", "nobody").presses("Сломать");
    assert!(browser.page().text().contains("Такого человека на стенде нет"), "{}", browser.page().text());
    browser.fills("Или для какого человека", "").fills("client", "EPOS_DEMO").fills("at", "keys").presses("Сломать");
    assert!(browser.page().text().contains("система неизвестна"), "{}", browser.page().text());
    assert!(app.stand().faults.list(0, 1).is_empty());
}

#[test]
fn every_row_of_the_catalogue_has_a_form_that_arms_it_as_it_is() {
    let app = TestApp::start();
    let mut browser = app.browser();
    for (at, row) in CATALOGUE.iter().enumerate() {
        browser.opens(&format!("{FAULTS}/{at}")).presses("Сломать");
        assert_eq!(browser.heading(), "Неполадки", "{}: {}", row.action, browser.page().text());
    }
    assert_eq!(app.stand().faults.list(0, 100).len(), CATALOGUE.len());
    assert!(browser.page().html.len() < 60 * 1024, "{}", browser.page().html.len());
}
