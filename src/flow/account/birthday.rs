//! `birthday`: a citizen grows 14, when a passport is due, or 18, when parents' links end.
//!
//! The birthday begins at midnight in the stand's zone; who was born on 29 February has it on 1 March of a common year.
//! With `age.boundary=next_day` all that comes a day later. Parents who are linked to the account are told as well.
//! What follows from the age is asked of the date of birth wherever it matters; the event is for the citizen to read.

use chrono::NaiveDate;
use serde::Deserialize;
use serde::Serialize;
use serde_json::json;

use crate::domain::account::AccountStatus;
use crate::domain::event::Event;
use crate::domain::event::EventKind;
use crate::flow::Cx;
use crate::flow::Stop;
use crate::flow::account::family;
use crate::flow::ages;
use crate::flow::jobs::queue;
use crate::flow::jobs::queue::JobKind;
use crate::protocol::ids::Oid;
use crate::storage::StorageError;
use crate::storage::accounts;
use crate::storage::events;
use crate::storage::jobs::Job;
use crate::storage::people;

/// The kind.
pub const KIND: JobKind = JobKind {
    name: "birthday",
    doc: "a citizen grows 14 or 18 years old, at midnight in the stand's zone: an event of the feed",
    run,
    replan: Some(replan),
};

/// The birthdays that matter, in their order.
const AGES: [u32; 2] = [14, 18];

#[derive(Serialize, Deserialize)]
struct Payload {
    oid: Oid,
    age: u32,
}

/// Puts down the next birthday of somebody that matters and that was not had yet.
pub fn plan(cx: &Cx<'_>, oid: Oid, born: NaiveDate) -> Result<(), StorageError> {
    for age in AGES {
        let Some(due_at) = ages::reached_at(cx, born, age).filter(|due_at| *due_at > cx.now) else {
            continue;
        };
        if queue::schedule(cx, KIND.name, format!("{oid} {age}"), due_at, &Payload { oid, age })? {
            break;
        }
    }
    Ok(())
}

fn replan(cx: &Cx<'_>) -> Result<(), StorageError> {
    let [.., last] = AGES;
    // A day and a leap day more than can matter; `plan` looks at the hour.
    let oldest =
        cx.today().checked_sub_months(chrono::Months::new(12 * last)).and_then(|day| day.pred_opt()?.pred_opt());
    for (oid, born) in people::list_born_after(cx.sql, oldest.unwrap_or(NaiveDate::MIN))? {
        plan(cx, oid, born)?;
    }
    Ok(())
}

fn run(cx: &Cx<'_>, job: &Job) -> Result<(), Stop> {
    let Payload { oid, age } = queue::payload(job)?;
    let account = accounts::find(cx.sql, oid)?.filter(|account| account.status != AccountStatus::Deleted);
    let born = people::find(cx.sql, oid)?.and_then(|person| person.birth_date);
    let (Some(_), Some(born)) = (account, born) else { return Ok(()) };
    // The date of birth may have been corrected since the job was put down.
    if ages::reached_at(cx, born, age) == Some(cx.now) {
        let data = json!({ "age": age });
        events::insert(cx.sql, &Event { oid, kind: EventKind::Birthday, happened_at: cx.now, data })?;
        family::grew(cx, oid, age)?;
    }
    Ok(plan(cx, oid, born)?)
}
