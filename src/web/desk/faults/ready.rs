//! Troubles that one press arms, and what any fault is called.

use crate::faults::fault::Fault;
use crate::faults::words::ANYWHERE;
use crate::texts::Language;
use crate::texts::Text;
use crate::web::desk::faults::parts;
use crate::web::desk::faults::words;

/// Troubles that testers want most often, each armed by one press: words, place, how often, what is done.
pub const READY: [(&str, &str, &str, &str); 8] = [
    ("desk-ready-token-502", "token", "PT1H", r#"{"status":502,"body":"Bad Gateway"}"#),
    ("desk-ready-token-hangs", "token", "1", r#"{"hang":true}"#),
    ("desk-ready-works", ANYWHERE, "PT1H", r#"{"maintenance":true}"#),
    ("desk-ready-rest-slow", "rest", "all", r#"{"delay":"PT20S"}"#),
    ("desk-ready-rest-500", "rest", "all", r#"{"status":500}"#),
    ("desk-ready-state-other", "callback", "1", r#"{"callback":{"state":"other"}}"#),
    ("desk-ready-bad-signature", "token", "1", r#"{"token":"bad_signature"}"#),
    ("desk-ready-keys-rotated", "keys", "all", r#"{"keys":"rotated"}"#),
];

/// What a ready fault is called: `token-502`.
pub fn name(key: &str) -> &str {
    key.trim_start_matches("desk-ready-")
}

/// What a fault is: the words of the ready one, where it is that, or of its row in the catalogue.
pub fn title(fault: &Fault, language: Language) -> Text {
    let is_it = |(key, at, _, action): &&(&str, &str, &str, &str)| {
        *fault.name == *name(key)
            && fault.selector.at == *at
            && parts::action(action).is_ok_and(|action| action == fault.action)
    };
    READY.iter().find(is_it).map_or_else(|| words::what(&fault.action, language), |(key, ..)| Text::new(key))
}
