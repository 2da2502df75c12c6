//! How far a login is: everything that decides which step comes next.

use std::sync::Arc;

use crate::domain::account::Account;
use crate::domain::interaction::Interaction;
use crate::domain::offer::Offer;
use crate::domain::organization::OrganizationData;
use crate::domain::organization::Role;
use crate::domain::person::Person;
use crate::domain::session::Session;
use crate::flow::clients::RelyingParty;
use crate::protocol::permissions::Permission;
use crate::protocol::scope::Scope;
use crate::texts::Language;

/// The cookies of a browser; those that prove something as the database knows them: by their SHA-256.
#[derive(Clone, Debug, Default)]
pub struct Visitor {
    /// Which browser.
    pub browser: String,
    /// Which single sign-on session.
    pub session: Option<String>,
    /// In which language its pages are.
    pub language: Language,
}

/// Everything that is known of a login on its way.
#[derive(Debug)]
pub struct Progress {
    /// Its id.
    pub id: String,
    /// Of which browser.
    pub browser: String,
    /// What was asked.
    pub interaction: Interaction,
    /// Who asked.
    pub party: Arc<RelyingParty>,
    /// Who has signed in.
    pub citizen: Option<SignedIn>,
}

/// Somebody who has signed in.
#[derive(Debug)]
pub struct SignedIn {
    /// Their session.
    pub session: Session,
    /// Their account.
    pub account: Account,
    /// Their data.
    pub person: Person,
    /// Roles in organisations that are still active.
    pub roles: Vec<(Role, OrganizationData)>,
    /// Scopes that are asked for and not yet allowed.
    pub missing: Vec<Scope>,
    /// Digital-profile consents that are asked for and not yet given.
    pub unpermitted: Vec<Permission>,
    /// Is it a child's account whose time is over: 14 years old, and the grace after that as well?
    pub is_outgrown: bool,
    /// Must a child ask a parent first, who has not allowed this system?
    pub asks_parent: bool,
    /// The offer that is made now, and whether it can be declined, if there is one left.
    pub offer: Option<(Offer, bool)>,
    /// Is consent to be asked for in this login whatever was allowed before (`prompt=consent`)?
    pub asked_anew: bool,
}
