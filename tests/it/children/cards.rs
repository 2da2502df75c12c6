//! Cards: added, sent, checked, refused, changed, taken away.

use esia_mock::domain::check::Outcome;
use esia_mock::domain::check::Registry;

use crate::support::TestApp;
use crate::support::html;
use crate::support::parent::BOY;
use crate::support::parent::Child;

const MOTHER: &str = "confirmed_mother_of_two";
const CERTIFICATE: &str = "III-ВГ 777001";

#[test]
fn kid_03_a_child_that_was_added_before_is_refused() {
    let app = TestApp::start();
    let mut mother = app.parent(MOTHER);
    mother.adds(&BOY);
    for again in [
        BOY,
        Child { first_name: "Пётр", birth_date: "01.02.2018", series: "III-вг", ..BOY },
        Child { number: "777002", ..BOY },
    ] {
        mother.tries_to_add(&again);
        assert!(mother.sees().contains("Этот ребёнок уже добавлен"), "{again:?}: {}", mother.sees());
    }
    mother.goes("/profile/family");
    assert_eq!(html::texts_of(&mother.browser.page().html, "h3").len(), 3, "two of the fixtures and one new");
    let mut father = app.parent("confirmed_second_parent");
    father.adds(&BOY);
}

#[test]
fn kid_04_sending_starts_the_search_of_snils_by_itself() {
    let app = TestApp::start();
    let mut mother = app.parent(MOTHER);
    mother.adds(&BOY);
    assert_eq!(mother.state(), "DRAFT");
    assert!(app.jobs().iter().all(|job| job["kind"] != "registry_answer"));
    mother.sends();
    assert!(mother.sees().contains("Поиск СНИЛС запущен"), "{}", mother.sees());
    assert_eq!(app.jobs().iter().filter(|job| job["kind"] == "registry_answer").count(), 2, "ЗАГС and СФР");
    assert_eq!(mother.state(), "CHECKING");
    app.passes("PT15M");
    assert_eq!(mother.state(), "VERIFIED");
    let snils = html::texts_of(&mother.browser.page().html, "dd").into_iter().find(|fact| fact.starts_with('9'));
    let snils = snils.unwrap_or_else(|| panic!("no СНИЛС: {}", mother.sees()));
    assert!(esia_mock::domain::snils::Snils::parse(&snils).is_ok(), "{snils}");
}

#[test]
fn kid_05_the_check_takes_from_15_minutes_to_5_working_days() {
    let app = TestApp::build().clock("2026-09-11T18:30:00+05:00").start();
    app.registry_answers(Registry::Zags, "III-ВГ 777002", Outcome::Found, Some(8 * 24 * 3600));
    app.registry_answers(Registry::Sfr, "III-ВГ 777003", Outcome::Found, Some(3 * 24 * 3600));
    let mut mother = app.parent(MOTHER);
    let quick = mother.adds(&BOY).card;
    let late = mother.adds(&Child { first_name: "Игорь", number: "777002", ..BOY }).card;
    let between = mother.adds(&Child { first_name: "Олег", number: "777003", ..BOY }).card;
    mother.goes("/profile/family");
    for card in [quick, late, between] {
        mother.browser.ticks(&format!("card-{card}"));
    }
    mother.browser.presses("Отправить");
    let states = |mother: &mut crate::support::parent::Parent<'_>| {
        [quick, between, late].map(|card| {
            mother.card = card;
            mother.state()
        })
    };
    mother.card = late;
    mother.opens_card();
    for time in ["11.09.2026 18:30", "11.09.2026 18:45", "18.09.2026 18:30"] {
        assert!(mother.sees().contains(time), "{time}: {}", mother.sees());
    }
    app.is_at("2026-09-11T18:44:00+05:00");
    assert_eq!(states(&mut mother), ["CHECKING"; 3]);
    app.is_at("2026-09-11T18:45:00+05:00");
    assert_eq!(states(&mut mother), ["VERIFIED", "CHECKING", "CHECKING"]);
    app.is_at("2026-09-14T18:30:00+05:00");
    assert_eq!(states(&mut mother), ["VERIFIED", "VERIFIED", "CHECKING"]);
    app.is_at("2026-09-18T18:29:00+05:00");
    assert_eq!(states(&mut mother)[2], "CHECKING");
    assert!(!mother.sees().contains("Обратитесь в поддержку"), "{}", mother.sees());
    app.is_at("2026-09-18T18:30:00+05:00");
    assert_eq!(states(&mut mother)[2], "CHECKING");
    assert!(mother.sees().contains("Обратитесь в поддержку"), "{}", mother.sees());
    app.is_at("2026-09-19T18:30:00+05:00");
    assert_eq!(states(&mut mother)[2], "VERIFIED", "better late than never");
}

