//! `/_mock/api/v1/jobs` and `/_mock/api/v1/events`: what time will bring, and what it has brought.

use actix_web::web::Data;
use chrono::DateTime;
use chrono::Utc;
use schemars::JsonSchema;
use serde::Deserialize;
use serde::Serialize;
use serde_json::Value;

use crate::flow::Stop;
use crate::flow::stand::Stand;
use crate::flow::stands::Stands;
use crate::protocol::ids::Oid;
use crate::storage::accounts;
use crate::storage::events;
use crate::storage::jobs;
use crate::storage::jobs::Place;
use crate::storage::rows;
use crate::web::control::lists;
use crate::web::control::lists::Page;
use crate::web::control::openapi::parts::Asked;
use crate::web::control::openapi::parts::Shown;
use crate::web::control::waiting;
use crate::web::control::whom;
use crate::web::errors::problem::Problem;
use crate::web::state::OfStand;

/// Work that waits for its time, or was done.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Job {
    /// Its number.
    id: i64,
    /// What kind; `esia-mock jobs` lists them.
    kind: String,
    /// When it is due, by the stand's clock.
    due_at: String,
    /// What its kind needs to know.
    payload: Value,
    /// When it was done; null while it waits.
    done_at: Option<String>,
    /// Why it failed; null if it did not.
    error: Option<String>,
}

/// A part of the list of jobs.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Jobs {
    /// Those that wait, the next one first, then those that were done, the last one first.
    jobs: Vec<Job>,
    /// `after` for the next part; null in the last one.
    next: Option<String>,
}

/// Something that happened to a citizen.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Event {
    /// Its number: later events have higher ones.
    number: i64,
    /// To whom.
    oid: Oid,
    /// Their name in fixtures, where they have one.
    persona: Option<String>,
    /// What kind of thing.
    kind: String,
    /// When, by the stand's clock.
    happened_at: String,
    /// What more there is to say, by kind.
    data: Value,
}

/// Which events to show.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Wanted {
    /// To this person: a persona, an oid or a login.
    person: Option<String>,
    /// Later than the event of this number.
    after: Option<i64>,
    /// How many at most; 100 where it is not said.
    #[schemars(range(min = 1, max = 1_000))]
    limit: Option<u32>,
    /// How many seconds to wait for one, where there is none.
    #[schemars(range(min = 0, max = 60))]
    wait: Option<u32>,
}

/// A part of what happened.
#[derive(Debug, Serialize, JsonSchema)]
pub struct EventList {
    /// From the oldest on.
    events: Vec<Event>,
    /// The number of the last one; `after` of the question where there is none. `after` for those that come later.
    last: i64,
    /// `after` for the next part; null in the last one.
    next: Option<i64>,
}

/// `GET /_mock/api/v1/jobs`.
pub async fn jobs(stand: OfStand, Asked(page): Asked<Page>) -> Result<Shown<Jobs>, Problem> {
    let after = page.after.as_deref().map(place).transpose()?;
    let rows = stand.read(|cx| Ok(jobs::list(cx.sql, after, lists::one_more(page.limit))?))?;
    let (rows, next) = lists::cut(rows, page.limit, written);
    let told = |job: jobs::Job| {
        Ok(Job {
            id: job.id,
            kind: job.kind,
            due_at: time(&stand, job.due_at),
            payload: rows::from_json(&job.payload)?,
            done_at: job.done_at.map(|done_at| time(&stand, done_at)),
            error: job.error,
        })
    };
    let jobs = rows.into_iter().map(told).collect::<Result<Vec<_>, Stop>>()?;
    Ok(Shown(Jobs { jobs, next }))
}

/// The place of a job, for `next`.
fn written(job: &jobs::Job) -> String {
    let part = if job.done_at.is_none() { WAITING } else { DONE };
    format!("{part}.{}.{}", job.due_at.timestamp(), job.id)
}

/// Reads it.
fn place(text: &str) -> Result<Place, Problem> {
    let read = || {
        let mut parts = text.split('.');
        let (part, due_at, id) = (parts.next()?, parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
        (parts.next().is_none() && [WAITING, DONE].contains(&part)).then_some(Place {
            waits: part == WAITING,
            due_at,
            id,
        })
    };
    read().ok_or_else(|| Problem::WrongValue("after", format!("{text:?} must be `next` of the part before")))
}

const WAITING: &str = "waiting";
const DONE: &str = "done";

/// `GET /_mock/api/v1/events`: from the oldest on.
pub async fn events(
    stands: Data<Stands>,
    stand: OfStand,
    Asked(wanted): Asked<Wanted>,
) -> Result<Shown<EventList>, Problem> {
    let after = wanted.after.unwrap_or_default();
    let oid = wanted.person.map(|name| whom::find(&stand, &name)).transpose()?.map(|account| account.oid);
    let found = waiting::wait((&stands, &stand), wanted.wait, |stand| {
        let list = listed(stand, (after, oid), lists::one_more(wanted.limit))?;
        Ok((!list.is_empty()).then_some(list))
    });
    let (events, next) = lists::cut(found.await?.unwrap_or_default(), wanted.limit, |event| event.number);
    let last = events.last().map_or(after, |event| event.number);
    Ok(Shown(EventList { events, last, next }))
}

fn listed(stand: &Stand, (after, oid): (i64, Option<Oid>), most: u32) -> Result<Vec<Event>, Stop> {
    stand.read(|cx| {
        let rows = events::list_after(cx.sql, after, oid, most)?.into_iter().map(|(number, event)| {
            Ok(Event {
                number,
                oid: event.oid,
                persona: accounts::find_persona(cx.sql, event.oid)?,
                kind: event.kind.name().to_owned(),
                happened_at: time(stand, event.happened_at),
                data: event.data,
            })
        });
        rows.collect()
    })
}

fn time(stand: &Stand, time: DateTime<Utc>) -> String {
    stand.config.zone.local(time).to_rfc3339()
}
