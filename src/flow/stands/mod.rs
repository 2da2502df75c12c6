//! The stands of a process, by name: made, found, deleted. Those that nobody uses expire, by real time.
//!
//! | file | what |
//! |---|---|
//! | [`slot`] | the place of a stand |
//! | [`template`] | an image of a world: what stands are made of, and what a snapshot is |
//! | [`origin`] | templates of fixtures |
//! | [`again`] | reset, snapshots, restore |
//! | [`change`] | settings and clients that change while a stand serves |
//! | [`clients`] | clients that are registered and taken away |
//! | [`import`] | records that are brought in |
//! | [`keys`] | a key of a client, made by the stand |
//! | [`names`] | names for those that nobody has named |
//! | [`error`] | why something is not done |

pub mod again;
pub mod change;
pub mod clients;
pub mod error;
pub mod import;
pub mod keys;
pub mod names;
pub mod origin;
pub mod people;
pub mod slot;
pub mod template;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::PoisonError;
use std::sync::RwLock;
use std::time::Duration;

use chrono::DateTime;
use chrono::TimeDelta;
use chrono::Utc;

use crate::clock::Start;
use crate::clock::in_range;
use crate::domain::label::is_label;
use crate::domain::public_url::PublicUrl;
use crate::flow::Broken;
use crate::flow::Stop;
use crate::flow::clock;
use crate::flow::clock::Change;
use crate::flow::clock::Move;
use crate::flow::platform::DEFAULT;
use crate::flow::platform::Identity;
use crate::flow::platform::Platform;
use crate::flow::stand::Stand;
use crate::flow::stands::error::Unmade;
use crate::flow::stands::names::Names;
use crate::flow::stands::origin::Fixtures;
use crate::flow::stands::origin::Origin;
use crate::flow::stands::slot::Made;
use crate::flow::stands::slot::Slot;
use crate::flow::stands::template::Template;

/// The stands of a process.
#[derive(Debug)]
pub struct Stands {
    /// What they share.
    pub platform: Arc<Platform>,
    default: Arc<Slot>,
    named: RwLock<BTreeMap<String, Arc<Slot>>>,
    /// How often each name was used.
    used: Mutex<BTreeMap<String, u64>>,
    names: Names,
    origin: Origin,
}

/// What a stand is to be like.
#[derive(Clone, Debug)]
pub struct Wish {
    /// What it is made of.
    pub source: Source,
    /// What its clock is to show.
    pub clock: Option<DateTime<Utc>>,
    /// A seed of its own.
    pub seed: Option<u64>,
    /// How long it may be unused.
    pub idle: TimeDelta,
    /// The address of its own port, if it is to have one.
    pub address: Option<PublicUrl>,
}

/// What a stand is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// The fixtures.
    Template,
    /// Another stand, as it is now.
    Stand(String),
    /// A snapshot of a stand.
    Snapshot {
        /// Of which stand.
        stand: String,
        /// Its name.
        snapshot: String,
    },
}

impl Stands {
    /// A process with one stand; fixtures are what others are made of.
    pub fn around(default: Stand, fixtures: Fixtures) -> Arc<Self> {
        let origin = Origin::new(fixtures, Start::like(default.clock.reading()));
        let used = BTreeMap::from([(DEFAULT.to_owned(), default.generation + 1)]);
        Arc::new(Self {
            platform: Arc::clone(&default.platform),
            default: Arc::new(Slot::holding(default, Made::default())),
            named: RwLock::default(),
            used: Mutex::new(used),
            names: Names::default(),
            origin,
        })
    }

    /// The stand that is always there, as it is now.
    pub fn default_stand(&self) -> Arc<Stand> {
        self.default.stand()
    }

    /// A stand as it is now.
    pub fn find(&self, name: &str) -> Option<Arc<Stand>> {
        self.slot(name).map(|slot| slot.stand())
    }

    /// A stand as it is now, for a request: it does not expire soon.
    pub fn enter(&self, name: &str) -> Option<Arc<Stand>> {
        let slot = self.slot(name)?;
        slot.touch(self.platform.real_time.now());
        Some(slot.stand())
    }

    /// The place of a stand.
    pub fn slot(&self, name: &str) -> Option<Arc<Slot>> {
        if name == DEFAULT {
            return Some(Arc::clone(&self.default));
        }
        let slot = self.named.read().unwrap_or_else(PoisonError::into_inner).get(name).cloned()?;
        if !slot.is_expired(self.platform.real_time.now()) {
            return Some(slot);
        }
        self.sweep();
        None
    }

    /// The places of all stands, by name, `default` first.
    pub fn slots(&self) -> Vec<Arc<Slot>> {
        self.sweep();
        let named = self.named.read().unwrap_or_else(PoisonError::into_inner);
        [&self.default].into_iter().chain(named.values()).cloned().collect()
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.named.read().unwrap_or_else(PoisonError::into_inner).len() + 1
    }

    /// Every stand as it is now.
    pub fn all(&self) -> Vec<Arc<Stand>> {
        self.slots().iter().map(|slot| slot.stand()).collect()
    }

