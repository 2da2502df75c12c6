//! A stand as it was before: reset to how it was made, or restored from a snapshot.

use std::sync::Arc;

use crate::flow::clock;
use crate::flow::clock::Change;
use crate::flow::clock::Move;
use crate::flow::platform::Identity;
use crate::flow::stand::Stand;
use crate::flow::stands::Stands;
use crate::flow::stands::blocking;
use crate::flow::stands::checked;
use crate::flow::stands::error::Unmade;
use crate::flow::stands::slot::Slot;
use crate::flow::stands::template::Template;

/// The most snapshots of one stand.
pub const MOST_SNAPSHOTS: usize = 20;

impl Stands {
    /// Makes a stand as it was made: people, clients, settings, outbox, clock. What it has given out is no good any more.
    pub async fn reset(self: &Arc<Self>, name: &str) -> Result<Arc<Slot>, Unmade> {
        let slot = self.known(name)?;
        let (stands, place) = (Arc::clone(self), Arc::clone(&slot));
        let made_again = move |before: &Stand| {
            let made = &place.made;
            let template = match &made.template {
                Some(template) => Arc::clone(template),
                // It is not one of many: it may be as large as it likes.
                None => stands.origin.template(&stands.platform, None, usize::MAX)?,
            };
            let generation = stands.next_generation(&before.name);
            Ok(template.refill(before, Identity { name: &before.name, generation, seed: made.seed })?)
        };
        replace(&slot, made_again).await?;
        slot.stand().journal.clear();
        slot.stand().faults.clear();
        if let Some(to) = slot.made.clock {
            clock::change(&slot.stand(), Change { to: Move::To(to), ..Change::default() }).await?;
        }
        Ok(slot)
    }

    /// Keeps a stand as it is now, under a name, in place of an earlier one of that name; tells whether there was none.
    pub async fn keep(self: &Arc<Self>, name: &str, snapshot: String) -> Result<(Arc<Template>, bool), Unmade> {
        let (slot, snapshot) = (self.known(name)?, checked(snapshot)?);
        let stand = slot.stand();
        let taken = blocking(move || Template::of(&stand, stand.platform.config.largest_copy)).await??;
        let taken = Arc::new(taken);
        let mut snapshots = slot.snapshots();
        if !snapshots.contains_key(&snapshot) && snapshots.len() >= MOST_SNAPSHOTS {
            return Err(Unmade::Full(MOST_SNAPSHOTS));
        }
        let before = snapshots.insert(snapshot, Arc::clone(&taken));
        Ok((taken, before.is_none()))
    }

    /// Finds a snapshot of a stand.
    pub fn snapshot(&self, name: &str, snapshot: &str) -> Result<Arc<Template>, Unmade> {
        let found = self.known(name)?.snapshots().get(snapshot).cloned();
        found.ok_or_else(|| Unmade::NoSnapshot(snapshot.to_owned()))
    }

    /// Every snapshot of a stand, by name.
    pub fn snapshots(&self, name: &str) -> Result<Vec<(String, Arc<Template>)>, Unmade> {
        Ok(self.known(name)?.snapshots().iter().map(|(name, kept)| (name.clone(), Arc::clone(kept))).collect())
    }

    /// Forgets a snapshot of a stand.
    pub fn forget(&self, name: &str, snapshot: &str) -> Result<(), Unmade> {
        let forgotten = self.known(name)?.snapshots().remove(snapshot);
        forgotten.map(drop).ok_or_else(|| Unmade::NoSnapshot(snapshot.to_owned()))
    }

    /// Puts a stand back to a snapshot: what it had given out by then is good again.
    pub async fn restore(self: &Arc<Self>, name: &str, snapshot: &str) -> Result<Arc<Slot>, Unmade> {
        let (slot, kept) = (self.known(name)?, self.snapshot(name, snapshot)?);
        replace(&slot, move |before: &Stand| Ok(kept.restore(before)?)).await?;
        Ok(slot)
    }
}

/// Puts another world into a place. Whoever waits for news looks again.
async fn replace(
    slot: &Arc<Slot>,
    make: impl FnOnce(&Stand) -> Result<Stand, Unmade> + Send + 'static,
) -> Result<(), Unmade> {
    let _turn = slot.turn.lock().await;
    let before = slot.stand();
    // No job is in the middle.
    let _jobs = before.agenda.turn().await;
    let old = Arc::clone(&before);
    let stand = blocking(move || make(&old)).await??;
    slot.view.store(Arc::new(stand));
    before.news.look_again();
    before.platform.bells.timer.notify_one();
    Ok(())
}
