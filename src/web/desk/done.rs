//! What has just been done, carried in the query of the page that a form leads to: `done` is a word of [`DONE`].

use percent_encoding::NON_ALPHANUMERIC;
use percent_encoding::utf8_percent_encode;

use crate::flow::stand::Stand;
use crate::protocol::parameters::Parameters;
use crate::texts::Text;
use crate::web::admission;
use crate::web::typed::Typed;

/// How times are written for testers.
pub const TIME: &str = "%d.%m.%Y, %H:%M";

/// The word in the address, and what is said.
const DONE: &[(&str, &str)] = &[
    ("repaired", "desk-armed-cleared"),
    ("made", "desk-done-made"),
    ("child", "desk-done-child"),
    ("verified", "desk-done-verified"),
    ("unverified", "desk-done-unverified"),
    ("password", "desk-done-password"),
    ("blocked", "desk-done-blocked"),
    ("unblocked", "desk-done-unblocked"),
    ("forgiven", "desk-done-forgiven"),
    ("saved", "desk-done-saved"),
    ("logged_out", "desk-done-logged-out"),
    ("revoked", "desk-done-revoked"),
    ("deleted", "desk-done-deleted"),
    ("kept", "desk-done-kept"),
    ("restored", "desk-done-restored"),
    ("forgotten", "desk-done-forgotten"),
    ("reset", "desk-done-reset"),
    ("stand_made", "desk-done-stand-made"),
    ("stand_ended", "desk-done-stand-ended"),
];

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

/// A page that is asked for something; what is empty is left out.
pub fn asking(page: &str, said: &[(&str, &str)]) -> String {
    let said = said.iter().filter(|(_, value)| !value.is_empty());
    let pairs = said.map(|(name, value)| format!("{name}={}", utf8_percent_encode(value, NON_ALPHANUMERIC)));
    pairs.fold(page.to_owned(), |page, pair| at(&page, &pair))
}

/// The page that a form of the desk comes back to; another address is none.
pub fn back<'a>(stand: &Stand, typed: &'a Typed) -> &'a str {
    let said = typed.text("back");
    admission::way_back(said.strip_prefix(stand.base_path.as_str()).unwrap_or(said))
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
