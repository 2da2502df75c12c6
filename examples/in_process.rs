//! A stand inside a Rust program or test: no second process, a free port, a clock that you hold.
//!
//! `cargo run --example in_process` starts one, asks it whether it is there, moves its clock and ends.

use std::io::Read as _;
use std::io::Write as _;
use std::net::TcpListener;
use std::net::TcpStream;
use std::sync::Arc;
use std::thread;

use actix_web::rt::System;
use chrono::DateTime;
use chrono::TimeDelta;
use chrono::Utc;
use esia_mock::cli::keys;
use esia_mock::clock::Clock;
use esia_mock::config::Config;
use esia_mock::config::Settings;
use esia_mock::fixtures::World;
use esia_mock::flow::opening::StandParts;
use esia_mock::flow::platform::Platform;
use esia_mock::flow::stand::Stand;
use esia_mock::flow::stands::Stands;
use esia_mock::web;

/// Starts a stand on the demo fixtures; `World::load` reads folders of your own instead.
fn start(now: DateTime<Utc>) -> anyhow::Result<Arc<Stand>> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let config = Config::at(listener.local_addr()?);
    let platform = Platform::new(config, keys::published()?, Some(1))?;
    let settings = Settings::default();
    let world = World::embedded(now, settings.zone.offset())?;
    let parts = StandParts { config: settings, clock: Clock::held(now), world };
    let stands = Stands::around(Stand::open(&platform, parts, None)?);
    let served = Arc::clone(&stands);
    thread::spawn(move || System::new().block_on(async { web::serve(served, listener, 1)?.server.await }));
    Ok(stands.default_stand())
}

fn main() -> anyhow::Result<()> {
    let stand = start(DateTime::parse_from_rfc3339("2026-09-01T09:00:00+05:00")?.to_utc())?;
    say(&format!("point your client at {}", stand.platform.config.public_url))?;
    say(&format!("it answers {}", status(&stand)?))?;

    // Sessions live three hours, access tokens one: all of them age at once.
    stand.clock.advance(TimeDelta::hours(3))?;
    say(&format!("the stand's clock shows {}", stand.clock.now()))
}

/// The first line of the answer to `/_mock/health`.
fn status(stand: &Stand) -> anyhow::Result<String> {
    let mut connection = TcpStream::connect(stand.platform.config.public_url.origin().trim_start_matches("http://"))?;
    connection.write_all(b"GET /_mock/health HTTP/1.0\r\n\r\n")?;
    let mut answer = String::new();
    connection.read_to_string(&mut answer)?;
    Ok(answer.lines().next().unwrap_or_default().to_owned())
}

fn say(line: &str) -> anyhow::Result<()> {
    Ok(writeln!(std::io::stdout(), "{line}")?)
}
