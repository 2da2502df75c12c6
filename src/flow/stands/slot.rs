//! The place of a stand: what it is now, what it was made of, and since when nobody has used it.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::MutexGuard;
use std::sync::PoisonError;
use std::sync::atomic::AtomicBool;
use std::sync::atomic::AtomicI64;
use std::sync::atomic::Ordering;

use arc_swap::ArcSwap;
use chrono::DateTime;
use chrono::TimeDelta;
use chrono::Utc;
use tokio::sync::Mutex as AsyncMutex;
use tokio::sync::watch;

use crate::flow::stand::Stand;
use crate::flow::stands::template::Template;

/// After so long without a request a stand keeps nothing at hand.
const RESTS_AFTER: TimeDelta = TimeDelta::minutes(1);

/// The place of a stand.
#[derive(Debug)]
pub struct Slot {
    pub(super) view: ArcSwap<Stand>,
    /// Views are put into it one after another.
    pub(super) turn: AsyncMutex<()>,
    pub(super) made: Made,
    pub(super) snapshots: Mutex<BTreeMap<String, Arc<Template>>>,
    /// Milliseconds of real time.
    used_at: AtomicI64,
    rests: AtomicBool,
    /// Dropped with the place: whoever waits for its end hears of it.
    is_there: watch::Sender<()>,
}

/// How a stand was made, and is made again when it is reset.
#[derive(Clone, Debug, Default)]
pub struct Made {
    /// Of what; of the fixtures where it is absent.
    pub template: Option<Arc<Template>>,
    /// Where its clock was moved then.
    pub clock: Option<DateTime<Utc>>,
    /// Its own seed.
    pub seed: Option<u64>,
    /// How long it may be unused; for ever where this is absent.
    pub idle: Option<TimeDelta>,
}

impl Slot {
    /// The place of a new stand.
    pub fn holding(stand: Stand, made: Made) -> Self {
        let used_at = stand.platform.real_time.now().timestamp_millis();
        Self {
            view: ArcSwap::from_pointee(stand),
            turn: AsyncMutex::default(),
            made,
            snapshots: Mutex::default(),
            used_at: AtomicI64::new(used_at),
            rests: AtomicBool::new(false),
            is_there: watch::Sender::new(()),
        }
    }

    /// The stand as it is now.
    pub fn stand(&self) -> Arc<Stand> {
        self.view.load_full()
    }

    /// Breaks off when the stand has ended.
    pub fn ends(&self) -> watch::Receiver<()> {
        self.is_there.subscribe()
    }

    /// When it expires, by real time, unless somebody uses it.
    pub fn expires_at(&self) -> Option<DateTime<Utc>> {
        self.used_at().checked_add_signed(self.made.idle?)
    }

    /// Somebody uses it.
    pub(super) fn touch(&self, now: DateTime<Utc>) {
        self.used_at.store(now.timestamp_millis(), Ordering::Release);
        self.rests.store(false, Ordering::Release);
    }

    pub(super) fn is_expired(&self, now: DateTime<Utc>) -> bool {
        self.expires_at().is_some_and(|expires_at| expires_at <= now)
    }

    /// Gives back what a stand has at hand that nobody uses; tells how long it need not be looked at.
    pub(super) fn rest(&self, now: DateTime<Utc>) -> Option<TimeDelta> {
        let expires_in = self.expires_at().map(|expires_at| expires_at - now);
        if self.rests.load(Ordering::Acquire) {
            return expires_in;
        }
        let rests_in = RESTS_AFTER - (now - self.used_at());
        if rests_in > TimeDelta::zero() {
            return expires_in.into_iter().chain([rests_in]).min();
        }
        self.rests.store(true, Ordering::Release);
        if let Err(error) = self.stand().release() {
            tracing::warn!(target: "esia_mock::stand", "an idle stand keeps its caches: {error}");
        }
        expires_in
    }

    pub(super) fn snapshots(&self) -> MutexGuard<'_, BTreeMap<String, Arc<Template>>> {
        self.snapshots.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn used_at(&self) -> DateTime<Utc> {
        DateTime::from_timestamp_millis(self.used_at.load(Ordering::Acquire)).unwrap_or(DateTime::<Utc>::MAX_UTC)
    }
}

/// Whoever is still at the stand, held by a fault, goes with it.
impl Drop for Slot {
    fn drop(&mut self) {
        self.stand().faults.end();
    }
}
