//! The step of a login that is due, with what it needs; and how a step says that it is.

use crate::domain::offer::Offer;
use crate::flow::login::progress::Progress;
use crate::flow::login::progress::SignedIn;

/// The step that is due.
#[derive(Clone, Copy, Debug)]
pub enum Due<'a> {
    /// Nobody has signed in.
    SignIn,
    /// Somebody has signed in by password and still owes a second factor.
    SecondFactor(&'a SignedIn),
    /// Something is offered that was not answered yet.
    Offer {
        /// What.
        offer: Offer,
        /// Can it be declined?
        is_skippable: bool,
    },
    /// Somebody is to say in whose name they act.
    Role(&'a SignedIn),
    /// Somebody is to allow what is asked for.
    Consent(&'a SignedIn),
    /// Nothing is left to be done but to leave.
    Code,
}

/// One step of the login: its word and the question whether it is still to be done.
#[derive(Clone, Copy, Debug)]
pub struct Step {
    /// The word, the same in all places.
    pub name: &'static str,
    /// Is it still to be done?
    pub due: for<'a> fn(&'a Progress) -> Option<Due<'a>>,
}
