//! `/_mock/api/v1/stands`: other stands, made and ended by the stand `default`.

use std::sync::Arc;

use actix_web::web::Data;
use actix_web::web::Path;
use chrono::DateTime;
use chrono::SecondsFormat;
use chrono::TimeDelta;
use chrono::Utc;
use schemars::JsonSchema;
use serde::Deserialize;
use serde::Serialize;
use serde_json::Map;
use serde_json::Value;

use crate::domain::span::Span;
use crate::flow::platform::DEFAULT;
use crate::flow::stand::Stand;
use crate::flow::stands::Source;
use crate::flow::stands::Stands;
use crate::flow::stands::Wish;
use crate::flow::stands::error::Unmade;
use crate::flow::stands::slot::Slot;
use crate::web::control::body;
use crate::web::control::body::OptionalFields;
use crate::web::control::openapi::parts::Asked;
use crate::web::control::openapi::parts::Gone;
use crate::web::control::openapi::parts::Made;
use crate::web::control::openapi::parts::Shown;
use crate::web::errors::problem::Problem;
use crate::web::ports::Ports;
use crate::web::state::OfStand;

/// What a stand may be asked to be like.
const FIELDS: [&str; 5] = ["from", "address", "clock", "seed", "idle"];

/// How long a stand may be unused, where nothing else is said.
const IDLE: TimeDelta = TimeDelta::hours(1);
const LONGEST_IDLE: TimeDelta = TimeDelta::days(30);

/// How many stands an answer has where nothing else is said.
const USUAL: usize = 100;

/// Which part of a list is meant.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Page {
    /// How many at most; 100 where it is not said.
    #[schemars(range(min = 1, max = 1_000))]
    limit: Option<usize>,
    /// `next` of the part before.
    after: Option<String>,
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
    name: String,
    /// The base URL for the tested system.
    url: String,
    /// Where its calls are.
    control_url: String,
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
    /// `after` for the next part; absent from the last one.
    next: Option<String>,
}

/// `POST /_mock/api/v1/stands`.
pub async fn make(
    stands: Data<Stands>,
    ports: Data<Ports>,
    stand: OfStand,
    OptionalFields(fields): OptionalFields,
) -> Result<Made<StandShown>, Problem> {
    made((&stands, &ports), &stand, None, &fields).await
}

/// `PUT /_mock/api/v1/stands/{name}`: one that is there already ends, and a new one begins.
pub async fn put(
    stands: Data<Stands>,
    ports: Data<Ports>,
    stand: OfStand,
    name: Path<String>,
    OptionalFields(fields): OptionalFields,
) -> Result<Made<StandShown>, Problem> {
    made((&stands, &ports), &stand, Some(name.into_inner()), &fields).await
}

async fn made(
    (stands, ports): (&Data<Stands>, &Ports),
    stand: &Stand,
    name: Option<String>,
    fields: &Map<String, Value>,
) -> Result<Made<StandShown>, Problem> {
    at_default(stands, stand)?;
    let now = stands.platform.real_time.now();
    let mut wish = read(fields, now)?;
    let port = if has_port(fields)? { Some(ports.reserve()?) } else { None };
    wish.address = port.as_ref().map(|port| port.address.clone());
    let from = if fields.get("from").is_some_and(Value::is_object) { "from/stand" } else { "from" };
    let (slot, is_new) = stands.make(name, wish).await.map_err(|unmade| match unmade {
        Unmade::NoStand(name) => Problem::WrongValue(from, format!("there is no stand {name:?}")),
        Unmade::NoSnapshot(name) => {
            Problem::WrongValue("from/snapshot", format!("that stand has no snapshot {name:?}"))
        }
        other => Problem::from(other),
    })?;
    if let Some(port) = port {
        ports.open(port, Arc::clone(&slot.stand().name), slot.ends());
    }
    Ok(Made { is_new, body: described(&slot) })
}

