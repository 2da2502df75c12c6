//! Forged, stale and hostile input to the cabinet's forms.

use esia_mock::web::routes::rows;

use super::RIGHT;
use super::declares;
use super::enters;
use super::happened;
use super::sees;
use crate::rest::Reader;
use crate::support::TestApp;
use crate::support::html;
use crate::support::html::Form;

const SCRIPT: &str = "\"'><script>alert(1)</script>";

fn form(action: &str) -> Form {
    Form { action: action.to_owned(), method: "post".to_owned(), ..Form::default() }
}

/// What the forms of this part are posted to.
fn actions() -> impl Iterator<Item = &'static str> {
    let own = [
        "/profile/data",
        "/profile/addresses",
        "/profile/contacts",
        "/profile/documents",
        "/profile/security",
        "/profile/delete",
        "/login/contact",
    ];
    let is_own = move |path: &&str| own.iter().any(|own| path.starts_with(own));
    rows().filter(|row| row.method == "post").map(|row| row.path).filter(is_own)
}

#[test]
fn a_form_without_its_guard_does_nothing() {
    let app = TestApp::start();
    let mut browser = enters(&app, "standard_adult");
    let mut stranger = enters(&app, "confirmed_mother_of_two");
    let theirs = stranger.opens("/profile/data").page().value("csrf");
    assert!(actions().count() > 10);
    for action in actions() {
        for csrf in ["", "x", &theirs] {
            let page = browser.posts(&form(action), &format!("csrf={csrf}&kind=MBT&id=1&current=11111111")).page();
            assert_eq!(page.status(), 403, "{action}");
            assert!(page.text().contains("Страница устарела"), "{action}: {}", page.text());
        }
    }
    assert!(happened(&app, "standard_adult").is_empty());
}

#[test]
fn the_things_of_others_are_not_found_and_stay() {
    let app = TestApp::start();
    let reader = Reader::of(&app, "confirmed_mother_of_two", "openid id_doc medical_doc email mobile addresses");
    let before = sees(&reader);
    let mut browser = enters(&app, "standard_adult");
    let csrf = browser.opens("/profile/data").page().value("csrf");
    let ids = |name: &str| {
        let all = before[name]["elements"].as_array().expect("a list");
        all.iter().map(|one| one["id"].to_string()).collect::<Vec<_>>()
    };
    for (action, ids) in
        [("/profile/documents/remove", ids("documents")), ("/profile/contacts/remove", ids("contacts"))]
    {
        assert!(!ids.is_empty());
        for id in ids.iter().map(String::as_str).chain(["0", "-1", "x", "99999999999999999999"]) {
            let page = browser.posts(&form(action), &format!("csrf={csrf}&id={id}")).page();
            assert_eq!(page.status(), 404, "{action} {id}: {}", page.text());
        }
    }
    for body in ["kind=PRG", "kind=OLG", "kind="] {
        assert_eq!(
            browser.posts(&form("/profile/addresses/remove"), &format!("csrf={csrf}&{body}")).page().status(),
            404
        );
    }
    for action in ["/profile/contacts/resend", "/profile/contacts/change", "/profile/contacts/cancel"] {
        assert_eq!(browser.posts(&form(action), &format!("csrf={csrf}&kind=OPH")).page().status(), 404, "{action}");
    }
    assert_eq!(sees(&reader), before);
}

#[test]
fn one_keeps_the_passport_that_was_verified() {
    let app = TestApp::start();
    let reader = Reader::of(&app, "standard_adult", "openid id_doc");
    let before = sees(&reader);
    let mut browser = enters(&app, "standard_adult");
    let csrf = browser.opens("/profile/data").page().value("csrf");
    let body = format!("csrf={csrf}&id={}", before["rIdDoc"]);
    assert_eq!(browser.posts(&form("/profile/documents/remove"), &body).page().status(), 404);
    assert_eq!(sees(&reader), before);
}

#[test]
fn what_is_typed_comes_back_as_text() {
    let app = TestApp::start();
    let mut browser = enters(&app, "simplified_by_email");
    let wrong: Vec<_> = RIGHT.iter().map(|(name, _)| (*name, SCRIPT)).collect();
    declares(&mut browser, &wrong);
    assert!(!browser.page().html.contains("<script>alert"), "{}", browser.page().html);
    assert_eq!(browser.page().value("last_name"), SCRIPT);
    // Words that are taken as they are, everywhere where they are shown.
    declares(&mut browser, &[("birth_place", SCRIPT), ("issued_by", SCRIPT)]);
    assert_eq!(browser.heading(), "Мои данные", "{}", browser.page().text());
    for path in ["/profile/data", "/profile/documents", "/profile/data/edit"] {
        let page = browser.opens(path).page();
        let is_shown = page.text().contains("alert(1)") || page.html.contains("alert(1)");
        assert!(is_shown && !page.html.contains("<script>alert"), "{path}: {}", page.html);
    }
    for path in [
        "/login/contact?token=%3Cscript%3E",
        "/profile/contacts/change?kind=%3Cscript%3E",
        "/profile/data?done=%3Cscript%3E",
    ] {
        assert!(!browser.opens(path).page().html.contains("<script>"), "{path}");
    }
}

#[test]
fn long_and_broken_input_is_survived() {
    let app = TestApp::start();
    let mut browser = enters(&app, "simplified_by_email");
    let csrf = browser.opens("/profile/data").page().value("csrf");
    let long = "%D1%8F".repeat(4000);
    for action in actions() {
        for body in [
            format!("csrf={csrf}"),
            format!("csrf={csrf}&value={long}&last_name={long}&kind=EML&id={long}&current={long}"),
        ] {
            let page = browser.posts(&form(action), &body).page();
            assert!(page.status() < 500, "{action}: {}", page.status());
        }
        assert_eq!(browser.posts(&form(action), "%zz&csrf").page().status(), 403, "{action}");
    }
    assert_eq!(html::texts_of(&browser.opens("/profile").page().html, "h1"), ["Обзор"], "the account is still there");
}
