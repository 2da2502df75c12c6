//! The end of a recovery: a new password, and nothing that was open before stays open.

use serde_json::json;

use crate::domain::account::AccountStatus;
use crate::domain::event::EventKind;
use crate::domain::rule::Rule;
use crate::flow::Stop;
use crate::flow::WriteCx;
use crate::flow::account;
use crate::flow::account::attempts as account_attempts;
use crate::flow::account::closing;
use crate::flow::account::limit_ends;
use crate::flow::account::passwords;
use crate::flow::account::passwords::Mistake;
use crate::flow::outbox;
use crate::flow::outbox::letters;
use crate::flow::recovery;
use crate::flow::recovery::draft;
use crate::flow::recovery::draft::Recovery;
use crate::flow::recovery::draft::Step;
use crate::flow::stand::Stand;
use crate::storage::accounts;
use crate::storage::attempts;

/// Checks and hashes a new password: slow on purpose, so outside the transaction.
pub fn prepare(
    stand: &Stand,
    recovery: &Recovery,
    (typed, again): (&str, &str),
) -> Result<Result<String, Mistake>, Stop> {
    let Some(oid) = recovery.oid.filter(|_| recovery.step == Step::Password) else { return Ok(Err(Mistake::Empty)) };
    match passwords::check_new(stand, oid, typed, again)? {
        Ok(()) => passwords::hash(stand, typed).map(Ok),
        Err(mistake) => Ok(Err(mistake)),
    }
}

/// Sets the new password, once, and ends every session.
pub fn finish(cx: &WriteCx<'_>, (browser, id): (&str, &str), hash: &str) -> Result<(), Stop> {
    let Some(mut recovery) = draft::find(cx, browser, id)?.filter(|recovery| recovery.step == Step::Password) else {
        return Ok(());
    };
    let Some(account) = draft::account(cx, &recovery)? else { return Ok(()) };
    let oid = account.oid;
    passwords::set(cx, oid, hash)?;
    closing::end_sessions(cx, oid, None)?;
    if account.status == AccountStatus::Locked {
        accounts::update_status(cx.sql, oid, AccountStatus::Registered, cx.now)?;
        if limit_ends::is_planned(cx, oid)? {
            accounts::update_status(cx.sql, oid, AccountStatus::Limited, cx.now)?;
        }
    }
    let is_limited = cx.stand.config.rules.is_on(Rule::RecoveryLimit);
    if is_limited {
        limit_ends::begin(cx, oid)?;
    }
    account_attempts::forget(cx, &account_attempts::key_of(account.oid))?;
    attempts::delete(cx.sql, &recovery::counter(&recovery))?;
    account::happened(cx, oid, EventKind::Recovered, json!({ "limited": is_limited }))?;
    outbox::write(cx, oid, &letters::PASSWORD_RECOVERED, &[("Когда", outbox::time(cx))])?;
    recovery.step = Step::Done;
    draft::update(cx, id, &recovery)
}
