//! Cards of others, forms without their guard, hostile text, a child at its parents' pages, pages in English.

use crate::support::TestApp;
use crate::support::html::Form;
use crate::support::parent::BOY;
use crate::support::parent::Child;

const MOTHER: &str = "confirmed_mother_of_two";

/// Everything that is posted below a card.
const POSTED: [&str; 9] = [
    "/edit",
    "/deletion",
    "/account",
    "/account/password",
    "/account/deletion",
    "/link",
    "/unlink",
    "/password",
    "/contacts",
];

#[test]
fn cards_of_other_parents_are_not_there() {
    let app = TestApp::start();
    let mut mother = app.parent(MOTHER);
    let card = mother.takes_card_of("Сидоров Иван Олегович").card;
    let mut other = app.parent("confirmed_second_parent");
    let csrf = other.adds(&BOY).opens_card().browser.page().value("csrf");
    for (rest, path) in
        POSTED.iter().flat_map(|rest| [(rest, card.to_string()), (rest, "999999".to_owned()), (rest, "x".to_owned())])
    {
        let action = format!("/profile/family/{path}{rest}");
        let form = Form { action: action.clone(), method: "post".to_owned(), ..Form::default() };
        other.browser.posts(&form, &format!("csrf={csrf}"));
        assert_eq!(other.browser.page().status(), 404, "{action}");
        assert!(!other.sees().contains("Иван"), "{action}");
    }
    for rest in [
        "",
        "/edit",
        "/account",
        "/account/password",
        "/account/deletion",
        "/link",
        "/password",
        "/contacts",
        "/contacts/code",
    ] {
        other.browser.opens(&format!("/profile/family/{card}{rest}"));
        assert_eq!(other.browser.page().status(), 404, "{rest}");
    }
    let form = Form { action: "/profile/family/submission".to_owned(), method: "post".to_owned(), ..Form::default() };
    other.browser.posts(&form, &format!("csrf={csrf}&card-{card}=true"));
    assert_eq!(mother.state(), "VERIFIED");
    assert!(mother.account().is_some());
}

#[test]
fn forms_without_their_guard_are_stale() {
    let app = TestApp::start();
    let mut mother = app.parent(MOTHER);
    let card = mother.takes_card_of("Сидоров Иван Олегович").card;
    for rest in POSTED {
        let form =
            Form { action: format!("/profile/family/{card}{rest}"), method: "post".to_owned(), ..Form::default() };
        mother.browser.posts(&form, "csrf=forged&again=email");
        assert_eq!(
            (mother.browser.page().status(), mother.browser.heading().as_str()),
            (403, "Страница устарела"),
            "{rest}"
        );
    }
    assert!(mother.account().is_some());
}

#[test]
fn hostile_text_is_shown_as_text() {
    let app = TestApp::start();
    let mut mother = app.parent(MOTHER);
    let script = "\"'><script>alert(1)</script>";
    let evil = Child { last_name: script, series: script, number: script, birth_date: script, ..BOY };
    mother.tries_to_add(&evil);
    assert!(
        !mother.browser.page().html.contains("<script>") && mother.sees().contains("не может"),
        "{}",
        mother.sees()
    );
    assert_eq!(mother.browser.page().value("last_name"), script);
    mother.tries_to_add(&Child {
        kind: "Иностранное свидетельство", number: script, series: script, ..BOY
    });
    assert!(!mother.browser.page().html.contains("<script>") && mother.sees().contains(script), "{}", mother.sees());
    for (path, fields) in [("/new", ["last_name", "issued_by"]), ("/new", ["series", "number"])] {
        mother.browser.opens(&format!("/profile/family{path}"));
        for field in fields {
            mother.browser.fills(field, &"я".repeat(9_000));
        }
        mother.browser.presses("Сохранить");
        assert_eq!(mother.browser.page().status(), 200);
    }
}

#[test]
fn a_child_has_no_children() {
    let app = TestApp::start();
    let mut browser = app.browser();
    browser.opens("/profile/family");
    app.citizen("child_10").signs_in(&mut browser);
    assert_eq!(browser.heading(), "Обзор");
    for path in ["/profile/family/new", "/profile/family/1", "/profile/family/1/account"] {
        assert_eq!(browser.opens(path).heading(), "Обзор", "{path}");
    }
}

#[test]
fn the_pages_are_there_in_english() {
    let app = TestApp::start();
    let mut mother = app.parent(MOTHER);
    mother.has_verified(&BOY).browser.plants("esia_lang", "en");
    mother.opens_card();
    let links: Vec<_> =
        crate::support::html::links(&mother.browser.page().html).into_iter().map(|link| link.0).collect();
    assert!(links.iter().any(|text| text == "Create") && links.iter().any(|text| text == "Link"), "{links:?}");
    assert_eq!(mother.opens("/account").browser.heading(), "Account of the child");
}
