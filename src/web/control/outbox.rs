//! `/_mock/api/v1/outbox`: messages, for scripts that wait for a letter or want to begin with an empty outbox.

use actix_web::web::Data;
use actix_web::web::Path;
use schemars::JsonSchema;
use serde::Deserialize;
use serde::Serialize;

use crate::domain::message::MessageKind;
use crate::domain::message::Numbered;
use crate::flow::outbox::reading;
use crate::flow::stand::Stand;
use crate::flow::stands::Stands;
use crate::storage::outbox;
use crate::storage::outbox::Filter;
use crate::web::control::lists;
use crate::web::control::openapi::parts::Asked;
use crate::web::control::openapi::parts::Shown;
use crate::web::control::waiting;
use crate::web::control::whom;
use crate::web::errors::problem::Problem;
use crate::web::state::OfStand;

/// Which messages to show.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Wanted {
    /// By this way alone.
    kind: Option<MessageKind>,
    /// To this phone or address, exactly.
    to: Option<String>,
    /// To this person: a persona, an oid or a login.
    person: Option<String>,
    /// Later than the message of this number.
    after: Option<i64>,
    /// How many at most; 100 where it is not said.
    #[schemars(range(min = 1, max = 1_000))]
    limit: Option<u32>,
    /// How many seconds to wait for one, where there is none.
    #[schemars(range(min = 0, max = 60))]
    wait: Option<u32>,
}

/// Which messages to take away; all of them, where nothing is said.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Chosen {
    /// By this way alone.
    kind: Option<MessageKind>,
    /// To this phone or address, exactly.
    to: Option<String>,
    /// To this person: a persona, an oid or a login.
    person: Option<String>,
    /// Later than the message of this number.
    after: Option<i64>,
}

/// How long to wait.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Patience {
    /// How many seconds to wait for it, where it is not there yet.
    #[schemars(range(min = 0, max = 60))]
    wait: Option<u32>,
}

/// A part of the outbox.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Outbox {
    /// From the oldest on.
    messages: Vec<Numbered>,
    /// The number of the last one; `after` of the question where there is none. `after` for those that come later.
    last: i64,
    /// `after` for the next part; null in the last one.
    next: Option<i64>,
}

/// How many messages were taken away.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Deleted {
    /// How many.
    deleted: usize,
}

/// `GET /_mock/api/v1/outbox`: from the oldest on.
pub async fn list(
    stands: Data<Stands>,
    stand: OfStand,
    Asked(wanted): Asked<Wanted>,
) -> Result<Shown<Outbox>, Problem> {
    let after = wanted.after.unwrap_or_default();
    let filter = filter(&stand, (wanted.kind, wanted.to), wanted.person, after)?;
    let found = waiting::wait((&stands, &stand), wanted.wait, |stand| {
        let list = stand.read(|cx| reading::list(cx, &filter, lists::one_more(wanted.limit)))?;
        Ok((!list.is_empty()).then_some(list))
    });
    let (messages, next) = lists::cut(found.await?.unwrap_or_default(), wanted.limit, |message| message.number);
    let last = messages.last().map_or(after, |message| message.number);
    Ok(Shown(Outbox { messages, last, next }))
}

/// `GET /_mock/api/v1/outbox/{number}`.
pub async fn show(
    stands: Data<Stands>,
    stand: OfStand,
    number: Path<String>,
    Asked(patience): Asked<Patience>,
) -> Result<Shown<Numbered>, Problem> {
    let missing = || Problem::NotFound(format!("there is no message {:?}, or it has given way to newer ones", *number));
    let wanted = number.parse::<i64>().map_err(|_| missing())?;
    let look = |stand: &Stand| stand.read(|cx| reading::find(cx, wanted));
    let found = waiting::wait((&stands, &stand), patience.wait, look).await?;
    found.map(Shown).ok_or_else(missing)
}

/// `DELETE /_mock/api/v1/outbox`.
pub async fn delete(stand: OfStand, Asked(chosen): Asked<Chosen>) -> Result<Shown<Deleted>, Problem> {
    let filter = filter(&stand, (chosen.kind, chosen.to), chosen.person, chosen.after.unwrap_or_default())?;
    let deleted = stand.write(move |cx| Ok(outbox::delete(cx.sql, &filter)?)).await?;
    Ok(Shown(Deleted { deleted }))
}

fn filter(
    stand: &Stand,
    (kind, to): (Option<MessageKind>, Option<String>),
    person: Option<String>,
    after: i64,
) -> Result<Filter, Problem> {
    let person = person.map(|name| whom::find(stand, &name)).transpose()?;
    let oid = person.map(|account| account.oid);
    Ok(Filter { kinds: kind.into_iter().collect(), to, after, oid })
}
