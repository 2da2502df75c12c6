//! Connections of a stand and the writer thread.
//!
//! Writes to a file go through one queue: the thread takes what waits, runs each job under its own
//! savepoint in one transaction, commits once and only then answers. That is fair under load and makes
//! a commit to disk cost little per job. Reads of a file go to connections of their own. A database in
//! memory is one connection: jobs have it in turn, each on the thread of its caller.

use std::any::Any;
use std::collections::VecDeque;
use std::panic::AssertUnwindSafe;
use std::panic::catch_unwind;
use std::path::Path;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::MutexGuard;
use std::sync::PoisonError;
use std::sync::mpsc;

use rusqlite::Connection;
use rusqlite::OpenFlags;
use rusqlite::config::DbConfig;
use tokio::sync::oneshot;

use crate::storage::SCHEMA_VERSION;
use crate::storage::StorageError;
use crate::storage::people;

/// The most jobs that share one commit.
const BATCH: usize = 512;

/// Read connections of a database in a file.
const READERS: usize = 2;

/// Statements that a connection keeps prepared.
const PREPARED: usize = 128;

/// Are the writes of a job to be kept?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keep {
    /// Yes.
    Commit,
    /// No, undo them.
    Rollback,
}

/// The database of one stand.
#[derive(Clone, Debug)]
pub struct Database {
    connections: Arc<Connections>,
    writer: Writer,
}

#[derive(Debug)]
struct Connections {
    main: Mutex<Connection>,
    readers: Vec<Mutex<Connection>>,
}

/// A thread that carries out the writes of one or more databases.
#[derive(Clone, Debug)]
pub struct Writer(mpsc::Sender<Job>);

struct Job {
    connections: Arc<Connections>,
    work: Box<dyn Work>,
}

/// A closure on its way through the writer thread, with the place where its caller waits.
trait Work: Send {
    fn run(&mut self, sql: &Connection) -> Keep;
    fn answer(self: Box<Self>, outcome: Result<(), StorageError>);
}

struct Task<F, T> {
    job: Option<F>,
    value: Option<T>,
    panicked: Option<String>,
    caller: oneshot::Sender<Result<T, StorageError>>,
}

impl<F, T> Work for Task<F, T>
where
    F: FnOnce(&Connection) -> (Keep, T) + Send,
    T: Send,
{
    fn run(&mut self, sql: &Connection) -> Keep {
        let Some(job) = self.job.take() else { return Keep::Rollback };
        match catch_unwind(AssertUnwindSafe(|| job(sql))) {
            Ok((keep, value)) => {
                self.value = Some(value);
                keep
            }
            Err(panic) => {
                self.panicked = Some(panic_text(panic.as_ref()));
                Keep::Rollback
            }
        }
    }

    fn answer(self: Box<Self>, outcome: Result<(), StorageError>) {
        let answer = match (outcome, self.value, self.panicked) {
            (Ok(()), Some(value), _) => Ok(value),
            (Err(error), _, _) => Err(error),
            (Ok(()), None, panicked) => Err(StorageError::Panicked(panicked.unwrap_or_default())),
        };
        // The caller may have gone away with its connection; its write stands all the same.
        let _ = self.caller.send(answer);
    }
}

fn panic_text(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("unknown").to_owned()
}

impl Writer {
    /// Starts the thread; it ends when the last handle is dropped.
    pub fn start() -> std::io::Result<Self> {
        let (queue, jobs) = mpsc::channel();
        std::thread::Builder::new().name("sqlite-writer".to_owned()).spawn(move || serve(&jobs))?;
        Ok(Self(queue))
    }
}

fn serve(jobs: &mpsc::Receiver<Job>) {
    let mut waiting: VecDeque<Job> = VecDeque::new();
    loop {
        if waiting.is_empty() {
            match jobs.recv() {
                Ok(job) => waiting.push_back(job),
                Err(mpsc::RecvError) => return,
            }
        }
        while waiting.len() < BATCH {
            match jobs.try_recv() {
                Ok(job) => waiting.push_back(job),
                Err(_) => break,
            }
        }
        let Some(first) = waiting.front() else { continue };
        let connections = Arc::clone(&first.connections);
        let (batch, others) = waiting.drain(..).partition(|job: &Job| Arc::ptr_eq(&job.connections, &connections));
        waiting = others;
        carry_out(&connections, batch);
    }
}

