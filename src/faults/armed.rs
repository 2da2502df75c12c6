//! The faults that are armed in a stand, and which of them a request meets.
//!
//! Whoever asks says what of the request is known so far, and by which kinds it can be met there. The hit is counted in
//! the same moment, under one lock, so that of parallel requests never more are met than the fault says.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::MutexGuard;
use std::sync::PoisonError;
use std::sync::atomic::AtomicUsize;
use std::sync::atomic::Ordering;

use chrono::DateTime;
use chrono::Utc;
use tokio::sync::watch;

use crate::faults::fault::ANYWHERE;
use crate::faults::fault::Fault;
use crate::faults::kind::Kinds;
use crate::protocol::place;

/// The most faults of a stand.
pub const MOST: usize = 10_000;

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
    /// How many were ever made.
    made: u64,
    names: BTreeMap<Arc<str>, u64>,
    all: BTreeMap<u64, Armed>,
    /// Those that can mean a place, by its name, in the order in which they were made; [`ANYWHERE`] has its own.
    by_place: BTreeMap<&'static str, BTreeMap<u64, Arc<Fault>>>,
}

#[derive(Debug)]
struct Armed {
    fault: Arc<Fault>,
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
        if self.fault.is_over(now) {
            State::Over
        } else if self.fault.times.is_some_and(|times| self.hits >= times) {
            State::Spent
        } else {
            State::Armed
        }
    }
}

/// What of a request is known.
#[derive(Clone, Copy, Debug)]
pub struct Question<'a> {
    /// Its place.
    pub at: &'static str,
    /// `GET` and so on.
    pub method: &'a str,
    /// The path from the beginning of the stand on.
    pub path: &'a str,
    /// The system.
    pub client: Option<&'a str>,
    /// The person.
    pub person: Option<u64>,
}

/// What a request has met so far: a fault meets it once, whoever asks how often.
#[derive(Debug, Default)]
pub struct Met {
    taken: Kinds,
    decided: Vec<(u64, bool)>,
    /// The names of the faults that it has met.
    pub names: Vec<Arc<str>>,
}

/// A fault that a request meets.
#[derive(Clone, Debug)]
pub struct Acting {
    /// The fault.
    pub fault: Arc<Fault>,
    /// By which of its kinds.
    pub kinds: Kinds,
    /// Changes or breaks off when it is over or taken away.
    pub release: watch::Receiver<()>,
}

/// What has to be found out of a request before it can be asked about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Needs {
    /// Its system.
    pub client: bool,
    /// Its person.
    pub person: bool,
    /// Whether it brings a refresh token.
    pub grant: bool,
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
        if before.is_none() && inner.all.len() >= MOST {
            return Err(Full);
        }
        if let Some(number) = before {
            inner.take(number);
        }
        let status = inner.put(fault);
        self.changed(inner);
        Ok((status, before.is_none()))
    }

    /// Arms a fault under a name that none has.
    pub fn arm_unnamed(&self, fault: Fault) -> Result<Status, Full> {
        let mut inner = self.inner();
        if inner.all.len() >= MOST {
            return Err(Full);
        }
        let names = (inner.made + 1..).map(|number| Arc::from(format!("fault-{number}")));
        let free = names.into_iter().find(|name: &Arc<str>| !inner.names.contains_key(name));
        let status = inner.put(Fault { name: free.unwrap_or_default(), ..fault });
        self.changed(inner);
        Ok(status)
    }

    /// A fault as it is now.
    pub fn find(&self, name: &str) -> Option<Status> {
        let inner = self.inner();
        let number = *inner.names.get(name)?;
        inner.all.get(&number).map(|armed| armed.status(number))
    }

    /// Faults in the order in which they were made, behind this number.
    pub fn list(&self, after: u64, most: usize) -> Vec<Status> {
        let inner = self.inner();
        inner.all.range(after + 1..).take(most).map(|(number, armed)| armed.status(*number)).collect()
    }

    /// Takes a fault away; whoever it holds goes.
    pub fn delete(&self, name: &str) {
        let mut inner = self.inner();
        if let Some(number) = inner.names.get(name).copied() {
            inner.take(number);
        }
        self.changed(inner);
    }

    /// Takes all of them away.
    pub fn clear(&self) {
        let mut inner = self.inner();
        *inner = Inner { made: inner.made, ..Inner::default() };
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
    fn put(&mut self, fault: Fault) -> Status {
        self.made += 1;
        let (number, fault) = (self.made, Arc::new(fault));
        for at in indexed(&fault) {
            self.by_place.entry(at).or_default().insert(number, Arc::clone(&fault));
        }
        self.names.insert(Arc::clone(&fault.name), number);
        let armed = Armed { fault, fitted: 0, hits: 0, release: watch::Sender::new(()) };
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

impl Question<'_> {
    fn fits(&self, fault: &Fault, now: DateTime<Utc>) -> bool {
        let selector = &fault.selector;
        !fault.is_over(now)
            && selector.means(self.at)
            && selector.client.as_deref().is_none_or(|client| self.client == Some(client))
            && selector.person.is_none_or(|person| self.person == Some(person))
            && selector.method.as_deref().is_none_or(|method| method.eq_ignore_ascii_case(self.method))
            && selector.path.as_deref().is_none_or(|path| place::fits(path, self.path))
    }
}
