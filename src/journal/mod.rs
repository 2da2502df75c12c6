//! The journal: what the tested systems and browsers sent to a stand, and what they were answered.
//!
//! A request is kept as it came and went ([`Exchange`]), which costs little. What belongs together is found out when
//! somebody looks ([`links`]): which system, which person, and one number for the way of a login from its first request
//! to the data. [`Journal`] keeps the newest of them, within a number and within bytes that all stands share.
//! [`sender`] reads what a request says of itself, [`expectation`] compares them with what a tester expects. [`secrets`]
//! cuts what nobody is to read, [`readable`] is a request without that, and [`way`] how far a login came.
//!
//! A journal lives as long as the process does: a reset takes its entries away and goes on with their numbers.

pub mod entry;
pub mod exchange;
pub mod expectation;
pub mod filter;
pub mod head;
pub mod links;
pub mod readable;
pub mod secrets;
pub mod sender;
pub mod way;

use std::collections::HashSet;
use std::collections::VecDeque;
use std::hash::BuildHasher as _;
use std::hash::RandomState;
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
use crate::metrics::Counter;

/// How much the journals of a process may keep.
#[derive(Debug)]
pub struct Limits {
    /// Entries of one stand.
    pub entries: usize,
    /// Bytes of all stands together.
    pub bytes: usize,
    used: AtomicUsize,
    kept: AtomicUsize,
    dropped: Counter,
}

impl Limits {
    /// The largest number of bytes.
    pub const BYTES: usize = 32 * 1024 * 1024;

    /// So many entries a stand, and so many bytes in all; what is dropped to make room is counted.
    pub fn new(entries: usize, bytes: usize, dropped: Counter) -> Arc<Self> {
        Arc::new(Self { entries, bytes, used: AtomicUsize::new(0), kept: AtomicUsize::new(0), dropped })
    }

    /// How many bytes all journals take.
    pub fn used(&self) -> usize {
        self.used.load(Ordering::Relaxed)
    }

    /// How many entries all journals keep.
    pub fn kept(&self) -> usize {
        self.kept.load(Ordering::Relaxed)
    }

    fn add(&self, size: usize) {
        self.used.fetch_add(size, Ordering::Relaxed);
        self.kept.fetch_add(1, Ordering::Relaxed);
    }

    fn remove(&self, entries: usize, size: usize) {
        self.used.fetch_sub(size, Ordering::Relaxed);
        self.kept.fetch_sub(entries, Ordering::Relaxed);
    }
}

/// The journal of one stand.
#[derive(Debug)]
pub struct Journal {
    limits: Arc<Limits>,
    inner: Mutex<Inner>,
    /// The number of the last entry, for those who wait.
    last: watch::Sender<u64>,
    seen: Mutex<Seen>,
}

/// Signatures that came, by a hash: the newest of them.
#[derive(Debug, Default)]
struct Seen {
    hasher: RandomState,
    known: HashSet<u64>,
    order: VecDeque<u64>,
}

impl Seen {
    /// So many are remembered.
    const MOST: usize = 1_024;

    fn repeats(&mut self, signature: &str) -> bool {
        let hash = self.hasher.hash_one(signature);
        if !self.known.insert(hash) {
            return true;
        }
        self.order.push_back(hash);
        if self.order.len() > Self::MOST
            && let Some(oldest) = self.order.pop_front()
        {
            self.known.remove(&oldest);
        }
        false
    }
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

/// A new entry, told to whoever keeps what journals forget.
#[derive(Clone, Debug)]
pub struct Recorded {
    /// The name of the stand.
    pub stand: Arc<str>,
    /// The journal that has it.
    pub journal: Arc<Journal>,
    /// Its number.
    pub n: u64,
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
        Arc::new(Self { limits, inner: Mutex::default(), last: watch::Sender::new(0), seen: Mutex::default() })
    }

