//! The connections of one database, and how each is set up.

use std::path::Path;
use std::sync::Mutex;
use std::sync::MutexGuard;
use std::sync::PoisonError;

use rusqlite::Connection;
use rusqlite::OpenFlags;
use rusqlite::config::DbConfig;

use crate::storage::StorageError;

/// Read connections of a database in a file.
const READERS: usize = 2;

/// Bytes of a page, the same in every database: one is copied over another only where their pages are equal. Small,
/// because most databases are.
const PAGE_SIZE: u32 = 1_024;

/// How much a connection may keep at hand.
#[derive(Clone, Copy, Debug)]
pub(super) struct Caches {
    /// Prepared statements.
    statements: usize,
    /// KiB of pages; those of a database in memory are no copies, and need no limit.
    pages: u32,
}

impl Caches {
    /// Of the one database that a process is about.
    pub(super) const LARGE: Self = Self { statements: 128, pages: 2_000 };
    /// Of one among a thousand.
    pub(super) const SMALL: Self = Self { statements: 32, pages: 128 };
}

/// The connections of one database.
#[derive(Debug)]
pub(super) struct Connections {
    main: Mutex<Connection>,
    readers: Vec<Mutex<Connection>>,
}

impl Connections {
    /// Of a database in memory: one, which jobs have in turn.
    pub(super) fn in_memory(caches: Caches) -> Result<Self, StorageError> {
        let main = Connection::open_in_memory()?;
        set_up(&main, caches)?;
        Ok(Self { main: Mutex::new(main), readers: Vec::new() })
    }

    /// Of a file: one that writes, and some that read.
    pub(super) fn to_file(file: &Path) -> Result<Self, StorageError> {
        let main = Connection::open(file)?;
        set_up(&main, Caches::LARGE)?;
        // NORMAL in WAL: a commit survives the end of the process at any moment (not of the machine).
        main.execute_batch("PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA busy_timeout=5000;")?;
        Ok(Self { main: Mutex::new(main), readers: Vec::new() })
    }

    /// Opens those that read; the file has to be there in full.
    pub(super) fn add_readers(&mut self, file: &Path) -> Result<(), StorageError> {
        for _ in 0..READERS {
            let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
            let reader = Connection::open_with_flags(file, flags)?;
            set_up(&reader, Caches::LARGE)?;
            reader.execute_batch("PRAGMA busy_timeout=5000;")?;
            self.readers.push(Mutex::new(reader));
        }
        Ok(())
    }

    /// The one that writes.
    pub(super) fn main(&self) -> MutexGuard<'_, Connection> {
        lock(&self.main)
    }

    /// One that reads; it sees what is committed.
    pub(super) fn reader(&self) -> MutexGuard<'_, Connection> {
        let free = self.readers.iter().find_map(|reader| reader.try_lock().ok());
        free.unwrap_or_else(|| lock(self.readers.first().unwrap_or(&self.main)))
    }

    /// Does a write wait for a disk?
    pub(super) fn have_readers(&self) -> bool {
        !self.readers.is_empty()
    }

    /// Each of them, in turn.
    pub(super) fn all(&self) -> impl Iterator<Item = MutexGuard<'_, Connection>> {
        std::iter::once(&self.main).chain(&self.readers).map(lock)
    }
}

fn lock(connection: &Mutex<Connection>) -> MutexGuard<'_, Connection> {
    connection.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What every connection needs each time that it is opened: none of it is kept in the file.
fn set_up(sql: &Connection, caches: Caches) -> Result<(), StorageError> {
    let Caches { statements, pages } = caches;
    sql.execute_batch(&format!(
        "PRAGMA page_size={PAGE_SIZE}; PRAGMA foreign_keys=ON; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-{pages};"
    ))?;
    sql.set_prepared_statement_cache_capacity(statements);
    // Without this setting SQLite prepares statements anew whose plan might depend on a value.
    sql.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    Ok(())
}
