//! Two stands beside each other: what each of them has, and who and what only one of them has.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use chrono::DateTime;
use chrono::FixedOffset;

use crate::domain::account::AccountLevel;
use crate::domain::account::AccountStatus;
use crate::flow::Stop;
use crate::flow::stand::Stand;
use crate::protocol::ids::Oid;
use crate::storage::search;
use crate::storage::search::Wanted;

/// So many people of a stand are compared, those of the least numbers.
pub const MOST: usize = 2_000;

/// What a stand has.
#[derive(Clone, Debug)]
pub struct Contents {
    /// What its clock shows.
    pub now: DateTime<FixedOffset>,
    /// People by their numbers.
    pub people: BTreeMap<Oid, Known>,
    /// Are these all of them?
    pub is_whole: bool,
    /// Systems by their мнемоники.
    pub systems: BTreeSet<String>,
    /// How many faults there are.
    pub faults: usize,
}

/// Somebody of a stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// Full name.
    pub name: String,
    /// The level of the account.
    pub level: AccountLevel,
    /// Its status.
    pub status: AccountStatus,
}

/// What only one of two has, and what both have otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference<T, C> {
    /// Only the first has them.
    pub only_one: Vec<T>,
    /// Only the other has them.
    pub only_other: Vec<T>,
    /// Both have them, and not alike.
    pub unlike: Vec<C>,
}

/// Somebody as they are in the one and in the other.
pub type Unlike = (Oid, Known, Known);

/// Looks at a stand.
pub fn contents(stand: &Stand) -> Result<Contents, Stop> {
    let wanted = Wanted { q: "", level: None, status: None, email_unverified: false, after: None, limit: MOST };
    let listing = stand.read(|cx| Ok(search::list(cx.sql, &wanted)?))?;
    let known = listing.people.into_iter().map(|one| {
        let known = Known { name: one.name.to_string(), level: one.level, status: one.status };
        (one.oid, known)
    });
    Ok(Contents {
        now: stand.config.zone.local(stand.clock.now()),
        people: known.collect(),
        is_whole: listing.next.is_none(),
        systems: stand.clients.iter().map(|party| party.client.mnemonic.to_string()).collect(),
        faults: stand.faults.count(),
    })
}

/// People of two stands, as far as both were looked at.
pub fn people(one: &Contents, other: &Contents) -> Difference<(Oid, Known), Unlike> {
    // Behind the last of a list that was cut short nobody is known to be absent.
    let end = |contents: &Contents| {
        let last = contents.people.keys().next_back().copied();
        last.filter(|_| !contents.is_whole).unwrap_or(Oid(u64::MAX))
    };
    let end = end(one).min(end(other));
    let lacks = |from: &Contents, beside: &Contents| {
        let only = from.people.iter().filter(|(oid, _)| **oid <= end && !beside.people.contains_key(oid));
        only.map(|(oid, known)| (*oid, known.clone())).collect()
    };
    let both = one.people.iter().filter_map(|(oid, known)| Some((*oid, known.clone(), other.people.get(oid)?.clone())));
    Difference {
        only_one: lacks(one, other),
        only_other: lacks(other, one),
        unlike: both.filter(|(_, known, there)| known != there).collect(),
    }
}

/// Systems of two stands, by their мнемоники.
pub fn systems(one: &Contents, other: &Contents) -> Difference<String, String> {
    Difference {
        only_one: one.systems.difference(&other.systems).cloned().collect(),
        only_other: other.systems.difference(&one.systems).cloned().collect(),
        unlike: Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::zone::Zone;

    fn contents(people: &[(u64, &str)], is_whole: bool) -> Contents {
        let known = |name: &str| Known {
            name: name.to_owned(),
            level: AccountLevel::Confirmed,
            status: AccountStatus::Registered,
        };
        Contents {
            now: Zone::default().local(DateTime::UNIX_EPOCH),
            people: people.iter().map(|(oid, name)| (Oid(*oid), known(name))).collect(),
            is_whole,
            systems: BTreeSet::new(),
            faults: 0,
        }
    }

    #[test]
    fn nobody_is_absent_who_was_not_looked_for() {
        let one = contents(&[(1, "a"), (2, "b")], false);
        let other = contents(&[(2, "c"), (3, "d")], true);
        let found = people(&one, &other);
        assert_eq!(found.only_one.iter().map(|(oid, _)| oid.0).collect::<Vec<_>>(), [1]);
        assert_eq!(found.only_other, [], "the first list ends before 3");
        assert_eq!(found.unlike.iter().map(|(oid, ..)| oid.0).collect::<Vec<_>>(), [2]);
    }
}
