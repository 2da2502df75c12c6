//! Electronic signatures: with the stand's own certificates, and with real ones over a real text.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use esia_mock::crypto::authority::Authority;
use esia_mock::crypto::gost::GostSigner;
use esia_mock::crypto::rsa::RsaSigner;
use esia_mock::crypto::self_signed::Subject;
use esia_mock::crypto::self_signed::Terms;
use serde_json::Value;
use serde_json::json;

use super::at_home;
use super::level;
use crate::support::TestApp;
use crate::support::browser::Browser;
use crate::support::cms::Container;
use crate::support::cms::Signer;

const RSA: &str = include_str!("../../../keys/client_demo_rsa.pem");
const GOST: &str = include_str!("../../../keys/client_demo_gost.pem");

fn petrov() -> Subject<'static> {
    Subject {
        common_name: "Петров Пётр Алексеевич",
        last_name: "Петров",
        given_names: "Пётр Алексеевич",
        snils: "00000070122",
        ..Subject::default()
    }
}

/// A key with a certificate of the test authority.
fn signer(key: &str, subject: Subject<'_>) -> Signer {
    let authority = Authority::published().expect("published");
    let terms = Terms { not_before: 1_577_836_800, not_after: 2_524_607_999, serial: [3; 16] };
    let certificate = match RsaSigner::from_pem(key) {
        Ok(signer) => authority.issue(subject, &signer, terms),
        Err(_) => authority.issue(subject, &GostSigner::from_pem(key).expect("a key"), terms),
    };
    Signer::from_pem(key, &certificate.expect("issued").pem())
}

/// A login to the demo that stands at the page of signatures.
fn at_signature(app: &TestApp) -> Browser {
    let mut browser = app.at_step("sign_in").browser;
    browser.presses("Вход с помощью электронной подписи (Эл. подпись)");
    assert_eq!(browser.heading(), "Вход с помощью электронной подписи");
    browser
}

fn pastes(browser: &mut Browser, signer: &Signer, container: Container) {
    let text = browser.page().value("challenge");
    let message = STANDARD.encode(signer.message(text.as_bytes(), container));
    browser.fills("signature", &message).presses("Отправить подпись");
}

#[test]
fn cnf_07_a_signature_confirms_the_account_and_the_token_says_so() {
    let app = TestApp::start();
    let rp = app.client("EPOS_DEMO");
    let mut browser = app.browser();
    browser.opens(&rp.authorize_url()).presses("Вход с помощью электронной подписи (Эл. подпись)");
    browser.fills("bearer", "1000000701").presses("Подписать и продолжить");
    assert_eq!(browser.heading(), "Предоставление прав доступа", "{}", browser.page().text());
    assert_eq!(level(&app, "standard_adult"), "confirmed");
    let tokens = rp.exchanges(&browser.grants().returned().code());
    assert_eq!(tokens.id().claim("amr"), "DS");
    assert_eq!(tokens.id().claim("urn:esia:amd"), "DS");
    assert_eq!(tokens.id().claim("urn:esia:sbj")["urn:esia:sbj:lvl"], "PR");
    let events = app.events_of("standard_adult");
    assert!(events.iter().any(|(kind, _, data)| kind == "level_raised" && data["proof"] == "signature"));
}

#[test]
fn cnf_07_real_signatures_of_both_families_are_taken_in_every_container() {
    let app = TestApp::start();
    for key in [RSA, GOST] {
        let signer = signer(key, petrov());
        for container in Container::every().filter(|container| container.with_certificate) {
            let mut browser = at_signature(&app);
            pastes(&mut browser, &signer, container);
            assert_eq!(browser.heading(), "Предоставление прав доступа", "{container:?}: {}", browser.page().text());
        }
    }
}

