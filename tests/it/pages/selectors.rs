//! What public browser tests hold on to (notes on page selectors, generation 2021).

use esia_mock::domain::account::SecondFactor;

use crate::support::Browser;
use crate::support::TestApp;
use crate::support::html;
use crate::support::html::Piece;

/// Is there such an element inside another, whatever lies between?
fn nested(browser: &Browser, outer: &str, inner: &str) -> bool {
    let pieces = html::pieces(&browser.page().html);
    let after = pieces.iter().skip_while(|piece| !matches!(piece, Piece::Open(name, _) if name == outer));
    let inside = after.take_while(|piece| !matches!(piece, Piece::Close(name) if name == outer));
    inside.into_iter().any(|piece| matches!(piece, Piece::Open(name, _) if name == inner))
}

/// The classes of the element with this id.
fn classes(browser: &Browser, id: &str) -> String {
    let pieces = html::pieces(&browser.page().html);
    let found = pieces.iter().find_map(|piece| match piece {
        Piece::Open(_, attributes) if html::attribute(attributes, "id") == id => {
            Some(html::attribute(attributes, "class").to_owned())
        }
        Piece::Open(..) | Piece::Close(_) | Piece::Text(_) => None,
    });
    found.unwrap_or_else(|| panic!("no #{id}"))
}

#[test]
fn the_sign_in_page_has_the_names_of_the_real_one() {
    let app = TestApp::start();
    let login = app.at_step("sign_in");
    for (outer, inner) in
        [("esia-root", "esia-login"), ("esia-login", "form"), ("esia-input", "input"), ("esia-eds", "button")]
    {
        assert!(nested(&login.browser, outer, inner), "{outer} > {inner}");
    }
    assert_eq!(classes(&login.browser, "login"), "plain-input");
    assert_eq!(classes(&login.browser, "password"), "plain-input no-label");
    assert_eq!(classes(&login.browser, "loginByPwdButton"), "plain-button plain-button_wide");
    for name in ["login", "password"] {
        let named = login.browser.page().html.matches(&format!("name=\"{name}\"")).count();
        assert_eq!(named, 1, "robots find {name} by its name, wherever else the stand helps");
    }
    let form = login.browser.page().form("/login/sign_in");
    let texts: Vec<_> = form.buttons.iter().map(|button| button.text.as_str()).collect();
    assert_eq!(texts, ["Войти"], "one submit button");
    let labels: Vec<_> =
        form.fields.iter().map(|field| field.label.as_str()).filter(|label| !label.is_empty()).collect();
    assert_eq!(labels[..2], ["Телефон, почта или СНИЛС", "Пароль"]);
}

#[test]
fn mistakes_of_the_sign_in_have_the_classes_of_the_real_ones() {
    let app = TestApp::start();
    let mut login = app.at_step("sign_in");
    login.browser.signs_in("nobody@example.test", "x");
    assert_eq!(html::texts_by_class(&login.browser.page().html, "ui-message-error-detail").len(), 1);
    login.browser.signs_in("", "x");
    assert_eq!(html::texts_by_class(&login.browser.page().html, "field-error").len(), 1);
}

#[test]
fn the_code_has_the_elements_of_the_real_page() {
    for (factor, outer) in
        [(SecondFactor::Sms, "esia-otp"), (SecondFactor::Max, "esia-otp"), (SecondFactor::Totp, "esia-ttp")]
    {
        let app = TestApp::build().second_factor("standard_adult", factor).start();
        let mut login = app.at_sign_in("standard_adult").signed_in();
        let nesting = [
            ("esia-login", "esia-enter-mfa"),
            ("esia-enter-mfa", outer),
            (outer, "form"),
            ("form", "esia-code-input"),
            ("esia-code-input", "code-input"),
            ("code-input", "span"),
        ];
        for (outer, inner) in nesting {
            assert!(nested(&login.browser, outer, inner), "{outer} > {inner}");
        }
        let form = login.browser.page().form("/login/second_factor");
        assert_eq!(form.fields.iter().filter(|field| field.kind == "tel").count(), 6, "a field for each digit");
        assert!(login.browser.page().html.contains("<esia-code-input><div class=\"code-input\">"));
        login.browser.presses("Продолжить");
        assert_eq!(html::texts_by_class(&login.browser.page().html, "field-error"), ["Введите код"]);
    }
}

#[test]
fn roles_and_consent_have_the_ids_of_the_real_ones() {
    let app = TestApp::start();
    let mut login = app.at_step("role");
    for id in ["o2", "org0", "org1"] {
        assert_eq!(classes(&login.browser, id), "choice");
    }
    assert!(
        html::texts_of(&login.browser.page().html, "label")
            .iter()
            .any(|label| label.contains("Фамилия003 Имя003 Отчество003"))
    );
    login.browser.chooses("Частное лицо").presses("Подтвердить");
    assert_eq!(classes(&login.browser, "grantAuthorization"), "plain-button");
}
