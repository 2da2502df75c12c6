//! `document_expiry`: passports that were not renewed at 20 or 45 become outdated, 90 days after that birthday.
//!
//! One job waits for the next such day of anybody; it tells everybody whose day it is, and plans the day after it.

use std::collections::BTreeSet;

use chrono::Days;
use chrono::NaiveDate;
use serde::Deserialize;
use serde::Serialize;
use serde_json::json;

use crate::domain::account::AccountLevel;
use crate::domain::account::AccountStatus;
use crate::domain::document::Document;
use crate::domain::document::DocumentKind;
use crate::domain::event::EventKind;
use crate::domain::passport::RENEWAL_AGES;
use crate::domain::passport::born_for;
use crate::domain::passport::outdated_at;
use crate::domain::passport::outdated_from;
use crate::domain::rule::Rule;
use crate::flow::Cx;
use crate::flow::Stop;
use crate::flow::WriteCx;
use crate::flow::account;
use crate::flow::account::levels;
use crate::flow::jobs::queue;
use crate::flow::jobs::queue::About;
use crate::flow::jobs::queue::JobKind;
use crate::flow::outbox;
use crate::flow::outbox::letters;
use crate::protocol::ids::Oid;
use crate::storage::StorageError;
use crate::storage::accounts;
use crate::storage::documents;
use crate::storage::jobs::Job;
use crate::storage::people;
use crate::texts::Text;

/// The kind.
pub const KIND: JobKind = JobKind {
    name: "document_expiry",
    doc: "passports become outdated that were not renewed at 20 or 45, after 90 days more: an event and a letter",
    run,
    replan: Some(replan),
    about,
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
    let mut after = cx.today();
    while let Some(day) = next_day(cx, after)? {
        // A day that was had already, before the clock went backwards, is not had again.
        if put_down(cx, day)? {
            break;
        }
        after = day;
    }
    Ok(())
}

/// The next day after this one on which a passport of anybody becomes outdated. Looks at days of birth from the first
/// that matters to the first that has such a passport, not at people.
fn next_day(cx: &Cx<'_>, after: NaiveDate) -> Result<Option<NaiveDate>, StorageError> {
    let mut next: Option<NaiveDate> = None;
    for age in RENEWAL_AGES {
        let Some(mut last) = first_birth(after, age) else { continue };
        while let Some(born) = people::find_next_birth(cx.sql, last)? {
            last = born;
            let Some(day) = outdated_at(born, age) else { break };
            if next.is_some_and(|next| next <= day) {
                break;
            }
            if day > after && !outdated_on(cx, born, day)?.is_empty() {
                next = Some(day);
                break;
            }
        }
    }
    Ok(next)
}

/// A day before those of birth that matter from a day on: with one more for those of 29 February.
fn first_birth(day: NaiveDate, age: u32) -> Option<NaiveDate> {
    born_for(day, age)?.checked_sub_days(Days::new(2))
}

/// Those born on a day whose passports become outdated on another one.
fn outdated_on(cx: &Cx<'_>, born: NaiveDate, day: NaiveDate) -> Result<Vec<Oid>, StorageError> {
    let passports = documents::list_passports_of(cx.sql, born)?.into_iter();
    Ok(passports.filter(|(_, issued)| outdated_from(born, *issued) == Some(day)).map(|(oid, _)| oid).collect())
}

fn about(_: &Cx<'_>, job: &Job) -> Result<About, Stop> {
    let Payload { day } = queue::payload(job)?;
    let day = day.format("%d.%m.%Y").to_string();
    Ok(About { person: None, words: Some(Text::new("desk-job-document-about").with("day", day)) })
}

fn run(cx: &WriteCx<'_>, job: &Job) -> Result<(), Stop> {
    let Payload { day } = queue::payload(job)?;
    let mut told = BTreeSet::new();
    for first in RENEWAL_AGES.into_iter().filter_map(|age| first_birth(day, age)) {
        for born in first.iter_days().take(5) {
            told.extend(outdated_on(cx, born, day)?);
        }
    }
    for oid in told {
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
