//! `lock_ends`: an account that was locked after wrong passwords can be signed in to again.

use chrono::DateTime;
use chrono::Utc;
use serde::Deserialize;
use serde::Serialize;
use serde_json::json;

use crate::domain::account::AccountStatus;
use crate::domain::event::EventKind;
use crate::domain::rule::Rule;
use crate::flow::Stop;
use crate::flow::WriteCx;
use crate::flow::account;
use crate::flow::account::attempts as account_attempts;
use crate::flow::account::limit_ends;
use crate::flow::jobs::queue;
use crate::flow::jobs::queue::JobKind;
use crate::protocol::ids::Oid;
use crate::storage::StorageError;
use crate::storage::accounts;
use crate::storage::attempts;
use crate::storage::jobs::Job;

/// The kind.
pub const KIND: JobKind = JobKind {
    name: "lock_ends",
    doc: "an account that is `locked` after wrong passwords becomes what it was, after the time of login.lock_time",
    run,
    replan: None,
    about: queue::about_person,
};

#[derive(Serialize, Deserialize)]
struct Payload {
    oid: Oid,
    since: DateTime<Utc>,
    was_limited: bool,
}

/// Plans when the lock ends that begins now.
pub fn plan(cx: &WriteCx<'_>, oid: Oid, was_limited: bool) -> Result<(), StorageError> {
    let until = cx.ends(Rule::LockTime);
    if until == DateTime::<Utc>::MAX_UTC {
        return Ok(());
    }
    let payload = Payload { oid, since: cx.now, was_limited };
    queue::schedule(cx, KIND.name, format!("{oid} {}", until.timestamp()), until, &payload)?;
    Ok(())
}

fn run(cx: &WriteCx<'_>, job: &Job) -> Result<(), Stop> {
    let Payload { oid, since, was_limited } = queue::payload(job)?;
    let Some(account) = accounts::find(cx.sql, oid)? else { return Ok(()) };
    let key = account_attempts::key_of(account.oid);
    // Somebody lifted this lock before; another one has an end of its own.
    let is_this = attempts::find(cx.sql, &key)?.is_some_and(|found| found.changed_at.timestamp() == since.timestamp());
    if account.status != AccountStatus::Locked || !is_this {
        return Ok(());
    }
    let is_limited = was_limited && limit_ends::is_planned(cx, oid)?;
    let status = if is_limited { AccountStatus::Limited } else { AccountStatus::Registered };
    accounts::update_status(cx.sql, oid, status, cx.now)?;
    account_attempts::forget(cx, &key)?;
    account::happened(cx, oid, EventKind::Unlocked, json!({}))
}
