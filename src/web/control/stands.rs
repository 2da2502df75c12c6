//! `/_mock/api/v1/stands`: other stands, made and ended by the stand `default`.

use actix_web::web::Data;
use actix_web::web::Path;
use chrono::DateTime;
use chrono::SecondsFormat;
use chrono::TimeDelta;
use chrono::Utc;
use schemars::JsonSchema;
use serde::Deserialize;
use serde::Serialize;

use crate::domain::span::Span;
use crate::flow::platform::DEFAULT;
use crate::flow::stand::Stand;
use crate::flow::stands::Source;
use crate::flow::stands::Stands;
use crate::flow::stands::Wish;
use crate::flow::stands::error::Unmade;
use crate::flow::stands::slot::Slot;
use crate::web::control::lists;
use crate::web::control::lists::Page;
use crate::web::control::openapi::parts::Asked;
use crate::web::control::openapi::parts::Gone;
use crate::web::control::openapi::parts::New;
use crate::web::control::openapi::parts::OptionalBody;
use crate::web::control::openapi::parts::Shown;
use crate::web::errors::problem::Problem;
use crate::web::ports::NotMade;
use crate::web::ports::Ports;
use crate::web::state::OfStand;

/// How long a stand may be unused, where nothing else is said.
const IDLE: TimeDelta = TimeDelta::hours(1);
const LONGEST_IDLE: TimeDelta = TimeDelta::days(30);

/// What a stand is to be like.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StandWish {
    /// What it is made of; the fixtures, where it is not said.
    from: Option<From>,
    /// How it is reached; below a path, where it is not said.
    address: Option<Address>,
    /// What its clock is to show, such as 2026-09-01T09:00:00+05:00. A stand of the fixtures is filled anew at that time,
    /// so ages and deadlines count from it; the clock of a copy is moved, and what falls due is done.
    clock: Option<String>,
    /// A seed of its own for whatever is random.
    seed: Option<u64>,
    /// How long nobody may ask it for anything until it ends, by real time: an ISO 8601 duration from one second to 30
    /// days; PT1H, where it is not said.
    idle: Option<String>,
}

/// What a stand is made of.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum From {
    /// The fixtures.
    Template(Template),
    /// Another stand as it is now, or a snapshot.
    Copy(Copied),
}

/// The fixtures.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Template {
    /// As they were read when the server started.
    Template,
}

/// What is copied: a stand as it is now, or a snapshot.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Copied {
    /// Of which stand; `default`, where it is not said.
    stand: Option<String>,
    /// Which snapshot of it; as it is now, where it is not said.
    snapshot: Option<String>,
}

/// How a stand is reached.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Address {
    /// Below `/_stand/{name}`.
    Path,
    /// At a port of its own.
    Port,
}

/// A stand.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Stand")]
pub struct StandShown {
    /// Its name.
    name: String,
    /// The base URL for the tested system.
    url: String,
    /// Where its calls are.
    control_url: String,
    /// How it is reached.
    address: Address,
    /// What its clock shows.
    now: String,
    /// When it ends if nobody asks it for anything, by real time; `default` never does.
    expires_at: Option<String>,
}

/// A part of the list of stands.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Stands")]
pub struct Listed {
    /// By name.
    stands: Vec<StandShown>,
    /// `after` for the next part; null in the last one.
    next: Option<String>,
}

/// `POST /_mock/api/v1/stands`.
pub async fn make(
    stands: Data<Stands>,
    ports: Data<Ports>,
    stand: OfStand,
    OptionalBody(wish): OptionalBody<StandWish>,
) -> Result<New<StandShown>, Problem> {
    made((&stands, &ports), &stand, None, wish).await
}

/// `PUT /_mock/api/v1/stands/{name}`: one that is there already ends, and a new one begins.
pub async fn put(
    stands: Data<Stands>,
    ports: Data<Ports>,
    stand: OfStand,
    name: Path<String>,
    OptionalBody(wish): OptionalBody<StandWish>,
) -> Result<New<StandShown>, Problem> {
    made((&stands, &ports), &stand, Some(name.into_inner()), wish).await
}

async fn made(
    (stands, ports): (&Data<Stands>, &Ports),
    stand: &Stand,
    name: Option<String>,
    wish: StandWish,
) -> Result<New<StandShown>, Problem> {
    at_default(stands, stand)?;
    let now = stands.platform.real_time.now();
    let is_copy = matches!(wish.from, Some(From::Copy(_)));
    let (has_port, wish) = (matches!(wish.address, Some(Address::Port)), read(wish, now)?);
    let from = if is_copy { "from/stand" } else { "from" };
    let slot = ports.make(stands, name, wish, has_port).await.map_err(|not_made| match not_made {
        NotMade::Unopened(unopened) => Problem::from(unopened),
        NotMade::Unmade(Unmade::NoStand(name)) => Problem::WrongValue(from, format!("there is no stand {name:?}")),
        NotMade::Unmade(Unmade::NoSnapshot(name)) => {
            Problem::WrongValue("from/snapshot", format!("that stand has no snapshot {name:?}"))
        }
        NotMade::Unmade(other) => Problem::from(other),
    })?;
    Ok(New(described(&slot)))
}

