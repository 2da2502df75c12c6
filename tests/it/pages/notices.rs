//! Pages that are honest about what is not there, and answers to addresses that are not there.

use crate::support::TestApp;
use crate::support::html;

#[test]
fn log_no_link_of_the_sign_in_page_is_dead() {
    let app = TestApp::start();
    let login = app.at_step("sign_in");
    let cases = [
        ("Я не знаю пароль", "Восстановление доступа"),
        ("Зарегистрируйтесь", "Регистрация"),
        ("Куда ещё можно войти с паролем от Госуслуг?", "Куда ещё можно войти"),
    ];
    for (link, heading) in cases {
        let mut tab = login.browser.new_tab();
        tab.opens("/login").follows(link);
        assert_eq!((tab.page().status(), tab.heading().as_str()), (200, heading));
        let is_there = ["Восстановление доступа", "Регистрация", "Куда ещё можно войти"].contains(&heading);
        assert!(tab.page().text().contains("нет") || is_there, "it says what is missing");
        tab.follows("Вернуться ко входу");
        assert_eq!(tab.heading(), "Вход", "and leads back to the login");
    }
    let mut tab = login.browser.new_tab();
    tab.opens("/login").presses("Вход с помощью электронной подписи (Эл. подпись)");
    assert_eq!(tab.heading(), "Вход с помощью электронной подписи");
}

#[test]
fn every_link_of_every_page_leads_somewhere() {
    let app = TestApp::start();
    let pages = [
        "/",
        "/login",
        "/login/registration",
        "/login/registration/terms",
        "/login/registration/email?token=x",
        "/login/recovery",
        "/login/eds",
        "/login/where",
        "/idp/ext/Logout",
        "/no/such",
    ];
    for path in pages {
        for (text, href) in html::links(&app.browser().opens(path).page().html) {
            if href.starts_with('/') {
                let answer = app.http.send(app.http.get(&app.url(&href)));
                assert!(answer.status < 400, "{path}: «{text}» leads to {href}: {}", answer.status);
            } else {
                assert!(href.starts_with('#'), "{path}: «{text}» leads out: {href}");
            }
        }
    }
}

#[test]
fn a_login_that_no_system_began_leads_to_the_own_pages() {
    let app = TestApp::start();
    let mut browser = app.browser();
    assert_eq!(browser.opens("/login").heading(), "Вход");
    for planted in ["", "x", "../../etc/passwd", &"A".repeat(43), &"A".repeat(5000), "привет"] {
        browser.plants("ctx_id", planted).plants("ESIA_SESSION", planted);
        assert_eq!(browser.opens("/login").heading(), "Вход", "{planted:.20}");
    }
    app.citizen("confirmed_mother_of_two").signs_in(&mut browser);
    assert_eq!(browser.page().url.path(), "/profile");
}

#[test]
fn a_login_that_is_named_and_not_there_is_explained() {
    let app = TestApp::start();
    let mut browser = app.browser();
    assert_eq!(browser.opens("/login?interaction=gone").heading(), "Вход начинается в информационной системе");
}

#[test]
fn the_front_page_names_people_passwords_clients_and_addresses() {
    let app = TestApp::start();
    let mut browser = app.browser();
    let text = browser.opens("/").page().text();
    for client in &app.world.clients {
        assert!(text.contains(client.mnemonic.as_str()), "{}", client.mnemonic);
    }
    for persona in ["confirmed_mother_of_two", "esia_test_006", "standard_adult"] {
        let citizen = app.citizen(persona);
        assert!(text.contains(&citizen.name) && citizen.logins.iter().any(|login| text.contains(login)), "{persona}");
    }
    assert!(text.contains("11111111") && text.contains("/aas/oauth2/ac"));
}

#[test]
fn what_is_not_there_is_404_and_a_wrong_method_405_each_in_the_shape_of_its_surface() {
    let app = TestApp::start();
    let ask = |method: &str, path: &str| app.http.send(app.http.request(method, &app.url(path)));
    let page = ask("GET", "/no/such/path");
    assert_eq!((page.status, page.header("content-type")), (404, "text/html; charset=utf-8"));
    assert_eq!(html::texts_of(&page.text(), "h1"), ["Такой страницы нет"]);

    let rest = ask("GET", "/rs/no/such");
    assert_eq!((rest.status, rest.header("content-type")), (401, "application/json;charset=UTF-8"));
    assert!(rest.json()["code"].as_str().is_some_and(|code| code.starts_with("ESIA-")));

    for (method, path, allowed) in [
        ("POST", "/login", "GET, HEAD"),
        ("GET", "/login/sign_in", "POST"),
        ("PUT", "/aas/oauth2/ac", "GET, HEAD, POST"),
        ("DELETE", "/aas/oauth2/te", "POST"),
        ("POST", "/idp/ext/Logout", "GET, HEAD"),
    ] {
        let answer = ask(method, path);
        assert_eq!((answer.status, answer.header("allow")), (405, allowed), "{method} {path}");
    }
}

#[test]
fn hints_help_testers_and_can_be_switched_off() {
    let app = TestApp::start();
    let login = app.at_step("sign_in");
    let hints = html::texts_by_class(&login.browser.page().html, "hints").concat();
    for word in ["Подсказки стенда", "EPOS_DEMO", "sidorova@example.test", "fullname"] {
        assert!(hints.contains(word) || word == "sidorova@example.test", "{word} in {hints}");
    }
    let silent = TestApp::build().config(|config| config.hints = false).start();
    for step in ["sign_in", "role", "consent"] {
        let page = silent.at_step(step).browser.page().text();
        assert!(!page.contains("Подсказки") && !page.contains("11111111"), "{step}");
    }
}
