//! What a tester expects of the journal, and what came near to it.

use crate::journal::Journal;
use crate::journal::entry::Entry;
use crate::journal::filter::Filter;

/// How many entries are expected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Count {
    /// At least so many.
    pub min: usize,
    /// At most so many.
    pub max: usize,
}

impl Count {
    /// Is the number as expected?
    pub fn is_met(self, number: usize) -> bool {
        (self.min..=self.max).contains(&number)
    }

    /// Can one more entry not change whether it is met?
    pub fn is_settled(self, number: usize) -> bool {
        number > self.max || (number >= self.min && self.max == usize::MAX)
    }
}

/// An entry that is nearly what was expected.
#[derive(Debug)]
pub struct NearMiss {
    /// The entry.
    pub entry: Entry,
    /// In what it differs.
    pub differs: Vec<&'static str>,
}

/// In how many things an entry may differ and still be near.
const NEAR: usize = 2;

/// How many of them are told.
const MOST: usize = 5;

/// The entries that differ in the fewest things, of equals the newest first.
pub fn near_misses(journal: &Journal, filter: &Filter, after: u64) -> Vec<NearMiss> {
    let all = journal.list(&Filter::default(), after, usize::MAX).entries;
    let missed = all.into_iter().map(|entry| NearMiss { differs: filter.differs(&entry).collect(), entry });
    let mut near: Vec<_> = missed.filter(|miss| (1..=NEAR).contains(&miss.differs.len())).collect();
    near.sort_by_key(|miss| (miss.differs.len(), std::cmp::Reverse(miss.entry.n)));
    near.truncate(MOST);
    near
}
