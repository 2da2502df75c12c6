//! Whose file is it? Found out without changing a byte of it, or leaving one beside it.
//!
//! `PRAGMA application_id` says it. Files of version 7 and before have none: they are known by their tables.

use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::Path;
use std::path::PathBuf;

use rusqlite::Connection;
use rusqlite::ErrorCode;
use rusqlite::OpenFlags;

use crate::storage::SCHEMA_VERSION;
use crate::storage::StorageError;
use crate::storage::Unfit;
use crate::storage::database::format::APPLICATION_ID;
use crate::storage::database::format::OLDEST;

/// Tables that files of ours have, whatever their version.
const TABLES: [&str; 4] = ["meta", "accounts", "people", "clients"];

/// What SQLite keeps beside a file, and what of it may not be in the file yet.
const UNFINISHED: [&str; 2] = ["-wal", "-journal"];

/// Why nothing can be done with a file.
pub(super) enum Error {
    /// It is not for us.
    Unfit(Unfit),
    /// It could not be found out.
    Storage(StorageError),
}

impl From<Unfit> for Error {
    fn from(reason: Unfit) -> Self {
        Self::Unfit(reason)
    }
}

/// What a file says of itself.
struct Facts {
    application_id: i64,
    version: i64,
    tables: Vec<String>,
}

/// The path of a file whose name goes on like this.
pub(super) fn beside(file: &Path, ending: &str) -> PathBuf {
    let mut name = OsString::from(file);
    name.push(ending);
    PathBuf::from(name)
}

/// Is it a file of ours that can be opened, an empty one, or none?
pub(super) fn fits(file: &Path) -> Result<(), Error> {
    match (fs::metadata(file), unfinished(file)) {
        (Err(error), Some(log)) if error.kind() == io::ErrorKind::NotFound => Err(Unfit::LeftOver(log).into()),
        (Ok(metadata), None) if metadata.len() == 0 => Ok(()),
        (Err(_), None) => Ok(()),
        _ => Ok(judged(&facts(file)?)?),
    }
}

fn judged(facts: &Facts) -> Result<(), Unfit> {
    let Facts { application_id, version, tables } = facts;
    if *application_id == 0 && *version == 0 && tables.is_empty() {
        return Ok(());
    }
    let looks_ours = *application_id == 0 && TABLES.iter().all(|name| tables.iter().any(|table| table == name));
    if *application_id != APPLICATION_ID && !looks_ours {
        let some: Vec<&str> = tables.iter().map(String::as_str).take(5).collect();
        let tables = if some.is_empty() { "none".to_owned() } else { some.join(", ") };
        return Err(Unfit::Foreign { application_id: *application_id, tables });
    }
    match *version {
        version if version > SCHEMA_VERSION => Err(Unfit::Newer { found: version, known: SCHEMA_VERSION }),
        version if version < OLDEST => Err(Unfit::Unpublished(version)),
        _ => Ok(()),
    }
}

/// Reads the file alone where that is enough. What was committed may still stand beside it, though: then SQLite has to
/// put both together, and does so with a copy.
fn facts(file: &Path) -> Result<Facts, Error> {
    let alone = alone(file);
    let is_plain = alone.as_ref().is_ok_and(|facts| facts.application_id != 0 || !facts.tables.is_empty());
    if is_plain || unfinished(file).is_none() {
        return alone;
    }
    let copy = Copy::of(file).map_err(Unfit::Denied)?;
    let sql = Connection::open(copy.file()).map_err(problem)?;
    read(&sql)
}

fn alone(file: &Path) -> Result<Facts, Error> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    // Immutable: no locks, and nothing beside the file is read or made.
    let sql = Connection::open_with_flags(format!("file:{}?immutable=1", in_uri(file)), flags).map_err(problem)?;
    read(&sql)
}

fn read(sql: &Connection) -> Result<Facts, Error> {
    let number = |name: &str| sql.query_row(&format!("PRAGMA {name}"), [], |row| row.get(0));
    let tables = || -> rusqlite::Result<Vec<String>> {
        let mut query = sql.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")?;
        query.query_map([], |row| row.get(0))?.collect()
    };
    let read =
        || Ok(Facts { tables: tables()?, application_id: number("application_id")?, version: number("user_version")? });
    read().map_err(problem)
}

fn problem(error: rusqlite::Error) -> Error {
    match error.sqlite_error_code() {
        Some(ErrorCode::NotADatabase) => Unfit::NotSqlite.into(),
        Some(ErrorCode::DatabaseCorrupt) => Unfit::Damaged(error.to_string()).into(),
        _ => Error::Storage(error.into()),
    }
}

/// What stands beside a file and may have data that are not in it.
fn unfinished(file: &Path) -> Option<PathBuf> {
    let has_data = |path: &PathBuf| fs::metadata(path).is_ok_and(|metadata| metadata.len() > 0);
    UNFINISHED.into_iter().map(|ending| beside(file, ending)).find(has_data)
}

/// A path as a part of a URI (<https://www.sqlite.org/uri.html>).
fn in_uri(file: &Path) -> String {
    let bytes = file.as_os_str().as_encoded_bytes();
    let written = bytes.iter().map(|byte| match byte {
        b'/' | b'.' | b'-' | b'_' => char::from(*byte).to_string(),
        byte if byte.is_ascii_alphanumeric() => char::from(*byte).to_string(),
        byte => format!("%{byte:02X}"),
    });
    written.collect()
}

/// A copy of a file and of what stands beside it; it goes with this value.
struct Copy(PathBuf);

impl Copy {
    fn of(file: &Path) -> io::Result<Self> {
        let copy = Self(new_folder()?);
        fs::copy(file, copy.file())?;
        for ending in UNFINISHED {
            let source = beside(file, ending);
            if source.exists() {
                fs::copy(source, beside(&copy.file(), ending))?;
            }
        }
        Ok(copy)
    }

    fn file(&self) -> PathBuf {
        self.0.join("copy")
    }
}

/// Makes a folder that nobody else has.
fn new_folder() -> io::Result<PathBuf> {
    for number in 0_u32.. {
        let folder = std::env::temp_dir().join(format!("esia-mock-{}-{number}", std::process::id()));
        match fs::create_dir(&folder) {
            Ok(()) => return Ok(folder),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

impl Drop for Copy {
    fn drop(&mut self) {
        // What is left over in the temporary folder harms nobody.
        let _ = fs::remove_dir_all(&self.0);
    }
}
