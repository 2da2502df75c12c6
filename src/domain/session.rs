//! A single sign-on session (сеанс).

use chrono::DateTime;
use chrono::Utc;

use crate::domain::challenge::SecondProof;
use crate::domain::offer::Offer;
use crate::protocol::ids::Oid;

/// How the citizen proved who they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignInMethod {
    /// By password.
    Password,
    /// By electronic signature.
    Signature,
}

impl SignInMethod {
    /// `amr`.
    pub fn wire(self) -> &'static str {
        match self {
            Self::Password => "PWD",
            Self::Signature => "DS",
        }
    }

    /// Reads `amr`.
    pub fn from_wire(text: &str) -> Option<Self> {
        [Self::Password, Self::Signature].into_iter().find(|method| method.wire() == text)
    }
}

/// In whose name the citizen acts («Войти как»).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ActingAs {
    /// «Частное лицо».
    Person,
    /// An organisation where they work.
    Organization(Oid),
}

/// A session of somebody who has signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// `urn:esia:sid`.
    pub id: String,
    /// Who.
    pub oid: Oid,
    /// How.
    pub method: SignInMethod,
    /// In whose name; unknown until asked, or where there is no choice.
    pub role: Option<ActingAs>,
    /// When.
    pub auth_time: DateTime<Utc>,
    /// Until when.
    pub expires_at: DateTime<Utc>,
    /// How far it is with the second factor, where the account wants one.
    pub second_factor: SecondProof,
    /// Offers that were declined.
    pub declined: Vec<Offer>,
    /// Does its cookie end with the browser («Чужой компьютер»)?
    pub foreign_computer: bool,
}
