//! Wrong passwords are counted: after some a picture has to be read, after more the account is locked for a while.
//!
//! A login that nobody has is counted by what was typed and treated alike, so that nobody learns who has an account.

use serde_json::json;

use crate::domain::account::Account;
use crate::domain::account::AccountStatus;
use crate::domain::event::EventKind;
use crate::domain::rule::Rule;
use crate::flow::Cx;
use crate::flow::Stop;
use crate::flow::WriteCx;
use crate::flow::account;
use crate::flow::login::lock_ends;
use crate::flow::outbox;
use crate::flow::outbox::letters;
use crate::storage::accounts;
use crate::storage::attempts;

/// What stands before the next password.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gate {
    /// Nothing.
    Open,
    /// A picture has to be read.
    Captcha,
    /// It is not looked at.
    Locked,
}

/// What stands before the next password.
pub fn gate(cx: &Cx<'_>, key: &str, account: Option<&Account>) -> Result<Gate, Stop> {
    let wrong = wrong(cx, key, account)?;
    let reaches = |rule: Rule| wrong >= cx.stand.config.rules.count(rule);
    Ok(if wrong > 0 && reaches(Rule::LockAfter) {
        Gate::Locked
    } else if reaches(Rule::CaptchaAfter) {
        Gate::Captcha
    } else {
        Gate::Open
    })
}

/// Does the right password need the answer to the security question?
pub fn wants_question(cx: &Cx<'_>, key: &str, account: &Account) -> Result<bool, Stop> {
    Ok(wrong(cx, key, Some(account))? >= cx.stand.config.rules.count(Rule::QuestionAfter))
}

/// How many wrong passwords still count.
pub fn wrong(cx: &Cx<'_>, key: &str, account: Option<&Account>) -> Result<u32, Stop> {
    let Some(found) = attempts::find(cx.sql, key)? else { return Ok(0) };
    let then = cx.at(found.changed_at);
    let was_locked = found.wrong >= cx.stand.config.rules.count(Rule::LockAfter);
    // Whoever is in use again was unlocked before the time.
    let is_unlocked = then.ends(Rule::LockTime) <= cx.now || account.is_some_and(|account| is_lockable(account.status));
    let is_over = then.ends(Rule::AttemptsForgotten) <= cx.now || (was_locked && is_unlocked);
    Ok(if is_over { 0 } else { found.wrong })
}

/// Counts a wrong password; gives what stands before the next one.
pub fn count(cx: &WriteCx<'_>, key: &str, account: Option<&Account>) -> Result<Gate, Stop> {
    attempts::put(cx.sql, key, wrong(cx, key, account)?.saturating_add(1), cx.now)?;
    let is_last =
        attempts::find(cx.sql, key)?.is_some_and(|now| now.wrong >= cx.stand.config.rules.count(Rule::LockAfter));
    if !is_last {
        return gate(cx, key, account);
    }
    if let Some(account) = account.filter(|account| is_lockable(account.status)) {
        lock(cx, account)?;
    }
    Ok(Gate::Locked)
}

fn is_lockable(status: AccountStatus) -> bool {
    match status {
        AccountStatus::Registered | AccountStatus::Limited => true,
        AccountStatus::Deleted | AccountStatus::Blocked | AccountStatus::Locked => false,
    }
}

fn lock(cx: &WriteCx<'_>, account: &Account) -> Result<(), Stop> {
    accounts::update_status(cx.sql, account.oid, AccountStatus::Locked, cx.now)?;
    lock_ends::plan(cx, account.oid, account.status == AccountStatus::Limited)?;
    account::happened(cx, account.oid, EventKind::Locked, json!({}))?;
    let until = outbox::time_at(cx, cx.ends(Rule::LockTime));
    outbox::write(cx, account.oid, &letters::ACCOUNT_LOCKED, &[("Когда", outbox::time(cx)), ("Закрыт до", until)])
}