#[test]
fn cnf_07_openssl_signs_the_text_of_the_page() {
    let app = TestApp::start();
    let folder = tempfile::tempdir().expect("a folder");
    let file = |name: &str| folder.path().join(name);
    let authority = Authority::published().expect("published");
    let terms = Terms { not_before: 1_577_836_800, not_after: 2_524_607_999, serial: [4; 16] };
    let certificate = authority.issue(petrov(), &RsaSigner::from_pem(RSA).expect("a key"), terms).expect("issued");
    let mut browser = at_signature(&app);
    std::fs::write(file("text"), browser.page().value("challenge")).expect("written");
    std::fs::write(file("key"), RSA).expect("written");
    std::fs::write(file("crt"), certificate.pem()).expect("written");
    let signed = std::process::Command::new("openssl")
        .args(["cms", "-sign", "-binary", "-in", "text", "-signer", "crt", "-inkey", "key", "-outform", "PEM"])
        .current_dir(folder.path())
        .output();
    // A machine without openssl has nothing to say about it.
    let Ok(signed) = signed else { return };
    assert!(signed.status.success(), "{}", String::from_utf8_lossy(&signed.stderr));
    browser.fills("signature", &String::from_utf8_lossy(&signed.stdout)).presses("Отправить подпись");
    assert_eq!(browser.heading(), "Предоставление прав доступа", "{}", browser.page().text());
}

#[test]
fn cnf_07_a_signature_serves_once() {
    let app = TestApp::start();
    let mut browser = at_signature(&app);
    let text = browser.page().value("challenge");
    let signer = signer(GOST, petrov());
    let message = STANDARD.encode(signer.message(text.as_bytes(), Container::default()));
    browser.fills("signature", &message);
    let (body, form) = browser.filled("Отправить подпись");
    let csrf = browser.page().value("csrf");
    browser.posts(&form, &body);
    assert_eq!(browser.heading(), "Предоставление прав доступа");
    browser.opens("/login/eds");
    let fresh = browser.page().value("csrf");
    browser.posts(&form, &body.replace(&csrf, &fresh));
    assert!(browser.page().text().contains("уже воспользовались"), "{}", browser.page().text());
    let mut other = at_signature(&app);
    let (_, form) = other.filled("Отправить подпись");
    let (own, theirs) = (other.page().value("challenge"), other.page().value("csrf"));
    assert_ne!(own, text);
    other.posts(&form, &body.replace(&csrf, &theirs));
    assert!(other.page().text().contains("Текст для подписи устарел"), "of another browser: {}", other.page().text());
}

#[test]
fn cnf_07_a_text_is_taken_as_long_as_the_rule_says() {
    let app = TestApp::start();
    let mut browser = at_signature(&app);
    app.moves_clock(&json!({ "advance": "PT10M" }));
    pastes(&mut browser, &signer(GOST, petrov()), Container::default());
    assert!(browser.page().text().contains("Текст для подписи устарел"), "{}", browser.page().text());
    assert_eq!(level(&app, "standard_adult"), "standard");
}

#[test]
fn cnf_08_a_certificate_of_somebody_else_does_not_confirm() {
    let app = TestApp::start();
    let mut browser = at_home(&app, "standard_adult");
    browser.opens("/profile/confirm/signature").fills("bearer", "1000000702").presses("Подписать и продолжить");
    assert!(browser.page().text().contains("Сертификат другого человека"), "{}", browser.page().text());
    assert_eq!(level(&app, "standard_adult"), "standard");
    let mut login = at_signature(&app);
    let other_name = Subject { last_name: "Сидоров", ..petrov() };
    pastes(&mut login, &signer(GOST, other_name), Container::default());
    assert!(login.page().text().contains("человеку с другим именем"), "{}", login.page().text());
    let nobody = Subject { snils: "11223344595", ..petrov() };
    pastes(&mut login, &signer(GOST, nobody), Container::default());
    assert!(login.page().text().contains("Учётной записи с СНИЛС из сертификата нет"), "{}", login.page().text());
    assert_eq!(level(&app, "standard_adult"), "standard");
    browser.fills("bearer", "1000000701").presses("Подписать и продолжить");
    assert!(browser.page().text().contains("Личность подтверждена"), "{}", browser.page().text());
    assert_eq!(level(&app, "standard_adult"), "confirmed");
}