    /// Did this signature of a request come before?
    pub fn repeats(&self, signature: &str) -> bool {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner).repeats(signature)
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
            self.limits.add(size);
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
        let (last, dropped) = (inner.last, inner.dropped);
        let entries = inner.linked_after(after).filter(|entry| filter.fits(entry)).take(limit).cloned().collect();
        Part { last, dropped, entries }
    }

    /// Its newest entries that fit and have a smaller number, from the newest on.
    pub fn newest(&self, filter: &Filter, before: Option<u64>, limit: usize) -> Vec<Entry> {
        let mut inner = self.inner();
        let entries = inner.linked_after(0).rev();
        let entries = entries.filter(|entry| before.is_none_or(|before| entry.n < before));
        entries.filter(|entry| filter.fits(entry)).take(limit).cloned().collect()
    }

    /// How many of its entries fit.
    pub fn count(&self, filter: &Filter, after: u64) -> usize {
        self.inner().linked_after(after).filter(|entry| filter.fits(entry)).count()
    }

    /// One entry.
    pub fn find(&self, n: u64) -> Option<Entry> {
        self.inner().linked(n).cloned()
    }

    /// The system of an entry. Where the request names it, no entries are linked: a line of the log is written while
    /// somebody waits for the answer.
    pub fn client(&self, n: u64) -> Option<String> {
        let mut inner = self.inner();
        let entry = inner.entries.get(inner.place(n)).filter(|entry| entry.n == n)?;
        let named = entry.exchange.parameters().get("client_id").map(str::to_owned);
        named.or_else(|| inner.linked(n)?.facts.client.clone())
    }

    /// Takes all entries away; numbers go on.
    pub fn clear(&self) {
        let mut inner = self.inner();
        self.limits.remove(inner.entries.len(), inner.bytes);
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
        inner.entries.len() > 1 && self.limits.used() > self.limits.bytes
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
        self.limits.remove(1, size);
        self.limits.dropped.inc();
    }

    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Journal {
    fn drop(&mut self) {
        let inner = self.inner();
        self.limits.remove(inner.entries.len(), inner.bytes);
    }
}

impl Inner {
    /// The entries behind a number, each with what is known of it by now.
    fn linked_after(&mut self, after: u64) -> impl DoubleEndedIterator<Item = &Entry> {
        self.link();
        let first = self.place(after.saturating_add(1));
        for entry in self.entries.range_mut(first..) {
            self.links.complete(&mut entry.facts);
        }
        self.entries.range(first..)
    }

    /// One of them.
    fn linked(&mut self, n: u64) -> Option<&Entry> {
        self.link();
        let place = self.place(n);
        let entry = self.entries.get_mut(place).filter(|entry| entry.n == n)?;
        self.links.complete(&mut entry.facts);
        Some(entry)
    }

    /// Where the entry of a number is, or the next one.
    fn place(&self, n: u64) -> usize {
        self.entries.partition_point(|entry| entry.n < n)
    }

    /// Finds out what new entries belong to; what is known of older ones by that is filled in where they are shown.
    fn link(&mut self) {
        for entry in self.entries.range_mut(self.linked..) {
            entry.facts = self.links.read(&entry.exchange, entry.facts.login);
        }
        self.linked = self.entries.len();
        self.links.forget_beyond(self.entries.len());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::journal::exchange::Body;
    use crate::journal::exchange::LONGEST_BODY;

    fn large() -> Exchange {
        let body = Body::of(&vec![b'x'; LONGEST_BODY], LONGEST_BODY);
        Exchange { body, ..readable::tests::exchange() }
    }

    /// Issue 13: what a line of the log asks for is no reason to find out what everything belongs to.
    #[test]
    fn who_sent_a_request_is_told_without_reading_the_others() {
        let dropped = Counter::new("dropped", "dropped").expect("a counter");
        let journal = Journal::new(Limits::new(10, Limits::BYTES, dropped));
        let silent = Exchange { body: Body::default(), ..readable::tests::exchange() };
        let (named, unnamed) = (journal.push(readable::tests::exchange()), journal.push(silent));
        assert_eq!(journal.client(named).as_deref(), Some("PORTAL"));
        assert_eq!(journal.inner().linked, 0, "nobody has looked");
        assert_eq!((journal.client(unnamed), journal.client(99)), (None, None));
        assert_eq!(journal.inner().linked, 2, "what the others say may tell it");
        assert_eq!(journal.find(named).and_then(|entry| entry.facts.client).as_deref(), Some("PORTAL"));
    }

    /// Issue 13: a journal of large bodies stays within its bytes, and is emptied by no other.
    #[test]
    fn large_bodies_stay_within_the_bytes_of_all_journals() {
        const MIB: usize = 1024 * 1024;
        let dropped = Counter::new("dropped", "dropped").expect("a counter");
        let limits = Limits::new(10_000, MIB, dropped.clone());
        let (one, other) = (Journal::new(Arc::clone(&limits)), Journal::new(Arc::clone(&limits)));
        let small = other.push(readable::tests::exchange());
        for _ in 1..100 {
            one.push(large());
        }
        let last = Some(one.push(large()));
        let part = one.list(&Filter::default(), 0, usize::MAX);
        assert!(limits.used() <= MIB && limits.used() > MIB - 2 * LONGEST_BODY, "{}", limits.used());
        assert!((2..=16).contains(&part.entries.len()), "{}", part.entries.len());
        assert_eq!(part.entries.last().map(|entry| entry.n), last, "the newest is there");
        assert_eq!(part.dropped + u64::try_from(part.entries.len()).expect("a number"), 100);
        assert_eq!((dropped.get(), limits.kept()), (part.dropped, part.entries.len() + 1));
        assert!(other.find(small).is_some(), "another stand keeps what it has");
        drop((one, other));
        assert_eq!((limits.used(), limits.kept()), (0, 0));
    }
}
