//! Lists of the tester's API: `limit` says how many at most, `after` where to go on, and the answer says `next`.

use schemars::JsonSchema;
use serde::Deserialize;

/// How many there are in an answer where nothing else is said.
const USUAL: u32 = 100;

/// Which part of a list is meant.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Page {
    /// How many at most; 100 where it is not said.
    #[schemars(range(min = 1, max = 1_000))]
    pub limit: Option<u32>,
    /// `next` of the part before.
    pub after: Option<String>,
}

/// How many rows to ask for: one more than are shown, to know whether there are more.
pub fn one_more(limit: Option<u32>) -> u32 {
    limit.unwrap_or(USUAL) + 1
}

/// The part that is shown, and its last one's place where there are more.
pub fn cut<T, P>(mut rows: Vec<T>, limit: Option<u32>, place: impl FnOnce(&T) -> P) -> (Vec<T>, Option<P>) {
    let limit = usize::try_from(limit.unwrap_or(USUAL)).unwrap_or(usize::MAX);
    let has_more = rows.len() > limit;
    rows.truncate(limit);
    let next = rows.last().filter(|_| has_more).map(place);
    (rows, next)
}
