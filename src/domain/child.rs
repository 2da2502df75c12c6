//! A child as a card in its parent's profile («Семья и дети»).
//!
//! The card is not the child's account: it may exist without one, and its id need not be the
//! account's OID. Relying parties must match by СНИЛС or birth certificate.

use chrono::DateTime;
use chrono::Utc;

use crate::domain::check::Outcome;
use crate::domain::contact::Verification;
use crate::domain::document::Document;
use crate::domain::document::DocumentKind;
use crate::domain::person::Person;
use crate::protocol::ids::Oid;

/// One card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChildCard {
    /// `id` of REST (`kids`).
    pub id: i64,
    /// The child.
    pub person: Person,
    /// Its documents, usually the birth certificate.
    pub documents: Vec<Document>,
    /// E-mail and phone, where the parent gave them: `(email, mobile)`.
    pub contacts: (Option<String>, Option<String>),
    /// The child's own account, if there is one.
    pub account: Option<Oid>,
}

impl ChildCard {
    /// The birth certificate: the last one that was given.
    pub fn certificate(&self) -> Option<&Document> {
        self.documents.iter().rev().find(|document| document.kind.is_birth_certificate())
    }

    /// Can the registries be asked about it? Certificates of other countries and of the Soviet form are looked at in a
    /// service centre.
    pub fn is_russian(&self) -> bool {
        self.certificate().is_some_and(|certificate| certificate.kind == DocumentKind::BirthCertificate)
    }

    /// Is it a card of the same child: by the certificate, or by name and date of birth?
    pub fn is_same_child(&self, other: &Self) -> bool {
        let number = |card: &Self| {
            let certificate = card.certificate()?;
            Some((certificate.kind, certificate.data.series.clone(), certificate.data.number.clone()?))
        };
        let same_certificate = number(self).is_some() && number(self) == number(other);
        same_certificate || (self.person.name == other.person.name && self.person.birth_date == other.person.birth_date)
    }
}

/// How far a card is on the way to an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CardState {
    /// Made, and not sent.
    Draft,
    /// ЗАГС checks the certificate, СФР searches for СНИЛС.
    Checking,
    /// They still do, for longer than they should.
    Late,
    /// ЗАГС did not confirm the certificate.
    CertificateFailed(Outcome),
    /// СФР did not find СНИЛС.
    SnilsFailed(Outcome),
    /// Both are certain.
    Verified,
}

impl CardState {
    /// The name for robots.
    pub fn name(self) -> &'static str {
        match self {
            Self::Draft => "DRAFT",
            Self::Checking | Self::Late => "CHECKING",
            Self::CertificateFailed(_) => "CERT_FAILED",
            Self::SnilsFailed(_) => "SNILS_FAILED",
            Self::Verified => "VERIFIED",
        }
    }

    /// May its data be changed and sent?
    pub fn is_open(self) -> bool {
        match self {
            Self::Draft | Self::CertificateFailed(_) | Self::SnilsFailed(_) => true,
            Self::Checking | Self::Late | Self::Verified => false,
        }
    }
}

/// An account that a parent is about to make for the child of a card: what they have chosen so far.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Application {
    /// Which card.
    pub card: i64,
    /// The child's e-mail.
    pub email: String,
    /// Was the letter to it opened?
    pub email_verification: Verification,
    /// The child's phone, if it has one; it is verified with the last step.
    pub mobile: Option<String>,
    /// Until when both are held.
    pub expires_at: DateTime<Utc>,
}
