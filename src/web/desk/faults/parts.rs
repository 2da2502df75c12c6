//! What the page of faults and its form share.

use crate::domain::span::Span;
use crate::faults::action::Do;
use crate::faults::armed::MOST;
use crate::faults::fault::Fault;
use crate::faults::fault::Selector;
use crate::flow::Stop;
use crate::flow::stand::Stand;
use crate::protocol::reasons;
use crate::texts::Text;
use crate::web::views::Notice;

/// Where the faults are.
pub const PATH: &str = "/_mock/faults";

/// How often or how long, in the order of the form.
pub const OFTEN: [(&str, &str); 6] = [
    ("1", "desk-often-once"),
    ("3", "desk-often-thrice"),
    ("all", "desk-often-all"),
    ("PT15M", "desk-often-quarter"),
    ("PT1H", "desk-often-hour"),
    ("P1D", "desk-often-day"),
];

/// A fault that acts so often, or so long.
pub fn fault(stand: &Stand, selector: Selector, often: &str, action: Do) -> Fault {
    let now = stand.config.zone.local(stand.clock.now());
    let until = Span::parse(often).ok().and_then(|span| span.from(now));
    Fault { name: "".into(), selector, skip: 0, times: often.parse().ok(), until, handle: None, action }
}

/// What a text says that a fault does; a test of the catalogue holds that each can be read.
pub fn action(action: &str) -> Result<Do, Stop> {
    serde_json::from_str(action).map_err(|error| nothing("", &error.to_string()))
}

/// There are too many already.
pub fn full() -> Notice {
    Notice::error(Text::new("desk-faults-full").with("most", MOST.to_string()))
}

/// There is nothing below this address.
pub fn nothing(below: &str, what: &str) -> Stop {
    reasons::calls::path_unknown(format!("{PATH}{below}{what}"), "").into()
}