#[test]
fn kid_06_a_certificate_that_is_not_confirmed_can_be_corrected_and_sent_again() {
    let app = TestApp::start();
    let mut father = app.parent("confirmed_second_parent");
    // The certificate of another child.
    let wrong = Child { series: "II-ВГ", number: "000704", ..BOY };
    father.adds(&wrong).sends();
    app.passes("PT15M");
    assert_eq!(father.state(), "CERT_FAILED");
    assert!(father.sees().contains("ZAGS_MISMATCH_NAME"), "{}", father.sees());
    assert!(father.sees().contains("«Создать» и «Привязать» пока недоступны"), "{}", father.sees());
    father.opens("/account");
    assert!(father.sees().contains("Сначала должны подтвердиться"), "{}", father.sees());

    father.opens("/edit");
    assert_eq!(father.browser.page().value("birth_date"), "14.03.2019");
    father.fills(&BOY);
    father.browser.presses("Сохранить");
    assert_eq!(father.state(), "DRAFT", "{}", father.sees());
    father.sends();
    app.passes("PT15M");
    assert_eq!(father.state(), "VERIFIED");
    father.opens("/edit");
    assert_ne!(father.browser.heading(), "Сведения о рождении", "what was verified stays as it is");
}

#[test]
fn kid_06_an_answer_to_data_that_were_corrected_comes_too_late() {
    let app = TestApp::start();
    app.registry_answers(Registry::Zags, CERTIFICATE, Outcome::Invalid, Some(60));
    let mut mother = app.parent(MOTHER);
    mother.adds(&BOY).sends();
    app.passes("PT1M");
    assert_eq!(mother.state(), "CHECKING", "СФР is still to answer");
    app.passes("PT14M");
    assert_eq!(mother.state(), "CERT_FAILED");
    assert!(mother.sees().contains("ZAGS_INVALID"), "{}", mother.sees());
}

#[test]
fn kid_07_a_snils_that_is_not_found_blocks_with_a_reason_of_its_own() {
    let app = TestApp::start();
    app.registry_answers(Registry::Sfr, CERTIFICATE, Outcome::NotFound, None);
    let mut mother = app.parent(MOTHER);
    mother.adds(&BOY).sends();
    app.passes("PT15M");
    assert_eq!(mother.state(), "SNILS_FAILED");
    assert!(mother.sees().contains("SFR_NOT_FOUND"), "{}", mother.sees());
    assert!(mother.sees().contains("СФР не нашёл СНИЛС ребёнка"), "{}", mother.sees());
    app.registry_answers(Registry::Sfr, CERTIFICATE, Outcome::Found, None);
    mother.sends();
    app.passes("PT15M");
    assert_eq!(mother.state(), "VERIFIED");
}

#[test]
fn kid_17_a_foreign_certificate_is_for_the_service_centre() {
    let app = TestApp::start();
    let mut mother = app.parent(MOTHER);
    for (first_name, kind) in [("Лев", "Иностранное свидетельство"), ("Марк", "Свидетельство старого образца")]
    {
        mother.adds(&Child { first_name, kind, series: "", number: "AB/77 №1", ..BOY }).sends();
        assert!(mother.sees().contains("обратитесь в центр обслуживания"), "{}", mother.sees());
        app.passes("P30D");
        assert_eq!(mother.state(), "DRAFT");
        mother.opens("/account");
        assert!(mother.sees().contains("обратитесь в центр обслуживания"), "{}", mother.sees());
    }
}

