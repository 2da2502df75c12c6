//! Whoever has signed in and looks at their own pages.

use crate::domain::account::Account;
use crate::domain::person::Person;
use crate::domain::session::Session;
use crate::protocol::ids::Oid;

/// Whoever has signed in and looks at their own pages.
#[derive(Clone, Debug)]
pub struct Holder {
    /// Their session.
    pub session: Session,
    /// Their account.
    pub account: Account,
    /// Their data.
    pub person: Person,
}

impl Holder {
    /// Whose pages they are.
    pub fn oid(&self) -> Oid {
        self.account.oid
    }
}
