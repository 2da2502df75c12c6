//! A fixture folder made for one test, in a directory that is removed afterwards.

use std::path::Path;
use std::path::PathBuf;

use serde_json::Value;
use tempfile::TempDir;

/// A fixture folder.
pub(crate) struct Folder(TempDir);

impl Folder {
    pub(crate) fn new() -> Self {
        Self(tempfile::tempdir().expect("a directory"))
    }

    pub(crate) fn path(&self) -> &Path {
        self.0.path()
    }

    /// Writes a file, making its folder where needed; gives its path.
    pub(crate) fn write(&self, name: &str, text: &str) -> PathBuf {
        let path = self.path().join(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(&path, text).expect("a file");
        path
    }

    /// Writes a record: `people/somebody.json`.
    pub(crate) fn record(&self, name: &str, record: &Value) -> PathBuf {
        self.write(name, &serde_json::to_string_pretty(record).expect("JSON"))
    }
}
