//! Calls that wait for something: `wait=SECONDS`.

use std::time::Duration;

use tokio::time::Instant;

use crate::flow::Stop;
use crate::flow::stand::Stand;
use crate::flow::stands::Stands;

/// When to look again where there was no news. Whoever goes away before the commit of what they wrote tells nobody.
const RECHECK: Duration = Duration::from_secs(1);

/// Looks whenever there is news until something is found or the time is over. The stand may be reset or restored
/// meanwhile, so each look is at the stand as it is then.
pub async fn wait<T>(
    (stands, stand): (&Stands, &Stand),
    seconds: Option<u32>,
    look: impl Fn(&Stand) -> Result<Option<T>, Stop>,
) -> Result<Option<T>, Stop> {
    let until = Instant::now() + Duration::from_secs(seconds.unwrap_or_default().into());
    let mut news = stand.news.feed();
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