fn carry_out(connections: &Connections, mut batch: VecDeque<Job>) {
    let outcome = {
        let sql = lock(&connections.main);
        commit_together(&sql, &mut batch)
    };
    let failure = outcome.err().map(|error| error.to_string());
    for job in batch {
        job.work.answer(failure.clone().map_or(Ok(()), |text| Err(StorageError::Row(text))));
    }
}

fn commit_together(sql: &Connection, batch: &mut VecDeque<Job>) -> Result<(), StorageError> {
    execute(sql, "BEGIN IMMEDIATE")?;
    let done = batch.iter_mut().try_for_each(|job| under_savepoint(sql, job.work.as_mut()));
    match done.and_then(|()| execute(sql, "COMMIT")) {
        Ok(()) => Ok(()),
        Err(error) => {
            // The transaction may be gone already; what counts is that none stays open.
            let _ = execute(sql, "ROLLBACK");
            Err(error)
        }
    }
}

fn under_savepoint(sql: &Connection, work: &mut dyn Work) -> Result<(), StorageError> {
    execute(sql, "SAVEPOINT job")?;
    if work.run(sql) == Keep::Rollback {
        execute(sql, "ROLLBACK TO job")?;
    }
    execute(sql, "RELEASE job")
}

fn execute(sql: &Connection, statement: &str) -> Result<(), StorageError> {
    sql.prepare_cached(statement)?.execute([])?;
    Ok(())
}

fn lock(connection: &Mutex<Connection>) -> MutexGuard<'_, Connection> {
    connection.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Database {
    /// An empty database in memory.
    pub fn in_memory(writer: &Writer) -> Result<Self, StorageError> {
        let main = Connection::open_in_memory()?;
        main.execute_batch("PRAGMA foreign_keys=ON; PRAGMA temp_store=MEMORY;")?;
        create_schema(&main)?;
        Self::of(main, Vec::new(), writer)
    }

    /// A database in a file, made if it is not there.
    pub fn open(file: &Path, writer: &Writer) -> Result<Self, StorageError> {
        let main = Connection::open(file)?;
        // NORMAL in WAL: a commit survives the end of the process at any moment (not of the machine).
        main.execute_batch(
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA busy_timeout=5000;
             PRAGMA foreign_keys=ON; PRAGMA temp_store=MEMORY;",
        )?;
        let found: i64 = main.query_row("PRAGMA user_version", [], |row| row.get(0))?;
        if found == 0 {
            create_schema(&main)?;
        } else if found != SCHEMA_VERSION {
            return Err(StorageError::Version { file: file.display().to_string(), found });
        }
        let readers = (0..READERS)
            .map(|_| {
                let reader = Connection::open_with_flags(
                    file,
                    OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX,
                )?;
                reader.execute_batch("PRAGMA busy_timeout=5000; PRAGMA temp_store=MEMORY;")?;
                keep_prepared(&reader)?;
                Ok(Mutex::new(reader))
            })
            .collect::<Result<_, StorageError>>()?;
        Self::of(main, readers, writer)
    }

    fn of(main: Connection, readers: Vec<Mutex<Connection>>, writer: &Writer) -> Result<Self, StorageError> {
        keep_prepared(&main)?;
        let connections = Arc::new(Connections { main: Mutex::new(main), readers });
        Ok(Self { connections, writer: writer.clone() })
    }

    /// Runs a job in a transaction; answers after the commit.
    pub async fn write<T: Send + 'static>(
        &self,
        job: impl FnOnce(&Connection) -> (Keep, T) + Send + 'static,
    ) -> Result<T, StorageError> {
        let (caller, answer) = oneshot::channel();
        let work = Box::new(Task { job: Some(job), value: None, panicked: None, caller });
        let job = Job { connections: Arc::clone(&self.connections), work };
        if self.connections.readers.is_empty() {
            // In memory there is no disk to wait for, so nothing is gained by sharing a commit.
            carry_out(&self.connections, VecDeque::from([job]));
        } else {
            self.writer.0.send(job).map_err(|_| StorageError::Closed)?;
        }
        answer.await.map_err(|_| StorageError::Closed)?
    }

    /// Reads; what it sees is committed.
    pub fn read<T>(&self, job: impl FnOnce(&Connection) -> T) -> T {
        for reader in &self.connections.readers {
            if let Ok(sql) = reader.try_lock() {
                return job(&sql);
            }
        }
        job(&lock(self.connections.readers.first().unwrap_or(&self.connections.main)))
    }

    /// Empties the write-ahead log into the file.
    pub fn checkpoint(&self) -> Result<(), StorageError> {
        lock(&self.connections.main).query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
        Ok(())
    }

    /// Runs a job now, on this thread and in one transaction: for seeding, before anybody is served.
    pub fn set_up<T>(&self, job: impl FnOnce(&Connection) -> Result<T, StorageError>) -> Result<T, StorageError> {
        let mut sql = lock(&self.connections.main);
        let transaction = sql.transaction()?;
        let value = job(&transaction)?;
        transaction.commit()?;
        Ok(value)
    }
}