#[test]
fn kid_24_twins_have_a_snils_each() {
    let app = TestApp::start();
    let mut mother = app.parent(MOTHER);
    let twin = Child { first_name: "Глеб", number: "777002", ..BOY };
    mother.makes_account(&BOY, "fedor@example.test");
    let first = mother.account();
    mother.makes_account(&twin, "gleb@example.test");
    let second = mother.account();
    assert!(first.is_some() && second.is_some() && first != second, "{first:?} {second:?}");
    mother.goes("/profile/family");
    assert_eq!(mother.sees().matches("учётная запись привязана").count(), 4, "{}", mother.sees());
}

#[test]
fn every_field_of_a_card_says_what_is_wrong_with_it() {
    let app = TestApp::start();
    let mut mother = app.parent(MOTHER);
    for (wrong, said) in [
        (Child { last_name: "", ..BOY }, "Заполните это поле"),
        (Child { first_name: "Фёдop", ..BOY }, "Не смешивайте русские и латинские буквы"),
        (Child { birth_date: "31.02.2019", ..BOY }, "Такого дня нет в календаре"),
        (Child { birth_date: "14.03.2027", ..BOY }, "Эта дата ещё не наступила"),
        (Child { series: "IIII-ВГ", ..BOY }, "Серия — римское число"),
        (Child { number: "77700", ..BOY }, "Номер свидетельства — шесть цифр"),
        (Child { issue_date: "13.03.2019", ..BOY }, "Эта дата раньше даты рождения"),
    ] {
        mother.tries_to_add(&wrong);
        assert_eq!(html::texts_by_class(&mother.browser.page().html, "field-error").len(), 1, "{wrong:?}");
        assert!(mother.sees().contains(said), "{said}: {}", mother.sees());
    }
    mother.browser.opens("/profile/family/new").presses("Сохранить");
    assert_eq!(html::texts_by_class(&mother.browser.page().html, "field-error").len(), 9, "{}", mother.sees());
    mother.adds(&Child { birth_date: "14032019", series: "1-вг", ..BOY });
    mother.opens_card();
    assert!(mother.sees().contains("14.03.2019") && mother.sees().contains("I-ВГ 777001"), "{}", mother.sees());
}

#[test]
fn names_of_children_keep_to_the_rules_for_names() {
    let strict = |config: &mut esia_mock::config::Settings| config.rules.set("name.letters=on").expect("a rule");
    let app = TestApp::build().config(strict).start();
    let mut mother = app.parent(MOTHER);
    mother.tries_to_add(&Child { first_name: "-", ..BOY });
    assert_eq!(html::texts_by_class(&mother.browser.page().html, "field-error").len(), 1, "{}", mother.sees());
    mother.adds(&BOY);
}

#[test]
fn a_card_without_an_account_can_be_taken_away() {
    let app = TestApp::start();
    let mut mother = app.parent(MOTHER);
    mother.adds(&BOY).sends();
    mother.opens_card().browser.presses("Удалить карточку");
    assert!(mother.sees().contains("Карточка удалена") && !mother.sees().contains("Фёдор"), "{}", mother.sees());
    app.passes("PT15M");
    mother.adds(&BOY);
    assert_eq!(mother.state(), "DRAFT", "nothing is left of the first card");
    mother.takes_card_of("Сидоров Иван Олегович").opens_card();
    assert!(!mother.sees().contains("Удалить карточку"), "{}", mother.sees());
    let (body, mut form) = mother.browser.filled("Отвязать");
    form.action = form.action.replace("/unlink", "/deletion");
    mother.browser.posts(&form, &body);
    mother.takes_card_of("Сидоров Иван Олегович");
}

#[test]
fn nothing_marked_is_said_and_a_second_press_sends_nothing_twice() {
    let app = TestApp::start();
    let mut mother = app.parent(MOTHER);
    mother.adds(&BOY).browser.opens("/profile/family").presses("Отправить");
    assert!(mother.sees().contains("Отметьте хотя бы одну карточку"), "{}", mother.sees());
    mother.opens_card();
    let (body, form) = mother.browser.filled("Отправить");
    mother.browser.posts(&form, &body);
    let jobs = app.jobs().len();
    mother.browser.posts(&form, &body);
    assert_eq!(app.jobs().len(), jobs);
}
