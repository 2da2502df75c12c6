//! `/_mock/api/v1/clock`: the stand's clock, shown and moved.

use chrono::DateTime;
use chrono::FixedOffset;
use chrono::NaiveTime;
use schemars::JsonSchema;
use serde::Deserialize;
use serde::Serialize;

use crate::domain::span::Span;
use crate::flow::clock;
use crate::flow::clock::Change;
use crate::flow::clock::Mode;
use crate::flow::clock::Move;
use crate::flow::clock::NotChanged;
use crate::flow::jobs::run::Ran;
use crate::flow::stand::Stand;
use crate::web::control::openapi::parts::Body;
use crate::web::control::openapi::parts::Shown;
use crate::web::errors::problem::Problem;
use crate::web::state::OfStand;

/// How a clock goes.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ClockMode {
    /// As fast as the system's.
    Released,
    /// Not at all.
    Frozen,
}

/// A change of the clock: one of `now`, `advance` and `advance_working`, or `mode`, or both.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ClockChange {
    /// The time to show, such as 2026-09-01T09:00:00+05:00, or `system`.
    now: Option<String>,
    /// How far to go: an ISO 8601 duration such as PT15M, P1D or -PT1H.
    advance: Option<String>,
    /// How many working days to go, such as P5D or -P1D.
    advance_working: Option<String>,
    /// With `advance_working`: at which time of that day, such as 09:00.
    at: Option<String>,
    /// How the clock goes on.
    mode: Option<ClockMode>,
    /// What the clock must show before, as `GET` has shown it; else nothing is done, and the answer is 409. So a change
    /// that was perhaps made can be asked for again. A clock that is released may have gone on for 10 seconds.
    expect_now: Option<String>,
}

/// What the clock shows.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ClockFace {
    /// The time in the stand's zone.
    now: String,
    /// How the clock goes.
    mode: ClockMode,
    /// Seconds ahead of the system's clock; null while it stands still.
    offset: Option<i64>,
    /// The stand's zone.
    zone: String,
    /// Do people work today?
    working_day: bool,
    /// When the next job is due; null where none waits.
    next_due: Option<String>,
}

/// What a change has brought.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ClockChanged {
    /// What the clock shows now.
    #[serde(flatten)]
    face: ClockFace,
    /// Jobs that fell due by it.
    jobs: JobsRun,
}

/// How many jobs were run.
#[derive(Debug, Serialize, JsonSchema)]
pub struct JobsRun {
    /// To their end.
    done: usize,
    /// Until they broke.
    failed: usize,
}

/// `GET /_mock/api/v1/clock`.
pub async fn show(stand: OfStand) -> Result<Shown<ClockFace>, Problem> {
    Ok(Shown(face(&stand)))
}

/// `PUT` and `POST /_mock/api/v1/clock`.
pub async fn change(stand: OfStand, Body(wish): Body<ClockChange>) -> Result<Shown<ClockChanged>, Problem> {
    let Ran { done, failed } = clock::change(&stand, read(&wish)?).await.map_err(|why| match why {
        NotChanged::OutOfRange(error) => Problem::WrongValue(wish.moving(), format!("{error}: go less far")),
        NotChanged::Moved(shown) => {
            let shown = shown.to_rfc3339();
            Problem::Conflict(format!("the clock shows {shown}, not what expect_now says: nothing was changed"))
        }
        NotChanged::Stopped(stop) => Problem::from(stop),
    })?;
    Ok(Shown(ClockChanged { face: face(&stand), jobs: JobsRun { done, failed } }))
}

fn face(stand: &Stand) -> ClockFace {
    let face = clock::face(stand);
    ClockFace {
        now: face.now.to_rfc3339(),
        mode: match face.mode {
            Mode::Released => ClockMode::Released,
            Mode::Frozen => ClockMode::Frozen,
        },
        offset: face.offset,
        zone: stand.config.zone.name().to_owned(),
        working_day: face.working_day,
        next_due: face.next_due.map(|due_at| due_at.to_rfc3339()),
    }
}

impl ClockChange {
    /// Fields that move the clock, and what they say.
    fn moves(&self) -> impl Iterator<Item = (&'static str, &str)> {
        [("now", &self.now), ("advance", &self.advance), ("advance_working", &self.advance_working)]
            .into_iter()
            .filter_map(|(name, value)| Some((name, value.as_deref()?)))
    }

    fn moving(&self) -> &'static str {
        self.moves().next().map_or("now", |(name, _)| name)
    }
}

/// What a body asks for.
fn read(wish: &ClockChange) -> Result<Change, Problem> {
    let moves: Vec<_> = wish.moves().collect();
    if moves.len() > 1 {
        let names: Vec<_> = moves.iter().map(|(name, _)| *name).collect();
        return Err(Problem::WrongValue(wish.moving(), format!("give only one of {}", names.join(", "))));
    }
    if moves.is_empty() && wish.mode.is_none() {
        let detail = r#"nothing to do: give now, advance or advance_working, or mode, such as {"advance":"PT15M"}"#;
        return Err(Problem::WrongValue("", detail.to_owned()));
    }
    let at = wish.at.as_deref().map(hour).transpose()?;
    if at.is_some() && wish.advance_working.is_none() {
        return Err(Problem::WrongValue("at", "belongs to advance_working".to_owned()));
    }
    let to = match moves.first() {
        Some(("now", "system")) => Move::ToSystem,
        Some((name @ "now", text)) => Move::To(time(name, text, ", or \"system\"")?.to_utc()),
        Some(("advance", text)) => Move::By(span(text)?),
        Some((_, text)) => working_days(text, at)?,
        None => Move::Stay,
    };
    let mode = wish.mode.map(|mode| match mode {
        ClockMode::Released => Mode::Released,
        ClockMode::Frozen => Mode::Frozen,
    });
    let expected = wish.expect_now.as_deref().map(|text| time("expect_now", text, "")).transpose()?;
    Ok(Change { to, mode, expected: expected.map(|time| time.to_utc()) })
}

fn time(field: &'static str, text: &str, or: &str) -> Result<DateTime<FixedOffset>, Problem> {
    DateTime::parse_from_rfc3339(text).map_err(|_| {
        let right = "2026-09-01T09:00:00+05:00, with its distance from UTC";
        Problem::WrongValue(field, format!("{text:?} must be a time such as {right}{or}"))
    })
}

fn span(text: &str) -> Result<Span, Problem> {
    Span::parse(text).map_err(|error| Problem::WrongValue("advance", format!("{text:?} {error}")))
}

fn working_days(text: &str, at: Option<NaiveTime>) -> Result<Move, Problem> {
    let days = Span::parse(text).ok().and_then(|span| span.days()).and_then(|days| i32::try_from(days).ok());
    let days = days.filter(|days| (1..=MOST_WORKING_DAYS).contains(&days.abs())).ok_or_else(|| {
        let right = format!("a number of working days such as P5D or -P1D, at most P{MOST_WORKING_DAYS}D");
        Problem::WrongValue("advance_working", format!("{text:?} must be {right}"))
    })?;
    Ok(Move::ByWorkingDays(days, at))
}

fn hour(text: &str) -> Result<NaiveTime, Problem> {
    let wrong = |_| Problem::WrongValue("at", format!("{text:?} must be a time of day such as 09:00"));
    NaiveTime::parse_from_str(text, "%H:%M").map_err(wrong)
}

/// Some forty years: each day is looked at.
const MOST_WORKING_DAYS: i32 = 10_000;
