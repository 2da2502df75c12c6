//! A code by letter on paper.

use serde_json::json;

use super::at_home;
use super::level;
use crate::support::Answer;
use crate::support::TestApp;
use crate::support::browser::Browser;

/// Orders a code on the page.
fn ordered(app: &TestApp, persona: &str) -> Browser {
    let mut browser = at_home(app, persona);
    browser
        .opens("/profile/confirm")
        .opens("/profile/confirm/post")
        .fills("Почтовый индекс", "614000")
        .fills("Регион", "Пермский край")
        .fills("Город или посёлок", "Примерск")
        .fills("Дом", "7")
        .presses("Отправить письмо");
    browser
}

/// The code of the newest letter, as tools of testers find it.
fn code(app: &TestApp, snils: &str) -> String {
    let log = app.browser().opens("/logs/postcodes/").page().html.clone();
    let (_, rest) = log.split_once(&format!("Post code ({snils}): ")).unwrap_or_else(|| panic!("no letter: {log}"));
    rest.chars().take_while(char::is_ascii_digit).collect()
}

fn enters(browser: &mut Browser, code: &str) {
    browser.fills("code1", code).presses("Подтвердить");
}

#[test]
fn cnf_06_the_code_of_the_letter_confirms_the_account() {
    let app = TestApp::start();
    let mut browser = ordered(&app, "standard_adult");
    assert_eq!(browser.heading(), "Код из письма", "{}", browser.page().text());
    assert!(browser.page().text().contains("Код действует до 01.10.2026"), "{}", browser.page().text());
    assert_eq!(app.last_sent_to("petrov@example.test")["letter"], "post_code_ordered");
    let right = code(&app, "000-000-701 22");
    let wrong = if right == "000000" { "000001" } else { "000000" };
    enters(&mut browser, wrong);
    assert!(browser.page().text().contains("Осталось попыток: 2"), "{}", browser.page().text());
    assert_eq!(level(&app, "standard_adult"), "standard");
    enters(&mut browser, &right);
    assert!(browser.page().text().contains("Личность подтверждена"), "{}", browser.page().text());
    assert_eq!(level(&app, "standard_adult"), "confirmed");
    let events = app.events_of("standard_adult");
    assert!(events.iter().any(|(kind, _, data)| kind == "level_raised" && data["proof"] == "post_code"));
    assert!(browser.opens("/profile/confirm/post").page().text().contains("уже подтверждена"));
}

#[test]
fn cnf_06_rest_says_that_a_code_waits() {
    let app = TestApp::start();
    let rp = app.client("EPOS_DEMO");
    let token = app.citizen("standard_adult").gives_tokens_to(&rp).access_token();
    let waits = || rp.reads("/rs/prns/1000000701", &token).json()["containsUpCfmCode"].clone();
    assert_eq!(waits(), false);
    ordered(&app, "standard_adult");
    assert_eq!(waits(), true);
    app.moves_clock(&json!({ "advance": "PT50M" }));
    assert_eq!(waits(), true);
}

#[test]
fn cnf_06_wrong_codes_burn_it_and_a_new_one_takes_its_place() {
    let app = TestApp::start();
    let mut browser = ordered(&app, "standard_adult");
    let first = code(&app, "000-000-701 22");
    let wrong = if first.starts_with('9') { "100000" } else { "999999" };
    for _ in 0..3 {
        enters(&mut browser, wrong);
    }
    assert!(browser.page().text().contains("Слишком много неверных кодов"), "{}", browser.page().text());
    enters(&mut browser, &first);
    assert_eq!(level(&app, "standard_adult"), "standard", "the right one comes too late");
    let mut browser = ordered(&app, "standard_adult");
    let second = code(&app, "000-000-701 22");
    if first != second {
        enters(&mut browser, &first);
        assert_eq!(level(&app, "standard_adult"), "standard");
    }
    enters(&mut browser, &second);
    assert_eq!(level(&app, "standard_adult"), "confirmed");
}

#[test]
fn cnf_06_a_code_expires_by_the_rule_and_a_letter_takes_its_time() {
    let app = TestApp::build()
        .config(|config| {
            config.rules.set("post_code.delay=P14D").expect("a rule");
            config.rules.set("post_code.lifetime=P10D").expect("a rule");
        })
        .start();
    ordered(&app, "standard_adult");
    assert!(app.browser().opens("/logs/postcodes/").page().text().contains("Пока ничего не отправлено"));
    app.moves_clock(&json!({ "advance": "P15D" }));
    let late = code(&app, "000-000-701 22");
    app.moves_clock(&json!({ "advance": "P10D" }));
    let mut browser = at_home(&app, "standard_adult");
    assert_eq!(browser.opens("/profile/confirm/post").heading(), "Код в заказном письме", "none waits any more");
    let robot = Tool { app: &app, browser };
    let answer = robot.enters(&late);
    assert_eq!((answer.status, &answer.json()["failed"]), (400, &json!("no_code")));
    assert_eq!(level(&app, "standard_adult"), "standard");
}

