//! `serve --watch`: fixtures that change while the stand serves are read anew.
//!
//! Times and sizes of files are compared now and then. Only when nothing changes any more, the folders are read: an
//! editor may be in the middle of writing. A mistake is told in the log and changes nothing.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use std::time::SystemTime;

use chrono::DateTime;
use chrono::Utc;

use crate::cli::settings::FixtureArgs;
use crate::domain::organization::Organization;
use crate::fixtures::brought::Brought;
use crate::flow::platform::DEFAULT;
use crate::flow::stands::Stands;
use crate::flow::tester::import::Gone;

/// So often the files are looked at.
const EVERY: Duration = Duration::from_millis(300);

/// When a file was changed, and how large it is.
type Stamps = BTreeMap<PathBuf, (Option<SystemTime>, u64)>;

/// What a look at the files has brought.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Seen {
    /// Nothing has changed.
    Nothing,
    /// Something changes just now.
    Changing,
    /// The fixtures have mistakes, or do not fit to what is there; nothing was taken.
    Wrong(String),
    /// What changed was taken: these records.
    Taken(Vec<String>),
}

/// Looks at fixture folders, and takes what changes into the stand that is always there.
pub struct Watch {
    stands: Arc<Stands>,
    fixtures: FixtureArgs,
    /// The files when they were looked at last.
    seen: Stamps,
    /// The same when they were read last.
    read: Stamps,
    /// What they said when it was taken last.
    taken: Brought,
}

impl Watch {
    /// Of folders that say what the stand was made of.
    pub fn new(stands: Arc<Stands>, fixtures: FixtureArgs) -> anyhow::Result<Self> {
        anyhow::ensure!(!fixtures.fixtures.is_empty(), "--watch needs --fixtures: the embedded ones do not change");
        let seen = stamps(&fixtures.fixtures);
        let taken = read(&fixtures, stands.default_stand().clock.now())?;
        Ok(Self { stands, fixtures, read: seen.clone(), seen, taken })
    }

    /// Looks for ever; the log tells of what was seen.
    pub async fn run(mut self) {
        loop {
            tokio::time::sleep(EVERY).await;
            match self.look().await {
                Seen::Nothing | Seen::Changing => {}
                Seen::Wrong(why) => {
                    tracing::error!(target: "esia_mock::watch", "fixtures were changed, and nothing was taken: {why}");
                }
                Seen::Taken(records) => {
                    tracing::info!(target: "esia_mock::watch", "fixtures were read anew: {}", records.join(", "));
                }
            }
        }
    }

    /// Looks once.
    pub async fn look(&mut self) -> Seen {
        let now = stamps(&self.fixtures.fixtures);
        if now != self.seen {
            self.seen = now;
            return Seen::Changing;
        }
        if now == self.read {
            return Seen::Nothing;
        }
        self.read = now;
        let (fixtures, time) = (self.fixtures.clone(), self.stands.default_stand().clock.now());
        let brought = match tokio::task::spawn_blocking(move || read(&fixtures, time)).await {
            Ok(Ok(brought)) => brought,
            Ok(Err(mistakes)) => return Seen::Wrong(format!("{mistakes:#}")),
            Err(error) => return Seen::Wrong(error.to_string()),
        };
        let (changed, gone) = self.difference(&brought);
        let records = records(&changed, &gone);
        self.stands.forget_templates();
        match self.stands.import(DEFAULT, changed, gone).await {
            Ok(_) => {
                self.taken = brought;
                Seen::Taken(records)
            }
            Err(why) => Seen::Wrong(why.to_string()),
        }
    }

    /// What is another now than when it was taken last, and what is not there any more.
    fn difference(&self, now: &Brought) -> (Brought, Gone) {
        let before = &self.taken;
        let known: BTreeMap<_, _> = before.people.iter().map(|one| (one.persona.as_str(), one)).collect();
        let mut changed = now.clone();
        changed.people.retain(|one| known.get(one.persona.as_str()) != Some(&one));
        changed.clients.retain(|one| !before.clients.contains(one));
        changed.organizations.retain(|one| !before.organizations.contains(one));
        let personas: BTreeSet<_> = now.people.iter().map(|one| &one.persona).collect();
        let gone_people = before.people.iter().filter(|one| !personas.contains(&one.persona));
        let mnemonics: BTreeSet<_> = now.clients.iter().map(|one| &one.mnemonic).collect();
        let gone_clients = before.clients.iter().filter(|one| !mnemonics.contains(&one.mnemonic));
        let names: BTreeSet<_> = now.organizations.iter().map(name).collect();
        let gone = Gone {
            people: gone_people.map(|one| one.persona.clone()).collect(),
            clients: gone_clients.map(|one| one.mnemonic.clone()).collect(),
            organizations: before.organizations.iter().map(name).filter(|name| !names.contains(name)).collect(),
        };
        (changed, gone)
    }
}

/// Reads the folders: first all together, so that every mistake has its line.
fn read(fixtures: &FixtureArgs, now: DateTime<Utc>) -> anyhow::Result<Brought> {
    fixtures.load(now)?;
    Ok(Brought::from_folders(&fixtures.fixtures, now, fixtures.zone()?.offset())?)
}

/// What is told of a change: each record by its name.
fn records(changed: &Brought, gone: &Gone) -> Vec<String> {
    let people = changed.people.iter().map(|one| one.persona.clone());
    let clients = changed.clients.iter().map(|one| one.mnemonic.to_string());
    let organizations = changed.organizations.iter().map(name);
    let ended = gone.people.iter().cloned().chain(gone.clients.iter().map(ToString::to_string));
    let ended = ended.chain(gone.organizations.iter().cloned()).map(|name| format!("{name} (taken away)"));
    people.chain(clients).chain(organizations).chain(ended).collect()
}

fn name(organization: &Organization) -> String {
    organization.data.fixture_name(organization.oid)
}

/// Every file of these folders and of the folders in them.
fn stamps(folders: &[PathBuf]) -> Stamps {
    let mut stamps = Stamps::new();
    for folder in folders {
        for inside in listed(folder).filter(|path| path.is_dir()) {
            stamps.extend(listed(&inside).filter_map(|path| {
                let about = fs::metadata(&path).ok().filter(fs::Metadata::is_file)?;
                Some((path, (about.modified().ok(), about.len())))
            }));
        }
    }
    stamps
}

fn listed(folder: &Path) -> impl Iterator<Item = PathBuf> {
    fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok).map(|entry| entry.path())
}
