//! Why identity is not confirmed.

use crate::protocol::ids::Oid;

/// Something that is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Matter {
    /// ФИО.
    Name,
    /// Date of birth.
    BirthDate,
    /// СНИЛС.
    Snils,
    /// Series and number of the identity document.
    Document,
}

impl Matter {
    /// The word for testers, and in the feed.
    pub fn name(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::BirthDate => "birth_date",
            Self::Snils => "snils",
            Self::Document => "document",
        }
    }
}

/// Why identity is not confirmed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotConfirmed {
    /// There is no such account, or none any more.
    Unknown,
    /// The account is blocked: access must be restored first.
    Blocked,
    /// It is confirmed already.
    AlreadyConfirmed,
    /// A child's account that its parent has not unlinked.
    LinkedToParent,
    /// A child's account goes this way only at the desk.
    ChildsAccount,
    /// Too young for a passport.
    TooYoung,
    /// There are simplified accounts of the same person.
    Duplicate(Vec<Oid>),
    /// Somebody else's account has this СНИЛС.
    SnilsTaken,
    /// The account does not say enough to be compared.
    Incomplete(Vec<Matter>),
    /// What is shown differs from what the account says.
    Different(Vec<Matter>),
}

impl NotConfirmed {
    /// The word for testers, and in the feed.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::Blocked => "blocked",
            Self::AlreadyConfirmed => "already_confirmed",
            Self::LinkedToParent => "linked_to_parent",
            Self::ChildsAccount => "childs_account",
            Self::TooYoung => "too_young",
            Self::Duplicate(_) => "duplicate",
            Self::SnilsTaken => "snils_taken",
            Self::Incomplete(_) => "incomplete",
            Self::Different(_) => "different",
        }
    }

    /// Which of the things that are compared are at fault.
    pub fn matters(&self) -> &[Matter] {
        match self {
            Self::Incomplete(matters) | Self::Different(matters) => matters,
            _ => &[],
        }
    }
}
