//! `/_mock/api/v1/people/{person}/contacts/{value}`: verified or not, whatever was sent to it.

use actix_web::web::Path;

use crate::flow::tester::contacts;
use crate::flow::tester::contacts::NotSet;
use crate::flow::tester::people;
use crate::web::control::again::Nothing;
use crate::web::control::openapi::parts::OptionalBody;
use crate::web::control::openapi::parts::Shown;
use crate::web::control::people::shown::PersonShown;
use crate::web::control::whom;
use crate::web::errors::problem::Problem;
use crate::web::state::OfStand;

/// `POST /_mock/api/v1/people/{person}/contacts/{value}/verify`: as if the code or the letter had come.
pub async fn verify(
    stand: OfStand,
    place: Path<(String, String)>,
    _: OptionalBody<Nothing>,
) -> Result<Shown<PersonShown>, Problem> {
    set(&stand, &place, true).await
}

/// `POST /_mock/api/v1/people/{person}/contacts/{value}/unverify`: as if nobody had ever verified it.
pub async fn unverify(
    stand: OfStand,
    place: Path<(String, String)>,
    _: OptionalBody<Nothing>,
) -> Result<Shown<PersonShown>, Problem> {
    set(&stand, &place, false).await
}

async fn set(stand: &OfStand, place: &(String, String), is_verified: bool) -> Result<Shown<PersonShown>, Problem> {
    let (person, value) = place.clone();
    let oid = whom::number(stand, &person)?;
    let wanted = value.clone();
    match stand.write(move |cx| contacts::set(cx, oid, &wanted, is_verified)).await? {
        Ok(()) => {}
        Err(NotSet::Absent) => return Err(Problem::NotFound(format!("{person:?} has no contact {value:?}"))),
        Err(NotSet::SecondFactor) => {
            let detail = format!("codes of the second factor go to {value:?}: change account.second_factor first");
            return Err(Problem::Conflict(detail));
        }
        Err(NotSet::Deleted) => return Err(Problem::Conflict(format!("the account of {person:?} was deleted"))),
    }
    let seen = stand.read(|cx| people::seen(cx, oid))?;
    seen.map(|seen| Shown(seen.into())).map_err(Problem::from)
}
