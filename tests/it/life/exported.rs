//! Whatever people did, an export makes the same world again.

use proptest::prelude::*;
use proptest::test_runner::Config;
use proptest::test_runner::RngAlgorithm;
use proptest::test_runner::TestRng;
use proptest::test_runner::TestRunner;

use super::act;
use super::world::World;
use crate::control::export::exports;
use crate::control::export::files;
use crate::control::export::folder;
use crate::support::TestApp;

#[test]
fn whatever_they_did_an_export_makes_the_same_world_again() {
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &[12; 32]);
    let config = Config { cases: 5, failure_persistence: None, max_shrink_iters: 16, ..Config::default() };
    let run = TestRunner::new_with_rng(config, rng).run(&prop::collection::vec(act(), 40..70), |acts| {
        let mut world = World::new();
        for act in acts {
            world.does(act);
        }
        let now = world.app.stand().clock.now().to_rfc3339();
        let bytes = exports(&world.app);
        let again = TestApp::build().fixtures(&[folder(&bytes).path()]).clock(&now).start();
        let second = exports(&again);
        let (mut one, mut other) = (files(&bytes), files(&second));
        one.remove("lost.json");
        other.remove("lost.json");
        prop_assert_eq!(one, other);
        let third = TestApp::build().fixtures(&[folder(&second).path()]).clock(&now).start();
        prop_assert!(exports(&third) == second, "byte for byte");
        for who in 0..2 {
            if let Some(login) = world.login(who).filter(|_| world.actors[who].oid.is_some()) {
                let password = &world.actors[who].password;
                let is_in = |app: &TestApp| app.browser().opens("/profile").signs_in(&login, password).heading();
                prop_assert_eq!(is_in(&world.app), is_in(&again), "{}", login);
            }
        }
        Ok(())
    });
    assert!(run.is_ok(), "{run:?}");
}
