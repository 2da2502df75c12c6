//! «Доверенный контакт»: somebody who helps an account back in; a code goes to him first.

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
    /// Since when, or when he was invited.
    pub made_at: DateTime<Utc>,
    /// Until when he can accept; none once he has.
    pub expires_at: Option<DateTime<Utc>>,
}

impl TrustedContact {
    /// Has he accepted?
    pub fn is_accepted(&self) -> bool {
        self.expires_at.is_none()
    }

    /// Was he invited, and let the time pass?
    pub fn is_expired(&self, now: DateTime<Utc>) -> bool {
        self.expires_at.is_some_and(|end| end <= now)
    }
}
