//! `document_expiry`: passports that were not renewed at 20 or 45 become outdated, 90 days after that birthday.
//!
//! One job waits for the next such day of anybody; it tells everybody whose day it is, and plans the day after it.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::Deserialize;
use serde::Serialize;
use serde_json::json;

use crate::domain::account::AccountLevel;
use crate::domain::account::AccountStatus;
use crate::domain::document::Document;
use crate::domain::document::DocumentKind;
use crate::domain::event::EventKind;
use crate::domain::passport::outdated_from;
use crate::domain::rule::Rule;
use crate::flow::Cx;
use crate::flow::Stop;
use crate::flow::WriteCx;
use crate::flow::account;
use crate::flow::account::levels;
use crate::flow::jobs::queue;
use crate::flow::jobs::queue::JobKind;
use crate::flow::outbox;
use crate::flow::outbox::letters;
use crate::protocol::ids::Oid;
use crate::storage::StorageError;
use crate::storage::accounts;
use crate::storage::documents;
use crate::storage::jobs::Job;

/// The kind.
pub const KIND: JobKind = JobKind {
    name: "document_expiry",
    doc: "passports become outdated that were not renewed at 20 or 45, after 90 days more: an event and a letter",
    run,
    replan: Some(replan),
};

#[derive(Serialize, Deserialize)]
struct Payload {
    day: NaiveDate,
}

/// Plans when a passport that was verified just now becomes outdated.
pub fn plan(cx: &WriteCx<'_>, born: NaiveDate, document: &Document) -> Result<(), StorageError> {
    if document.kind != DocumentKind::DomesticPassport {
        return Ok(());
    }
    let day = document.data.issue_date.and_then(|issued| outdated_from(born, issued));
    if let Some(day) = day {
        put_down(cx, day)?;
    }
    Ok(())
}

fn put_down(cx: &WriteCx<'_>, day: NaiveDate) -> Result<bool, StorageError> {
    let Some(due_at) = cx.stand.config.zone.midnight(day).filter(|due_at| *due_at > cx.now) else { return Ok(false) };
    queue::schedule(cx, KIND.name, day.to_string(), due_at, &Payload { day })
}

fn replan(cx: &WriteCx<'_>) -> Result<(), StorageError> {
    let today = cx.today();
    let days: BTreeSet<_> = outdated(cx)?.into_iter().map(|(_, day)| day).filter(|day| *day > today).collect();
    for day in days {
        // A day that was had already, before the clock went backwards, is not had again.
        if put_down(cx, day)? {
            break;
        }
    }
    Ok(())
}

/// Whose passport becomes outdated, and from which day on.
fn outdated(cx: &Cx<'_>) -> Result<Vec<(Oid, NaiveDate)>, StorageError> {
    let passports = documents::list_passport_days(cx.sql)?.into_iter();
    Ok(passports.filter_map(|(oid, born, issued)| Some((oid, outdated_from(born, issued)?))).collect())
}

fn run(cx: &WriteCx<'_>, job: &Job) -> Result<(), Stop> {
    let Payload { day } = queue::payload(job)?;
    for (oid, _) in outdated(cx)?.into_iter().filter(|(_, from)| *from == day) {
        tell(cx, oid, day)?;
    }
    Ok(replan(cx)?)
}

fn tell(cx: &WriteCx<'_>, oid: Oid, day: NaiveDate) -> Result<(), Stop> {
    let account = accounts::find(cx.sql, oid)?.filter(|account| account.status != AccountStatus::Deleted);
    let Some(account) = account else { return Ok(()) };
    account::happened(cx, oid, EventKind::DocumentOutdated, json!({ "from": day }))?;
    outbox::write(cx, oid, &letters::DOCUMENT_OUTDATED, &[("Когда", outbox::time(cx))])?;
    if account.level == AccountLevel::Confirmed && cx.stand.config.rules.is_on(Rule::DocumentDowngrade) {
        levels::lower(cx, oid)?;
    }
    Ok(())
}
