//! `/_mock/api/v1/registries`: what МВД, СФР and ЗАГС answer, number by number, or for a person as a whole (`oid:…`).

use actix_web::http::StatusCode;
use actix_web::web::Path;
use serde_json::Map;
use serde_json::Value;
use serde_json::json;

use crate::domain::check::Outcome;
use crate::domain::check::Registry;
use crate::flow::registry::records;
use crate::storage::checks;
use crate::storage::checks::Arranged;
use crate::web::answer::json_answer;
use crate::web::control::body;
use crate::web::control::body::Answered;
use crate::web::control::body::Fields;
use crate::web::control::openapi::parts::Gone;
use crate::web::errors::problem::Problem;
use crate::web::state::OfStand;

type Place = Path<(String, String)>;

/// `GET /_mock/api/v1/registries`: everything that was arranged.
pub async fn list(stand: OfStand) -> Answered {
    let all = stand.read(|cx| Ok(checks::list_arranged(cx.sql)?))?;
    let all: Vec<_> = all.iter().map(|(registry, number, arranged)| face(*registry, number, *arranged)).collect();
    Ok(json_answer(StatusCode::OK, &json!({ "registries": all })))
}

/// `GET /_mock/api/v1/registries/{registry}/{number}`.
pub async fn show(stand: OfStand, place: Place) -> Answered {
    let (registry, number) = read_place(&place)?;
    let found = stand.read(|cx| Ok(checks::find_arranged(cx.sql, registry, &number)?))?;
    let arranged = found.ok_or_else(|| nothing(registry, &number))?;
    Ok(json_answer(StatusCode::OK, &face(registry, &number, arranged)))
}

/// `PUT /_mock/api/v1/registries/{registry}/{number}`: `{"outcome": "not_found", "after": 60}`.
pub async fn put(stand: OfStand, place: Place, Fields(fields): Fields) -> Answered {
    let (registry, number) = read_place(&place)?;
    let arranged = read(&fields)?;
    let answer = face(registry, &number, arranged);
    stand.write(move |cx| Ok(checks::insert_arranged(cx.sql, registry, &number, arranged, cx.now)?)).await?;
    Ok(json_answer(StatusCode::OK, &answer))
}

/// `DELETE /_mock/api/v1/registries/{registry}/{number}`: answers as usual again.
pub async fn delete(stand: OfStand, place: Place) -> Result<Gone, Problem> {
    let (registry, number) = read_place(&place)?;
    let wanted = number.clone();
    let is_deleted = stand.write(move |cx| Ok(checks::delete_arranged(cx.sql, registry, &wanted)?)).await?;
    if is_deleted { Ok(Gone) } else { Err(nothing(registry, &number)) }
}

fn nothing(registry: Registry, number: &str) -> Problem {
    Problem::NotFound(format!("nothing is arranged for {number:?} at {}", registry.name()))
}

fn read_place(place: &Place) -> Result<(Registry, String), Problem> {
    let (registry, number) = &**place;
    let names = Registry::ALL.map(Registry::name).join(", ");
    let known = Registry::from_name(registry)
        .ok_or_else(|| Problem::NotFound(format!("there is no registry {registry:?}, only {names}")))?;
    let spelt = records::spelling(known, number).ok_or_else(|| {
        let right = match known {
            Registry::Mvd => "a passport such as \"5709 000702\" or another document's number",
            Registry::Sfr => "a СНИЛС such as \"000-000-702 23\"",
            Registry::Zags => "a birth certificate such as \"II-ВГ 123456\"",
        };
        Problem::WrongValue("number", format!("{number:?} must be {right}, or \"oid:\" and the number of a person"))
    })?;
    Ok((known, spelt))
}

fn read(fields: &Map<String, Value>) -> Result<Arranged, Problem> {
    body::only(&["outcome", "after"], fields)?;
    let named = fields.get("outcome").and_then(Value::as_str).and_then(Outcome::from_name);
    let outcome = named.ok_or_else(|| {
        Problem::WrongValue("outcome", format!("must be one of {}", Outcome::ALL.map(Outcome::name).join(", ")))
    })?;
    let after = fields.get("after").filter(|value| !value.is_null());
    let seconds = |value: &Value| value.as_u64().and_then(|seconds| u32::try_from(seconds).ok());
    let wrong = || Problem::WrongValue("after", "must be a whole number of seconds".to_owned());
    let after = after.map(|value| seconds(value).ok_or_else(wrong)).transpose()?;
    Ok(Arranged { outcome, after })
}

fn face(registry: Registry, number: &str, arranged: Arranged) -> Value {
    json!({
        "registry": registry.name(),
        "number": number,
        "outcome": arranged.outcome.name(),
        "after": arranged.after,
    })
}
