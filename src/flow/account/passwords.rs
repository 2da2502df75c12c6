//! New passwords. Hashing happens outside the transaction: [`hash`] first, then [`set`].

use serde_json::json;

use crate::crypto::password;
use crate::domain::event::EventKind;
use crate::domain::password::WeakPassword;
use crate::domain::password::weakness;
use crate::domain::rule::Rule;
use crate::flow::Cx;
use crate::flow::Stop;
use crate::flow::account;
use crate::flow::account::closing;
use crate::flow::login::own_door::Holder;
use crate::flow::oidc::backchannel::Notice;
use crate::flow::outbox;
use crate::flow::outbox::letters;
use crate::flow::stand::Stand;
use crate::protocol::ids::Oid;
use crate::storage::accounts;

/// Why a new password is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mistake {
    /// Nothing was typed.
    Empty,
    /// It was typed in two ways.
    Different,
    /// It does not meet a demand.
    Weak(WeakPassword),
}

/// Checks a password that was typed twice; `logins` are those of its account.
pub fn check(stand: &Stand, typed: &str, again: &str, logins: &[String]) -> Result<(), Mistake> {
    if typed.is_empty() {
        return Err(Mistake::Empty);
    }
    let only_length = stand.config.rules.choice(Rule::PasswordPolicy) == "length";
    if let Some(weakness) = weakness(typed, logins, only_length) {
        return Err(Mistake::Weak(weakness));
    }
    if typed == again { Ok(()) } else { Err(Mistake::Different) }
}

/// Hashes a password: slow on purpose, so outside the transaction.
pub fn hash(stand: &Stand, typed: &str) -> Result<String, Stop> {
    Ok(password::hash(typed, stand.random.bytes())?)
}

/// Stores the hash of a new password.
pub fn set(cx: &Cx<'_>, oid: Oid, hash: &str) -> Result<(), Stop> {
    accounts::update_password(cx.sql, oid, hash, cx.now)?;
    account::happened(cx, oid, EventKind::PasswordChanged, json!({}))
}

/// Changes the password of somebody who knows the one before; gives whom to tell that sessions ended. Nothing happens if
/// it was changed meanwhile.
pub fn replace(cx: &Cx<'_>, stand: &Stand, holder: &Holder, hash: &str) -> Result<Option<Vec<Notice>>, Stop> {
    let oid = holder.oid();
    let account = accounts::find(cx.sql, oid)?;
    if account.is_none_or(|account| account.password_hash != holder.account.password_hash) {
        return Ok(None);
    }
    set(cx, oid, hash)?;
    outbox::write(cx, oid, &letters::PASSWORD_CHANGED, &[("Когда", outbox::time(cx))])?;
    if cx.config.rules.is_on(Rule::PasswordEndsSessions) {
        return closing::end_sessions(cx, stand, oid, Some(&holder.session.id)).map(Some);
    }
    Ok(Some(Vec::new()))
}