/// Statements are prepared once; without this setting SQLite prepares those anew whose plan might depend on a value.
fn keep_prepared(sql: &Connection) -> Result<(), StorageError> {
    sql.set_prepared_statement_cache_capacity(PREPARED);
    sql.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    Ok(())
}

fn create_schema(sql: &Connection) -> Result<(), StorageError> {
    // One transaction: a file whose making was cut short is empty, not half made.
    let version = SCHEMA_VERSION;
    let schema = include_str!("schema.sql").replace("{person}", &people::declared());
    sql.execute_batch(&format!("BEGIN; {schema} PRAGMA user_version = {version}; COMMIT;"))?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(sql: &Connection) -> i64 {
        sql.query_row("SELECT count(*) FROM meta", [], |row| row.get(0)).expect("countable")
    }

    fn insert(sql: &Connection, key: &str) {
        sql.execute("INSERT INTO meta VALUES (?1, '')", [key]).expect("inserted");
    }

    #[tokio::test]
    async fn a_refusal_keeps_its_writes_and_a_breakage_undoes_them() {
        let database = Database::in_memory(&Writer::start().expect("thread")).expect("opened");
        database.write(|sql| (Keep::Commit, insert(sql, "kept"))).await.expect("written");
        database.write(|sql| (Keep::Rollback, insert(sql, "undone"))).await.expect("written");
        assert_eq!(database.read(count), 1);
    }

    #[tokio::test]
    async fn a_panic_costs_one_job_and_not_the_thread() {
        let database = Database::in_memory(&Writer::start().expect("thread")).expect("opened");
        let panicked = database
            .write(|sql| -> (Keep, ()) {
                insert(sql, "undone");
                panic!("on purpose")
            })
            .await;
        assert!(matches!(panicked, Err(StorageError::Panicked(text)) if text == "on purpose"));
        database.write(|sql| (Keep::Commit, insert(sql, "kept"))).await.expect("written");
        assert_eq!(database.read(count), 1);
    }

    #[tokio::test]
    async fn many_writers_of_a_file_lose_nothing() {
        let folder = tempfile::tempdir().expect("folder");
        let writer = Writer::start().expect("thread");
        let database = Database::open(&folder.path().join("stand.db"), &writer).expect("opened");
        let jobs: Vec<_> = (0..200)
            .map(|i| {
                let database = database.clone();
                tokio::spawn(
                    async move { database.write(move |sql| (Keep::Commit, insert(sql, &i.to_string()))).await },
                )
            })
            .collect();
        for job in jobs {
            job.await.expect("joined").expect("written");
        }
        assert_eq!(database.read(count), 200);
    }
}