/// Case 1.11: until the registries have answered, a letter is refused with its reason; docs/clients.md names the rules.
#[test]
fn cnf_06_only_a_standard_account_orders_a_code() {
    let app = TestApp::start();
    for (persona, said) in [
        ("simplified_by_email", "Сначала укажите в профиле документ и СНИЛС"),
        ("confirmed_mother_of_two", "уже подтверждена"),
        ("child_10", "Сначала укажите в профиле"),
    ] {
        let mut browser = at_home(&app, persona);
        assert!(browser.opens("/profile/confirm/post").page().text().contains(said), "{persona}");
        let answer = Tool { app: &app, browser }.orders();
        assert_eq!(answer.status, 409, "{persona}: {}", answer.text());
    }
}

#[test]
fn cnf_06_an_address_that_is_wrong_is_told() {
    let app = TestApp::start();
    let mut browser = at_home(&app, "standard_adult");
    browser.opens("/profile/confirm/post").fills("Почтовый индекс", "61400").presses("Отправить письмо");
    let text = browser.page().text();
    assert!(text.contains("Индекс — шесть цифр") && text.contains("Заполните это поле"), "{text}");
    assert!(app.browser().opens("/logs/postcodes/").page().text().contains("Пока ничего не отправлено"));
}

/// A tool of the test contour, which has signed in.
struct Tool<'a> {
    app: &'a TestApp,
    browser: Browser,
}

impl Tool<'_> {
    fn orders(&self) -> Answer {
        let address = json!({
            "type": "PLV", "countryId": "RUS", "zipCode": 644_123, "fiasCode": "", "region": "м",
            "district": "москва", "settlement": "москва", "house": "1", "flat": "1",
            "addressStr": "м регион, москва доп. территория, москва доп. улица",
        });
        let request = self.app.http.post(&self.app.url("/profile/rs/prns/usrcfm/addr"));
        self.browser.sends(request.header("content-type", "application/json").body(address.to_string()))
    }

    fn enters(&self, code: &str) -> Answer {
        let path = format!("/profile/rs/prns/usrcfm/by-post?cfmPostCode={code}");
        self.browser.sends(self.app.http.post(&self.app.url(&path)))
    }
}

#[test]
fn cnf_06_tools_of_the_test_contour_order_and_enter_the_code() {
    let app = TestApp::start();
    let nobody = Tool { app: &app, browser: app.browser() };
    assert_eq!(nobody.orders().status, 401);
    assert_eq!(nobody.enters("1").status, 401);
    let tool = Tool { app: &app, browser: at_home(&app, "standard_adult") };
    let answer = tool.orders();
    assert_eq!((answer.status, answer.json()), (200, json!({ "containsUpCfmCode": true })));
    let right = code(&app, "000-000-701 22");
    let wrong = if right == "000000" { "000001" } else { "000000" };
    let refused = tool.enters(wrong);
    assert_eq!((refused.status, &refused.json()["failed"]), (400, &json!("wrong_code")));
    assert_eq!(tool.enters(&right).status, 200);
    assert_eq!(level(&app, "standard_adult"), "confirmed");
    assert_eq!(tool.enters(&right).json()["failed"], "already_confirmed", "and that is all");
}

#[test]
fn cnf_06_a_letter_is_worthless_where_the_level_was_raised_meanwhile() {
    let app = TestApp::start();
    let mut browser = ordered(&app, "standard_adult");
    let right = code(&app, "000-000-701 22");
    let confirmed = app.controls("POST", "/_mock/api/v1/mfc/confirm", r#"{"person":"standard_adult"}"#);
    assert_eq!(confirmed.status, 200);
    enters(&mut browser, &right);
    assert_eq!(browser.heading(), "Подтверждение личности", "{}", browser.page().text());
    let raised = app.events_of("standard_adult").into_iter().filter(|event| event.0 == "level_raised").count();
    assert_eq!(raised, 1);
}

#[test]
fn cnf_09_the_universal_card_is_shown_as_gone() {
    let app = TestApp::start();
    let mut browser = at_home(&app, "standard_adult");
    browser.opens("/profile/confirm");
    assert!(browser.page().text().contains("не принимается"), "{}", browser.page().text());
    assert!(browser.opens("/profile/confirm/uek").page().text().contains("больше не выдают и не принимают"));
    assert_eq!(level(&app, "standard_adult"), "standard");
}
