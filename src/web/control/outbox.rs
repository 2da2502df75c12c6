//! `/_mock/api/v1/outbox`: messages, for scripts that wait for a letter or want to begin with an empty outbox.

use std::time::Duration;

use actix_web::HttpRequest;
use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::web::Path;
use serde_json::json;
use tokio::time::Instant;

use crate::domain::message::MessageKind;
use crate::flow::Stop;
use crate::flow::outbox::reading;
use crate::flow::stand::Stand;
use crate::flow::stands::Stands;
use crate::protocol::parameters::Parameters;
use crate::storage::outbox;
use crate::storage::outbox::Filter;
use crate::web::answer::json_answer;
use crate::web::control::body::Answered;
use crate::web::errors::problem::Problem;
use crate::web::state::OfStand;

/// The most messages of one answer; the next ones come with `after`.
const MOST: u32 = 1_000;

/// The longest that somebody may wait, in seconds.
const LONGEST_WAIT: u64 = 60;

/// When to look again, whether there was news or not.
const RECHECK: Duration = Duration::from_secs(1);

/// `GET /_mock/api/v1/outbox?kind=&to=&after=&wait=`: from the oldest on.
pub async fn list(stands: Data<Stands>, stand: OfStand, http: HttpRequest) -> Answered {
    let asked = asked(&http, &["kind", "to", "after", "wait"])?;
    let found = wait((&stands, &stand), asked.wait, |stand| {
        let list = stand.read(|cx| reading::list(cx, &asked.filter, MOST))?;
        Ok((!list.is_empty()).then_some(list))
    });
    let messages = found.await?.unwrap_or_default();
    let last = messages.last().map_or(asked.filter.after, |message| message.number);
    Ok(json_answer(StatusCode::OK, &json!({ "messages": messages, "last": last })))
}

/// `GET /_mock/api/v1/outbox/{number}?wait=`.
pub async fn show(stands: Data<Stands>, stand: OfStand, http: HttpRequest, number: Path<String>) -> Answered {
    let asked = asked(&http, &["wait"])?;
    let missing = || Problem::NotFound(format!("there is no message {:?}, or it has given way to newer ones", *number));
    let wanted = number.parse::<i64>().map_err(|_| missing())?;
    let found = wait((&stands, &stand), asked.wait, |stand| stand.read(|cx| reading::find(cx, wanted)));
    let message = found.await?.ok_or_else(missing)?;
    Ok(json_answer(StatusCode::OK, &message))
}

/// `DELETE /_mock/api/v1/outbox?kind=&to=&after=`.
pub async fn delete(stand: OfStand, http: HttpRequest) -> Answered {
    let asked = asked(&http, &["kind", "to", "after"])?;
    let count = stand.write(move |cx| Ok(outbox::delete(cx.sql, &asked.filter)?)).await?;
    Ok(json_answer(StatusCode::OK, &json!({ "deleted": count })))
}

struct Asked {
    filter: Filter,
    wait: Duration,
}

/// Reads the query; a name that is not known is a mistake that would otherwise find too much.
fn asked(http: &HttpRequest, known: &[&'static str]) -> Result<Asked, Problem> {
    let sent = Parameters::parse(http.query_string().as_bytes())
        .map_err(|error| Problem::WrongValue("", error.to_string()))?;
    if let Some(name) = sent.iter().map(|(name, _)| name).find(|name| !known.contains(name)) {
        return Err(Problem::WrongValue("", format!("there is no parameter {name:?}, only {}", known.join(", "))));
    }
    if let Some(name) = sent.repeated(known) {
        return Err(Problem::WrongValue(name, "is given more than once".to_owned()));
    }
    let filled = |name| sent.get(name).filter(|value| !value.is_empty());
    let kinds = filled("kind").map(kind).transpose()?.into_iter().collect();
    let after = filled("after").map_or(Ok(0), |text| number("after", text))?;
    let seconds = filled("wait").map_or(Ok(0), |text| number("wait", text))?;
    if seconds > LONGEST_WAIT {
        return Err(Problem::WrongValue("wait", format!("at most {LONGEST_WAIT} seconds")));
    }
    let filter = Filter { kinds, to: filled("to").map(ToOwned::to_owned), after };
    Ok(Asked { filter, wait: Duration::from_secs(seconds) })
}

fn kind(text: &str) -> Result<MessageKind, Problem> {
    MessageKind::from_name(text).ok_or_else(|| {
        let names = MessageKind::ALL.map(MessageKind::name).join(", ");
        Problem::WrongValue("kind", format!("{text:?} must be one of {names}"))
    })
}

fn number<T: std::str::FromStr>(name: &'static str, text: &str) -> Result<T, Problem> {
    text.parse().map_err(|_| Problem::WrongValue(name, format!("{text:?} must be a whole number")))
}

/// Looks whenever there is news, and now and then, until something is found or the time is over. It may be reset or
/// restored meanwhile, so each look is at the stand as it is then.
async fn wait<T>(
    (stands, stand): (&Stands, &OfStand),
    longest: Duration,
    look: impl Fn(&Stand) -> Result<Option<T>, Stop>,
) -> Result<Option<T>, Stop> {
    let until = Instant::now() + longest;
    let mut news = stand.news.messages();
    loop {
        news.mark_unchanged();
        let Some(current) = stands.find(&stand.name) else { return Ok(None) };
        let found = look(&current)?;
        let now = Instant::now();
        if found.is_some() || now >= until {
            return Ok(found);
        }
        let _ = tokio::time::timeout(RECHECK.min(until - now), news.changed()).await;
    }
}
