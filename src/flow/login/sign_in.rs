//! Station 3, `sign_in`: who is it?
//!
//! Phone, e-mail or СНИЛС in any usual spelling, and the password. An unknown login and a wrong
//! password look alike and take the same time; that an account is blocked is told only to somebody
//! who knows its password.

use crate::crypto::password;
use crate::domain::account::Account;
use crate::domain::interaction::Destination;
use crate::domain::login::Login;
use crate::domain::sign_in::Mistake;
use crate::flow::Cx;
use crate::flow::Stop;
use crate::flow::login::due::Due;
use crate::flow::login::due::Step;
use crate::flow::login::progress::Visitor;
use crate::protocol::reasons;
use crate::protocol::refusal::Refusal;
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

/// Why nobody was signed in, where it does not lie in how the fields were filled in.
pub fn refusal(mistake: Mistake) -> Option<Refusal> {
    match mistake {
        Mistake::LoginEmpty | Mistake::LoginUnreadable | Mistake::PasswordEmpty => None,
        Mistake::WrongPair => Some(reasons::person::sign_in_pair_wrong()),
        Mistake::Blocked => Some(reasons::person::sign_in_blocked()),
        Mistake::Locked => Some(reasons::person::sign_in_locked()),
        Mistake::Limited => Some(reasons::person::sign_in_limited()),
    }
}

/// Is it the password of this account? Slow on purpose, so outside the transaction, and as slow where there is none.
pub fn matches(account: Option<&Account>, password: &str) -> bool {
    let too_long = password.len() > LONGEST_PASSWORD;
    match account.and_then(|account| account.password_hash.as_deref()) {
        Some(hash) if !too_long => password::verify(hash, password),
        _ => password::verify_nobody(if too_long { "" } else { password }),
    }
}

/// Where a login of this browser leads: the one with this id, or the newest.
pub fn destination(cx: &Cx<'_>, visitor: &Visitor, id: Option<&str>) -> Result<Option<Destination>, Stop> {
    Ok(interactions::find(cx.sql, &visitor.browser, id, cx.now)?.map(|stored| stored.interaction.destination))
}
