//! What did the client sign instead? ЕСИА only says ESIA-007053; hours of guessing become one line here.
//!
//! Every order of parameters, every usual way to spoil a value and every usual separator are tried; the one to
//! which the signature belongs is told.

use std::borrow::Cow;

use percent_encoding::NON_ALPHANUMERIC;
use percent_encoding::percent_decode_str;
use percent_encoding::utf8_percent_encode;

use crate::flow::signature::signed::Signed;
use crate::protocol::reasons::signature::signed_other_order;
use crate::protocol::reasons::signature::signed_other_value;
use crate::protocol::reasons::signature::signed_with_separators;
use crate::protocol::refusal::Refusal;
use crate::protocol::signed_text::ORDERS;
use crate::protocol::signed_text::Order;

/// A usual way to spoil a value.
struct Slip {
    about: &'static str,
    /// Gives the value of a parameter as it may have been signed.
    change: fn(&str, &str) -> Option<String>,
}

const SLIPS: [Slip; 10] = [
    Slip { about: "", change: |_, _| None },
    Slip {
        about: "with a space in place of + in timestamp",
        change: |name, value| (name == "timestamp").then(|| value.replace('+', " ")),
    },
    Slip {
        about: "with + in place of spaces in scope",
        change: |name, value| (name == "scope").then(|| value.replace(' ', "+")),
    },
    Slip { about: "with scope \"openid\" alone", change: |name, _| (name == "scope").then(|| "openid".to_owned()) },
    Slip { about: "without state", change: |name, _| (name == "state").then(String::new) },
    Slip { about: "without redirect_uri", change: |name, _| (name == "redirect_uri").then(String::new) },
    Slip {
        about: "with redirect_uri cut before its query",
        change: |name, value| (name == "redirect_uri").then(|| value.split('?').next().unwrap_or_default().to_owned()),
    },
    Slip {
        about: "with redirect_uri percent-encoded",
        change: |name, value| (name == "redirect_uri").then(|| encoded(value)),
    },
    Slip {
        about: "with redirect_uri percent-decoded once more",
        change: |name, value| {
            (name == "redirect_uri").then(|| percent_decode_str(value).decode_utf8_lossy().into_owned())
        },
    },
    Slip { about: "with every value percent-encoded", change: |_, value| Some(encoded(value)) },
];

const SEPARATORS: [(&str, &str); 4] = [("\n", "line breaks"), ("&", "&"), (" ", "spaces"), (";", "semicolons")];

/// Adds what was signed to a refusal, where that can be found out.
pub(super) fn explain(refusal: Refusal, signed: &Signed<'_>, fits: impl Fn(&str) -> bool) -> Refusal {
    let Some(Found { text, about, reason }) = find(signed, fits) else { return refusal };
    let right = signed.texts().next().unwrap_or_default();
    let position = right.bytes().zip(text.bytes()).take_while(|(left, right)| left == right).count();
    let told = reason(&refusal.reason, &about, position);
    Refusal { row: told.row, reason: told.reason, cure: told.cure, ..refusal }.with("text that was signed", text)
}

/// The text to which the signature belongs.
struct Found {
    text: String,
    about: String,
    reason: fn(&str, &str, usize) -> Refusal,
}

fn find(signed: &Signed<'_>, fits: impl Fn(&str) -> bool) -> Option<Found> {
    for order in ORDERS {
        for slip in &SLIPS {
            let text = joined(signed, order, slip, "");
            if fits(&text) {
                let about = format!("the order {} ({}) {}", order.words(), order.about, slip.about);
                let reason = if slip.about.is_empty() { signed_other_order } else { signed_other_value };
                return Some(Found { text, about, reason });
            }
        }
        for (separator, name) in SEPARATORS {
            let text = joined(signed, order, &SLIPS[0], separator);
            if fits(&text) {
                let about = format!("the order {} ({}) with {name} between", order.words(), order.about);
                return Some(Found { text, about, reason: signed_with_separators });
            }
        }
    }
    None
}

fn joined(signed: &Signed<'_>, order: &Order, slip: &Slip, separator: &str) -> String {
    let value = |name: &&str| {
        let sent = signed.sent.sent(name);
        (slip.change)(name, sent).map_or(Cow::Borrowed(sent), Cow::Owned)
    };
    order.parts.iter().map(value).collect::<Vec<_>>().join(separator)
}

fn encoded(value: &str) -> String {
    utf8_percent_encode(value, NON_ALPHANUMERIC).to_string()
}
