//! Fills a new database file with generated people.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::panic::resume_unwind;
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc;
use std::sync::mpsc::SyncSender;
use std::thread;

use crate::cli::generate::parts::Made;
use crate::cli::generate::progress::Progress;
use crate::cli::issuer_keys;
use crate::cli::new_file;
use crate::cli::new_file::beside;
use crate::cli::new_file::forget;
use crate::clock::Clock;
use crate::config::Config;
use crate::domain::zone::Zone;
use crate::fixtures::Parts;
use crate::fixtures::World;
use crate::fixtures::generator::Group;
use crate::fixtures::generator::OutOfNumbers;
use crate::fixtures::generator::PASSWORD;
use crate::flow::filling;
use crate::flow::filling::Filling;
use crate::flow::opening::StandParts;
use crate::flow::platform::Platform;

/// Fills a new file.
pub(super) fn write(
    file: &Path,
    parts: impl Iterator<Item = Result<Group, OutOfNumbers>> + Send,
    people: u64,
    zone: Zone,
) -> anyhow::Result<Made> {
    new_file::make(file, |making| {
        let texts = beside(making, TEXTS);
        // Of a run that was stopped.
        forget(&texts);
        let made = fill(making, &texts, parts, people, zone);
        forget(&texts);
        made
    })
}

/// The clients of the demo first, then everybody else, while other threads make the next part and write what people are
/// found by.
fn fill(
    making: &Path,
    texts: &Path,
    parts: impl Iterator<Item = Result<Group, OutOfNumbers>> + Send,
    people: u64,
    zone: Zone,
) -> anyhow::Result<Made> {
    let clock = Clock::system();
    let now = clock.now();
    let demo = World::embedded(now, zone.offset())?;
    let (citizens, organizations) = (Vec::new(), Vec::new());
    let world = World { citizens, organizations, organization_names: BTreeMap::new(), ..demo };
    let reader = Parts::at(now, zone.offset());
    let mut config = Config::at(SocketAddr::from(([127, 0, 0, 1], 8585)));
    config.settings.zone = zone;
    let platform = Platform::new(config, issuer_keys::published()?, None)?;
    let filling = Filling::begin(&platform, StandParts { clock: Some(clock), world }, making, PASSWORD)?;
    let progress = Progress::of(people);
    thread::scope(|scope| {
        let (send, ready) = mpsc::sync_channel(PARTS_AHEAD);
        scope.spawn(move || make(reader, parts, &send));
        let (send, others) = mpsc::sync_channel(PARTS_AHEAD);
        let shared = &platform;
        let written = scope.spawn(move || filling::texts(shared, texts, others.into_iter()));
        let mut made = Made::default();
        for part in ready {
            let (part, count) = part?;
            let part = Arc::new(part);
            // Where nobody takes it any more, what has gone wrong there is told at the end.
            let _ = send.send(Arc::clone(&part));
            filling.add(&part)?;
            made = count;
            progress.show(made.people);
        }
        drop(send);
        filling.end(made.people, texts, || written.join().unwrap_or_else(|panic| resume_unwind(panic)))?;
        Ok(made)
    })
}

/// Makes parts until there are no more, or nobody wants them.
fn make(
    mut reader: Parts,
    parts: impl Iterator<Item = Result<Group, OutOfNumbers>>,
    send: &SyncSender<anyhow::Result<(World, Made)>>,
) {
    let mut made = Made::default();
    for part in parts {
        let part = part.map_err(anyhow::Error::from).and_then(|group| {
            made.count(&group);
            Ok((reader.next(group.people, group.organizations)?, made))
        });
        if send.send(part).is_err() {
            return;
        }
    }
}

/// So many parts may wait to be written.
const PARTS_AHEAD: usize = 2;

/// Ends the name of the file that has what people are found by, until it is taken over.
const TEXTS: &str = "-texts";

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::fixtures::generator::Generator;

    #[test]
    fn a_run_that_fails_leaves_nothing() {
        let folder = tempfile::tempdir().expect("a folder");
        let group = Group { people: vec![Generator::new(1).person(1).expect("a person")], ..Group::default() };
        let out = Generator::new(1).person(u64::MAX).expect_err("out of numbers");
        let parts = [Ok(group), Err(out)].into_iter();
        let told = write(&folder.path().join("crowd.sqlite"), parts, 2, Zone::default()).expect_err("told");
        assert_eq!(told.to_string(), out.to_string());
        assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 0);
    }
}
