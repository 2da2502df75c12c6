//! Station 3, `sign_in`: who is it? (accounts notes, sections 2.3 and 5.4; scenarios LOG, LVL, SEC)

use chrono::TimeDelta;

use esia_mock::domain::account::AccountLevel;
use esia_mock::fixtures::Citizen;

use crate::support::Browser;
use crate::support::Login;
use crate::support::TestApp;
use crate::support::html;

/// What the page says in red.
fn complaints(browser: &Browser) -> Vec<String> {
    let page = browser.page();
    let mut said = html::texts_by_class(&page.html, "ui-message-error-detail");
    said.extend(html::texts_by_class(&page.html, "field-error"));
    said
}

/// Types this pair; gives the heading of where it leads and the complaints there.
fn tries(login: &mut Login<'_>, name: &str, password: &str) -> (String, Vec<String>) {
    login.browser.signs_in(name, password);
    (login.browser.heading(), complaints(&login.browser))
}

/// Above the form and beside the password.
const WRONG_PAIR: [&str; 2] =
    ["Неверный логин или пароль. Проверьте раскладку клавиатуры и попробуйте ещё раз.", "Проверьте логин и пароль"];

#[test]
fn log_01_phone_email_and_snils_lead_to_the_same_oid() {
    let app = TestApp::start();
    let rp = app.client("EPOS_DEMO");
    let mut citizen = app.citizen("confirmed_mother_of_two");
    assert_eq!(citizen.logins, ["+7(900)0000702", "sidorova@example.test", "000-000-702 23"]);
    for login in citizen.logins.clone() {
        citizen.login = login;
        assert_eq!(citizen.gives_tokens_to(&rp).oid(), 1_000_000_702, "{}", citizen.login);
    }
}

#[test]
fn log_02_the_kind_of_login_is_told_by_its_content_in_any_usual_spelling() {
    let app = TestApp::start();
    let spellings = [
        "89000000702",
        "8 (900) 000-07-02",
        "+7 900 000 07 02",
        "79000000702",
        "9000000702",
        " +7(900)0000702 ",
        "Sidorova@Example.TEST",
        "00000070223",
        "000 000 702 23",
        "000-000-702-23",
        "000-000-702 23",
    ];
    for spelling in spellings {
        let (heading, said) = tries(&mut app.at_step("sign_in"), spelling, "11111111");
        assert_eq!((heading.as_str(), said), ("Предоставление прав доступа", Vec::new()), "{spelling}");
    }
    for spelling in ["EsiaTest006@yandex.ru", "+7(000)0000006", "80000000006", "000-000-600 06", "00000060006"] {
        let (heading, _) = tries(&mut app.at_sign_in("esia_test_006"), spelling, "11111111");
        assert_eq!(heading, "Предоставление прав доступа", "the test contour's own {spelling}");
    }
}

#[test]
fn log_04_without_the_tick_a_session_lives_three_hours_and_the_cookie_says_so() {
    let app = TestApp::start();
    let mut login = app.at_step("sign_in").signed_in();
    let cookie = login.browser.cookie("ESIA_SESSION").expect("a session");
    assert_eq!(cookie.attribute("Max-Age"), Some("10800"));
    login.browser.restarts();
    app.advance(TimeDelta::minutes(179));
    assert_eq!(login.browser.opens(&login.rp.authorize_url()).heading(), "Предоставление прав доступа");
    app.advance(TimeDelta::minutes(1));
    assert_eq!(login.browser.opens(&login.rp.authorize_url()).heading(), "Вход");
}

#[test]
fn log_04_on_a_foreign_computer_the_session_ends_with_the_browser() {
    let app = TestApp::start();
    let mut login = app.at_step("sign_in");
    login.browser.ticks("Чужой компьютер");
    let mut login = login.signed_in();
    let cookie = login.browser.cookie("ESIA_SESSION").expect("a session");
    assert_eq!((cookie.attribute("Max-Age"), cookie.attribute("Expires")), (None, None));
    let mut tab = login.browser.new_tab();
    assert_eq!(tab.opens(&login.rp.authorize_url()).heading(), "Предоставление прав доступа");
    login.browser.restarts();
    assert_eq!(login.browser.opens(&login.rp.authorize_url()).heading(), "Вход");
}

#[test]
fn log_05_single_sign_on_asks_the_second_system_for_consent_only() {
    let app = TestApp::start();
    let (first, second) = (app.client("EPOS_DEMO"), app.client("RSAAG_DEMO").asking_for("openid fullname"));
    let citizen = app.citizen("confirmed_mother_of_two");
    let mut browser = app.browser();
    citizen.logs_in_with(&mut browser, &first);
    browser.opens(&second.authorize_url());
    assert_eq!(browser.heading(), "Предоставление прав доступа");
    let code = browser.grants().returned().code();
    assert_eq!(second.exchanges(&code).oid(), citizen.oid);
}

#[test]
fn log_05_the_session_of_one_browser_does_not_serve_another() {
    let app = TestApp::start();
    let login = app.at_step("consent");
    assert_eq!(app.browser().opens(&login.rp.authorize_url()).heading(), "Вход");
}

