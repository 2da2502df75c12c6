//! Relying parties at the desk: registered as at the technological portal, with what they send (issue 16, 4).

use crate::support::TestApp;
use crate::support::cms::Signer;
use crate::support::folder::Folder;
use crate::support::html;
use crate::support::relying_party::EPOS;
use crate::support::relying_party::Registration;
use crate::support::relying_party::RelyingParty;

const SYSTEMS: &str = "/_mock/systems";

fn own(app: &TestApp, key: &str, certificate: &str) -> RelyingParty {
    let registration = Registration {
        client_id: "OWN_SYSTEM".to_owned(),
        redirect_uri: "http://127.0.0.1:9999/callback".to_owned(),
        scope: "openid fullname".to_owned(),
        signer: Signer::from_pem(key, certificate),
    };
    RelyingParty::new(std::sync::Arc::clone(&app.http), &app.url(""), app.now(), registration)
}

#[test]
fn an_own_system_with_an_own_certificate_sends_its_first_request() {
    let app = TestApp::start();
    let mut browser = app.browser();
    browser.opens(SYSTEMS).follows("Зарегистрировать систему");
    browser.fills("Мнемоника", "OWN_SYSTEM").fills("Адреса возврата", "http://127.0.0.1:9999/callback");
    browser.fills("Сертификат", EPOS.1).presses("Зарегистрировать");
    assert_eq!(browser.heading(), "OWN_SYSTEM", "{}", browser.page().text());
    assert!(browser.page().text().contains("система уже может присылать запросы"));
    let rp = own(&app, EPOS.0, EPOS.1);
    let asked = rp.asks(&rp.authorize_request());
    assert!(asked.header("location").contains("/login"), "{}", asked.text());
    rp.asks(&rp.authorize_request().with("scope", "openid email"));
    let text = browser.opens(&format!("{SYSTEMS}/OWN_SYSTEM")).page().text();
    assert!(text.contains("ESIA-007005"), "the refused one is shown: {text}");
    browser.follows("Запрос кода авторизации");
    assert!(browser.page().text().contains("Почему отказ"), "{}", browser.page().text());
}

#[test]
fn a_key_that_the_stand_makes_signs_and_is_shown_once() {
    let app = TestApp::start();
    let mut browser = app.browser();
    browser.opens(&format!("{SYSTEMS}/new")).fills("Мнемоника", "OWN_SYSTEM");
    browser.fills("Адреса возврата", "http://127.0.0.1:9999/callback").ticks("Сделать ключ и сертификат");
    browser.presses("Зарегистрировать");
    let html = browser.page().html.clone();
    let text = |id| html::text_by_id(&html, id).unwrap_or_else(|| panic!("no {id}"));
    let pem = |text: String| {
        let (begin, rest) = text.split_at(text.find("----- ").expect("a head") + 5);
        let (body, end) = rest.split_at(rest.find(" -----END").expect("an end"));
        format!("{begin}\n{}\n{}\n", body.trim().replace(' ', "\n"), end.trim())
    };
    let rp = own(&app, &pem(text("private-key")), &pem(text("certificate-pem")));
    assert!(rp.asks(&rp.authorize_request()).header("location").contains("/login"));
    assert!(!browser.opens(&format!("{SYSTEMS}/OWN_SYSTEM")).page().html.contains("PRIVATE KEY"));
}

#[test]
fn what_is_wrong_stands_beside_its_field_and_nothing_is_registered() {
    let app = TestApp::start();
    let mut browser = app.browser();
    browser.opens(&format!("{SYSTEMS}/new")).fills("Мнемоника", "own system").fills("Сертификат", "nothing");
    browser.fills("Адреса возврата", "https://gosuslugi.ru/callback").presses("Зарегистрировать");
    let text = browser.page().text();
    for said in ["заглавные латинские", "Адрес не подходит", "Сертификат не прочитать", "Система не сохранена"]
    {
        assert!(text.contains(said), "{said}: {text}");
    }
    browser.opens(&format!("{SYSTEMS}/new")).fills("Мнемоника", "EPOS_DEMO");
    browser.fills("Адреса возврата", "http://127.0.0.1/").presses("Зарегистрировать");
    assert!(browser.page().text().contains("Такая система уже есть"), "{}", browser.page().text());
}