    /// Makes a stand under a name, or under one that nobody has; one of that name ends. Tells whether there was none.
    pub async fn make(self: &Arc<Self>, name: Option<String>, wish: Wish) -> Result<(Arc<Slot>, bool), Unmade> {
        let reserved;
        let name = if let Some(name) = name {
            checked(name)?
        } else {
            reserved = self.names.reserve(|name| self.has(name));
            reserved.name.clone()
        };
        wish.clock.map(in_range).transpose().map_err(Unmade::Clock)?;
        // Asked again below; nothing is copied in vain.
        self.has_room(&name)?;
        let moved = wish.clock.filter(|_| wish.source != Source::Template);
        let (stands, given) = (Arc::clone(self), name.clone());
        let (stand, made) = blocking(move || stands.fork(&given, &wish, moved)).await??;
        let stand = Arc::new(stand);
        if let Some(to) = moved {
            clock::change(&stand, Change { to: Move::To(to), ..Change::default() }).await?;
        }
        let slot = Arc::new(Slot::holding(Stand::clone(&stand), made));
        let mut named = self.named.write().unwrap_or_else(PoisonError::into_inner);
        if !named.contains_key(&name) && named.len() >= self.platform.config.max_stands {
            return Err(Unmade::Full(self.platform.config.max_stands));
        }
        let before = named.insert(name, Arc::clone(&slot));
        drop(named);
        self.platform.bells.timer.notify_one();
        Ok((slot, before.is_none()))
    }

    /// Stands that are made from now on, or made anew, are made of what the fixtures say by then.
    pub fn forget_templates(&self) {
        self.origin.forget();
    }

    /// Ends a stand. Requests that are at it end well, and with the last of them its memory is given back.
    pub fn delete(&self, name: &str) -> Result<(), Unmade> {
        if name == DEFAULT {
            return Err(Unmade::Default);
        }
        let mut named = self.named.write().unwrap_or_else(PoisonError::into_inner);
        let ended = named.remove(name);
        drop(named);
        ended.map(drop).ok_or_else(|| Unmade::NoStand(name.to_owned()))
    }

    /// Ends stands that nobody has used for long, and lets others rest; tells how long nothing of this is to be done.
    pub fn tend(&self) -> Option<Duration> {
        let now = self.platform.real_time.now();
        let left = self.slots().iter().filter(|slot| slot.made.idle.is_some()).filter_map(|slot| slot.rest(now)).min();
        // A clock that stands still rings when it is moved.
        self.platform.real_time.reading().ahead?;
        left.map(|left| left.to_std().unwrap_or_default())
    }

    fn sweep(&self) {
        let now = self.platform.real_time.now();
        let is_expired = |slot: &Arc<Slot>| slot.is_expired(now);
        let any = self.named.read().unwrap_or_else(PoisonError::into_inner).values().any(is_expired);
        if any {
            let mut named = self.named.write().unwrap_or_else(PoisonError::into_inner);
            named.retain(|_, slot| !slot.is_expired(now));
        }
    }

    fn fork(&self, name: &str, wish: &Wish, clock: Option<DateTime<Utc>>) -> Result<(Stand, Made), Unmade> {
        let largest = self.platform.config.largest_copy;
        let template = match &wish.source {
            Source::Template => self.origin.template(&self.platform, wish.clock, largest)?,
            Source::Stand(other) => Arc::new(Template::of(&self.known(other)?.stand(), largest)?),
            Source::Snapshot { stand, snapshot } => self.snapshot(stand, snapshot)?,
        };
        let identity = Identity { name, generation: self.next_generation(name), seed: wish.seed };
        let stand = template.fork(&self.platform, identity)?;
        let stand = match &wish.address {
            Some(address) => stand.at(address.clone()),
            None => stand,
        };
        Ok((stand, Made { template: Some(template), clock, seed: wish.seed, idle: Some(wish.idle) }))
    }

    fn known(&self, name: &str) -> Result<Arc<Slot>, Unmade> {
        self.slot(name).ok_or_else(|| Unmade::NoStand(name.to_owned()))
    }

    fn has_room(&self, name: &str) -> Result<(), Unmade> {
        self.sweep();
        let named = self.named.read().unwrap_or_else(PoisonError::into_inner);
        let most = self.platform.config.max_stands;
        if named.contains_key(name) || named.len() < most { Ok(()) } else { Err(Unmade::Full(most)) }
    }

    /// How often a name was used before; it is once more from now on.
    fn next_generation(&self, name: &str) -> u64 {
        let mut used = self.used.lock().unwrap_or_else(PoisonError::into_inner);
        let count = used.entry(name.to_owned()).or_default();
        *count += 1;
        *count - 1
    }

    fn has(&self, name: &str) -> bool {
        self.named.read().unwrap_or_else(PoisonError::into_inner).contains_key(name)
    }
}

/// Is it a name that a stand can have beside `default`?
fn checked(name: String) -> Result<String, Unmade> {
    if is_label(&name) && name != DEFAULT { Ok(name) } else { Err(Unmade::Name(name)) }
}

/// Runs what takes its time apart from what answers requests.
async fn blocking<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, Stop> {
    let done = tokio::task::spawn_blocking(work).await;
    done.map_err(|error| Broken::Stand(error.to_string()).into())
}
