//! What did not hold in a tester's hands: texts that were not true, steps without a way back.

use crate::support::Browser;
use crate::support::TestApp;
use crate::support::html;

fn cabinet<'a>(app: &'a TestApp, browser: &'a mut Browser, persona: &str) -> &'a mut Browser {
    browser.opens("/profile");
    app.citizen(persona).signs_in(browser)
}

/// Case 3.1: the terms are read beside the registration, so what was typed is still there.
#[test]
fn terms_open_beside_what_was_typed() {
    let app = TestApp::start();
    let mut browser = app.browser();
    browser.opens("/login/registration");
    let page = &browser.page().html;
    assert!(page.contains("registration/terms\" target=\"_blank\""), "{page}");
}

/// Case 3.3: the front page names accounts as they are now.
#[test]
fn the_front_page_follows_the_accounts() {
    let app = TestApp::start();
    let names = || {
        let mut browser = app.browser();
        browser.opens("/").page().text()
    };
    let name = app.citizen("esia_test_006").name.clone();
    assert!(names().contains(&name));
    assert_eq!(app.controls("DELETE", "/_mock/api/v1/people/esia_test_006", "").status, 204);
    assert!(!names().contains(&name), "{}", names());
}

/// Cases 3.4 and 3.5: one truth about СНИЛС wherever it is shown, and no letter is promised to whoever has no e-mail.
#[test]
fn the_overview_knows_the_snils_that_is_not_checked_yet() {
    let app = TestApp::start();
    for path in ["/profile", "/profile/data"] {
        let mut browser = app.browser();
        let text = cabinet(&app, &mut browser, "simplified_ready_adult").opens(path).page().text();
        assert!(text.contains("000-000-715 28"), "{path}: {text}");
        assert!(!text.contains("Результат придёт письмом"), "{path}: {text}");
    }
}

/// Case 3.11: whoever has taken everything back is not told that there never was anything.
#[test]
fn no_consents_are_said_to_be_valid() {
    let app = TestApp::start();
    let mut browser = app.browser();
    let text = cabinet(&app, &mut browser, "standard_adult").opens("/profile/consents").page().text();
    assert!(text.contains("Действующих согласий нет"), "{text}");
}

/// Case 3.13: what cannot be taken back asks first.
#[test]
fn taking_a_consent_back_asks_first() {
    let app = TestApp::start();
    app.citizen("esia_test_006").gives_tokens_to(&app.client("EPOS_DEMO"));
    let mut browser = app.browser();
    let page = &cabinet(&app, &mut browser, "esia_test_006").opens("/profile/consents").page().html;
    let (before, _) = page.split_once("class=\"sure__question\"").unwrap_or_else(|| panic!("no question: {page}"));
    assert!(before.contains("<details class=\"sure\">"), "{before}");
}

/// Case 3.14: another person may take over at consent and «Войти как», and every step of a recovery leads back.
#[test]
fn every_step_has_another_way() {
    let app = TestApp::start();
    for (step, link) in [("consent", "Другой пользователь"), ("role", "Другой пользователь")]
    {
        let login = app.at_step(step);
        let links = html::links(&login.browser.page().html);
        assert!(links.iter().any(|(text, _)| text == link), "{step}: {links:?}");
    }
    let mut browser = app.browser();
    let links = html::links(&browser.opens("/idp/ext/Logout").page().html);
    assert!(links.iter().any(|(text, _)| text == "Войти"), "{links:?}");
}

/// Cases 3.12 and 3.16: Russian pages speak Russian, in one spelling.
#[test]
fn russian_texts_have_one_spelling_and_no_words_of_the_machinery() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/texts/ru");
    for file in std::fs::read_dir(folder).expect("a folder") {
        let path = file.expect("a file").path();
        let text = std::fs::read_to_string(&path).expect("text");
        for wrong in ["the stand has no", "For developers", "Post code", "Еще", "еще ", "подтверждён Почта"]
        {
            assert!(!text.contains(wrong), "{}: {wrong}", path.display());
        }
    }
}
