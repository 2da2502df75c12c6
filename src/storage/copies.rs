//! What becomes of a database that is a copy of another one.

use crate::domain::recipient::NotSent;
use crate::storage::StorageError;
use crate::storage::WriteSql;
use crate::storage::outbox;

/// What is only good between a stand and those whom it gave it to: sessions, logins and registrations on their way,
/// codes, grants. Letters and messages stay: they tell what has happened.
const GIVEN_OUT: [&str; 13] = [
    "sessions",
    "interactions",
    "registrations",
    "drafts",
    "verifications",
    "qr_codes",
    "codes",
    "refresh_tokens",
    "oidc_refresh_tokens",
    "oidc_grants",
    "oidc_spent_tokens",
    "oidc_pushed_requests",
    "known_browsers",
];

/// Forgets what the stand that was copied has given out: nobody holds anything of the copy.
pub fn forget_given_out(sql: &WriteSql) -> Result<(), StorageError> {
    for table in GIVEN_OUT {
        sql.prepare_cached(&format!("DELETE FROM {table}"))?.execute([])?;
    }
    // Letters that still wait are sent by the one that was copied.
    let kept = NotSent::Copied.into();
    while let Some(letter) = outbox::find_waiting(sql)? {
        outbox::update_relay(sql, letter.number, &kept)?;
    }
    Ok(())
}
