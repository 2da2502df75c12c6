//! What becomes of somebody whom a tester puts.

use std::collections::BTreeMap;

use crate::fixtures::Mistake;
use crate::fixtures::PersonFixture;
use crate::protocol::ids::Oid;

/// What became of somebody who was put.
#[derive(Clone, Debug)]
pub struct Put {
    /// Their number.
    pub oid: Oid,
    /// Was nobody there before?
    pub is_new: bool,
    /// As they are now; with the password, where it was given or made up just now.
    pub person: PersonFixture,
    /// What they can sign in with.
    pub logins: Vec<String>,
    /// What is odd about them.
    pub warnings: Vec<Mistake>,
    /// Have those changed whom the pages name?
    pub is_told_of: bool,
}

/// Why somebody is not put.
#[derive(Clone, Debug)]
pub enum NotPut {
    /// These fields are wrong.
    Mistakes(Vec<Mistake>),
    /// Somebody else is in the way, or there are no more numbers.
    Conflict(String),
}

/// The hashes of passwords, made before the transaction.
pub type Hashes = BTreeMap<String, String>;
