//! The connections of one database, and how each is set up.

use std::path::Path;
use std::sync::Mutex;
use std::sync::MutexGuard;
use std::sync::PoisonError;
use std::sync::TryLockError;
use std::time::Duration;

use rusqlite::Connection;
use rusqlite::OpenFlags;
use rusqlite::config::DbConfig;

use crate::storage::StorageError;
use crate::storage::database::file::DataFile;
use crate::storage::database::format::PAGE_SIZE;
use crate::storage::database::handles::Sql;
use crate::storage::database::handles::WriteSql;

/// Read connections of a database in a file.
const READERS: usize = 2;

/// Threads that help to sort what an index is made of.
const SORTERS: u32 = 2;

/// How long a read of a file waits for another process. Reads wait on the thread that asks, and only while that
/// process mends the log or has the whole file to itself.
const READER_PATIENCE: Duration = Duration::from_millis(100);

/// The file system of SQLite whose files are memory of the process, at most a GiB each, and seen by one connection alone.
/// To a database in such a file memory is a file: what it keeps at hand is limited. Of `:memory:` all pages are at hand,
/// and SQLite looks through all of them at the end of a transaction in which an index was split
/// (`pcache1TruncateUnsafe`).
const MEMORY: &str = "memdb";

/// How much a connection may keep at hand.
#[derive(Clone, Copy, Debug)]
pub(super) struct Caches {
    /// Prepared statements.
    statements: usize,
    /// KiB of pages.
    pages: u32,
}

impl Caches {
    /// Of the one file that a process is about.
    const FILE: Self = Self { statements: 128, pages: 2_000 };
    /// Of the one database in memory that a process is about: a page that is not at hand is copied from memory, and those
    /// that are at hand are looked through after many commits.
    pub(super) const MEMORY: Self = Self { statements: 128, pages: 500 };
    /// Of a file that is being filled.
    const FILLING: Self = Self { statements: 128, pages: 16_000 };
    /// Of one among a thousand.
    pub(super) const SMALL: Self = Self { statements: 32, pages: 128 };
}

type Slot<T> = Mutex<Option<T>>;

/// The connections of one database, until it is closed.
#[derive(Debug)]
pub(super) struct Connections {
    main: Slot<WriteSql>,
    readers: Vec<Slot<Sql>>,
    /// Given up after the connections.
    file: Mutex<Option<DataFile>>,
}

