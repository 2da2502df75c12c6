//! `esia-mock serve`, and `esia-mock demo`, which is the same with ЭПОС beside it.

mod arguments;
mod config;
mod greeting;

use std::panic::resume_unwind;
use std::path::Path;
use std::sync::Arc;
use std::thread;

use anyhow::Context as _;
use chrono::DateTime;
use chrono::Utc;

use crate::cli::epos;
use crate::cli::epos::EposArgs;
use crate::cli::log;
use crate::cli::parent::Parent;
use crate::cli::print;
use crate::cli::ready;
use crate::cli::ready::ReadyFile;
use crate::cli::serve::config::config;
use crate::cli::serve::config::listen;
use crate::cli::serve::greeting::greeting;
use crate::cli::settings;
use crate::cli::settings::FixtureArgs;
use crate::cli::stopping;
use crate::cli::watch::Watch;
use crate::clock::Clock;
use crate::fixtures::World;
use crate::flow::opening::StandParts;
use crate::flow::platform::Platform;
use crate::flow::stand::Stand;
use crate::flow::stands::Stands;
use crate::web;

pub use crate::cli::serve::arguments::ServeArgs;

fn note_all(log: &log::Log, told: [Option<String>; 2]) {
    for text in told.into_iter().flatten() {
        log.note(&text);
    }
}

/// Reads the fixtures while other things are done; gives what they say when it is asked for.
fn reading(fixtures: FixtureArgs, now: DateTime<Utc>) -> anyhow::Result<impl FnOnce() -> anyhow::Result<World>> {
    let thread = thread::Builder::new().name("fixtures".to_owned()).spawn(move || fixtures.load(now))?;
    Ok(move || thread.join().unwrap_or_else(|panic| resume_unwind(panic)))
}

/// Runs the server until it is stopped, and ЭПОС beside it, where that is wanted.
pub fn run(arguments: ServeArgs, beside: Option<&EposArgs>) -> anyhow::Result<()> {
    let arguments = arguments.with_file()?;
    let parent = arguments.exit_with_parent.then(Parent::of_now).transpose().context("--exit-with-parent")?;
    let ready = arguments.ready_file.as_deref().map(ReadyFile::prepare).transpose()?;
    let log = log::start(arguments.log_format.unwrap_or_default()).context("the log")?;
    let clock = settings::clock(arguments.clock.as_deref())?;
    let world = reading(arguments.fixtures.clone(), clock.as_ref().map_or_else(|| Clock::system().now(), Clock::now))?;
    let listeners = listen(&arguments, &log)?;
    let address = listeners.first().context("--listen")?.local_addr()?;
    let config = config(&arguments, address, &log)?;
    let (config, told_of_tls) = arguments.tls.over(config, address, arguments.data.as_deref())?;
    let is_secure = config.tls.is_some();
    let keyring = arguments.issuer_keys.keyring()?;
    if arguments.data.as_deref().is_some_and(Path::exists) && !arguments.fixtures.fixtures.is_empty() {
        log.note("--data is there already and goes on where it was: --fixtures fill a new file only");
    }
    let platform = Platform::new(config, keyring, arguments.seed)?;
    platform.metrics.show(log.lost())?;
    let stand = match arguments.data.as_deref() {
        // A file is left alone where fixtures are wrong.
        Some(file) => Stand::open(&platform, StandParts { clock, world: world()? }, Some(file)).context("--data")?,
        None => Stand::open_in_memory(&platform, clock, world)?,
    };
    let fixtures = arguments.fixtures.clone();
    let stands = Stands::around(stand, Box::new(move |now| fixtures.load(now).map_err(|error| format!("{error:#}"))));
    let watch = arguments.watch.then(|| Watch::new(Arc::clone(&stands), arguments.fixtures.clone())).transpose()?;
    let workers = arguments.workers.filter(|count| *count > 0);
    let workers = workers.or_else(|| std::thread::available_parallelism().ok().map(Into::into)).unwrap_or(2);
    actix_web::rt::System::new().block_on(async {
        let bound = web::serve(Arc::clone(&stands), listeners, workers)?;
        let asked_to_stop = stopping::asked(parent);
        // It ends when this block does, after the stand, whose clock it asks.
        let epos = match beside {
            Some(wish) => Some(wish.start(&stands.default_stand()).await?),
            None => None,
        };
        if let Some(ready) = &ready {
            ready.write(bound.address, is_secure)?;
        }
        print::line(&format!("listening on {}://{}", ready::scheme(is_secure), bound.address));
        if let Some(epos) = &epos {
            print::line(&format!("ЭПОС listening on {}", epos.url()));
        }
        if let Some(watch) = watch {
            actix_web::rt::spawn(watch.run());
        }
        let handle = bound.server.handle();
        actix_web::rt::spawn(async move {
            asked_to_stop.await;
            handle.stop(true).await;
        });
        // Nobody waits for an answer until the greeting is put together.
        let greets = async {
            let stand = stands.default_stand();
            let greeting = epos.as_ref().map_or_else(|| greeting(&stand), |epos| epos::greeting(&stand, epos));
            note_all(&log, [Some(greeting), told_of_tls]);
        };
        let (served, ()) = tokio::join!(bound.server, greets);
        served?;
        bound.open.close().await;
        Ok::<_, anyhow::Error>(())
    })?;
    stands.default_stand().close()?;
    Ok(())
}