#[test]
fn lvl_07_snils_is_no_login_before_it_was_checked() {
    for level in [AccountLevel::Simplified, AccountLevel::SimplifiedReady, AccountLevel::Child] {
        let young = |citizen: &mut Citizen| {
            citizen.account.level = level;
            citizen.person.birth_date = chrono::NaiveDate::from_ymd_opt(2016, 9, 1);
        };
        let app = TestApp::build().person("confirmed_mother_of_two", young).start();
        let (heading, said) = tries(&mut app.at_step("sign_in"), "000-000-702 23", "11111111");
        assert_eq!((heading.as_str(), said), ("Вход", WRONG_PAIR.map(str::to_owned).to_vec()), "{level:?}");
        assert_ne!(tries(&mut app.at_step("sign_in"), "+7(900)0000702", "11111111").0, "Вход", "{level:?}");
    }
    for level in [AccountLevel::Standard, AccountLevel::Confirmed] {
        let app = TestApp::build().person("confirmed_mother_of_two", |citizen| citizen.account.level = level).start();
        assert_ne!(tries(&mut app.at_step("sign_in"), "000-000-702 23", "11111111").0, "Вход", "{level:?}");
    }
}

#[test]
fn a_contact_that_was_not_verified_is_no_login() {
    let app = TestApp::start();
    assert_eq!(tries(&mut app.at_step("sign_in"), "orlov@example.test", "11111111").1, WRONG_PAIR);
    assert_eq!(tries(&mut app.at_step("sign_in"), "+7(900)0000709", "11111111").1, Vec::<String>::new());
    // A home phone is a contact as well, but nobody signs in with it.
    assert_eq!(tries(&mut app.at_step("sign_in"), "+7(840)0000006", "11111111").1, WRONG_PAIR);
}

#[test]
fn sec_07_unknown_login_wrong_password_and_deleted_account_look_the_same() {
    let app = TestApp::build().config(|config| config.hints = false).start();
    let mut pages = Vec::new();
    let pairs = [
        ("+7(900)0000702", "wrong"),
        ("+7(900)9999999", "11111111"),
        ("nobody@example.test", "11111111"),
        ("deleted.adult@example.test", "11111111"),
        ("blocked.adult@example.test", "wrong"),
        ("+7(900)0000702", &"x".repeat(5000)),
    ];
    for (name, password) in pairs {
        let mut login = app.at_step("sign_in");
        login.browser.signs_in(name, password);
        let page = login.browser.page();
        let own = [page.value("csrf"), page.value("interaction"), name.to_owned()];
        let same = own.iter().fold(page.html.clone(), |html, text| html.replace(text, "…"));
        pages.push((page.status(), same));
    }
    for page in &pages {
        assert_eq!(page, &pages[0]);
    }
}

#[test]
fn who_is_blocked_learns_why_once_the_password_is_right() {
    let app = TestApp::start();
    let cases = [
        ("blocked_adult", "заблокирована"),
        ("locked_adult", "слишком много неверных паролей"),
        ("limited_adult", "72"),
    ];
    for (persona, word) in cases {
        let mut login = app.at_sign_in(persona).signed_in();
        assert_eq!(login.browser.heading(), "Вход", "{persona}");
        let said = complaints(&login.browser).join(" ");
        assert!(said.contains(word) && !WRONG_PAIR.contains(&said.as_str()), "{persona}: {said}");
        assert_eq!(login.browser.cookie("ESIA_SESSION"), None, "{persona}");
        assert_eq!(login.browser.opens("/login").heading(), "Вход", "{persona} can try as somebody else");
    }
}

#[test]
fn mistakes_stand_beside_their_fields_and_the_login_is_kept_but_never_the_password() {
    let app = TestApp::start();
    let mut login = app.at_step("sign_in");
    assert_eq!(tries(&mut login, "", "secret").1, ["Введите телефон, почту или СНИЛС"]);
    assert_eq!(tries(&mut login, "sidorova@example.test", "").1, ["Введите пароль"]);
    assert_eq!(tries(&mut login, "Сидорова", "secret").1, ["Проверьте логин: нужен телефон, почта или СНИЛС"]);
    login.browser.ticks("Чужой компьютер");
    assert_eq!(tries(&mut login, "sidorova@example.test", "topsecret!").1, WRONG_PAIR);
    let page = login.browser.page();
    assert_eq!(
        (page.status(), page.value("login").as_str(), page.value("password").as_str()),
        (200, "sidorova@example.test", "")
    );
    assert!(!page.html.contains("topsecret!"));
    let tick = page.forms.iter().flat_map(|form| &form.fields).find(|field| field.name == "foreign_computer");
    assert!(tick.is_some_and(|field| field.checked), "the tick is kept");
    assert_eq!(login.signed_in().browser.heading(), "Предоставление прав доступа", "and the login goes on");
}

#[test]
fn log_03_the_button_that_shows_the_password_cannot_submit_and_needs_a_script() {
    let app = TestApp::start();
    let login = app.at_step("sign_in");
    let page = &login.browser.page().html;
    let form = page.split("<form").nth(1).and_then(|rest| rest.split("</form>").next()).expect("a form");
    let reveal = form.split("<button").find(|button| button.contains("data-reveal")).expect("a button");
    assert!(reveal.contains("type=\"button\"") && reveal.contains(" hidden"), "{reveal}");
    assert!(reveal.contains("Показать"), "{reveal}");
}
