//! The journal: what the tested systems and browsers sent to a stand, and what they were answered.
//!
//! A request is kept as it came and went ([`Exchange`]), which costs little. What belongs together is found out when
//! somebody looks ([`links`]): which system, which person, and one number for the way of a login from its first request
//! to the data. [`Journal`] keeps the newest of them, within a number and within bytes that all stands share.
//! [`sender`] reads what a request says of itself, [`expectation`] compares them with what a tester expects. [`secrets`] cuts what nobody is to read.
//!
//! A journal lives as long as the process does: a reset takes its entries away and goes on with their numbers.

pub mod entry;
pub mod exchange;
pub mod expectation;
pub mod filter;
pub mod links;
pub mod secrets;
pub mod sender;

use std::collections::VecDeque;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::MutexGuard;
use std::sync::PoisonError;
use std::sync::atomic::AtomicUsize;
use std::sync::atomic::Ordering;

use tokio::sync::watch;

use crate::journal::entry::Entry;
use crate::journal::exchange::Exchange;
use crate::journal::filter::Filter;
use crate::journal::links::Facts;
use crate::journal::links::Links;

/// How much the journals of a process may keep.
#[derive(Debug)]
pub struct Limits {
    /// Entries of one stand.
    pub entries: usize,
    /// Bytes of all stands together.
    pub bytes: usize,
    used: AtomicUsize,
}

impl Limits {
    /// The largest number of bytes.
    pub const BYTES: usize = 32 * 1024 * 1024;

    /// So many entries a stand, and so many bytes in all.
    pub fn new(entries: usize, bytes: usize) -> Arc<Self> {
        Arc::new(Self { entries, bytes, used: AtomicUsize::new(0) })
    }
}

/// The journal of one stand.
#[derive(Debug)]
pub struct Journal {
    limits: Arc<Limits>,
    inner: Mutex<Inner>,
    /// The number of the last entry, for those who wait.
    last: watch::Sender<u64>,
}

#[derive(Debug, Default)]
struct Inner {
    entries: VecDeque<Entry>,
    links: Links,
    last: u64,
    /// So many of the entries at the front are linked.
    linked: usize,
    dropped: u64,
    bytes: usize,
}

/// A part of the journal.
#[derive(Debug)]
pub struct Part {
    /// The number of the last entry, whether it is in this part or not.
    pub last: u64,
    /// How many were dropped to make room.
    pub dropped: u64,
    /// The entries that were asked for, from the oldest on.
    pub entries: Vec<Entry>,
}

impl Journal {
    /// An empty one.
    pub fn new(limits: Arc<Limits>) -> Arc<Self> {
        Arc::new(Self { limits, inner: Mutex::default(), last: watch::Sender::new(0) })
    }

    /// Is anything kept at all?
    pub fn is_on(&self) -> bool {
        self.limits.entries > 0
    }

    /// Keeps a request that was answered; gives its number.
    pub fn push(&self, exchange: Exchange) -> u64 {
        let size = exchange.size();
        let n = {
            let mut inner = self.inner();
            inner.last += 1;
            let n = inner.last;
            // Numbers of logins follow the order in which logins began, whenever somebody looks.
            let login = Links::begins(&exchange).then(|| inner.links.begin());
            inner.entries.push_back(Entry {
                n,
                exchange: Arc::new(exchange),
                facts: Facts { login, ..Facts::default() },
            });
            inner.bytes += size;
            self.limits.used.fetch_add(size, Ordering::Relaxed);
            while inner.entries.len() > self.limits.entries || self.is_full(&inner) {
                self.drop_oldest(&mut inner);
            }
            n
        };
        self.last.send_replace(n);
        n
    }

    /// A number for a login that begins without a browser; its entry is linked by it.
    pub fn next_login(&self) -> u64 {
        self.inner().links.begin()
    }

    /// Its entries that fit, from the oldest on.
    pub fn list(&self, filter: &Filter, after: u64, limit: usize) -> Part {
        let mut inner = self.inner();
        inner.link();
        let entries = inner.fitting(filter, after).take(limit).cloned().collect();
        Part { last: inner.last, dropped: inner.dropped, entries }
    }

    /// How many of its entries fit.
    pub fn count(&self, filter: &Filter, after: u64) -> usize {
        let mut inner = self.inner();
        inner.link();
        inner.fitting(filter, after).count()
    }

    /// One entry.
    pub fn find(&self, n: u64) -> Option<Entry> {
        let mut inner = self.inner();
        inner.link();
        inner.entries.iter().find(|entry| entry.n == n).cloned()
    }

    /// Takes all entries away; numbers go on.
    pub fn clear(&self) {
        let mut inner = self.inner();
        self.limits.used.fetch_sub(inner.bytes, Ordering::Relaxed);
        let last = inner.last;
        let logins = inner.links.logins();
        *inner = Inner { last, links: Links::after(logins), ..Inner::default() };
    }

    /// Tells of each new entry by its number.
    pub fn watch(&self) -> watch::Receiver<u64> {
        self.last.subscribe()
    }

    /// Are all journals together too large? Then each makes room of its own, so that none is emptied by another.
    fn is_full(&self, inner: &Inner) -> bool {
        inner.entries.len() > 1 && self.limits.used.load(Ordering::Relaxed) > self.limits.bytes
    }

    fn drop_oldest(&self, inner: &mut Inner) {
        // Whatever follows may belong to it.
        if inner.linked == 0 {
            inner.link();
        }
        let Some(oldest) = inner.entries.pop_front() else { return };
        let size = oldest.exchange.size();
        inner.linked = inner.linked.saturating_sub(1);
        inner.dropped += 1;
        inner.bytes -= size;
        self.limits.used.fetch_sub(size, Ordering::Relaxed);
    }

    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Journal {
    fn drop(&mut self) {
        let bytes = self.inner().bytes;
        self.limits.used.fetch_sub(bytes, Ordering::Relaxed);
    }
}

impl Inner {
    fn fitting<'a>(&'a self, filter: &'a Filter, after: u64) -> impl Iterator<Item = &'a Entry> {
        self.entries.iter().filter(move |entry| entry.n > after && filter.fits(entry))
    }

    /// Finds out what new entries belong to, and with it what older ones do.
    fn link(&mut self) {
        for entry in self.entries.range_mut(self.linked..) {
            entry.facts = self.links.read(&entry.exchange, entry.facts.login);
        }
        self.linked = self.entries.len();
        for entry in &mut self.entries {
            self.links.complete(&mut entry.facts);
        }
        self.links.forget_beyond(self.entries.len());
    }
}
