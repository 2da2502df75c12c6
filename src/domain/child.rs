//! A child as a card in its parent's profile («Семья и дети»).
//!
//! The card is not the child's account: it may exist without one, and its id need not be the
//! account's OID. Relying parties must match by СНИЛС or birth certificate.

use crate::domain::document::Document;
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
