//! `/_mock/api/v1/registries`: what МВД, СФР and ЗАГС answer, number by number, or for a person as a whole (`oid:…`).

use actix_web::web::Path;
use schemars::JsonSchema;
use serde::Deserialize;
use serde::Serialize;

use crate::domain::check::Outcome;
use crate::domain::check::Registry;
use crate::flow::registry::records;
use crate::storage::checks;
use crate::storage::checks::Arranged;
use crate::web::control::lists;
use crate::web::control::lists::Page;
use crate::web::control::openapi::parts::Asked;
use crate::web::control::openapi::parts::Body;
use crate::web::control::openapi::parts::Gone;
use crate::web::control::openapi::parts::Shown;
use crate::web::errors::problem::Problem;
use crate::web::state::OfStand;

type Place = Path<(String, String)>;

/// What a registry is to answer.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Wish {
    /// What it answers.
    outcome: Outcome,
    /// After so many seconds by the stand's clock; as long as it usually takes where it is not said.
    after: Option<u32>,
}

/// What a registry answers about a number, or about a person.
#[derive(Debug, Serialize, JsonSchema)]
pub struct RegistryAnswer {
    /// Which registry.
    registry: Registry,
    /// About which number; `oid:` and a number means a person.
    number: String,
    /// What it answers.
    outcome: Outcome,
    /// After so many seconds by the stand's clock; null where it takes as long as usual.
    after: Option<u32>,
}

/// A part of what was arranged.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Registries {
    /// By registry and number.
    registries: Vec<RegistryAnswer>,
    /// `after` for the next part; null in the last one.
    next: Option<String>,
}

/// `GET /_mock/api/v1/registries`: everything that was arranged.
pub async fn list(stand: OfStand, Asked(page): Asked<Page>) -> Result<Shown<Registries>, Problem> {
    let after = page.after.unwrap_or_default();
    let (registry, number) = after.split_once('/').unwrap_or((&after, ""));
    let most = lists::one_more(page.limit);
    let rows = stand.read(|cx| Ok(checks::list_arranged(cx.sql, (registry, number), most)?))?;
    let (rows, next) = lists::cut(rows, page.limit, |(registry, number, _)| format!("{}/{number}", registry.name()));
    let told = |(registry, number, arranged)| face(registry, number, arranged);
    Ok(Shown(Registries { registries: rows.into_iter().map(told).collect(), next }))
}

/// `GET /_mock/api/v1/registries/{registry}/{number}`.
pub async fn show(stand: OfStand, place: Place) -> Result<Shown<RegistryAnswer>, Problem> {
    let (registry, number) = read_place(&place)?;
    let found = stand.read(|cx| Ok(checks::find_arranged(cx.sql, registry, &number)?))?;
    let missing = || Problem::NotFound(format!("nothing is arranged for {number:?} at {}", registry.name()));
    let arranged = found.ok_or_else(missing)?;
    Ok(Shown(face(registry, number, arranged)))
}

/// `PUT /_mock/api/v1/registries/{registry}/{number}`: `{"outcome": "not_found", "after": 60}`.
pub async fn put(stand: OfStand, place: Place, Body(wish): Body<Wish>) -> Result<Shown<RegistryAnswer>, Problem> {
    let (registry, number) = read_place(&place)?;
    let arranged = Arranged { outcome: wish.outcome, after: wish.after };
    let told = face(registry, number.clone(), arranged);
    stand.write(move |cx| Ok(checks::insert_arranged(cx.sql, registry, &number, arranged, cx.now)?)).await?;
    Ok(Shown(told))
}

/// `DELETE /_mock/api/v1/registries/{registry}/{number}`: answers as usual again, as it may do already.
pub async fn delete(stand: OfStand, place: Place) -> Result<Gone, Problem> {
    let (registry, number) = read_place(&place)?;
    stand.write(move |cx| Ok(checks::delete_arranged(cx.sql, registry, &number)?)).await?;
    Ok(Gone)
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

fn face(registry: Registry, number: String, arranged: Arranged) -> RegistryAnswer {
    RegistryAnswer { registry, number, outcome: arranged.outcome, after: arranged.after }
}
