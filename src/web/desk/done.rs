//! What has just been done, carried in the query of the page that a form leads to: `done` is a word of [`DONE`].

use crate::protocol::parameters::Parameters;
use crate::texts::Text;

/// How times are written for testers.
pub const TIME: &str = "%d.%m.%Y, %H:%M";

/// The word in the address, and what is said.
const DONE: &[(&str, &str)] = &[("repaired", "desk-armed-cleared")];

/// Parameters that tell what has just been done.
const TELLING: [&str; 3] = ["done", "ran", "failed"];

/// What the query of a page says was done.
pub fn told(asked: &Parameters) -> Option<Text> {
    if let Some(ran) = number(asked, "ran") {
        return Some(match number(asked, "failed") {
            Some(failed) if failed > 0 => Text::new("desk-clock-moved-failed").with("failed", failed),
            _ => Text::new("desk-clock-moved").with("done", ran),
        });
    }
    let word = asked.get("done")?;
    DONE.iter().find(|(known, _)| *known == word).map(|(_, key)| Text::new(key))
}

fn number(asked: &Parameters, name: &str) -> Option<i64> {
    asked.get(name)?.parse().ok().filter(|number| *number >= 0)
}

/// A page with its query, without what tells what was done.
pub fn without(path: &str, query: &str) -> String {
    let is_telling = |pair: &str| TELLING.contains(&pair.split('=').next().unwrap_or_default());
    let kept: Vec<_> = query.split('&').filter(|pair| !pair.is_empty() && !is_telling(pair)).collect();
    if kept.is_empty() { path.to_owned() } else { format!("{path}?{}", kept.join("&")) }
}

/// The address of a page that tells what was done.
pub fn at(page: &str, telling: &str) -> String {
    let sign = if page.contains('?') { '&' } else { '?' };
    format!("{page}{sign}{telling}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_done_is_told_once() {
        assert_eq!(without("/_mock/people", "q=a&done=repaired&ran=3"), "/_mock/people?q=a");
        assert_eq!(without("/_mock/people", "done=x"), "/_mock/people");
        assert_eq!(at("/_mock/people?q=a", "done=x"), "/_mock/people?q=a&done=x");
        assert_eq!(at("/_mock/people", "done=x"), "/_mock/people?done=x");
    }
}
