//! `/_mock/api/v1/faults`: what goes wrong on purpose. [`wish`] reads a fault, [`shown`] tells of one.

pub mod shown;
pub mod wish;

use std::time::Duration;

use actix_web::web::Path;
use schemars::JsonSchema;
use serde::Deserialize;
use tokio::time::Instant;
use tokio::time::timeout_at;

use crate::domain::label;
use crate::faults::armed::Full;
use crate::faults::armed::MOST;
use crate::flow::tester::arming;
use crate::web::control::faults::shown::FaultShown;
use crate::web::control::faults::shown::FaultsShown;
use crate::web::control::faults::wish::FaultWish;
use crate::web::control::lists;
use crate::web::control::openapi::parts::Asked;
use crate::web::control::openapi::parts::Body;
use crate::web::control::openapi::parts::Gone;
use crate::web::control::openapi::parts::Made;
use crate::web::control::openapi::parts::New;
use crate::web::control::openapi::parts::Shown;
use crate::web::errors::problem::Problem;
use crate::web::state::OfStand;

/// Which part of the list is meant.
#[derive(Debug, Deserialize, JsonSchema)]
#[schemars(rename = "FaultPage")]
#[serde(deny_unknown_fields)]
pub struct Page {
    /// How many at most; 100 where it is not said.
    #[schemars(range(min = 1, max = 1_000))]
    limit: Option<u32>,
    /// `next` of the part before.
    after: Option<u64>,
}

/// What is waited for.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Waiting {
    /// Wait so many seconds until the fault has met a request.
    #[schemars(range(min = 0, max = 60))]
    wait: Option<u64>,
    /// Until it has met so many; one where it is not said.
    #[schemars(range(min = 1))]
    hits: Option<u64>,
}

/// `POST /_mock/api/v1/faults`.
pub async fn make(stand: OfStand, Body(wish): Body<FaultWish>) -> Result<New<FaultShown>, Problem> {
    let (made, _) = arming::arm(&stand, wish.read(&stand, "")?).map_err(full)?;
    Ok(New(FaultShown::of(&stand, &made)?))
}

/// `PUT /_mock/api/v1/faults/{name}`: in place of an earlier one of this name, which has met nothing any more.
pub async fn put(stand: OfStand, name: Path<String>, Body(wish): Body<FaultWish>) -> Result<Made<FaultShown>, Problem> {
    if !label::is_label(&name) {
        return Err(Problem::WrongValue("name", format!("{:?} must be {}", *name, label::RIGHT)));
    }
    let (made, is_new) = arming::arm(&stand, wish.read(&stand, &name)?).map_err(full)?;
    Ok(Made { is_new, body: FaultShown::of(&stand, &made)? })
}

/// `GET /_mock/api/v1/faults`.
pub async fn list(stand: OfStand, Asked(page): Asked<Page>) -> Result<Shown<FaultsShown>, Problem> {
    let most = usize::try_from(lists::one_more(page.limit)).unwrap_or(usize::MAX);
    let all = stand.faults.list(page.after.unwrap_or_default(), most);
    let (all, next) = lists::cut(all, page.limit, |status| status.number);
    let faults = all.iter().map(|status| FaultShown::of(&stand, status)).collect::<Result<_, _>>()?;
    Ok(Shown(FaultsShown { faults, next }))
}

/// `GET /_mock/api/v1/faults/{name}`.
pub async fn show(
    stand: OfStand,
    name: Path<String>,
    Asked(waiting): Asked<Waiting>,
) -> Result<Shown<FaultShown>, Problem> {
    let mut news = stand.faults.watch();
    let until = Instant::now() + Duration::from_secs(waiting.wait.unwrap_or_default());
    loop {
        news.mark_unchanged();
        let found = stand.faults.find(&name);
        let status = found.ok_or_else(|| Problem::NotFound(format!("no fault {:?} is armed", *name)))?;
        let is_there = status.hits >= waiting.hits.unwrap_or(1);
        if is_there || timeout_at(until, news.changed()).await.is_err() {
            return Ok(Shown(FaultShown::of(&stand, &status)?));
        }
    }
}

/// `DELETE /_mock/api/v1/faults/{name}`; one that is not there is deleted already.
pub async fn delete(stand: OfStand, name: Path<String>) -> Result<Gone, Problem> {
    stand.faults.delete(&name);
    Ok(Gone)
}

/// `DELETE /_mock/api/v1/faults`.
pub async fn clear(stand: OfStand) -> Result<Gone, Problem> {
    stand.faults.clear();
    Ok(Gone)
}

fn full(_: Full) -> Problem {
    Problem::TooMany(format!("{MOST} faults are armed already: delete some"))
}