#[test]
fn cnf_08_certificates_that_are_no_good_are_refused_with_the_reason() {
    let app = TestApp::start();
    let mut browser = at_signature(&app);
    browser.fills("bearer", "1000000701");
    browser.chooses("просроченный").presses("Подписать и продолжить");
    assert!(browser.page().text().contains("Срок действия сертификата"), "{}", browser.page().text());
    browser.chooses("чужого").presses("Подписать и продолжить");
    assert!(browser.page().text().contains("не тестовым удостоверяющим центром"), "{}", browser.page().text());
    pastes(&mut browser, &signer(RSA, Subject { snils: "", ..petrov() }), Container::default());
    assert!(browser.page().text().contains("В сертификате нет СНИЛС"), "{}", browser.page().text());
    let text = browser.page().value("challenge");
    let foreign = Signer::from_pem(RSA, include_str!("../../../keys/client_demo_rsa.crt"));
    pastes(&mut browser, &foreign, Container::default());
    assert!(browser.page().text().contains("DEMO RSA client"), "the issuer is named: {}", browser.page().text());
    assert_ne!(browser.page().value("challenge"), text, "each attempt has its own text");
    for (pasted, said) in [("", "вставьте подпись"), ("привет", "не читается"), ("AAAA", "не читается")]
    {
        browser.fills("signature", pasted).presses("Отправить подпись");
        assert!(browser.page().text().contains(said), "{pasted}: {}", browser.page().text());
    }
    let other_text = STANDARD.encode(signer(GOST, petrov()).message(b"another text", Container::default()));
    browser.fills("signature", &other_text).presses("Отправить подпись");
    assert!(browser.page().text().contains("Подпись не подходит"), "{}", browser.page().text());
    assert_eq!(level(&app, "standard_adult"), "standard");
}

#[test]
fn cnf_08_neither_a_simplified_account_nor_a_blocked_one_is_entered() {
    let app = TestApp::start();
    let mut browser = at_signature(&app);
    let oid = |persona: &str| app.citizen(persona).oid.to_string();
    for (persona, said) in [
        ("simplified_ready_adult", "Запись ещё не стандартная"),
        ("child_10", "Запись ещё не стандартная"),
        ("blocked_adult", "заблокирована"),
        ("limited_adult", "72"),
    ] {
        browser.fills("bearer", &oid(persona)).presses("Подписать и продолжить");
        assert!(browser.page().text().contains(said), "{persona}: {}", browser.page().text());
    }
}

#[test]
fn cnf_07_a_signature_needs_no_second_factor() {
    let app = TestApp::start();
    let mut browser = at_signature(&app);
    let oid = app.citizen("confirmed_second_factor_sms").oid.to_string();
    browser.fills("bearer", &oid).presses("Подписать и продолжить");
    assert_eq!(browser.heading(), "Предоставление прав доступа", "{}", browser.page().text());
}

#[test]
fn cnf_07_without_a_login_on_its_way_it_leads_to_ones_own_pages() {
    let app = TestApp::start();
    let mut browser = app.browser();
    browser.opens("/login/eds").fills("bearer", "1000000701").presses("Подписать и продолжить");
    assert_eq!(browser.heading(), "Обзор", "{}", browser.page().text());
}

#[test]
fn cnf_07_robots_sign_in_by_json() {
    let app = TestApp::start();
    let browser = app.at_step("sign_in").browser;
    let path = app.url("/aas/oauth2/api/login/eds");
    let challenge = browser.sends(app.http.get(&format!("{path}/challenge"))).json();
    let text = challenge["challenge"].as_str().expect("a text").to_owned();
    let send = |signature: &str| -> Value {
        let body = json!({ "challenge": text, "signature": signature }).to_string();
        browser.sends(app.http.post(&path).header("content-type", "application/json").body(body)).json()
    };
    assert_eq!(send("?")["failed"], "UNREADABLE_SIGNATURE");
    let signer = signer(GOST, petrov());
    let wrong = STANDARD.encode(signer.message(b"other", Container::default()));
    assert_eq!(send(&wrong)["failed"], "INVALID_SIGNATURE");
    let right = STANDARD.encode(signer.message(text.as_bytes(), Container::default()));
    let answer = send(&right);
    assert_eq!(answer["action"], "GRANT_SCOPE_ACCESS", "{answer}");
    assert_eq!(send(&right)["failed"], "USED_CHALLENGE");
    assert_eq!(level(&app, "standard_adult"), "confirmed");
    let nobody = app.http.send(app.http.get(&format!("{path}/challenge")));
    assert_eq!(nobody.status, 400);
}
