//! Organisations while the stand serves: `/_mock/api/v1/organizations`, in the words of fixtures.

use actix_web::web::Path;
use schemars::JsonSchema;
use serde::Deserialize;
use serde::Serialize;

use crate::domain::organization::Organization;
use crate::fixtures::OrganizationFixture;
use crate::fixtures::given::OrganizationGiven;
use crate::flow::tester::organizations;
use crate::protocol::ids::Oid;
use crate::web::control::lists;
use crate::web::control::openapi::parts::Asked;
use crate::web::control::openapi::parts::Body;
use crate::web::control::openapi::parts::Gone;
use crate::web::control::openapi::parts::Made;
use crate::web::control::openapi::parts::Shown;
use crate::web::errors::problem::Problem;
use crate::web::errors::problem::Wrong;
use crate::web::state::OfStand;

/// Which part of the list is meant.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Part {
    /// How many at most; 100 where it is not said.
    #[schemars(range(min = 1, max = 1_000))]
    limit: Option<u32>,
    /// `next` of the part before.
    after: Option<u64>,
}

/// A part of the list of organisations.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Organizations")]
pub struct Listed {
    /// By their numbers.
    organizations: Vec<OrganizationFixture>,
    /// `after` for the next part; null in the last one.
    next: Option<u64>,
}

/// An organisation that is there now.
#[derive(Debug, Serialize, JsonSchema)]
pub struct OrganizationPut {
    /// All of it, what was made up included.
    organization: OrganizationFixture,
    /// What is odd about it.
    warnings: Vec<String>,
}

/// `GET /_mock/api/v1/organizations`.
pub async fn list(stand: OfStand, Asked(part): Asked<Part>) -> Result<Shown<Listed>, Problem> {
    let after = Oid(part.after.unwrap_or_default());
    let found = stand.read(|cx| organizations::list(cx, after, lists::one_more(part.limit)))?;
    let (found, next) = lists::cut(found, part.limit, |last: &Organization| last.oid.0);
    Ok(Shown(Listed { organizations: found.iter().map(OrganizationFixture::from).collect(), next }))
}

/// `GET /_mock/api/v1/organizations/{id}`.
pub async fn show(stand: OfStand, id: Path<String>) -> Result<Shown<OrganizationFixture>, Problem> {
    let found = stand.read(|cx| organizations::meant(cx, &id))?;
    let found = found.ok_or_else(|| Problem::NotFound(format!("no organization has the name or oid {:?}", *id)))?;
    Ok(Shown(OrganizationFixture::from(&found)))
}

/// `PUT /_mock/api/v1/organizations/{id}`: the organisation as it is from now on. Who works there stays.
pub async fn put(
    stand: OfStand,
    id: Path<String>,
    Body(given): Body<OrganizationGiven>,
) -> Result<Made<OrganizationPut>, Problem> {
    let id = id.into_inner();
    let put = stand.write(move |cx| {
        let known = organizations::meant(cx, &id)?;
        let (name, oid) = match &known {
            Some(known) => (known.data.fixture_name(known.oid), Some(known.oid)),
            None => (id, None),
        };
        let (organization, warnings) = match given.understand(&name, oid) {
            Ok(understood) => understood,
            Err(mistakes) => return Ok(Err(Problem::from(mistakes))),
        };
        let unfit = organizations::hindrances(cx, &organization, oid)?;
        if !unfit.is_empty() {
            return Ok(Err(Problem::WrongFields(unfit.into_iter().map(Wrong::from).collect())));
        }
        organizations::put(cx, &organization)?;
        Ok(Ok((known.is_none(), organization, warnings)))
    });
    let (is_new, organization, warnings) = put.await??;
    let warnings = warnings.into_iter().map(|odd| format!("{}: {}", odd.field, odd.message)).collect();
    Ok(Made { is_new, body: OrganizationPut { organization: OrganizationFixture::from(&organization), warnings } })
}

/// `DELETE /_mock/api/v1/organizations/{id}`: roles in it end. One that is not there is deleted already.
pub async fn delete(stand: OfStand, id: Path<String>) -> Result<Gone, Problem> {
    let id = id.into_inner();
    let deleted = stand.write(move |cx| match organizations::meant(cx, &id)? {
        Some(found) => organizations::delete(cx, found.oid),
        None => Ok(()),
    });
    deleted.await?;
    Ok(Gone)
}
