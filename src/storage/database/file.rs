//! The file of a database: found by whatever path, locked for one process, and looked at before anything is changed.

use std::fs;
use std::fs::File;
use std::fs::OpenOptions;
use std::fs::TryLockError;
use std::io;
use std::io::Read as _;
use std::io::Seek as _;
use std::io::Write as _;
use std::path::Path;
use std::path::PathBuf;

use crate::storage::StorageError;
use crate::storage::Unfit;
use crate::storage::database::look;

/// A file that is ours, or is not there yet, and that no other process has as long as this value is kept.
#[derive(Debug)]
pub(super) struct DataFile {
    path: PathBuf,
    _lock: File,
}

impl DataFile {
    /// Takes a file. A refused one is as it was.
    pub(super) fn take(file: &Path) -> Result<Self, StorageError> {
        let refused = |reason| StorageError::File { file: file.to_owned(), reason };
        let path = resolved(file).map_err(refused)?;
        let name = look::beside(&path, ".lock");
        if name.exists() {
            // A file that is in use is not looked at: it changes.
            drop(locked(&name).map_err(refused)?);
        }
        fits(&path, file)?;
        let lock = locked(&name).map_err(refused)?;
        Ok(Self { path, _lock: lock })
    }

    /// Where it is, without symbolic links.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }
}

/// Looks at a file, or at where it would be, and changes nothing.
pub(super) fn look_at(file: &Path) -> Result<(), StorageError> {
    let path = resolved(file).map_err(|reason| StorageError::File { file: file.to_owned(), reason })?;
    fits(&path, file)
}

fn fits(path: &Path, named: &Path) -> Result<(), StorageError> {
    look::fits(path).map_err(|error| match error {
        look::Error::Unfit(reason) => StorageError::File { file: named.to_owned(), reason },
        look::Error::Storage(error) => error,
    })
}

/// The one path of a file, however it was spelt; it is a regular file that can be written, or not there.
fn resolved(file: &Path) -> Result<PathBuf, Unfit> {
    let path = match fs::canonicalize(file) {
        Ok(path) => path,
        Err(error) if error.kind() == io::ErrorKind::NotFound && fs::symlink_metadata(file).is_err() => {
            return new_path(file);
        }
        Err(error) => return Err(Unfit::Denied(error)),
    };
    if !path.is_file() {
        return Err(Unfit::NoFile);
    }
    OpenOptions::new().read(true).write(true).open(&path).map_err(Unfit::Denied)?;
    Ok(path)
}

fn new_path(file: &Path) -> Result<PathBuf, Unfit> {
    let name = file.file_name().ok_or(Unfit::NoFile)?;
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    match fs::canonicalize(folder) {
        Ok(folder) if folder.is_dir() => Ok(folder.join(name)),
        Ok(_) => Err(Unfit::NoFolder(folder.to_owned())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Err(Unfit::NoFolder(folder.to_owned())),
        Err(error) => Err(Unfit::Denied(error)),
    }
}

/// Locks a file beside the database. SQLite's own locks would shut out our readers, and whoever looks at the file with
/// `sqlite3`. The system unlocks it when the process ends, in whatever way; the file stays, and says nothing then.
fn locked(name: &Path) -> Result<File, Unfit> {
    let no_lock = |error| Unfit::NoLock { lock: name.to_owned(), error };
    let open = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(name);
    let mut lock = open.map_err(no_lock)?;
    match lock.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => return Err(Unfit::InUse(owner(&mut lock))),
        Err(TryLockError::Error(error)) => return Err(no_lock(error)),
    }
    lock.set_len(0).and_then(|()| lock.rewind()).map_err(no_lock)?;
    writeln!(lock, "{}", std::process::id()).map_err(no_lock)?;
    Ok(lock)
}

/// Who has written its number into the lock.
fn owner(lock: &mut File) -> Option<String> {
    let mut text = String::new();
    lock.take(20).read_to_string(&mut text).ok()?;
    let id = text.trim();
    (!id.is_empty() && id.bytes().all(|byte| byte.is_ascii_digit())).then(|| id.to_owned())
}
