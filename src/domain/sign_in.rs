//! Who may sign in, and why somebody does not.

use crate::domain::account::Account;
use crate::domain::account::AccountStatus;
use crate::domain::interaction::Destination;

/// Why nobody was signed in; told beside the field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mistake {
    /// No login.
    LoginEmpty,
    /// Neither phone nor e-mail nor СНИЛС.
    LoginUnreadable,
    /// No password.
    PasswordEmpty,
    /// No such login, or another password.
    WrongPair,
    /// Blocked by an operator.
    Blocked,
    /// Locked after wrong passwords.
    Locked,
    /// Cannot enter third-party sites for a while.
    Limited,
}

impl Account {
    /// Is the account kept from signing in?
    pub fn blocked(&self) -> Option<Mistake> {
        match self.status {
            AccountStatus::Registered => None,
            AccountStatus::Deleted => Some(Mistake::WrongPair),
            AccountStatus::Blocked => Some(Mistake::Blocked),
            AccountStatus::Locked => Some(Mistake::Locked),
            AccountStatus::Limited => Some(Mistake::Limited),
        }
    }

    /// Is it kept from signing in on its way there? Who may not enter the sites of others may still enter their own pages,
    /// to which a sign-in leads that belongs to no login.
    pub fn blocked_at(&self, destination: Option<&Destination>) -> Option<Mistake> {
        let leads_away = destination.is_some_and(|destination| !destination.is_own());
        self.blocked().filter(|mistake| *mistake != Mistake::Limited || leads_away)
    }
}
