//! Threads that do the writes of databases in files.
//!
//! Such a thread takes what waits, runs each job under its own savepoint in one transaction, commits once and only
//! then answers. That is fair under load and makes a commit to disk cost little per job.

use std::any::Any;
use std::collections::VecDeque;
use std::num::NonZeroUsize;
use std::panic::AssertUnwindSafe;
use std::panic::catch_unwind;
use std::sync::Arc;
use std::sync::atomic::AtomicUsize;
use std::sync::atomic::Ordering;
use std::sync::mpsc;

use tokio::sync::oneshot;

use crate::storage::StorageError;
use crate::storage::database::connections::Connections;
use crate::storage::database::handles::WriteSql;
use crate::storage::database::handles::execute;
use crate::storage::search::texts;

/// The most jobs that share one commit.
const BATCH: usize = 512;

/// Are the writes of a job to be kept?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keep {
    /// Yes.
    Commit,
    /// No, undo them.
    Rollback,
}

/// A few writers, shared by any number of databases.
#[derive(Debug)]
pub struct Writers {
    writers: Vec<Writer>,
    given: AtomicUsize,
}

impl Writers {
    /// Starts so many threads.
    pub fn start(count: NonZeroUsize) -> std::io::Result<Self> {
        let writers = (0..count.get()).map(|_| Writer::start()).collect::<Result<_, _>>()?;
        Ok(Self { writers, given: AtomicUsize::new(0) })
    }

    /// The writer of another database; they have them in turn.
    pub fn next(&self) -> &Writer {
        let number = self.given.fetch_add(1, Ordering::Relaxed);
        &self.writers[number % self.writers.len()]
    }
}

/// A thread that does the writes of one or more databases.
#[derive(Clone, Debug)]
pub struct Writer(mpsc::Sender<Job>);

impl Writer {
    /// Starts the thread; it ends when the last handle is dropped.
    pub fn start() -> std::io::Result<Self> {
        let (queue, jobs) = mpsc::channel();
        std::thread::Builder::new().name("sqlite-writer".to_owned()).spawn(move || serve(&jobs))?;
        Ok(Self(queue))
    }

    /// Puts a job into the queue.
    pub(super) fn take(&self, job: Job) -> Result<(), StorageError> {
        self.0.send(job).map_err(|_| StorageError::Closed)
    }
}

/// What a job does; what it finds stays with its caller, so that all jobs are of one type.
pub(super) type Work = Box<dyn FnOnce(&WriteSql) -> Keep + Send>;

/// A write on its way.
pub(super) struct Job {
    connections: Arc<Connections>,
    task: Task,
}

impl Job {
    /// A job of a database, and where it is told that it is done.
    pub(super) fn new(
        connections: &Arc<Connections>,
        work: Work,
    ) -> (Self, oneshot::Receiver<Result<(), StorageError>>) {
        let (caller, done) = oneshot::channel();
        let task = Task { work: Some(work), panicked: None, caller };
        (Self { connections: Arc::clone(connections), task }, done)
    }
}

/// Work on its way through the writer thread, with the place where its caller waits.
struct Task {
    work: Option<Work>,
    panicked: Option<String>,
    caller: oneshot::Sender<Result<(), StorageError>>,
}

impl Task {
    fn run(&mut self, sql: &WriteSql) -> Keep {
        let Some(work) = self.work.take() else { return Keep::Rollback };
        catch_unwind(AssertUnwindSafe(|| work(sql))).unwrap_or_else(|panic| {
            self.panicked = Some(panic_text(panic.as_ref()));
            Keep::Rollback
        })
    }

    fn answer(self, outcome: Result<(), StorageError>) {
        let answer = outcome.and_then(|()| self.panicked.map_or(Ok(()), |text| Err(StorageError::Panicked(text))));
        // The caller may have gone away with its connection; its write stands all the same.
        let _ = self.caller.send(answer);
    }
}

fn panic_text(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("unknown").to_owned()
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
        carry_out(connections, batch);
    }
}

/// Runs jobs of one database in one transaction. Where another process has the file, it waits as long as the
/// connection is set to; no job has run by then, and each is told that the failure passes.
pub(super) fn carry_out(connections: Arc<Connections>, batch: VecDeque<Job>) {
    let mut batch: Vec<Task> = batch.into_iter().map(|job| job.task).collect();
    let together = |sql: &WriteSql| batch.iter_mut().try_for_each(|task| under_savepoint(sql, task));
    let outcome = connections.writing(|sql| in_transaction(sql, together)).and_then(|done| done);
    // Whoever has an answer may close the database: by then it is held by nobody here.
    drop(connections);
    let failure = outcome.err().map(Arc::new);
    for task in batch {
        task.answer(failure.clone().map_or(Ok(()), |error| Err(StorageError::Undone(error))));
    }
}

/// Runs jobs. Where one fails, nothing of them is left.
fn in_transaction(
    sql: &WriteSql,
    jobs: impl FnOnce(&WriteSql) -> Result<(), StorageError>,
) -> Result<(), StorageError> {
    execute(sql.connection(), "BEGIN IMMEDIATE")?;
    let done = jobs(sql).and_then(|()| texts::keep_up(sql)).and_then(|()| execute(sql.connection(), "COMMIT"));
    if done.is_err() {
        // The transaction may be gone already; what counts is that nothing of it stays.
        let _ = execute(sql.connection(), "ROLLBACK");
    }
    done
}

fn under_savepoint(sql: &WriteSql, task: &mut Task) -> Result<(), StorageError> {
    let connection = sql.connection();
    execute(connection, "SAVEPOINT job")?;
    let keep = task.run(sql);
    if connection.is_autocommit() {
        return Err(StorageError::GivenUp);
    }
    if keep == Keep::Rollback {
        execute(connection, "ROLLBACK TO job")?;
    }
    execute(connection, "RELEASE job")
}
