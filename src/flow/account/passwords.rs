//! New passwords. Hashing happens outside the transaction: [`hash`] first, then [`set`].

use serde_json::json;

use crate::crypto::password;
use crate::domain::event::EventKind;
use crate::domain::password::WeakPassword;
use crate::domain::password::weakness;
use crate::domain::rule::Rule;
use crate::flow::Cx;
use crate::flow::Stop;
use crate::flow::WriteCx;
use crate::flow::account;
use crate::flow::account::closing;
use crate::flow::account::holder::Holder;
use crate::flow::account::links;
use crate::flow::outbox;
use crate::flow::outbox::letters;
use crate::flow::stand::Stand;
use crate::protocol::ids::Oid;
use crate::storage::accounts;
use crate::storage::contacts;
use crate::storage::protection;

/// Why a new password is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mistake {
    /// Nothing was typed.
    Empty,
    /// It was typed in two ways.
    Different,
    /// It does not meet a demand.
    Weak(WeakPassword),
    /// It is the present one, or one of the last before.
    Recent,
}

/// So many passwords cannot be had again, the present one included.
const REMEMBERED: u32 = 3;

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

/// The hashes of passwords that an account cannot have again.
pub fn recent(cx: &Cx<'_>, oid: Oid) -> Result<Vec<String>, Stop> {
    let present = accounts::find(cx.sql, oid)?.and_then(|account| account.password_hash);
    let old = protection::list_old_passwords(cx.sql, oid, REMEMBERED - 1)?;
    Ok(present.into_iter().chain(old).collect())
}

/// Checks a new password of an account in every way: slow on purpose, so outside the transaction.
pub fn check_new(stand: &Stand, oid: Oid, typed: &str, again: &str) -> Result<Result<(), Mistake>, Stop> {
    let (recent, contacts) = stand.read(|cx| Ok((recent(cx, oid)?, contacts::list(cx.sql, oid)?)))?;
    let logins: Vec<String> = contacts.into_iter().map(|contact| contact.value).collect();
    if let Err(mistake) = check(stand, typed, again, &logins) {
        return Ok(Err(mistake));
    }
    let is_recent = recent.iter().any(|hash| password::verify(hash, typed));
    Ok(if is_recent { Err(Mistake::Recent) } else { Ok(()) })
}

/// Stores the hash of a new password, and keeps that of the one before.
pub fn set(cx: &WriteCx<'_>, oid: Oid, hash: &str) -> Result<(), Stop> {
    if let Some(before) = accounts::find(cx.sql, oid)?.and_then(|account| account.password_hash) {
        protection::insert_old_password(cx.sql, oid, &before, REMEMBERED - 1)?;
    }
    accounts::update_password(cx.sql, oid, hash, cx.now)?;
    links::forget(cx, oid)?;
    account::happened(cx, oid, EventKind::PasswordChanged, json!({}))
}

/// Changes the password of somebody who knows the one before; false, and nothing happens, if it was changed meanwhile.
pub fn replace(cx: &WriteCx<'_>, holder: &Holder, hash: &str) -> Result<bool, Stop> {
    let oid = holder.oid();
    let account = accounts::find(cx.sql, oid)?;
    if account.is_none_or(|account| account.password_hash != holder.account.password_hash) {
        return Ok(false);
    }
    set(cx, oid, hash)?;
    outbox::write(cx, oid, &letters::PASSWORD_CHANGED, &[("Когда", outbox::time(cx))])?;
    if cx.stand.config.rules.is_on(Rule::PasswordEndsSessions) {
        closing::end_sessions(cx, oid, Some(&holder.session.id))?;
    }
    Ok(true)
}
