//! A database file that is made under another name, and given its own once it is whole.

use std::ffi::OsString;
use std::fs;
use std::fs::File;
use std::path::Path;
use std::path::PathBuf;

use anyhow::Context as _;

use crate::flow::filling;

/// Makes a new file by what writes it; whoever fails leaves nothing.
pub(super) fn make<T>(file: &Path, write: impl FnOnce(&Path) -> anyhow::Result<T>) -> anyhow::Result<T> {
    let is_free = || {
        anyhow::ensure!(!file.exists(), "--data {} is there already; remove it or give another name", file.display());
        Ok(())
    };
    is_free()?;
    filling::may_be_made(file).context("--data")?;
    let making = beside(file, ".making");
    anyhow::ensure!(
        !making.exists(),
        "{} is there: an earlier run was stopped, or another one runs; remove it if none does",
        making.display()
    );
    let made = write(&making).and_then(|made| {
        is_free()?;
        // Nothing was waited for so far, and a name is worth nothing without what it names.
        File::open(&making).and_then(|made| made.sync_all()).with_context(|| making.display().to_string())?;
        fs::rename(&making, file).with_context(|| file.display().to_string())?;
        Ok(made)
    });
    // Of a file that became what it was made for only the lock is left.
    forget(&making);
    made
}

/// Takes a file away, with all that a database keeps beside it.
pub(super) fn forget(file: &Path) {
    for ending in ["", "-wal", "-shm", "-journal", ".lock"] {
        let _ = fs::remove_file(beside(file, ending));
    }
}

/// The path of a file whose name goes on like this.
pub(super) fn beside(file: &Path, ending: &str) -> PathBuf {
    let mut name = OsString::from(file);
    name.push(ending);
    PathBuf::from(name)
}
