//! `/_mock/api/v1/clock`: the stand's clock, shown and moved.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use chrono::DateTime;
use chrono::NaiveTime;
use serde_json::Map;
use serde_json::Value;
use serde_json::json;

use crate::domain::span::Span;
use crate::flow::clock;
use crate::flow::clock::Change;
use crate::flow::clock::Mode;
use crate::flow::clock::Move;
use crate::flow::clock::NotChanged;
use crate::flow::stand::Stand;
use crate::web::answer::json_answer;
use crate::web::control::body;
use crate::web::control::body::Answered;
use crate::web::control::body::Fields;
use crate::web::errors::problem::Problem;
use crate::web::state::OfStand;

/// `GET /_mock/api/v1/clock`.
pub async fn show(stand: OfStand) -> HttpResponse {
    json_answer(StatusCode::OK, &face(&stand))
}

/// `PUT` and `POST /_mock/api/v1/clock`.
pub async fn change(stand: OfStand, Fields(fields): Fields) -> Answered {
    let wish = read(&fields)?;
    let ran = clock::change(&stand, wish).await.map_err(|why| match why {
        NotChanged::OutOfRange(error) => Problem::WrongValue(moving_field(&fields), format!("{error}: go less far")),
        NotChanged::Stopped(stop) => Problem::from(stop),
    })?;
    let mut body = face(&stand);
    body["jobs"] = json!({ "done": ran.done, "failed": ran.failed });
    Ok(json_answer(StatusCode::OK, &body))
}

fn face(stand: &Stand) -> Value {
    let face = clock::face(stand);
    json!({
        "now": face.now.to_rfc3339(),
        "mode": match face.mode { Mode::Released => "released", Mode::Frozen => "frozen" },
        "offset": face.offset,
        "zone": stand.config.zone.name(),
        "working_day": face.working_day,
        "next_due": face.next_due.map(|due_at| due_at.to_rfc3339()),
    })
}

/// Fields that move the clock; one of them at a time.
const MOVING: [&str; 3] = ["now", "advance", "advance_working"];

/// Fields that go with them.
const OTHERS: [&str; 2] = ["at", "mode"];

fn moving_field(fields: &Map<String, Value>) -> &'static str {
    MOVING.into_iter().find(|name| fields.contains_key(*name)).unwrap_or("now")
}

/// What a body asks for.
fn read(fields: &Map<String, Value>) -> Result<Change, Problem> {
    body::only(&[MOVING.as_slice(), &OTHERS].concat(), fields)?;
    let moving: Vec<_> = MOVING.into_iter().filter(|name| fields.contains_key(*name)).collect();
    if moving.len() > 1 {
        return Err(Problem::WrongValue(moving_field(fields), format!("give only one of {}", moving.join(", "))));
    }
    if moving.is_empty() && !fields.contains_key("mode") {
        let detail = r#"nothing to do: give now, advance or advance_working, or mode, such as {"advance":"PT15M"}"#;
        return Err(Problem::WrongValue("", detail.to_owned()));
    }
    let at = text(fields, "at")?.map(hour).transpose()?;
    if at.is_some() && moving != ["advance_working"] {
        return Err(Problem::WrongValue("at", "belongs to advance_working".to_owned()));
    }
    let to = match moving.first() {
        Some(&"now") => text(fields, "now")?.map(time).transpose()?,
        Some(&"advance") => text(fields, "advance")?.map(span).transpose()?.map(Move::By),
        Some(_) => text(fields, "advance_working")?.map(|text| working_days(text, at)).transpose()?,
        None => None,
    };
    Ok(Change { to: to.unwrap_or_default(), mode: text(fields, "mode")?.map(mode).transpose()? })
}

/// A field that must be a text where it is there.
fn text<'a>(fields: &'a Map<String, Value>, name: &'static str) -> Result<Option<&'a str>, Problem> {
    let wrong = |value: &Value| Problem::WrongValue(name, format!("{value} must be a text in quotes"));
    fields.get(name).map(|value| value.as_str().ok_or_else(|| wrong(value))).transpose()
}

fn time(text: &str) -> Result<Move, Problem> {
    if text == "system" {
        return Ok(Move::ToSystem);
    }
    let wrong = |_| {
        let right = "2026-09-01T09:00:00+05:00, with its distance from UTC, or \"system\"";
        Problem::WrongValue("now", format!("{text:?} must be a time such as {right}"))
    };
    DateTime::parse_from_rfc3339(text).map(|time| Move::To(time.to_utc())).map_err(wrong)
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

fn mode(text: &str) -> Result<Mode, Problem> {
    match text {
        "frozen" => Ok(Mode::Frozen),
        "released" => Ok(Mode::Released),
        _ => Err(Problem::WrongValue("mode", format!("{text:?} must be \"frozen\" or \"released\""))),
    }
}

/// Some forty years: each day is looked at.
const MOST_WORKING_DAYS: i32 = 10_000;
