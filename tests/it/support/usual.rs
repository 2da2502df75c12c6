//! The stand of most tests: the demo fixtures at one time, filled in once for all.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::OnceLock;

use chrono::DateTime;
use chrono::FixedOffset;
use chrono::Utc;

use esia_mock::cli::issuer_keys;
use esia_mock::clock::Clock;
use esia_mock::config::Config;
use esia_mock::fixtures::World;
use esia_mock::flow::opening::StandParts;
use esia_mock::flow::platform::DEFAULT;
use esia_mock::flow::platform::Identity;
use esia_mock::flow::platform::Platform;
use esia_mock::flow::stand::Stand;
use esia_mock::flow::stands::template::Template;

/// What the clocks of all tests show at first.
pub(crate) const START: &str = "2026-09-01T09:00:00+05:00";

/// What the randomness of most tests is made of.
pub(super) const SEED: u64 = 42;

/// [`START`] as a time.
pub(crate) fn start() -> DateTime<Utc> {
    DateTime::parse_from_rfc3339(START).expect("a time").with_timezone(&Utc)
}

pub(super) fn zone() -> FixedOffset {
    FixedOffset::east_opt(5 * 3600).expect("a zone")
}

/// The stand of most tests: filled in once, and a copy of that for each.
pub(super) fn usual(platform: &Arc<Platform>) -> Stand {
    struct Usual {
        template: Template,
        filled: Stand,
    }
    static USUAL: OnceLock<Usual> = OnceLock::new();
    let Usual { template, filled } = USUAL.get_or_init(|| {
        let process = Config::at(SocketAddr::from(([127, 0, 0, 1], 0)));
        let platform = Platform::new(process, issuer_keys::published().expect("keys"), Some(SEED)).expect("a platform");
        let parts = StandParts { clock: Some(Clock::held(start())), world: demo_world() };
        let filled = Stand::open(&platform, parts, None).expect("a stand");
        Usual { template: Template::of(&filled, usize::MAX).expect("a template"), filled }
    });
    let identity = Identity { name: DEFAULT, generation: 0, seed: None };
    let mut stand = template.fork(platform, identity).expect("a stand");
    // As if it had been filled in again: what is drawn goes on from there.
    stand.random = Arc::new(filled.random.same_from_here());
    stand.form_key = filled.form_key;
    stand
}

/// The demo fixtures, read once: they depend on nothing but [`START`].
pub(super) fn demo_world() -> World {
    static DEMO_WORLD: OnceLock<World> = OnceLock::new();
    let read = || World::embedded(start(), zone()).unwrap_or_else(|mistakes| panic!("{mistakes}"));
    DEMO_WORLD.get_or_init(read).clone()
}
