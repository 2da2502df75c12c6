//! The faults that are armed in a stand, and which of them a request meets.
//!
//! Testers arm some and take them away; others belong to people, and are there as long as these have them.
//!
//! Whoever asks says what of the request is known so far, and by which kinds it can be met there. The hit is counted in
//! the same moment, under one lock, so that of parallel requests never more are met than the fault says.

use std::collections::BTreeMap;
use std::ops::Bound;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::MutexGuard;
use std::sync::PoisonError;
use std::sync::atomic::AtomicUsize;
use std::sync::atomic::Ordering;

use chrono::DateTime;
use chrono::Utc;
use tokio::sync::watch;

use crate::faults::fault::Fault;
use crate::faults::kind::Kinds;
use crate::faults::meeting::Acting;
use crate::faults::meeting::Met;
use crate::faults::meeting::Needs;
use crate::faults::meeting::Question;
use crate::faults::words::ANYWHERE;
use crate::protocol::place;

/// The most faults of a stand.
pub const MOST: usize = 10_000;

/// Where the numbers of faults begin that belong to people.
const OF_PEOPLE: u64 = 1 << 62;

/// The faults of a stand.
#[derive(Debug)]
pub struct Faults {
    armed: AtomicUsize,
    inner: Mutex<Inner>,
    /// Told of every hit and every change.
    news: watch::Sender<()>,
}

#[derive(Debug, Default)]
struct Inner {
    /// How many were ever made; those of people are counted apart, and stand behind all others.
    made: u64,
    made_of_people: u64,
    names: BTreeMap<Arc<str>, u64>,
    all: BTreeMap<u64, Armed>,
    /// Those that can mean a place, by its name, in the order in which they were made; [`ANYWHERE`] has its own.
    by_place: BTreeMap<&'static str, BTreeMap<u64, Arc<Fault>>>,
}

#[derive(Debug)]
struct Armed {
    fault: Arc<Fault>,
    /// Does it belong to a person, and is no tester's to list or to take away?
    is_of_person: bool,
    /// Requests that fitted, met or not.
    fitted: u64,
    hits: u64,
    /// Told when it is over, dropped when it is taken away: either way, whoever it holds goes.
    release: watch::Sender<()>,
}

/// A fault as it is now.
#[derive(Clone, Debug)]
pub struct Status {
    /// In which order it was made.
    pub number: u64,
    /// The fault.
    pub fault: Arc<Fault>,
    /// How many requests it has met.
    pub hits: u64,
}

/// Does a fault still meet requests?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// It does.
    Armed,
    /// It has met as many as it was to.
    Spent,
    /// Its time is over.
    Over,
}

impl Status {
    /// Does it still meet requests?
    pub fn state(&self, now: DateTime<Utc>) -> State {
        state(&self.fault, self.hits, now)
    }
}

fn state(fault: &Fault, hits: u64, now: DateTime<Utc>) -> State {
    if fault.is_over(now) {
        State::Over
    } else if fault.times.is_some_and(|times| hits >= times) {
        State::Spent
    } else {
        State::Armed
    }
}

/// Why a fault is not armed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Full;

impl Faults {
    /// None.
    pub fn new() -> Arc<Self> {
        Arc::new(Self { armed: AtomicUsize::new(0), inner: Mutex::default(), news: watch::Sender::new(()) })
    }

    /// Is there any at all?
    pub fn is_any(&self) -> bool {
        self.armed.load(Ordering::Acquire) > 0
    }

    /// Arms a fault in place of the one of its name; tells whether there was none.
    pub fn arm(&self, fault: Fault) -> Result<(Status, bool), Full> {
        let mut inner = self.inner();
        let before = inner.names.get(&fault.name).copied();
        if before.is_none() && inner.is_full() {
            return Err(Full);
        }
        if let Some(number) = before {
            inner.take(number);
        }
        let status = inner.put(fault, false);
        self.changed(inner);
        Ok((status, before.is_none()))
    }

    /// Arms a fault under a name that none has.
    pub fn arm_unnamed(&self, fault: Fault) -> Result<Status, Full> {
        let mut inner = self.inner();
        if inner.is_full() {
            return Err(Full);
        }
        let names = (inner.made + 1..).map(|number| Arc::from(format!("fault-{number}")));
        let free = names.into_iter().find(|name: &Arc<str>| !inner.names.contains_key(name));
        let status = inner.put(Fault { name: free.unwrap_or_default(), ..fault }, false);
        self.changed(inner);
        Ok(status)
    }

