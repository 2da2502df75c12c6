//! Rows of the documents about matching, each with its outcome and the rule that decided.

use super::came::Came;
use super::came::Email;
use super::came::Level;
use super::card::Card;
use super::card::Category;
use super::decision::Decision;
use super::decision::Outcome;
use super::matching::decide;
use super::samples::came;
use super::samples::card;
use super::settings::Settings;

fn settings(changes: &[(&str, &str)]) -> Settings {
    let mut settings = Settings::default();
    for (name, value) in changes {
        settings.set(name, value).expect("a switch");
    }
    settings
}

fn decided(came: &Came, cards: &[Card], changes: &[(&str, &str)]) -> Decision {
    decide(came, cards, &settings(changes), "2026-09-01".parse().expect("a day"))
}

fn entered(came: &Came, cards: &[Card], changes: &[(&str, &str)]) -> Vec<String> {
    match decided(came, cards, changes).outcome {
        Outcome::Entered { cards, .. } => cards,
        other => panic!("{other:?}"),
    }
}

fn outcome(came: &Came, cards: &[Card], changes: &[(&str, &str)]) -> Outcome {
    decided(came, cards, changes).outcome
}

fn with_email(value: &str, verified: bool) -> Came {
    Came { email: Some(Email { value: value.to_owned(), verified }), ..came() }
}

/// 1.31, 3.08, EPS-01: ФИО and e-mail have to coincide; else «Пользователь не найден», and it is said what to mend.
#[test]
fn name_and_email_find_the_card_and_one_letter_more_does_not() {
    assert_eq!(entered(&came(), &[card("a")], &[]), ["a"]);
    let other = with_email("sidorova1@example.test", true);
    let decision = decided(&other, &[card("a")], &[]);
    assert_eq!(decision.outcome, Outcome::NotFound);
    assert_eq!(decision.mend, ["карточка a: исправьте почту «sidorova@example.test» на «sidorova1@example.test»"]);
    assert_eq!(decision.steps.len(), 3, "ОИД, СНИЛС, ФИО с почтой");
}

/// 3.07, 3.59, KID-11: the most frequent trouble: the e-mail is not verified.
#[test]
fn an_email_that_is_not_verified_finds_nobody_until_a_switch_says_so() {
    let came = with_email("sidorova@example.test", false);
    let decision = decided(&came, &[card("a")], &[]);
    assert_eq!(decision.outcome, Outcome::NotFound);
    assert_eq!(decision.steps.last().expect("a step").result, "электронная почта в Госуслугах не подтверждена");
    assert_eq!(
        decision.mend.first().expect("advice"),
        "почта sidorova@example.test не подтверждена: подтвердите письмо Госуслуг"
    );
    assert_eq!(entered(&came, &[card("a")], &[("match.unverified_email", "accept")]), ["a"]);
}

/// 4.70, C4, EPS-16: the same СНИЛС at school; in the mode of СНИЛС nothing else will do.
#[test]
fn snils_is_a_key_and_another_snils_is_another_person() {
    let with = |snils: &str| Card { snils: Some(snils.to_owned()), email: None, ..card("a") };
    assert_eq!(entered(&came(), &[with("00000070223")], &[]), ["a"]);
    let by_snils = [("epos.match_keys", "snils")];
    assert_eq!(outcome(&came(), &[with("000-000-703 24")], &by_snils), Outcome::NotFound);
    assert_eq!(outcome(&came(), &[card("a")], &by_snils), Outcome::NotFound, "no СНИЛС in the card");
    let contradicts = Card { snils: Some("000-000-703 24".to_owned()), ..card("a") };
    assert_eq!(outcome(&came(), &[contradicts], &[]), Outcome::NotFound, "e-mail and ФИО are no way round it");
}

/// 4.51, CNS-06: the profile has to have СНИЛС where it is the key, or where a switch demands it.
#[test]
fn a_profile_without_snils_is_told_so_where_it_is_needed() {
    let came = Came { snils: None, ..came() };
    assert_eq!(outcome(&came, &[card("a")], &[("epos.match_keys", "snils")]), Outcome::NoSnils);
    assert_eq!(outcome(&came, &[card("a")], &[("epos.snils_required", "true")]), Outcome::NoSnils);
    assert_eq!(entered(&came, &[card("a")], &[]), ["a"]);
}

/// 3.13, C10: the date of birth is compared where it was asked for, or where it is part of the key.
#[test]
fn the_date_of_birth_counts_where_it_is_asked_for() {
    let with = |day: &str| Came { birth_date: day.parse().ok(), ..came() };
    assert_eq!(entered(&with("1985-03-12"), &[card("a")], &[]), ["a"]);
    assert_eq!(outcome(&with("1985-03-13"), &[card("a")], &[]), Outcome::NotFound);
    let key = [("epos.match_keys", "fio_email_birthdate")];
    assert_eq!(entered(&with("1985-03-12"), &[card("a")], &key), ["a"]);
    assert_eq!(outcome(&came(), &[card("a")], &key), Outcome::NotFound, "it was not asked for");
}

/// 0.02, EPS-13: a profile that was linked is known by its ОИД, whatever else differs.
#[test]
fn a_linked_profile_is_found_by_its_oid_first() {
    let linked = Card { esia_oid: Some(came().oid), email: None, last_name: "Иванова".to_owned(), ..card("b") };
    let cards = [card("a"), linked];
    assert_eq!(entered(&came(), &cards, &[]), ["b"]);
    assert_eq!(entered(&came(), &cards, &[("epos.match_keys", "snils,fio_email")]), ["a"]);
}

