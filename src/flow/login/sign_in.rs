//! Station 3, `sign_in`: who is it?
//!
//! Phone, e-mail or СНИЛС in any usual spelling, and the password. An unknown login and a wrong
//! password look alike and take the same time; that an account is blocked is told only to somebody
//! who knows its password.

use crate::crypto::password;
use crate::domain::account::Account;
use crate::domain::account::AccountStatus;
use crate::domain::contact::ContactKind;
use crate::domain::interaction::Destination;
use crate::domain::login::Login;
use crate::flow::Cx;
use crate::flow::Stop;
use crate::flow::login::due::Due;
use crate::flow::login::due::Step;
use crate::flow::login::progress::Visitor;
use crate::protocol::ids::Oid;
use crate::protocol::reasons;
use crate::storage::accounts;
use crate::storage::interactions;

/// Nobody has signed in yet.
pub const STEP: Step = Step { name: "sign_in", due: |progress| progress.citizen.is_none().then_some(Due::SignIn) };

/// Longest password that is looked at.
const LONGEST_PASSWORD: usize = 1024;

/// What was typed.
#[derive(Clone, Debug)]
pub struct Credentials {
    /// Phone, e-mail or СНИЛС, as typed.
    pub login: String,
    /// The password.
    pub password: String,
}

/// Why nobody was signed in; told beside the field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mistake {
    /// No login.
    LoginEmpty,
    /// Neither phone nor e-mail nor СНИЛС.
    LoginUnreadable,
    /// No password.
    PasswordEmpty,
    /// No such login, or another password.
    WrongPair,
    /// Blocked by an operator.
    Blocked,
    /// Locked after wrong passwords.
    Locked,
    /// Cannot enter third-party sites for a while.
    Limited,
}

/// Finds the account of a login; СНИЛС serves only from the level that has it.
pub fn find(cx: &Cx<'_>, login: &Login) -> Result<Option<Account>, Stop> {
    let account = match login {
        Login::Phone(phone) => accounts::find_by_login(cx.sql, ContactKind::Mobile, &phone.to_string())?,
        Login::Email(email) => accounts::find_by_login(cx.sql, ContactKind::Email, &email.key())?,
        Login::Snils(snils) => accounts::list_by_snils(cx.sql, snils)?
            .into_iter()
            .find(|account| account.level.signs_in_by_snils() && account.status != AccountStatus::Deleted),
    };
    Ok(account)
}

/// Reads the login field.
pub fn read(credentials: &Credentials) -> Result<Login, Mistake> {
    if credentials.login.trim().is_empty() {
        return Err(Mistake::LoginEmpty);
    }
    if credentials.password.is_empty() {
        return Err(Mistake::PasswordEmpty);
    }
    Login::parse(&credentials.login).ok_or(Mistake::LoginUnreadable)
}

/// Is it the password of this account? Slow on purpose, so outside the transaction, and as slow where there is none.
pub fn matches(account: Option<&Account>, password: &str) -> bool {
    let too_long = password.len() > LONGEST_PASSWORD;
    match account.and_then(|account| account.password_hash.as_deref()) {
        Some(hash) if !too_long => password::verify(hash, password),
        _ => password::verify_nobody(if too_long { "" } else { password }),
    }
}

/// Is the account kept from signing in?
pub fn blocked(account: &Account) -> Option<Mistake> {
    match account.status {
        AccountStatus::Registered => None,
        AccountStatus::Deleted => Some(Mistake::WrongPair),
        AccountStatus::Blocked => Some(Mistake::Blocked),
        AccountStatus::Locked => Some(Mistake::Locked),
        AccountStatus::Limited => Some(Mistake::Limited),
    }
}

/// The account of a grant, if it may still be used.
pub fn usable_account(cx: &Cx<'_>, oid: Oid) -> Result<Account, Stop> {
    match accounts::find(cx.sql, oid)? {
        Some(account) if blocked(&account).is_none() => Ok(account),
        Some(account) => Err(reasons::person::account_unusable(oid, account.status.name()).into()),
        None => Err(reasons::person::account_gone(oid).into()),
    }
}

/// Is it kept from signing in on its way there? Who may not enter the sites of others may still enter their own pages,
/// to which a sign-in leads that belongs to no login.
pub fn blocked_at(account: &Account, destination: Option<&Destination>) -> Option<Mistake> {
    let leads_away = destination.is_some_and(|destination| !destination.is_own());
    blocked(account).filter(|mistake| *mistake != Mistake::Limited || leads_away)
}

/// Where a login of this browser leads: the one with this id, or the newest.
pub fn destination(cx: &Cx<'_>, visitor: &Visitor, id: Option<&str>) -> Result<Option<Destination>, Stop> {
    Ok(interactions::find(cx.sql, &visitor.browser, id, cx.now)?.map(|stored| stored.interaction.destination))
}
