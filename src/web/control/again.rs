//! A stand as it was before: `/_mock/api/v1/reset` and `/_mock/api/v1/snapshots`.

use actix_web::web::Data;
use actix_web::web::Path;
use schemars::JsonSchema;
use serde::Deserialize;
use serde::Serialize;

use crate::flow::stand::Stand;
use crate::flow::stands::Stands;
use crate::flow::stands::error::Unmade;
use crate::flow::stands::template::Template;
use crate::web::control::openapi::parts::Gone;
use crate::web::control::openapi::parts::Made;
use crate::web::control::openapi::parts::OptionalBody;
use crate::web::control::openapi::parts::Shown;
use crate::web::control::stands::StandShown;
use crate::web::control::stands::described;
use crate::web::errors::problem::Problem;
use crate::web::state::OfStand;

/// Nothing can be said: the call itself is all.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Nothing {}

/// A kept state of the stand.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Snapshot {
    /// Its name.
    name: String,
    /// Its size in bytes.
    size: usize,
    /// What the clock showed.
    now: String,
}

/// The snapshots of a stand.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Snapshots {
    /// By name.
    snapshots: Vec<Snapshot>,
}

/// `POST /_mock/api/v1/reset`: the stand as it was made.
pub async fn reset(
    stands: Data<Stands>,
    stand: OfStand,
    _: OptionalBody<Nothing>,
) -> Result<Shown<StandShown>, Problem> {
    Ok(Shown(described(&*stands.reset(&stand.name).await?)))
}

/// `GET /_mock/api/v1/snapshots`.
pub async fn list(stands: Data<Stands>, stand: OfStand) -> Result<Shown<Snapshots>, Problem> {
    let kept = stands.snapshots(&stand.name)?;
    Ok(Shown(Snapshots { snapshots: kept.iter().map(|(name, kept)| told(&stand, name, kept)).collect() }))
}

/// `PUT /_mock/api/v1/snapshots/{name}`: the stand as it is now, in place of an earlier snapshot of that name.
pub async fn keep(
    stands: Data<Stands>,
    stand: OfStand,
    name: Path<String>,
    _: OptionalBody<Nothing>,
) -> Result<Made<Snapshot>, Problem> {
    let (kept, is_new) = stands.keep(&stand.name, name.clone()).await?;
    Ok(Made { is_new, body: told(&stand, &name, &kept) })
}

/// `GET /_mock/api/v1/snapshots/{name}`.
pub async fn show(stands: Data<Stands>, stand: OfStand, name: Path<String>) -> Result<Shown<Snapshot>, Problem> {
    Ok(Shown(told(&stand, &name, &*stands.snapshot(&stand.name, &name)?)))
}

/// `DELETE /_mock/api/v1/snapshots/{name}`; one that is not there is deleted already.
pub async fn forget(stands: Data<Stands>, stand: OfStand, name: Path<String>) -> Result<Gone, Problem> {
    match stands.forget(&stand.name, &name) {
        Ok(()) | Err(Unmade::NoSnapshot(_)) => Ok(Gone),
        Err(unmade) => Err(unmade.into()),
    }
}

/// `POST /_mock/api/v1/snapshots/{name}/restore`.
pub async fn restore(
    stands: Data<Stands>,
    stand: OfStand,
    name: Path<String>,
    _: OptionalBody<Nothing>,
) -> Result<Shown<StandShown>, Problem> {
    Ok(Shown(described(&*stands.restore(&stand.name, &name).await?)))
}

fn told(stand: &Stand, name: &str, kept: &Template) -> Snapshot {
    Snapshot { name: name.to_owned(), size: kept.size(), now: stand.config.zone.local(kept.starts_at()).to_rfc3339() }
}