/// 3.09, EPS-02: cards of different humans: «Нашлось больше одного пользователя».
#[test]
fn two_humans_with_one_name_and_email_are_more_than_one() {
    let other = Card { birth_date: "1990-01-01".parse().ok(), ..card("b") };
    let decision = decided(&came(), &[card("a"), other.clone()], &[]);
    assert_eq!(decision.outcome, Outcome::SeveralFound);
    assert!(!decision.mend.is_empty());
    let archived = Card { archived: true, ..other };
    assert_eq!(entered(&came(), &[card("a"), archived], &[]), ["a"], "an archived card is none");
}

/// 3.09: two pupils with one e-mail of the family, where the e-mail alone is the key.
#[test]
fn siblings_with_one_email_are_more_than_one_where_it_is_the_key() {
    let child = |id: &str, name: &str| Card { first_name: name.to_owned(), category: Category::Student, ..card(id) };
    let cards = [child("a", "Иван"), child("b", "Мария")];
    assert_eq!(outcome(&came(), &cards, &[("epos.match_keys", "email")]), Outcome::SeveralFound);
    assert_eq!(outcome(&came(), &cards, &[]), Outcome::NotFound);
}

/// 3.09: a pupil has moved, and the card of the old school was not archived.
#[test]
fn a_pupil_with_cards_in_two_schools_is_more_than_one() {
    let here = Card { category: Category::Student, ..card("a") };
    let there = Card { school: "Школа № 2".to_owned(), ..Card { id: "b".to_owned(), ..here.clone() } };
    let cards = [here, there];
    assert_eq!(outcome(&came(), &cards, &[]), Outcome::SeveralFound);
    assert_eq!(entered(&came(), &cards, &[("epos.one_school", "false")]), ["a", "b"]);
}

/// 3.10, 3.20, EPS-03: of two cards of a parent one has the old e-mail: one child is seen and one is lost.
#[test]
fn a_parent_with_an_old_email_in_one_card_sees_one_child() {
    let parent = |id: &str, child: &str, email: &str| Card {
        category: Category::Parent,
        children: vec![child.to_owned()],
        email: Some(email.to_owned()),
        ..card(id)
    };
    let mut cards = vec![parent("a", "ivan", "sidorova@example.test"), parent("b", "maria", "old@example.test")];
    let decision = decided(&came(), &cards, &[]);
    let Outcome::Entered { children, lost_children, .. } = decision.outcome else { panic!("{decision:?}") };
    assert_eq!((children, lost_children), (vec!["ivan".to_owned()], vec!["maria".to_owned()]));
    assert_eq!(decision.mend.len(), 1);
    cards[1].email = Some("sidorova@example.test".to_owned());
    let decision = decided(&came(), &cards, &[]);
    let Outcome::Entered { children, lost_children, .. } = decision.outcome else { panic!("{decision:?}") };
    assert_eq!((children.len(), lost_children.len(), decision.mend.len()), (2, 0, 0));
}

/// 1.23, 1.24, EPS-10: cards of one human in two categories come together.
#[test]
fn a_teacher_who_is_a_parent_has_both_cards() {
    let cards = [card("a"), Card { category: Category::Parent, ..card("b") }];
    assert_eq!(entered(&came(), &cards, &[]), ["a", "b"]);
}

/// 3.03, EPS-07: an account that is not confirmed is refused for that, with a card and without one.
#[test]
fn an_unconfirmed_account_is_refused_for_its_level() {
    let came = Came { level: Level::Unconfirmed, ..came() };
    for cards in [vec![card("a")], vec![]] {
        assert!(matches!(outcome(&came, &cards, &[]), Outcome::Refused { .. }), "{cards:?}");
    }
    let earlier = Card { first_esia_login_at: "2023-05-01T10:00:00+05:00".parse().ok(), ..card("a") };
    assert_eq!(entered(&came, &[earlier], &[]), ["a"]);
}

/// 2.11, EPS-15: a child's account brings the pupil's card alone; with the parent's account one is the parent.
#[test]
fn a_child_enters_as_a_pupil_and_with_the_parents_account_as_the_parent() {
    let cards = [Card { category: Category::Student, ..card("a") }, Card { category: Category::Parent, ..card("b") }];
    let child = Came { level: Level::Child, ..came() };
    assert_eq!(entered(&child, &cards, &[]), ["a"]);
    let parents_card_alone = [cards[1].clone()];
    assert!(matches!(outcome(&child, &parents_card_alone, &[]), Outcome::Refused { .. }));
    assert_eq!(entered(&came(), &parents_card_alone, &[]), ["b"]);
}

/// EPS-08: «ё» is told apart, and the advice names the switch.
#[test]
fn yo_is_a_difference_and_the_switch_is_named() {
    let alena = Card { first_name: "Алена".to_owned(), ..card("a") };
    let mut came = came();
    came.name.first = "Алёна".to_owned();
    let decision = decided(&came, std::slice::from_ref(&alena), &[]);
    assert_eq!(decision.outcome, Outcome::NotFound);
    assert!(decision.mend.iter().any(|advice| advice.contains("match.yo=fold")), "{:?}", decision.mend);
    assert_eq!(entered(&came, &[alena], &[("match.yo", "fold")]), ["a"]);
}
