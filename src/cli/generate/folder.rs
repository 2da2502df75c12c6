//! Writes generated people as a folder of fixtures, the clients of the demo beside them.

use std::fs;
use std::fs::OpenOptions;
use std::io;
use std::io::Write as _;
use std::path::Path;
use std::path::PathBuf;

use anyhow::Context as _;
use serde::Serialize;

use crate::cli::generate::parts::Made;
use crate::cli::generate::progress::Progress;
use crate::fixtures::generator::Group;
use crate::fixtures::generator::OutOfNumbers;
use crate::fixtures::shipped;
use crate::fixtures::to_json;

/// Writes everybody. Where that fails, what was written is taken away again.
pub(super) fn write(
    folder: &Path,
    parts: impl Iterator<Item = Result<Group, OutOfNumbers>>,
    people: u64,
) -> anyhow::Result<Made> {
    let mut new = NewFolder::take(folder)?;
    let progress = Progress::of(people);
    match new.fill(parts, &progress) {
        Ok(made) => Ok(made),
        Err(error) => {
            drop(progress);
            Err(new.take_back(error))
        }
    }
}

/// A folder that was not there or was empty, and what was made in it.
struct NewFolder {
    path: PathBuf,
    is_new: bool,
    shelves: Vec<PathBuf>,
}

impl NewFolder {
    fn take(path: &Path) -> anyhow::Result<Self> {
        let is_new = match fs::read_dir(path) {
            Ok(mut entries) => {
                anyhow::ensure!(
                    entries.next().is_none(),
                    "{} is not empty; name a new folder, or empty this one",
                    path.display()
                );
                false
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                fs::create_dir_all(path).with_context(|| path.display().to_string())?;
                true
            }
            Err(error) => return Err(error).with_context(|| path.display().to_string()),
        };
        Ok(Self { path: path.to_owned(), is_new, shelves: Vec::new() })
    }

    fn fill(
        &mut self,
        parts: impl Iterator<Item = Result<Group, OutOfNumbers>>,
        progress: &Progress,
    ) -> anyhow::Result<Made> {
        let [people, organizations, clients] =
            [self.shelf("people")?, self.shelf("organizations")?, self.shelf("clients")?];
        for client in shipped::clients()? {
            record(&clients, &client.mnemonic.to_lowercase(), &client)?;
        }
        let mut made = Made::default();
        for part in parts {
            let part = part?;
            for person in &part.people {
                record(&people, &person.persona, person)?;
            }
            for organization in &part.organizations {
                record(&organizations, &organization.organization, organization)?;
            }
            made.count(&part);
            progress.show(made.people);
        }
        for shelf in &mut self.shelves {
            let whole = shelf.with_extension("");
            fs::rename(&shelf, &whole).with_context(|| whole.display().to_string())?;
            *shelf = whole;
        }
        Ok(made)
    }

    /// Named so that nobody takes it for a whole one, should the process end on the way.
    fn shelf(&mut self, name: &str) -> anyhow::Result<PathBuf> {
        let path = self.path.join(format!("{name}.making"));
        fs::create_dir(&path).with_context(|| path.display().to_string())?;
        self.shelves.push(path.clone());
        Ok(path)
    }

    /// Leaves nothing half written, or says so.
    fn take_back(self, error: anyhow::Error) -> anyhow::Error {
        let shelves = self.shelves.iter().try_for_each(fs::remove_dir_all);
        let folder = if self.is_new { fs::remove_dir(&self.path) } else { Ok(()) };
        match shelves.and(folder) {
            Ok(()) => error,
            Err(left) => error.context(format!("{} is half written; remove it ({left})", self.path.display())),
        }
    }
}

/// One record, in a file named after it.
fn record<T: Serialize>(shelf: &Path, name: &str, record: &T) -> anyhow::Result<()> {
    let path = shelf.join(format!("{name}.json"));
    let write = || {
        let mut file = OpenOptions::new().write(true).create_new(true).open(&path)?;
        file.write_all(to_json(record)?.as_bytes())
    };
    write().with_context(|| path.display().to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixtures::generator::Generator;

    #[test]
    fn a_run_that_fails_leaves_the_folder_as_it_was() {
        let folder = tempfile::tempdir().expect("a folder");
        let group = Group { people: vec![Generator::new(1).person(1).expect("a person")], ..Group::default() };
        let out = Generator::new(1).person(u64::MAX).expect_err("out of numbers");
        for target in [folder.path().join("new"), folder.path().to_owned()] {
            let parts = [Ok(group.clone()), Err(out)].into_iter();
            let told = write(&target, parts, 2).expect_err("told");
            assert_eq!(told.to_string(), out.to_string());
            assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 0);
        }
    }
}
