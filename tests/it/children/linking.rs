//! «Привязать» and «Отвязать».

use esia_mock::domain::check::CheckSubject;
use esia_mock::domain::check::Registry;
use esia_mock::flow::WriteCx;
use esia_mock::flow::registry::asking;
use esia_mock::protocol::ids::Oid;

use crate::support::TestApp;
use crate::support::html;
use crate::support::parent::BOY;
use crate::support::parent::Child;
use crate::support::parent::Parent;

const FATHER: &str = "confirmed_second_parent";
const MOTHER: &str = "confirmed_mother_of_two";
const IVAN_S: &str = "sidorov.ivan@example.test";

/// Ivan of the fixtures (born ten years before the stand begins), as a card says it.
const IVAN: Child<'_> = Child {
    first_name: "Иван",
    birth_date: "03.03.2016",
    series: "II-ВГ",
    number: "000704",
    issue_date: "21.09.2016",
    ..BOY
};

/// The father with a verified card of Ivan, whose account the mother has made.
fn father(app: &TestApp) -> Parent<'_> {
    let mut father = app.parent(FATHER);
    father.has_verified(&IVAN);
    father
}

/// A stand on which the boy has registered alone and has given nothing but a name.
fn boy_alone() -> TestApp {
    let child = |citizen: &mut esia_mock::fixtures::Citizen| {
        let name = |text: &str| esia_mock::domain::name::NamePart::parse(text).expect("a name");
        citizen.person.name = esia_mock::domain::name::FullName::new(name("Сидоров"), name("Фёдор"), None);
        (citizen.person.birth_date, citizen.person.snils) = (None, None);
    };
    TestApp::build().person("simplified_by_email", child).start()
}

#[test]
fn kid_13_an_account_that_was_made_before_is_linked_and_none_is_made_anew() {
    let app = TestApp::start();
    let mut father = father(&app);
    father.opens_card();
    assert!(father.sees().contains("У ребёнка уже есть учётная запись"), "{}", father.sees());
    father.browser.follows("Привязать");
    father.asks_to_link(IVAN_S);
    assert_eq!(father.account(), None, "nobody has agreed so far");
    app.child_agrees(IVAN_S);
    assert_eq!(father.account(), Some(app.citizen("child_10").oid));
    assert!(father.sees().contains(IVAN_S), "{}", father.sees());
    let kinds: Vec<_> = app.events_of("child_10").into_iter().map(|event| event.0).collect();
    assert_eq!(kinds, ["child_account_linked"]);
}

#[test]
fn kid_13_an_account_that_a_child_had_made_alone_becomes_a_child_s_account() {
    let app = boy_alone();
    let alone = app.citizen("simplified_by_email");
    let mut mother = app.parent(MOTHER);
    mother.has_verified(&BOY).asks_to_link(&alone.login);
    app.child_agrees(&alone.login);
    assert_eq!(mother.account(), Some(alone.oid));
    let rp = app.client("EPOS_DEMO");
    let tokens = alone.gives_tokens_to(&rp);
    assert_eq!(tokens.id().claim("urn:esia:sbj")["urn:esia:sbj:lvl"], "KD");
    let profile = rp.reads(&format!("/rs/prns/{}", alone.oid), &tokens.access_token()).json();
    assert_eq!((&profile["kidAccCreatedByParent"], profile["snils"].is_string()), (&serde_json::json!(false), true));
}

