//! «Доверенный контакт»: somebody who helps an account back in; a code goes to them first.

use chrono::DateTime;
use chrono::Utc;

use crate::protocol::ids::Oid;

/// The youngest contact.
pub const YOUNGEST: u32 = 18;

/// The youngest owner who may have one.
pub const YOUNGEST_OWNER: u32 = 14;

/// Who trusts whom.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TrustedContact {
    /// Who trusts.
    pub owner: Oid,
    /// Whom.
    pub contact: Oid,
    /// Since when, or when they were invited.
    pub made_at: DateTime<Utc>,
    /// Until when they can accept; none once they have.
    pub expires_at: Option<DateTime<Utc>>,
}

impl TrustedContact {
    /// Have they accepted?
    pub fn is_accepted(&self) -> bool {
        self.expires_at.is_none()
    }

    /// Were they invited, and let the time pass?
    pub fn is_expired(&self, now: DateTime<Utc>) -> bool {
        self.expires_at.is_some_and(|end| end <= now)
    }
}