    /// Arms the faults that people have, in place of those that they had. Those that stay go on counting.
    pub fn arm_people(&self, faults: Vec<Fault>) {
        let mut inner = self.inner();
        let known: Vec<_> = inner.all.iter().filter(|(_, armed)| armed.is_of_person).collect();
        if known.is_empty() && faults.is_empty() {
            return;
        }
        let is_gone = |(_, armed): &(&u64, &Armed)| !faults.contains(&armed.fault);
        let gone: Vec<_> = known.into_iter().filter(is_gone).map(|(number, _)| *number).collect();
        for number in gone {
            inner.take(number);
        }
        for fault in faults {
            if !inner.names.contains_key(&fault.name) {
                inner.put(fault, true);
            }
        }
        self.changed(inner);
    }

    /// A fault as it is now.
    pub fn find(&self, name: &str) -> Option<Status> {
        let inner = self.inner();
        let number = *inner.names.get(name)?;
        inner.all.get(&number).map(|armed| armed.status(number))
    }

    /// Faults that testers have armed, in the order in which they were made, behind this number.
    pub fn list(&self, after: u64, most: usize) -> Vec<Status> {
        let inner = self.inner();
        inner.of_testers(after).take(most).map(|(number, armed)| armed.status(*number)).collect()
    }

    /// How many faults testers have armed.
    pub fn count(&self) -> usize {
        self.inner().of_testers(0).count()
    }

    /// Those of them that would meet requests now: the first so many, and how many more there are.
    pub fn list_armed(&self, now: DateTime<Utc>, most: usize) -> (Vec<Status>, usize) {
        let inner = self.inner();
        let mut armed = inner.of_testers(0).filter(|(_, armed)| armed.state(now) == State::Armed);
        let first = armed.by_ref().take(most).map(|(number, armed)| armed.status(*number)).collect();
        (first, armed.count())
    }

    /// Takes a fault away; whoever it holds goes.
    pub fn delete(&self, name: &str) {
        let mut inner = self.inner();
        if let Some(number) = inner.names.get(name).copied() {
            inner.take(number);
        }
        self.changed(inner);
    }

    /// Takes all of them away. Those of people begin anew, and let go whom they hold.
    pub fn clear(&self) {
        let mut inner = self.inner();
        let of_people = inner.all.values().filter(|armed| armed.is_of_person);
        let of_people: Vec<_> = of_people.map(|armed| Fault::clone(&armed.fault)).collect();
        *inner = inner.emptied();
        for fault in of_people {
            inner.put(fault, true);
        }
        self.changed(inner);
    }

    /// The stand ends: nothing goes wrong any more, and nobody is held.
    pub fn end(&self) {
        let mut inner = self.inner();
        *inner = inner.emptied();
        self.changed(inner);
    }

    /// Tells of every hit and every change.
    pub fn watch(&self) -> watch::Receiver<()> {
        self.news.subscribe()
    }

    /// Lets those go whom faults hold that are over; tells when the next one will be.
    pub fn release(&self, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        if !self.is_any() {
            return None;
        }
        let inner = self.inner();
        let limited = || inner.all.values().filter(|armed| armed.fault.until.is_some());
        limited().filter(|armed| armed.fault.is_over(now)).for_each(|armed| armed.release.send_replace(()));
        limited().filter(|armed| !armed.fault.is_over(now)).filter_map(|armed| armed.fault.until).min()
    }

    /// What has to be found out of requests of a place before anybody asks by these kinds.
    pub fn needs(&self, at: &'static str, kinds: Kinds) -> Option<Needs> {
        if !self.is_any() {
            return None;
        }
        let inner = self.inner();
        let mut needs = None;
        for (_, fault) in inner.at(at).filter(|(_, fault)| !fault.kinds().and(kinds).is_empty()) {
            let needs = needs.get_or_insert_with(Needs::default);
            needs.client |= fault.selector.client.is_some();
            needs.person |= fault.selector.person.is_some();
        }
        // A request with a refresh token is found out to be one by its form alone.
        let refreshing = at == place::TOKEN && inner.by_place.get(place::REFRESH).is_some_and(|all| !all.is_empty());
        if refreshing {
            needs.get_or_insert_default().grant = true;
        }
        needs
    }

