//! Under which name wrong answers about an account are counted, and that they are forgotten.

use crate::domain::account::Account;
use crate::domain::account::AccountStatus;
use crate::domain::login::Login;
use crate::flow::Stop;
use crate::flow::WriteCx;
use crate::protocol::ids::Oid;
use crate::storage::attempts;

/// Under which name wrong answers about an account are counted, or about a login that nobody has.
pub fn key(login: &Login, account: Option<&Account>) -> String {
    match account.filter(|account| account.status != AccountStatus::Deleted) {
        Some(account) => key_of(account.oid),
        None => format!("login:{}", login.key()),
    }
}

/// The same of an account.
pub fn key_of(oid: Oid) -> String {
    format!("account:{oid}")
}

/// The password was right, or is a new one.
pub fn forget(cx: &WriteCx<'_>, key: &str) -> Result<(), Stop> {
    Ok(attempts::delete(cx.sql, key)?)
}
