//! When the stand has to look at its jobs again, known without asking the database.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::sync::atomic::AtomicI64;
use std::sync::atomic::Ordering;

use chrono::DateTime;
use chrono::Utc;
use tokio::sync::Mutex;
use tokio::sync::MutexGuard;
use tokio::sync::Notify;

/// The time of the next job, and the turn of whoever runs jobs.
///
/// The time is only ever too early, never too late: it is lowered inside the transaction that puts a job down, and set
/// again inside another one, and transactions come one after the other. Too early costs a look at the database.
#[derive(Debug)]
pub struct Agenda {
    /// Seconds since 1970; [`NEVER`] where nothing waits.
    next_due: AtomicI64,
    /// Did the last attempt break? Then nobody tries before it is time to try again.
    resting: AtomicBool,
    earlier: Arc<Notify>,
    turn: Mutex<()>,
}

impl Agenda {
    /// An agenda without jobs, which tells whoever waits for `earlier` of a job that was planned before all others. What
    /// happens while nobody waits is kept.
    pub fn telling(earlier: Arc<Notify>) -> Self {
        Self { next_due: AtomicI64::new(NEVER), resting: AtomicBool::new(false), earlier, turn: Mutex::new(()) }
    }

    /// Is something due at this time, and worth a try?
    pub fn is_due(&self, now: DateTime<Utc>) -> bool {
        self.next_due.load(Ordering::Acquire) <= now.timestamp() && !self.resting.load(Ordering::Acquire)
    }

    /// Nothing is worth a try for a while.
    pub fn rest(&self) {
        self.resting.store(true, Ordering::Release);
    }

    /// It is again.
    pub fn go_on(&self) {
        self.resting.store(false, Ordering::Release);
    }

    /// When the next job is due.
    pub fn next_due(&self) -> Option<DateTime<Utc>> {
        let seconds = self.next_due.load(Ordering::Acquire);
        (seconds != NEVER).then(|| DateTime::from_timestamp(seconds, 0)).flatten()
    }

    /// A job is planned.
    pub fn add(&self, due_at: DateTime<Utc>) {
        if self.next_due.fetch_min(due_at.timestamp(), Ordering::AcqRel) > due_at.timestamp() {
            self.earlier.notify_one();
        }
    }

    /// What a transaction found to be next.
    pub fn set(&self, next_due: Option<DateTime<Utc>>) {
        self.next_due.store(next_due.map_or(NEVER, |time| time.timestamp()), Ordering::Release);
    }

    /// One runs jobs at a time, so that whoever moved the clock can tell how many there were.
    pub async fn turn(&self) -> MutexGuard<'_, ()> {
        self.turn.lock().await
    }
}

const NEVER: i64 = i64::MAX;