    /// The faults that a request meets by these kinds: of several that fit, the first made of each kind acts.
    pub fn ask(&self, met: &mut Met, question: &Question<'_>, kinds: Kinds, now: DateTime<Utc>) -> Vec<Acting> {
        if !self.is_any() {
            return Vec::new();
        }
        let mut inner = self.inner();
        let fitting = inner.at(question.at).filter(|(_, fault)| question.fits(fault, now));
        let mut fitting: Vec<_> = fitting.map(|(number, fault)| (*number, Arc::clone(fault))).collect();
        fitting.sort_by_key(|(number, _)| *number);
        let mut acting = Vec::new();
        for (number, fault) in fitting {
            let acts = fault.kinds().and(kinds).iter().filter(|kind| kind.acts_at(question.at)).collect::<Kinds>();
            let acts = acts.beside(met.taken);
            let Some(armed) = inner.all.get_mut(&number).filter(|_| !acts.is_empty()) else { continue };
            if armed.meets(number, met) {
                met.taken = met.taken | acts;
                acting.push(Acting { fault, kinds: acts, release: armed.release.subscribe() });
            }
        }
        drop(inner);
        if !acting.is_empty() {
            self.news.send_replace(());
        }
        acting
    }

    fn changed(&self, inner: MutexGuard<'_, Inner>) {
        self.armed.store(inner.all.len(), Ordering::Release);
        drop(inner);
        self.news.send_replace(());
    }

    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Inner {
    /// Nothing, but for how many there were.
    fn emptied(&self) -> Self {
        Self { made: self.made, made_of_people: self.made_of_people, ..Self::default() }
    }

    fn is_full(&self) -> bool {
        self.of_testers(0).take(MOST).count() >= MOST
    }

    /// Those that testers have armed, behind a number.
    fn of_testers(&self, after: u64) -> impl Iterator<Item = (&u64, &Armed)> {
        self.all.range((Bound::Excluded(after), Bound::Unbounded)).filter(|(_, armed)| !armed.is_of_person)
    }

    fn put(&mut self, fault: Fault, is_of_person: bool) -> Status {
        let number = if is_of_person {
            self.made_of_people += 1;
            OF_PEOPLE + self.made_of_people
        } else {
            self.made += 1;
            self.made
        };
        let fault = Arc::new(fault);
        for at in indexed(&fault) {
            self.by_place.entry(at).or_default().insert(number, Arc::clone(&fault));
        }
        self.names.insert(Arc::clone(&fault.name), number);
        let armed = Armed { fault, is_of_person, fitted: 0, hits: 0, release: watch::Sender::new(()) };
        let status = armed.status(number);
        self.all.insert(number, armed);
        status
    }

    fn take(&mut self, number: u64) {
        let Some(Armed { fault, .. }) = self.all.remove(&number) else { return };
        self.names.remove(&fault.name);
        for at in indexed(&fault) {
            if let Some(here) = self.by_place.get_mut(at) {
                here.remove(&number);
            }
        }
    }

    /// The faults that can mean a place.
    fn at(&self, at: &str) -> impl Iterator<Item = (&u64, &Arc<Fault>)> {
        [at, ANYWHERE].into_iter().filter_map(|at| self.by_place.get(at)).flatten()
    }
}

/// Under which names a fault is found.
fn indexed(fault: &Fault) -> Vec<&'static str> {
    if fault.selector.at == ANYWHERE { vec![ANYWHERE] } else { fault.selector.places().collect() }
}

impl Armed {
    fn status(&self, number: u64) -> Status {
        Status { number, fault: Arc::clone(&self.fault), hits: self.hits }
    }

    fn state(&self, now: DateTime<Utc>) -> State {
        state(&self.fault, self.hits, now)
    }

    /// Is this request one of those that it meets? Asked again about the same request, it says the same.
    fn meets(&mut self, number: u64, met: &mut Met) -> bool {
        if let Some((_, decided)) = met.decided.iter().find(|(known, _)| *known == number) {
            return *decided;
        }
        if self.fault.times.is_some_and(|times| self.hits >= times) {
            return false;
        }
        self.fitted += 1;
        let is_met = self.fitted > self.fault.skip;
        met.decided.push((number, is_met));
        if is_met {
            self.hits += 1;
            met.names.push(Arc::clone(&self.fault.name));
        }
        is_met
    }
}
