//! People in parts of one size, and how many there were.

use crate::fixtures::generator::Group;
use crate::fixtures::generator::OutOfNumbers;

/// How much was made.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Made {
    pub(super) people: u64,
    pub(super) organizations: u64,
}

impl Made {
    /// Counts a part.
    pub(super) fn count(&mut self, group: &Group) {
        self.people += group.people.len() as u64;
        self.organizations += group.organizations.len() as u64;
    }
}

/// People, so many at once as are written in one go.
#[derive(Debug)]
pub(super) struct Parts<C> {
    crowd: C,
}

impl<C> Parts<C> {
    /// The people of a crowd.
    pub(super) fn of(crowd: C) -> Self {
        Self { crowd }
    }
}

impl<C: Iterator<Item = Result<Group, OutOfNumbers>>> Iterator for Parts<C> {
    type Item = Result<Group, OutOfNumbers>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut part = Group::default();
        while part.people.len() < PART {
            match self.crowd.next() {
                Some(Ok(group)) => {
                    part.people.extend(group.people);
                    part.organizations.extend(group.organizations);
                }
                Some(Err(error)) => return Some(Err(error)),
                None => break,
            }
        }
        (!part.people.is_empty()).then_some(Ok(part))
    }
}

/// People of one transaction: as many as the cache of a processor has room for while three threads have them in turn.
const PART: usize = 1_000;
