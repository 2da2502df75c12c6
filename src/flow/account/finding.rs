//! Which account is it: the one of a login, the one that a grant is about.

use crate::domain::account::Account;
use crate::domain::account::AccountStatus;
use crate::domain::contact::ContactKind;
use crate::domain::login::Login;
use crate::flow::Cx;
use crate::flow::Stop;
use crate::protocol::ids::Oid;
use crate::protocol::reasons;
use crate::storage::accounts;

/// Finds the account of a login; СНИЛС serves only from the level that has it.
pub fn by_login(cx: &Cx<'_>, login: &Login) -> Result<Option<Account>, Stop> {
    let account = match login {
        Login::Phone(phone) => accounts::find_by_login(cx.sql, ContactKind::Mobile, &phone.to_string())?,
        Login::Email(email) => accounts::find_by_login(cx.sql, ContactKind::Email, &email.key())?,
        Login::Snils(snils) => accounts::list_by_snils(cx.sql, snils)?
            .into_iter()
            .find(|account| account.level.signs_in_by_snils() && account.status != AccountStatus::Deleted),
    };
    Ok(account)
}

/// The account of a grant, if it may still be used.
pub fn usable(cx: &Cx<'_>, oid: Oid) -> Result<Account, Stop> {
    match accounts::find(cx.sql, oid)? {
        Some(account) if account.blocked().is_none() => Ok(account),
        Some(account) => Err(reasons::person::account_unusable(oid, account.status.name()).into()),
        None => Err(reasons::person::account_gone(oid).into()),
    }
}