/// `GET /_mock/api/v1/stands`.
pub async fn list(stands: Data<Stands>, stand: OfStand, Asked(page): Asked<Page>) -> Result<Shown<Listed>, Problem> {
    at_default(&stands, &stand)?;
    let mut slots: Vec<_> = stands.slots().into_iter().map(|slot| (slot.stand().name.to_string(), slot)).collect();
    slots.sort_by(|one, other| one.0.cmp(&other.0));
    slots.retain(|(name, _)| page.after.as_ref().is_none_or(|after| name > after));
    let (slots, next) = lists::cut(slots, page.limit, |(name, _)| name.clone());
    Ok(Shown(Listed { stands: slots.iter().map(|(_, slot)| described(slot)).collect(), next }))
}

/// `GET /_mock/api/v1/stands/{name}`.
pub async fn show(stands: Data<Stands>, stand: OfStand, name: Path<String>) -> Result<Shown<StandShown>, Problem> {
    at_default(&stands, &stand)?;
    let name = name.into_inner();
    let slot = stands.slot(&name).ok_or(Unmade::NoStand(name))?;
    Ok(Shown(described(&slot)))
}

/// `DELETE /_mock/api/v1/stands/{name}`; one that is not there is deleted already.
pub async fn delete(stands: Data<Stands>, stand: OfStand, name: Path<String>) -> Result<Gone, Problem> {
    at_default(&stands, &stand)?;
    match stands.delete(&name) {
        Ok(()) | Err(Unmade::NoStand(_)) => Ok(Gone),
        Err(unmade) => Err(unmade.into()),
    }
}

/// Stands are made at one place, so that none of them can end another one.
fn at_default(stands: &Stands, stand: &Stand) -> Result<(), Problem> {
    if stand.is_default() {
        return Ok(());
    }
    let there = stands.default_stand().url("/_mock/api/v1/stands");
    Err(Problem::NotFound(format!("stands are made and listed at the stand default: {there}")))
}

/// What there is to know of a stand.
pub fn described(slot: &Slot) -> StandShown {
    let stand = slot.stand();
    StandShown {
        name: stand.name.to_string(),
        url: stand.url(""),
        control_url: stand.url("/_mock/api/v1"),
        address: if stand.address.is_some() { Address::Port } else { Address::Path },
        now: stand.config.zone.local(stand.clock.now()).to_rfc3339(),
        expires_at: slot.expires_at().map(|time| time.to_rfc3339_opts(SecondsFormat::Secs, true)),
    }
}

fn read(wish: StandWish, now: DateTime<Utc>) -> Result<Wish, Problem> {
    Ok(Wish {
        source: match wish.from {
            None | Some(From::Template(Template::Template)) => Source::Template,
            Some(From::Copy(copied)) => source(copied)?,
        },
        clock: wish.clock.as_deref().map(clock).transpose()?,
        seed: wish.seed,
        idle: wish.idle.map_or(Ok(IDLE), |text| idle(&text, now))?,
        address: None,
    })
}

fn source(copied: Copied) -> Result<Source, Problem> {
    match (copied.stand, copied.snapshot) {
        (Some(stand), None) => Ok(Source::Stand(stand)),
        (stand, Some(snapshot)) => {
            Ok(Source::Snapshot { stand: stand.unwrap_or_else(|| DEFAULT.to_owned()), snapshot })
        }
        (None, None) => {
            let right = r#""template", {"stand": NAME}, {"snapshot": NAME} or {"stand": NAME, "snapshot": NAME}"#;
            Err(Problem::WrongValue("from", format!("must be {right}")))
        }
    }
}

fn clock(text: &str) -> Result<DateTime<Utc>, Problem> {
    DateTime::parse_from_rfc3339(text).map(|time| time.to_utc()).map_err(|_| {
        let right = "a time such as 2026-09-01T09:00:00+05:00, with its distance from UTC";
        Problem::WrongValue("clock", format!("{text:?} must be {right}"))
    })
}

/// A month of an `idle` is as long as the next one of real time.
fn idle(text: &str, now: DateTime<Utc>) -> Result<TimeDelta, Problem> {
    let span = Span::parse(text).ok();
    let idle = span.and_then(|span| span.from(now.fixed_offset())).map(|end| end - now);
    idle.filter(|idle| (TimeDelta::seconds(1)..=LONGEST_IDLE).contains(idle)).ok_or_else(|| {
        Problem::WrongValue("idle", format!("{text:?} must be a time such as PT1H, from one second to 30 days"))
    })
}