#[test]
fn kid_13_registries_that_answer_after_the_link_change_nothing() {
    let app = boy_alone();
    let alone = app.citizen("simplified_by_email");
    let mut mother = app.parent(MOTHER);
    mother.has_verified(&BOY).asks_to_link(&alone.login);
    let subject = CheckSubject::Person(Oid(alone.oid));
    let ask = move |cx: &WriteCx<'_>| asking::ask_anew(cx, subject, &[Registry::Mvd, Registry::Sfr]);
    app.waits(app.stand().write(ask)).expect("asked");
    app.child_agrees(&alone.login);
    app.passes("P1D");
    let kinds: Vec<_> = app.events_of("simplified_by_email").into_iter().map(|event| event.0).collect();
    assert!(!kinds.iter().any(|kind| kind == "check_answered" || kind == "level_raised"), "{kinds:?}");
    let tokens = alone.gives_tokens_to(&app.client("EPOS_DEMO"));
    assert_eq!(tokens.id().claim("urn:esia:sbj")["urn:esia:sbj:lvl"], "KD");
}

#[test]
fn sec_08_a_parent_who_has_left_is_linked_to_nobody_and_holds_no_contact() {
    let app = TestApp::start();
    let mut father = father(&app);
    father.asks_to_link(IVAN_S);
    let link = app.link_to(IVAN_S, "child_link");
    father.has_verified(&BOY).begins("sidorov.fedor@example.test", "");
    father.browser.opens("/profile/delete").fills("current", "11111111").presses("Удалить навсегда");
    assert_eq!(father.browser.heading(), "Учётная запись удалена", "{}", father.sees());
    assert_eq!(app.browser().opens(&link).page().status(), 404);
    let mut mother = app.parent(MOTHER);
    mother.has_verified(&BOY).begins("sidorov.fedor@example.test", "");
    app.opens_letter("sidorov.fedor@example.test", "child_email");
    mother.finishes(None);
    assert!(mother.sees().contains("Учётная запись ребёнка создана"), "{}", mother.sees());
}

#[test]
fn kid_14_a_foreign_e_mail_gets_the_same_answer_and_nobody_hears_of_it() {
    let app = TestApp::start();
    let mut father = father(&app);
    let others =
        ["sidorova.maria@example.test", "smirnov.lev@example.test", "sidorova@example.test", "nobody@example.test"];
    let mut answers = Vec::new();
    for email in others.iter().chain([&IVAN_S]) {
        father.asks_to_link(email);
        answers.push((father.browser.page().status(), father.sees()));
    }
    assert!(answers.iter().all(|answer| *answer == answers[0]), "{answers:?}");
    assert!(others.iter().all(|email| app.letter_to(email, "child_link").is_none()), "nobody else is written to");
    assert!(app.letter_to(IVAN_S, "child_link").is_some());
    father.asks_to_link(IVAN_S).asks_to_link(IVAN_S);
    assert_eq!((father.browser.page().status(), father.sees()), answers[0], "not even that it was asked before");
    assert_eq!(father.account(), None);
}

#[test]
fn kid_14_a_card_without_an_account_is_not_linked_to_that_of_another_child() {
    let app = TestApp::start();
    let mut father = app.parent(FATHER);
    father.has_verified(&BOY);
    for email in [IVAN_S, "sidorova.maria@example.test", "ivanova@example.test"] {
        father.asks_to_link(email);
        assert!(app.letter_to(email, "child_link").is_none(), "{email}");
    }
}

#[test]
fn kid_14_the_child_may_decline_and_the_link_is_good_once() {
    let app = TestApp::start();
    let mut father = father(&app);
    father.asks_to_link(IVAN_S);
    let link = app.link_to(IVAN_S, "child_link");
    let mut browser = app.browser();
    browser.opens(&link);
    assert!(browser.page().text().contains("Сидоров Олег Петрович"), "{}", browser.page().text());
    let (body, form) = browser.filled("Разрешить");
    browser.presses("Отказать");
    assert_eq!(browser.heading(), "Запись не привязана");
    browser.posts(&form, &body);
    assert_eq!((browser.page().status(), browser.heading().as_str()), (404, "Ссылка не действует"));
    assert_eq!(father.account(), None);
    app.passes("PT2M");
    father.asks_to_link(IVAN_S);
    app.passes("P3D");
    assert!(app.opens_letter(IVAN_S, "child_link").page().text().contains("Срок действия ссылки истёк"));
}

