//! `POST /_mock/api/v1/requests/expect`: is the journal as a tester expects, and if not, what came near?

use std::time::Duration;

use schemars::JsonSchema;
use serde::Deserialize;
use serde::Serialize;
use tokio::time::Instant;
use tokio::time::timeout_at;

use crate::domain::real_time::RealTime;
use crate::flow::stand::Stand;
use crate::journal::expectation;
use crate::journal::expectation::Count;
use crate::journal::filter::Filter;
use crate::web::control::openapi::parts::Body;
use crate::web::control::openapi::parts::Shown;
use crate::web::control::requests::Chosen;
use crate::web::control::requests::shown::Summary;
use crate::web::errors::problem::Problem;
use crate::web::state::OfStand;

/// What is expected.
#[derive(Debug, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields, example = serde_json::json!({"at": "token", "client": "EPOS_DEMO", "count": 0}))]
pub struct Expectation {
    #[serde(flatten)]
    chosen: Chosen,
    /// How many: a number, or at least and at most so many; at least one where it is not said.
    count: Option<Counted>,
    /// Wait so long for it, such as `PT2S`; at most a minute.
    within: Option<String>,
    /// An exact or greatest number must hold so long, such as `PT0.2S`.
    settle: Option<String>,
}

/// A number, or bounds.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema)]
#[serde(untagged)]
enum Counted {
    /// Exactly so many.
    Exactly(usize),
    /// Within bounds.
    Between(Bounds),
}

#[derive(Clone, Copy, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Bounds {
    /// At least so many.
    min: Option<usize>,
    /// At most so many.
    max: Option<usize>,
}

/// What came of it.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Compared {
    /// Is it as expected?
    met: bool,
    /// How many requests fit.
    count: usize,
    /// Where it is not: requests that differ in little.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    near_misses: Vec<Near>,
}

/// A request that is nearly as expected.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "NearMiss")]
struct Near {
    /// Its number.
    n: u64,
    /// In what it differs.
    differs: Vec<String>,
    /// The request.
    request: Summary,
}

/// The longest that is waited.
const LONGEST: Duration = Duration::from_secs(60);

/// `POST /_mock/api/v1/requests/expect`.
pub async fn expect(stand: OfStand, Body(expected): Body<Expectation>) -> Result<Shown<Compared>, Problem> {
    let count = bounds(expected.count)?;
    let within = wait("within", expected.within.as_deref())?;
    let settle = wait("settle", expected.settle.as_deref())?;
    let (filter, after) = expected.chosen.read(&stand)?;
    let found = settled(&stand, (&filter, after), count, (within, settle)).await;
    let met = count.is_met(found);
    let near = if met { Vec::new() } else { expectation::near_misses(&stand.journal, &filter, after) };
    let near = near.iter().map(|miss| {
        let differs = miss.differs.iter().map(ToString::to_string).collect();
        Ok(Near { n: miss.entry.n, differs, request: Summary::of(&stand, &miss.entry)? })
    });
    Ok(Shown(Compared { met, count: found, near_misses: near.collect::<Result<_, Problem>>()? }))
}

/// Waits until the number is as expected and stays so, or time is over; gives the number.
async fn settled(
    stand: &Stand,
    (filter, after): (&Filter, u64),
    count: Count,
    (within, settle): (Duration, Duration),
) -> usize {
    let mut news = stand.journal.watch();
    let until = Instant::now() + within;
    loop {
        news.mark_unchanged();
        let found = stand.journal.count(filter, after);
        if count.is_settled(found) {
            return found;
        }
        let now = Instant::now();
        // What is met may still be exceeded; what is not may still come.
        let end = if count.is_met(found) { now + settle } else { until };
        if timeout_at(end, news.changed()).await.is_err() {
            return found;
        }
    }
}

fn bounds(counted: Option<Counted>) -> Result<Count, Problem> {
    let count = match counted {
        None => Count { min: 1, max: usize::MAX },
        Some(Counted::Exactly(number)) => Count { min: number, max: number },
        Some(Counted::Between(Bounds { min, max })) => {
            Count { min: min.unwrap_or_default(), max: max.unwrap_or(usize::MAX) }
        }
    };
    if count.min > count.max {
        return Err(Problem::WrongValue("count", format!("min {} is more than max {}", count.min, count.max)));
    }
    Ok(count)
}

fn wait(field: &'static str, text: Option<&str>) -> Result<Duration, Problem> {
    let Some(text) = text else { return Ok(Duration::ZERO) };
    let time = RealTime::parse(text).map_err(|error| Problem::WrongValue(field, format!("{text:?} {error}")))?;
    if time.0 > LONGEST { Err(Problem::WrongValue(field, format!("{text:?} is more than PT60S"))) } else { Ok(time.0) }
}
