//! The life of accounts as a machine: whatever a few people do, in whatever order, what `flow/account` promises holds
//! after every act.

mod acts;
mod children;
mod endpoints;
mod exported;
mod invariants;
mod world;

use std::cell::RefCell;
use std::collections::BTreeMap;

use proptest::prelude::*;
use proptest::test_runner::Config;
use proptest::test_runner::RngAlgorithm;
use proptest::test_runner::TestRng;
use proptest::test_runner::TestRunner;

use world::World;

/// Two who register, a confirmed parent and a child.
const PEOPLE: usize = 4;
const MOTHER: usize = 2;
const CHILD: usize = 3;

/// Phones and e-mails that everybody wants.
const CONTACTS: [&str; 4] = ["+7(907)0000001", "+7(907)0000002", "one@example.test", "two@example.test"];

/// What somebody wants who has one already: those, or one that is free still.
const WISHES: [&str; 6] = [CONTACTS[0], CONTACTS[1], CONTACTS[2], CONTACTS[3], "+7(907)0000003", "three@example.test"];

/// The e-mail of the mother's child.
const IVAN: &str = "sidorov.ivan@example.test";

/// One thing that somebody does.
#[derive(Clone, Copy, Debug)]
enum Act {
    /// Applies for an account, and goes on as far as this: 0 nothing, 1 a wrong code, 2 the right one, 3 a password.
    Registers(usize, &'static str, u8),
    SignsInWrongly(usize),
    /// Writes down who they are: one of two people.
    Declares(usize, usize),
    /// A tester arranges what a registry answers about them.
    Arranges(usize, &'static str, &'static str),
    /// At the desk: `confirm`, `refuse`, `block`, `restore`; with the papers of nobody, if they bring false ones.
    StandsAtTheDesk(usize, &'static str, bool),
    AsksForContact(usize, &'static str),
    /// Types a code, or opens the link of the newest letter.
    Verifies(usize, bool),
    GivesUpContact(usize),
    RemovesContact(usize),
    Recovers(usize),
    Deletes(usize),
    Consents(usize),
    Withdraws(usize),
    Refreshes,
    /// The mother does what can be done with the card of this place.
    TendsCard(usize, &'static str),
    MakesAccount(usize, &'static str),
    Agrees(&'static str),
    Unlinks(usize),
    DeletesChild(usize),
    Waits(&'static str),
}

fn act() -> impl Strategy<Value = Act> {
    let who = || prop_oneof![3 => 0..2_usize, 2 => 2..PEOPLE];
    let card = || 0..3_usize;
    let contact = || prop::sample::select(&CONTACTS[..]);
    let email = || prop::sample::select(&["one@example.test", "two@example.test", IVAN, IVAN][..]);
    let spans = prop::sample::select(&["PT1M", "PT15M", "PT15M", "PT2H", "P1D", "P4D"][..]);
    let outcomes = prop::sample::select(&["found", "found", "not_found", "mismatch_name", "invalid", "timeout"][..]);
    let registries = prop::sample::select(&["mvd", "sfr", "zags"][..]);
    let deeds = prop::sample::select(
        &["confirm", "confirm", "confirm", "confirm", "confirm", "restore", "restore", "refuse", "block"][..],
    );
    let own = prop_oneof![
        10 => (0..2_usize, contact(), prop_oneof![1 => 0..3_u8, 4 => Just(3)]).prop_map(|(w, c, f)| Act::Registers(w, c, f)),
        1 => who().prop_map(Act::SignsInWrongly),
        14 => (who(), 0..2_usize).prop_map(|(who, data)| Act::Declares(who, data)),
        3 => (who(), registries, outcomes).prop_map(|(who, registry, outcome)| Act::Arranges(who, registry, outcome)),
        10 => (who(), deeds, prop::bool::weighted(0.2)).prop_map(|(w, d, f)| Act::StandsAtTheDesk(w, d, f)),
        7 => (who(), prop::sample::select(&WISHES[..])).prop_map(|(who, contact)| Act::AsksForContact(who, contact)),
        8 => (who(), prop::bool::weighted(0.8)).prop_map(|(who, is_right)| Act::Verifies(who, is_right)),
        1 => who().prop_map(Act::GivesUpContact),
        1 => who().prop_map(Act::RemovesContact),
        2 => who().prop_map(Act::Recovers),
        2 => who().prop_map(Act::Deletes),
        5 => who().prop_map(Act::Consents),
        2 => who().prop_map(Act::Withdraws),
        2 => Just(Act::Refreshes),
        8 => spans.prop_map(Act::Waits),
    ];
    let parents = prop_oneof![
        10 => (card(), email()).prop_map(|(card, email)| Act::TendsCard(card, email)),
        4 => (card(), email()).prop_map(|(card, email)| Act::MakesAccount(card, email)),
        8 => email().prop_map(Act::Agrees),
        3 => card().prop_map(Act::Unlinks),
        1 => card().prop_map(Act::DeletesChild),
    ];
    prop_oneof![2 => own, 1 => parents]
}

#[test]
fn no_order_of_acts_breaks_what_an_account_promises() {
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &[11; 32]);
    let config = Config { cases: 20, failure_persistence: None, max_shrink_iters: 64, ..Config::default() };
    let happened = RefCell::new(BTreeMap::<&str, usize>::new());
    let run = TestRunner::new_with_rng(config, rng).run(&prop::collection::vec(act(), 60..100), |acts| {
        let mut world = World::new();
        for act in acts {
            world.does(act);
            world.holds(act)?;
        }
        for (what, times) in world.truth.happened {
            *happened.borrow_mut().entry(what).or_default() += times;
        }
        Ok(())
    });
    assert!(run.is_ok(), "{run:?}");
    let happened = happened.into_inner();
    for (what, least) in [
        ("account", 30),
        ("standard", 4),
        ("confirmed", 2),
        ("link", 3),
        ("child made", 1),
        ("deletion", 6),
        ("contact", 3),
        ("recovery", 1),
        ("tokens", 20),
        ("withdrawal", 2),
    ] {
        let times = happened.get(what).copied().unwrap_or_default();
        assert!(times >= least, "too little happened to prove anything: {what} {times}, {happened:?}");
    }
}
