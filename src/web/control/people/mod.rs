//! `/_mock/api/v1/people`: people who are there, made, changed and deleted while the stand serves.

pub mod contacts;
pub mod list;
pub mod shown;

use actix_web::web::Data;
use actix_web::web::Path;

use crate::fixtures::PersonGiven;
use crate::flow::stands::Stands;
use crate::flow::tester::people;
use crate::flow::tester::put::NotPut;
use crate::flow::tester::put::Put;
use crate::web::control::openapi::parts::Body;
use crate::web::control::openapi::parts::Gone;
use crate::web::control::openapi::parts::Made;
use crate::web::control::openapi::parts::OptionalBody;
use crate::web::control::openapi::parts::Shown;
use crate::web::control::people::shown::PersonShown;
use crate::web::control::whom;
use crate::web::errors::problem::Problem;
use crate::web::state::OfStand;

pub use crate::web::control::people::contacts::unverify as unverify_contact;
pub use crate::web::control::people::contacts::verify as verify_contact;
pub use crate::web::control::people::list::list;

/// `POST /_mock/api/v1/people`: somebody under a persona that is made up, or one that nobody has.
pub async fn make(
    stands: Data<Stands>,
    stand: OfStand,
    OptionalBody(given): OptionalBody<PersonGiven>,
) -> Result<Made<PersonShown>, Problem> {
    made(stands.make_person(&stand, given).await?)
}

/// `PUT /_mock/api/v1/people/{persona}`: somebody under this persona, in the place of the one who has it.
pub async fn put(
    stands: Data<Stands>,
    stand: OfStand,
    persona: Path<String>,
    OptionalBody(given): OptionalBody<PersonGiven>,
) -> Result<Made<PersonShown>, Problem> {
    made(stands.put_person(&stand, persona.into_inner(), given).await?)
}

/// `GET /_mock/api/v1/people/{person}`: somebody as they are now.
pub async fn show(stand: OfStand, person: Path<String>) -> Result<Shown<PersonShown>, Problem> {
    let oid = whom::number(&stand, &person)?;
    let seen = stand.read(|cx| people::seen(cx, oid))?;
    seen.map(|seen| Shown(seen.into())).map_err(Problem::from)
}

/// `PATCH /_mock/api/v1/people/{person}`: a JSON Merge Patch over what they are now, by force.
pub async fn change(
    stands: Data<Stands>,
    stand: OfStand,
    person: Path<String>,
    Body(given): Body<PersonGiven>,
) -> Result<Shown<PersonShown>, Problem> {
    let oid = whom::number(&stand, &person)?;
    Ok(Shown(made(stands.change_person(&stand, oid, given).await?)?.body))
}

/// `DELETE /_mock/api/v1/people/{person}`; somebody who is not there is deleted already.
pub async fn delete(stands: Data<Stands>, stand: OfStand, person: Path<String>) -> Result<Gone, Problem> {
    let account = match whom::find(&stand, &person) {
        Ok(account) => account,
        Err(Problem::NotFound(_)) => return Ok(Gone),
        Err(problem) => return Err(problem),
    };
    stands.delete_person(&stand, account).await?;
    Ok(Gone)
}

/// `POST /_mock/api/v1/people/{person}/children`: a child with an account that this parent made.
pub async fn make_child(
    stands: Data<Stands>,
    stand: OfStand,
    parent: Path<String>,
    OptionalBody(given): OptionalBody<PersonGiven>,
) -> Result<Made<PersonShown>, Problem> {
    let oid = whom::number(&stand, &parent)?;
    made(stands.make_child(&stand, oid, given).await?)
}

fn made(put: Result<Put, NotPut>) -> Result<Made<PersonShown>, Problem> {
    let put = put?;
    Ok(Made { is_new: put.is_new, body: put.into() })
}
