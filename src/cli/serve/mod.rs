//! `esia-mock serve`, and `esia-mock demo`, which is the same with ЭПОС beside it.

mod arguments;
mod config;
mod greeting;

use std::path::Path;
use std::sync::Arc;

use anyhow::Context as _;

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
use crate::cli::stopping;
use crate::cli::watch::Watch;
use crate::clock::Clock;
use crate::flow::opening::StandParts;
use crate::flow::platform::Platform;
use crate::flow::stand::Stand;
use crate::flow::stands::Stands;
use crate::web;

pub use crate::cli::serve::arguments::ServeArgs;

/// Runs the server until it is stopped, and ЭПОС beside it, where that is wanted.
pub fn run(arguments: ServeArgs, beside: Option<&EposArgs>) -> anyhow::Result<()> {
    let arguments = arguments.with_file()?;
    let parent = arguments.exit_with_parent.then(Parent::of_now).transpose().context("--exit-with-parent")?;
    let ready = arguments.ready_file.as_deref().map(ReadyFile::prepare).transpose()?;
    let log = log::start(arguments.log_format.unwrap_or_default()).context("the log")?;
    let clock = settings::clock(arguments.clock.as_deref())?;
    let world = arguments.fixtures.load(clock.as_ref().map_or_else(|| Clock::system().now(), Clock::now))?;
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
    let stand = Stand::open(&platform, StandParts { clock, world }, arguments.data.as_deref());
    let stand = if arguments.data.is_some() { stand.context("--data")? } else { stand? };
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
            log.note(&epos::greeting(&stands.default_stand(), epos));
        } else {
            log.note(&greeting(&stands.default_stand()));
        }
        if let Some(told) = told_of_tls {
            log.note(&told);
        }
        if let Some(watch) = watch {
            actix_web::rt::spawn(watch.run());
        }
        let handle = bound.server.handle();
        actix_web::rt::spawn(async move {
            asked_to_stop.await;
            handle.stop(true).await;
        });
        bound.server.await?;
        bound.open.close().await;
        Ok::<_, anyhow::Error>(())
    })?;
    stands.default_stand().close()?;
    Ok(())
}