impl Connections {
    /// Of a database in memory: one, which jobs have in turn. What it may have is to be said once it is there.
    pub(super) fn in_memory(caches: Caches) -> Result<Self, StorageError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let main = Connection::open_with_flags_and_vfs("stand", flags, MEMORY)?;
        set_up(&main, caches)?;
        Ok(Self { main: slot(WriteSql::of(main)), readers: Vec::new(), file: Mutex::new(None) })
    }

    /// From now on the database may have so many bytes, or as many as it has already, and keeps so much at hand. SQLite
    /// forgets both where an image takes the place of the database.
    pub(super) fn hold(&self, room: u64, caches: Caches) -> Result<(), StorageError> {
        // Of none at all SQLite makes no limit.
        let most = (room / u64::from(PAGE_SIZE)).max(1);
        let bounds = format!("PRAGMA max_page_count={most}; PRAGMA cache_size=-{};", caches.pages);
        self.writing(|sql| Ok(sql.connection().execute_batch(&bounds)?))?
    }

    /// Of a file: one that writes, which is prepared first, and some that read.
    pub(super) fn to_file(
        file: DataFile,
        patience: Duration,
        prepare: impl FnOnce(&Connection) -> Result<(), StorageError>,
    ) -> Result<Self, StorageError> {
        let main = Connection::open(file.path())?;
        set_up(&main, Caches::FILE)?;
        main.busy_timeout(patience)?;
        prepare(&main)?;
        // NORMAL in WAL: a commit survives the end of the process at any moment (not of the machine).
        main.execute_batch("PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;")?;
        let readers = (0..READERS).map(|_| reader(file.path())).collect::<Result<_, _>>()?;
        Ok(Self { main: slot(WriteSql::of(main)), readers, file: Mutex::new(Some(file)) })
    }

    /// Of a new file that nobody looks at before it is closed, and that is thrown away where it is not: it is written as
    /// fast as can be, and nothing is undone. What is written has been checked before, so nothing is looked up for each
    /// row that names another one.
    pub(super) fn to_new_file(
        file: DataFile,
        prepare: impl FnOnce(&Connection) -> Result<(), StorageError>,
    ) -> Result<Self, StorageError> {
        let main = Connection::open(file.path())?;
        set_up(&main, Caches::FILLING)?;
        main.execute_batch("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA temp_store=FILE;")?;
        main.execute_batch(&format!("PRAGMA foreign_keys=OFF; PRAGMA threads={SORTERS};"))?;
        prepare(&main)?;
        let (main, file) = (slot(WriteSql::of(main)), Mutex::new(Some(file)));
        Ok(Self { main, readers: Vec::new(), file })
    }

    /// Runs something on the connection that writes; it waits for its turn.
    pub(super) fn writing<T>(&self, job: impl FnOnce(&mut WriteSql) -> T) -> Result<T, StorageError> {
        on(&self.main, job)
    }

    /// Runs something on one that reads; it sees what was answered.
    pub(super) fn reading<T>(&self, job: impl FnOnce(&mut Sql) -> T) -> Result<T, StorageError> {
        match self.reader(job) {
            Ok(read) => read,
            Err(job) => self.writing(|sql| job(sql.reading_mut())),
        }
    }

    /// Runs something on a connection that only reads, or gives it back where there is none.
    fn reader<T, J: FnOnce(&mut Sql) -> T>(&self, job: J) -> Result<Result<T, StorageError>, J> {
        for reader in &self.readers {
            if let Ok(mut sql) = reader.try_lock() {
                return Ok(sql.as_mut().map(job).ok_or(StorageError::Closed));
            }
        }
        match self.readers.first() {
            Some(reader) => Ok(on(reader, job)),
            None => Err(job),
        }
    }

    /// Does a write wait for a disk?
    pub(super) fn have_readers(&self) -> bool {
        !self.readers.is_empty()
    }

    /// Gives back what those keep at hand that have nothing to do.
    pub(super) fn release(&self) -> Result<(), StorageError> {
        release(&self.main, |sql| sql.connection())?;
        self.readers.iter().try_for_each(|reader| release(reader, Sql::connection))
    }

    /// Closes all of them. A file is one afterwards: what its log holds is moved into it, and the log is gone. The last
    /// connection does that, and only one that may write can.
    pub(super) fn close(&self) -> Result<(), StorageError> {
        for reader in &self.readers {
            drop(lock(reader).take());
        }
        let closed = match lock(&self.main).take() {
            Some(sql) => sql.close(),
            None => Ok(()),
        };
        drop(self.file.lock().unwrap_or_else(PoisonError::into_inner).take());
        closed
    }
}

impl Drop for Connections {
    fn drop(&mut self) {
        // Nobody is left who could be told; what was committed is in the log then.
        let _ = self.close();
    }
}

fn on<S, T>(slot: &Slot<S>, job: impl FnOnce(&mut S) -> T) -> Result<T, StorageError> {
    lock(slot).as_mut().map(job).ok_or(StorageError::Closed)
}

fn lock<S>(slot: &Slot<S>) -> MutexGuard<'_, Option<S>> {
    slot.lock().unwrap_or_else(PoisonError::into_inner)
}

fn slot<S>(sql: S) -> Slot<S> {
    Mutex::new(Some(sql))
}

fn release<S>(slot: &Slot<S>, connection: impl FnOnce(&S) -> &Connection) -> Result<(), StorageError> {
    let slot = match slot.try_lock() {
        Ok(slot) => slot,
        Err(TryLockError::Poisoned(poisoned)) => poisoned.into_inner(),
        Err(TryLockError::WouldBlock) => return Ok(()),
    };
    if let Some(connection) = slot.as_ref().map(connection) {
        connection.flush_prepared_statement_cache();
        connection.release_memory()?;
    }
    Ok(())
}

fn reader(file: &Path) -> Result<Slot<Sql>, StorageError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let reader = Connection::open_with_flags(file, flags)?;
    set_up(&reader, Caches::FILE)?;
    reader.busy_timeout(READER_PATIENCE)?;
    Ok(slot(Sql::of(reader)))
}

/// What every connection needs each time that it is opened: none of it is kept in the file.
fn set_up(sql: &Connection, caches: Caches) -> Result<(), StorageError> {
    let Caches { statements, pages } = caches;
    sql.execute_batch(&format!(
        "PRAGMA page_size={PAGE_SIZE}; PRAGMA foreign_keys=ON; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-{pages};"
    ))?;
    sql.set_prepared_statement_cache_capacity(statements);
    // Without this setting SQLite prepares statements again whose plan might depend on a value.
    sql.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    Ok(())
}
