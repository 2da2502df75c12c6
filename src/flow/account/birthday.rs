//! `birthday`: a citizen grows 14, when a passport is due, or 18, when parents' links end.
//!
//! The birthday begins at midnight in the stand's zone; who was born on 29 February has it on 1 March of a common year.
//! With `age.boundary=next_day` all that comes a day later. Parents who are linked to the account are told as well.
//! One day of birthdays waits at a time; when it has come, the next one is looked for.
//! What follows from the age is asked of the date of birth wherever it matters; the event is for the citizen to read.

use chrono::DateTime;
use chrono::Days;
use chrono::Months;
use chrono::NaiveDate;
use chrono::Utc;
use serde::Deserialize;
use serde::Serialize;
use serde_json::json;

use crate::domain::account::AccountStatus;
use crate::domain::event::Event;
use crate::domain::event::EventKind;
use crate::flow::Cx;
use crate::flow::Stop;
use crate::flow::WriteCx;
use crate::flow::account::family;
use crate::flow::ages;
use crate::flow::jobs::queue;
use crate::flow::jobs::queue::About;
use crate::flow::jobs::queue::JobKind;
use crate::protocol::ids::Oid;
use crate::storage::StorageError;
use crate::storage::accounts;
use crate::storage::events;
use crate::storage::jobs;
use crate::storage::jobs::Job;
use crate::storage::people;
use crate::texts::Text;

/// The kind.
pub const KIND: JobKind = JobKind {
    name: "birthday",
    doc: "a citizen grows 14 or 18 years old, at midnight in the stand's zone: an event of the feed",
    run,
    replan: Some(plan),
    about,
};

/// The birthdays that matter, in their order.
const AGES: [u32; 2] = [14, 18];

#[derive(Serialize, Deserialize)]
struct Payload {
    oid: Oid,
    age: u32,
}

/// Plans the birthdays that matter of the next day that has any, unless an earlier one waits already. Nobody has
/// the same birthday twice, whatever way the clock goes.
pub fn plan(cx: &WriteCx<'_>) -> Result<(), StorageError> {
    let planned = jobs::find_next_of(cx.sql, KIND.name, cx.now)?;
    let mut after = cx.now;
    loop {
        let mut days = Vec::new();
        for age in AGES {
            days.extend(next_day(cx, age, after)?.map(|(due_at, births)| (due_at, age, births)));
        }
        let Some(next) = days.iter().map(|(due_at, ..)| *due_at).min() else { return Ok(()) };
        if planned.is_some_and(|planned| planned < next) {
            return Ok(());
        }
        let mut waits = planned == Some(next);
        for (due_at, age, births) in days.into_iter().filter(|(due_at, ..)| *due_at == next) {
            for oid in people::list_born(cx.sql, &births)? {
                waits |= queue::schedule(cx, KIND.name, format!("{oid} {age}"), due_at, &Payload { oid, age })?;
            }
        }
        if waits {
            return Ok(());
        }
        // All of them had that birthday before the clock went backwards.
        after = next;
    }
}

/// When it begins, and on which days those were born who reach an age then.
type Day = (DateTime<Utc>, Vec<NaiveDate>);

/// When somebody reaches an age next after a time, and on which days they were born: those of 29 February and of 1 March
/// may reach it together. Looks at a few days of birth, not at people.
fn next_day(cx: &Cx<'_>, age: u32, after: DateTime<Utc>) -> Result<Option<Day>, StorageError> {
    let today = cx.stand.config.zone.day(after);
    // A day for the rule of birthdays, one for leap years, and one that has begun.
    let first = today.checked_sub_months(Months::new(12 * age)).and_then(|day| day.checked_sub_days(Days::new(3)));
    let mut last = first.unwrap_or(NaiveDate::MIN);
    let mut found: Option<Day> = None;
    while let Some(born) = people::find_next_birth(cx.sql, last)? {
        last = born;
        let Some(due_at) = ages::reached_at(cx, born, age) else { break };
        match &mut found {
            None if due_at > after => found = Some((due_at, vec![born])),
            None => {}
            Some((first, births)) if *first == due_at => births.push(born),
            Some(_) => break,
        }
    }
    Ok(found)
}

fn about(_: &Cx<'_>, job: &Job) -> Result<About, Stop> {
    let Payload { oid, age } = queue::payload(job)?;
    Ok(About { person: Some(oid), words: Some(Text::new("desk-job-birthday-about").with("age", i64::from(age))) })
}

fn run(cx: &WriteCx<'_>, job: &Job) -> Result<(), Stop> {
    let Payload { oid, age } = queue::payload(job)?;
    let account = accounts::find(cx.sql, oid)?.filter(|account| account.status != AccountStatus::Deleted);
    let born = people::find(cx.sql, oid)?.and_then(|person| person.birth_date);
    let born = account.and(born);
    // The date of birth may have been corrected since the job was planned.
    if born.and_then(|born| ages::reached_at(cx, born, age)) == Some(cx.now) {
        let data = json!({ "age": age });
        events::insert(cx.sql, &Event { oid, kind: EventKind::Birthday, happened_at: cx.now, data })?;
        family::grew(cx, oid, age)?;
    }
    Ok(plan(cx)?)
}
