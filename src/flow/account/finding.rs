//! Which account is it: the one of a login, the one that a grant is about.

use crate::domain::account::Account;
use crate::domain::account::AccountStatus;
use crate::domain::contact::ContactKind;
use crate::domain::login::Login;
use crate::flow::Broken;
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

const UNNAMED: &str = "oid-";

/// Who is meant by a name that a tester gives.
#[derive(Debug)]
pub enum Meant {
    /// This one.
    One(Box<Account>),
    /// Nobody.
    Nobody,
    /// All of these have the login.
    Several(Vec<Oid>),
}

/// What stands for the persona of somebody who has none: `oid-` and their number.
pub fn unnamed(oid: Oid) -> String {
    format!("{UNNAMED}{oid}")
}

/// The number that stands for the persona of somebody who has none.
pub fn number(persona: &str) -> Option<Oid> {
    persona.strip_prefix(UNNAMED)?.parse().ok()
}

/// Who is meant by a persona, an oid (with `oid-` before it or not), or a login.
pub fn meant(cx: &Cx<'_>, name: &str) -> Result<Meant, Stop> {
    let mut found = match accounts::find_by_persona(cx.sql, name)? {
        Some(account) => vec![account],
        None => named(cx, name)?,
    };
    Ok(match found.len() {
        0 => Meant::Nobody,
        1 => Meant::One(Box::new(found.remove(0))),
        _ => Meant::Several(found.iter().map(|account| account.oid).collect()),
    })
}

fn named(cx: &Cx<'_>, name: &str) -> Result<Vec<Account>, Stop> {
    let number = name.strip_prefix(UNNAMED).unwrap_or(name);
    let by_number = number.parse().ok().map(|oid| accounts::find(cx.sql, oid)).transpose()?.flatten();
    if let Some(account) = by_number {
        return Ok(vec![account]);
    }
    match Login::parse(name) {
        Some(Login::Snils(snils)) => Ok(accounts::list_by_snils(cx.sql, &snils)?),
        Some(login) => Ok(by_login(cx, &login)?.into_iter().collect()),
        None => Ok(Vec::new()),
    }
}

/// The account of a grant, if it may still be used.
pub fn usable(cx: &Cx<'_>, oid: Oid) -> Result<Account, Stop> {
    match accounts::find(cx.sql, oid)? {
        Some(account) if account.blocked().is_none() => Ok(account),
        Some(account) => Err(reasons::person::account_unusable(oid, account.status.name()).into()),
        None => Err(Broken::Page(format!("a grant of account {oid}, which is not there")).into()),
    }
}

/// Somebody else of the stand.
pub fn other_than(cx: &Cx<'_>, oid: Oid) -> Result<Option<Account>, Stop> {
    Ok(accounts::find_other(cx.sql, oid)?)
}
