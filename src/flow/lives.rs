//! The lives of an account: a tester may let somebody begin anew under the same number. What is stored of the life before
//! ends by itself; access tokens of ЕСИА's endpoints are nowhere stored, so their ids say in which life they were given.

use crate::flow::Cx;
use crate::flow::Stop;
use crate::flow::WriteCx;
use crate::protocol::ids::Oid;
use crate::storage::accounts;

/// Before the name of a life; no UUID has one.
const BEFORE: char = '~';

/// Begins another life.
pub fn begin(cx: &WriteCx<'_>, oid: Oid) -> Result<(), Stop> {
    Ok(accounts::update_life(cx.sql, oid, &cx.stand.random.uuid().to_string())?)
}

/// A new id of a token about somebody, or about nobody.
pub fn token_id(cx: &Cx<'_>, subject: Option<Oid>) -> Result<String, Stop> {
    let id = cx.stand.random.uuid();
    Ok(match life(cx, subject)? {
        None => id.to_string(),
        Some(life) => format!("{id}{BEFORE}{life}"),
    })
}

/// Was the token of this id given in the present life of whom it is about?
pub fn is_present(cx: &Cx<'_>, subject: Option<Oid>, id: &str) -> Result<bool, Stop> {
    let given = id.split_once(BEFORE).map(|(_, life)| life);
    Ok(life(cx, subject)?.as_deref() == given)
}

fn life(cx: &Cx<'_>, subject: Option<Oid>) -> Result<Option<String>, Stop> {
    let Some(oid) = subject else { return Ok(None) };
    Ok(accounts::find_life(cx.sql, oid)?)
}