/// `GET /_mock/api/v1/stands`.
pub async fn list(stands: Data<Stands>, stand: OfStand, Asked(page): Asked<Page>) -> Result<Shown<Listed>, Problem> {
    at_default(&stands, &stand)?;
    let limit = page.limit.unwrap_or(USUAL);
    let mut slots: Vec<_> = stands.slots().into_iter().map(|slot| (slot.stand().name.to_string(), slot)).collect();
    slots.sort_by(|one, other| one.0.cmp(&other.0));
    slots.retain(|(name, _)| page.after.as_ref().is_none_or(|after| name > after));
    let next = slots.get(limit - 1).filter(|_| slots.len() > limit).map(|(name, _)| name.clone());
    Ok(Shown(Listed { stands: slots.iter().take(limit).map(|(_, slot)| described(slot)).collect(), next }))
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

fn read(fields: &Map<String, Value>, now: DateTime<Utc>) -> Result<Wish, Problem> {
    body::only(&FIELDS, fields)?;
    Ok(Wish {
        source: field(fields, "from").map_or(Ok(Source::Template), source)?,
        clock: field(fields, "clock").map(clock).transpose()?,
        seed: field(fields, "seed").map(seed).transpose()?,
        idle: field(fields, "idle").map_or(Ok(IDLE), |value| idle(value, now))?,
        address: None,
    })
}

/// Is it to have a port of its own?
fn has_port(fields: &Map<String, Value>) -> Result<bool, Problem> {
    match field(fields, "address").map_or(Some("path"), Value::as_str) {
        Some("path") => Ok(false),
        Some("port") => Ok(true),
        _ => Err(Problem::WrongValue("address", format!("{} must be \"path\" or \"port\"", fields["address"]))),
    }
}

/// A field that is there and says something.
fn field<'a>(fields: &'a Map<String, Value>, name: &str) -> Option<&'a Value> {
    fields.get(name).filter(|value| !value.is_null())
}

fn source(value: &Value) -> Result<Source, Problem> {
    let wrong = || {
        let right = r#""template", {"stand": NAME}, {"snapshot": NAME} or {"stand": NAME, "snapshot": NAME}"#;
        Problem::WrongValue("from", format!("{value} must be {right}"))
    };
    if value == "template" {
        return Ok(Source::Template);
    }
    let named = value.as_object().ok_or_else(wrong)?;
    let text = |name: &str| named.get(name).map(|value| value.as_str().map(ToOwned::to_owned).ok_or_else(wrong));
    if named.keys().any(|name| name != "stand" && name != "snapshot") {
        return Err(wrong());
    }
    match (text("stand").transpose()?, text("snapshot").transpose()?) {
        (Some(stand), None) => Ok(Source::Stand(stand)),
        (stand, Some(snapshot)) => {
            Ok(Source::Snapshot { stand: stand.unwrap_or_else(|| DEFAULT.to_owned()), snapshot })
        }
        (None, None) => Err(wrong()),
    }
}

fn clock(value: &Value) -> Result<DateTime<Utc>, Problem> {
    let time = value.as_str().and_then(|text| DateTime::parse_from_rfc3339(text).ok());
    time.map(|time| time.to_utc()).ok_or_else(|| {
        let right = "a time such as 2026-09-01T09:00:00+05:00, with its distance from UTC";
        Problem::WrongValue("clock", format!("{value} must be {right}"))
    })
}

fn seed(value: &Value) -> Result<u64, Problem> {
    value.as_u64().ok_or_else(|| Problem::WrongValue("seed", format!("{value} must be a whole number, not negative")))
}

/// A month of an `idle` is as long as the next one of real time.
fn idle(value: &Value, now: DateTime<Utc>) -> Result<TimeDelta, Problem> {
    let span = value.as_str().and_then(|text| Span::parse(text).ok());
    let idle = span.and_then(|span| span.from(now.fixed_offset())).map(|end| end - now);
    idle.filter(|idle| (TimeDelta::seconds(1)..=LONGEST_IDLE).contains(idle)).ok_or_else(|| {
        Problem::WrongValue("idle", format!("{value} must be a time such as PT1H, from one second to 30 days"))
    })
}
