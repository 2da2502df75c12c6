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

impl<'a> Due<'a> {
    /// Who owes a second factor, if that is due.
    pub fn second_factor(self) -> Option<&'a SignedIn> {
        match self {
            Self::SecondFactor(citizen) => Some(citizen),
            Self::SignIn | Self::Offer { .. } | Self::Role(_) | Self::Consent(_) | Self::Code => None,
        }
    }

    /// What is offered, if an offer is due.
    pub fn offer(self) -> Option<Offer> {
        match self {
            Self::Offer { offer, .. } => Some(offer),
            Self::SignIn | Self::SecondFactor(_) | Self::Role(_) | Self::Consent(_) | Self::Code => None,
        }
    }

    /// Who is to say in whose name they act, if that is due.
    pub fn role(self) -> Option<&'a SignedIn> {
        match self {
            Self::Role(citizen) => Some(citizen),
            Self::SignIn | Self::SecondFactor(_) | Self::Offer { .. } | Self::Consent(_) | Self::Code => None,
        }
    }

    /// Who is to allow what is asked for, if that is due.
    pub fn consent(self) -> Option<&'a SignedIn> {
        match self {
            Self::Consent(citizen) => Some(citizen),
            Self::SignIn | Self::SecondFactor(_) | Self::Offer { .. } | Self::Role(_) | Self::Code => None,
        }
    }
}

/// One step of the login: its word and the question whether it is still to be done.
#[derive(Clone, Copy, Debug)]
pub struct Step {
    /// The word, the same in all places.
    pub name: &'static str,
    /// Is it still to be done?
    pub due: for<'a> fn(&'a Progress) -> Option<Due<'a>>,
}