#[test]
fn kid_15_both_parents_see_the_child_also_when_they_ask_at_once() {
    let app = TestApp::start();
    let mut mother = app.parent(MOTHER);
    mother.takes_card_of("Сидоров Иван Олегович").opens_card().browser.presses("Отвязать");
    let mut father = father(&app);
    mother.asks_to_link(IVAN_S);
    let first = app.link_to(IVAN_S, "child_link");
    father.asks_to_link(IVAN_S);
    let second = app.link_to(IVAN_S, "child_link");
    assert_ne!(first, second);
    for link in [first, second] {
        app.browser().opens(&link).presses("Разрешить");
    }
    let oid = Some(app.citizen("child_10").oid);
    assert_eq!((mother.account(), father.account()), (oid, oid));
}

#[test]
fn kid_16_an_unlinked_account_lives_on_and_the_parent_manages_it_no_more() {
    let app = TestApp::start();
    let mut father = father(&app);
    father.asks_to_link(IVAN_S);
    app.child_agrees(IVAN_S);
    let mut mother = app.parent(MOTHER);
    mother.takes_card_of("Сидоров Иван Олегович").opens_card().browser.presses("Отвязать");
    assert!(mother.sees().contains("Учётная запись отвязана"), "{}", mother.sees());
    for rest in ["/password", "/contacts", "/account/deletion"] {
        mother.opens(rest);
        assert_eq!(mother.browser.heading(), "Сидоров Иван Олегович", "{rest} leads back");
    }
    mother.opens_card();
    let links = html::links(&mother.browser.page().html);
    assert!(links.iter().any(|(text, _)| text == "Привязать") && links.iter().all(|(text, _)| text != "Создать"));
    let tokens = app.citizen("child_10").gives_tokens_to(&app.client("EPOS_DEMO"));
    assert_eq!(tokens.id().claim("urn:esia:sbj")["urn:esia:sbj:lvl"], "KD");
    assert!(father.account().is_some(), "the other parent keeps it");
}

#[test]
fn a_link_asked_for_before_is_worth_nothing_once_the_parent_lost_the_level() {
    let app = TestApp::start();
    let mut father = father(&app);
    father.asks_to_link(IVAN_S);
    let link = app.link_to(IVAN_S, "child_link");
    let oid = esia_mock::protocol::ids::Oid(app.citizen(FATHER).oid);
    let stand = app.stand();
    let lower = stand.write(move |cx| {
        let level = esia_mock::domain::account::AccountLevel::Standard;
        Ok(esia_mock::storage::accounts::update_level(cx.sql, oid, level, cx.now)?)
    });
    app.waits(lower).expect("written");
    assert_eq!(app.browser().opens(&link).page().status(), 404);
}

#[test]
fn kid_14_a_link_asked_for_before_is_worth_nothing_once_the_parent_has_left() {
    let app = TestApp::start();
    let mut father = father(&app);
    father.asks_to_link(IVAN_S);
    let link = app.link_to(IVAN_S, "child_link");
    father.goes("/profile/delete").browser.fills("current", "11111111").presses("Удалить навсегда");
    assert_eq!(father.browser.heading(), "Учётная запись удалена", "{}", father.sees());
    assert_eq!(app.browser().opens(&link).page().status(), 404);
}

#[test]
fn kid_08_what_was_chosen_for_a_child_is_free_once_the_parent_has_left() {
    let app = TestApp::start();
    let mut father = app.parent(FATHER);
    father.has_verified(&BOY).begins("fedor@example.test", "");
    father.goes("/profile/delete").browser.fills("current", "11111111").presses("Удалить навсегда");
    assert_eq!(father.browser.heading(), "Учётная запись удалена", "{}", father.sees());
    let mut mother = app.parent(MOTHER);
    mother.has_verified(&BOY).begins("fedor@example.test", "");
    assert_eq!(mother.browser.heading(), "Пароль ребёнка", "{}", mother.sees());
}
