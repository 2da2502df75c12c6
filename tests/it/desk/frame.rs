//! What is around the pages of the desk, and where they are told of.

use crate::desk::tester;
use crate::support::TestApp;
use crate::support::html;

const PARTS: [&str; 7] = ["Люди", "Системы", "Журнал", "Письма", "Неполадки", "Ведомства", "Стенды"];

/// Issue 16, 1: every part is one press away from every other.
#[test]
fn every_part_leads_to_every_other() {
    let app = TestApp::start();
    let mut browser = tester(&app);
    for part in PARTS {
        browser.follows(part);
        assert_eq!((browser.page().status(), browser.heading().as_str()), (200, part));
        let links = html::links(&browser.page().html);
        assert!(PARTS.iter().all(|other| links.iter().any(|(name, _)| name == other)), "{part}: {links:?}");
    }
}

/// Issue 16, 1 and 2: a page of the citizen links to the desk and shows no clock, and without hints not even that.
#[test]
fn citizens_pages_link_to_the_desk_unless_hints_are_off() {
    let with = TestApp::start();
    let without = TestApp::build().config(|config| config.hints = false).start();
    for (app, is_told) in [(&with, true), (&without, false)] {
        for path in ["/", "/login/registration", "/no/such/page"] {
            let page = app.browser().opens(path).page().html.clone();
            let links = html::links(&page);
            assert_eq!(
                links.iter().any(|(name, href)| name == "Пульт" && href == "/_mock"),
                is_told,
                "{path}: {links:?}"
            );
            assert!(!page.contains("desk-now") && !page.contains("desk.css"), "{path}");
        }
    }
}

/// Issue 16: the start page says what this is and leads on in three ways; the address is there to be copied.
#[test]
fn the_welcome_has_an_address_and_three_ways_on() {
    let app = TestApp::start();
    for (way, heading) in [("Войти как…", "Люди"), ("Указать свою систему", "Системы"), ("Открыть пульт", "Люди")]
    {
        let mut browser = app.browser();
        let page = browser.opens("/").page().html.clone();
        assert!(page.contains(&format!("value=\"{}\"", app.url(""))), "{page}");
        let links = html::links(&page);
        let (_, href) = links.iter().find(|(name, _)| name.starts_with(way)).unwrap_or_else(|| panic!("{links:?}"));
        assert_eq!(browser.opens(href).heading(), heading);
    }
}

/// Issue 16, 1: where the stand has a control token, no page of the desk shows anything before it is typed.
#[test]
fn the_desk_asks_for_the_control_token() {
    let app = TestApp::build().process(|config| config.control_token = Some("s3cret".to_owned())).start();
    let mut browser = app.browser();
    browser.opens("/_mock/people");
    assert_eq!((browser.page().status(), browser.heading().as_str()), (401, "Нужен маркер управления"));
    browser.fills("Маркер управления", "s3cret").presses("Продолжить");
    assert_eq!(browser.heading(), "Люди");
}

/// Issue 16, 7: what is armed stands on every page of the desk, with its hits, and one press repairs everything.
#[test]
fn armed_faults_are_told_everywhere_and_repaired_by_one_press() {
    let app = TestApp::start();
    let fault = r#"{"at": "keys", "times": 5, "do": {"status": 503}}"#;
    let armed = app.controls("PUT", "/_mock/api/v1/faults/keys-away", fault);
    assert_eq!(armed.status, 201, "{}", armed.text());
    app.http.send(app.http.get(&app.url("/oidc/jwks")));
    let mut browser = tester(&app);
    for part in PARTS {
        browser.follows(part);
        let text = browser.page().text();
        assert!(text.contains("Вместо ответа — статус 503 (сработало 1 раз)"), "{part}: {text}");
        let (_, told) = text.split_once("Сейчас сломано").unwrap();
        assert!(!told.split("Всё починить").next().unwrap().contains("keys-away"), "names are for programs: {told}");
    }
    browser.presses("Всё починить");
    assert_eq!(browser.heading(), "Стенды", "one stays where one was");
    let text = browser.page().text();
    assert!(text.contains("Неполадок больше нет") && !text.contains("статус 503"), "{text}");
    assert_eq!(app.http.send(app.http.get(&app.url("/oidc/jwks"))).status, 200);
}

/// Issue 16, 7: of many faults the first are named and the rest counted; those that act no more are neither.
#[test]
fn many_armed_faults_are_counted() {
    let app = TestApp::start();
    for number in 0..6 {
        let fault = format!(r#"{{"at": "keys", "times": 1, "do": {{"status": 50{number}}}}}"#);
        let armed = app.controls("PUT", &format!("/_mock/api/v1/faults/f{number}"), &fault);
        assert_eq!(armed.status, 201, "{}", armed.text());
    }
    // The first one acts, and is spent.
    assert_eq!(app.http.send(app.http.get(&app.url("/oidc/jwks"))).status, 500);
    let text = tester(&app).page().text();
    let (_, told) = text.split_once("Сейчас сломано").expect("told");
    let named: Vec<_> = (0..6).filter(|number| told.contains(&format!("статус 50{number}"))).collect();
    assert_eq!((named, told.contains("и ещё 2")), (vec![1, 2, 3], true), "{told}");
}

/// A form that is out of date leads back to the desk, not to a login.
#[test]
fn a_stale_form_of_the_desk_leads_back_to_it() {
    let app = TestApp::start();
    let mut browser = tester(&app);
    let (_, form) = browser.filled("+15 минут");
    browser.posts(&form, "csrf=x&do=day");
    assert_eq!(browser.page().status(), 403);
    assert_eq!(browser.follows("К пульту тестировщика").heading(), "Люди");
}

/// Issue 16, 2 and 8: the service centre is a page of the desk like every other, with its parts and the clock.
#[test]
fn the_service_centre_has_what_is_around_every_page() {
    let app = TestApp::start();
    let mut browser = tester(&app);
    for path in ["/_mock/mfc", "/_mock/mfc/newcomer", "/_mock/mfc/accounts/1000000702"] {
        let page = browser.opens(path).page().html.clone();
        let links = html::links(&page);
        assert!(PARTS.iter().all(|part| links.iter().any(|(name, _)| name == part)), "{path}: {links:?}");
        assert!(page.contains("desk-now"), "{path} has no clock");
    }
}
