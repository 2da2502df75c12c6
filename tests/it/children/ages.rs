//! What the age of a child decides, and what the clock brings.

use serde_json::json;

use crate::support::TestApp;
use crate::support::app::Builder;
use crate::support::html;
use crate::support::parent::BOY;
use crate::support::parent::Child;

const MOTHER: &str = "confirmed_mother_of_two";

fn ruled(rule: &str) -> Builder {
    let rule = rule.to_owned();
    TestApp::build().config(move |config| config.rules.set(&rule).expect("a rule"))
}

/// Is «Создать» there for a child born on this day?
fn can_make(app: &TestApp, birth_date: &str) -> bool {
    let mut mother = app.parent(MOTHER);
    mother.has_verified(&Child { birth_date, issue_date: birth_date, ..BOY }).opens_card();
    let links = html::links(&mother.browser.page().html);
    assert!(links.iter().any(|(text, _)| text == "Привязать"), "{}", mother.sees());
    links.iter().any(|(text, _)| text == "Создать")
}

#[test]
fn kid_18_up_to_which_age_an_account_is_made_is_a_rule() {
    // The stand begins on 1 September 2026.
    for (rule, birth_date, can) in [
        ("child.max_age=13", "02.09.2012", true),
        ("child.max_age=13", "01.09.2012", false),
        ("child.max_age=14", "01.09.2012", true),
        ("child.max_age=14", "02.09.2011", true),
        ("child.max_age=14", "01.09.2011", false),
        ("child.max_age=17", "02.09.2008", true),
        ("age.boundary=next_day", "01.09.2012", true),
    ] {
        assert_eq!(can_make(&ruled(rule).start(), birth_date), can, "{rule} {birth_date}");
    }
}

#[test]
fn kid_18_the_reason_is_told_and_the_form_is_closed() {
    let app = TestApp::start();
    let mut mother = app.parent(MOTHER);
    mother.has_verified(&Child { birth_date: "01.09.2012", ..BOY }).opens_card();
    assert!(mother.sees().contains("Ребёнку больше 13 лет"), "{}", mother.sees());
    mother.opens("/account");
    assert!(mother.sees().contains("Ребёнку больше 13 лет") && mother.browser.page().forms.is_empty());
}

#[test]
fn kid_19_born_on_29_february_one_is_13_on_the_28th_and_14_on_1_march() {
    for (clock, can) in
        [("2026-02-28T12:00:00+05:00", true), ("2026-02-28T23:00:00+05:00", true), ("2026-03-01T00:00:00+05:00", false)]
    {
        let app = TestApp::build().clock(clock).start();
        assert_eq!(can_make(&app, "29.02.2012"), can, "{clock}");
    }
}

#[test]
fn kid_20_at_14_child_and_parents_are_told_and_the_account_goes_on_for_a_while() {
    let app = TestApp::start();
    let maria = app.citizen("child_13_almost_14");
    app.is_at("2026-09-02T00:00:00+05:00");
    let told = app.events_of(MOTHER);
    let (kind, at, data) = told.last().expect("an event");
    assert_eq!((kind.as_str(), at.as_str()), ("child_birthday", "2026-09-02T00:00:00+05:00"));
    assert_eq!((&data["age"], &data["child"]), (&json!(14), &json!(maria.oid)));
    assert_eq!(app.events_of("child_13_almost_14").len(), 1);
    let tokens = maria.gives_tokens_to(&app.client("EPOS_DEMO"));
    assert_eq!(tokens.id().claim("urn:esia:sbj")["urn:esia:sbj:lvl"], "KD");
    // A parent sets the password of such an account, and changes nothing else of it.
    let mut mother = app.parent(MOTHER);
    mother.takes_card_of(&maria.name).opens_card();
    let links: Vec<_> = html::links(&mother.browser.page().html).into_iter().map(|(text, _)| text).collect();
    assert!(links.iter().any(|text| text == "Новый пароль ребёнка"), "{links:?}");
    assert!(
        links.iter().all(|text| text != "Почта и телефон ребёнка" && text != "Удалить учётную запись"),
        "{links:?}"
    );
}

#[test]
fn kid_20_after_the_grace_the_account_enters_no_system_any_more() {
    let app = TestApp::start();
    let maria = app.citizen("child_13_almost_14");
    let rp = app.client("EPOS_DEMO");
    app.is_at("2026-11-30T23:59:59+05:00");
    let mut browser = app.browser();
    maria.logs_in_with(&mut browser, &rp);
    app.passes("PT1S");
    let mut fresh = app.browser();
    let refused = maria.logs_in_with(&mut fresh, &rp);
    assert_eq!(refused.get("error"), "access_denied", "{refused:?}");
    assert!(refused.get("error_description").starts_with("ESIA-007055"), "{refused:?}");
    browser.opens(&rp.authorize_url());
    assert_eq!(browser.returned().get("error"), "access_denied", "a session from before does not help");
    let mut own = app.browser();
    own.opens("/profile");
    maria.signs_in(&mut own);
    assert_eq!(own.heading(), "Обзор", "its own pages stay open");
}

#[test]
fn kid_21_at_18_the_links_of_parents_end() {
    let app = TestApp::start();
    let maria = app.citizen("child_13_almost_14");
    app.is_at("2030-09-01T23:59:59+05:00");
    let mut mother = app.parent(MOTHER);
    mother.takes_card_of(&maria.name);
    assert_eq!(mother.account(), Some(maria.oid));
    app.passes("PT1S");
    assert_eq!(mother.account(), None);
    assert!(mother.sees().contains("Ребёнку больше 17 лет"), "{}", mother.sees());
    let kinds: Vec<_> =
        app.events_of(MOTHER).into_iter().map(|(kind, _, data)| (kind, data["reason"].clone())).collect();
    assert_eq!(kinds.last(), Some(&("child_unlinked".to_owned(), json!("age"))), "{kinds:?}");
}

#[test]
fn kid_20_the_rule_of_the_next_day_moves_the_birthday_as_well() {
    let app = ruled("age.boundary=next_day").start();
    app.is_at("2026-09-02T23:59:59+05:00");
    assert!(app.events_of("child_13_almost_14").is_empty());
    app.passes("PT1S");
    assert_eq!(app.events_of("child_13_almost_14").len(), 1);
}