#[test]
fn a_change_leaves_what_the_form_does_not_ask_for() {
    let app = TestApp::start();
    let before = app.stand().clients.find("RSAAG_DEMO").expect("a client").client.clone();
    let mut browser = app.browser();
    browser.opens(&format!("{SYSTEMS}/RSAAG_DEMO")).follows("Изменить систему");
    browser.fills("Название", "Новое имя").fills("level", "confirmed").presses("Сохранить");
    let after = app.stand().clients.find("RSAAG_DEMO").expect("a client").client.clone();
    assert_eq!((after.name.as_str(), after.demands.level.is_some()), ("Новое имя", true));
    let mut same = after;
    // The robot does not keep the line ends of a text field.
    same.certificates.clone_from(&before.certificates);
    (same.name, same.demands) = (before.name.clone(), before.demands.clone());
    assert_eq!(same, before);
    browser.presses("Удалить");
    assert!(app.stand().clients.find("RSAAG_DEMO").is_none());
    assert_eq!(browser.opens(&format!("{SYSTEMS}/RSAAG_DEMO")).page().status(), 404);
}

#[test]
fn the_page_of_a_system_shows_no_secret_and_examples_of_its_first_request() {
    let app = TestApp::start();
    let mut browser = app.browser();
    let page = browser.opens(&format!("{SYSTEMS}/EPOS_DEMO")).page();
    assert!(!page.html.contains("epos-demo-secret"));
    assert!(page.html.len() < 60 * 1024, "{}", page.html.len());
    for (id, part) in [("example-v1", "/aas/oauth2/ac"), ("example-v2", "HASH='"), ("example-oidc", "/oidc/authorize?")]
    {
        assert!(html::text_by_id(&page.html, id).is_some_and(|text| text.contains(part)), "{id}");
    }
    let fixture = html::text_by_id(&page.html, "fixture").expect("a fixture");
    assert!(fixture.contains("\"mnemonic\": \"EPOS_DEMO\""), "{fixture}");
    browser.follows("Открыть этот адрес");
    assert_eq!(browser.heading(), "Вход", "{}", browser.page().text());
}

/// Issue 16, 4: the examples on the page of a system, copied into a shell beside its key, begin a login.
#[test]
fn the_examples_for_a_shell_begin_a_login() {
    let app = TestApp::start();
    let mut browser = app.browser();
    browser.opens(&format!("{SYSTEMS}/new")).fills("Мнемоника", "OWN_SYSTEM");
    browser.fills("Адреса возврата", "http://127.0.0.1:9999/callback").fills("Сертификат", EPOS.1);
    browser.presses("Зарегистрировать");
    let html = browser.page().html.clone();
    let folder = Folder::new();
    folder.write("client.pem", EPOS.0);
    folder.write("client.crt", EPOS.1);
    for id in ["example-v1", "example-v2"] {
        let (_, rest) = html.split_once(&format!("id=\"{id}\"")).expect("an example");
        let text = rest.split_once('>').and_then(|(_, rest)| rest.split_once("</pre>")).expect("a text").0;
        let shell =
            std::process::Command::new("sh").arg("-c").arg(html::decode(text)).current_dir(folder.path()).output();
        // A machine without openssl and curl has nothing to say about it.
        let Ok(output) = shell else { return };
        let (said, errors) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        if errors.contains("not found") {
            return;
        }
        let location = said.lines().find(|line| line.to_lowercase().starts_with("location: "));
        assert!(location.is_some_and(|location| location.contains("/login")), "{id}: {said} {errors}");
    }
}
