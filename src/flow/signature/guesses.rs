//! Texts that a client may have signed in place of the one that is due, the likelier first.
//!
//! Every known order, a value that is missing, the usual ways to spoil a value, the usual separators.

use crate::flow::signature::signed::Signed;
use crate::flow::signature::spoilt;
use crate::protocol::signed_text::ORDERS;
use crate::protocol::signed_text::Order;

/// A text that may have been signed.
#[derive(Debug)]
pub(super) struct Guess {
    /// The text.
    pub(super) text: Vec<u8>,
    /// What it is, compared with the one that is due.
    pub(super) how: How,
}

/// What a text is, compared with the one that is due.
#[derive(Debug)]
pub(super) enum How {
    /// The same values in another known order.
    Order(&'static Order),
    /// A value is not in it.
    Missing(&'static str),
    /// A value is another one.
    Value(&'static str, String),
    /// Something stands between the values.
    Between(&'static str),
    /// The text is spoilt as a whole.
    Whole(&'static str),
    /// Another order, and something beside.
    OrderAnd(&'static Order, String),
}

/// What stands between values, and its name.
const SEPARATORS: [(&str, &str); 9] = [
    ("\n", "with line breaks between them"),
    ("&", "with & between them"),
    (" ", "with spaces between them"),
    (",", "with commas between them"),
    (";", "with semicolons between them"),
    ("+", "with pluses between them"),
    ("|", "with | between them"),
    ("\r\n", "with CR LF between them"),
    (", ", "with commas and spaces between them"),
];

/// Values that are left out most often.
const OFTEN_LEFT_OUT: [&str; 3] = ["state", "redirect_uri", "code"];

/// What is done most often to a value, and to which.
const OFTEN_SPOILT: [&str; 3] = ["timestamp", "scope", "redirect_uri"];

/// Every guess about a request.
pub(super) fn guesses<'a>(signed: &'a Signed<'a>) -> impl Iterator<Item = Guess> + 'a {
    let thorough = signed.orders.iter().flat_map(|due| thorough(signed, due));
    likely(signed).chain(thorough).chain(whole(signed)).chain(others(signed))
}

/// What explains most wrong signatures; where each try is dear, little more than this is tried.
fn likely<'a>(signed: &'a Signed<'a>) -> impl Iterator<Item = Guess> + 'a {
    let orders =
        other_orders(signed).map(|order| Guess { text: order.text(signed.sent).into_bytes(), how: How::Order(order) });
    let line = due_texts(signed).map(|text| whole_guess("the text due with a line feed after it", text + "\n"));
    let missing = OFTEN_LEFT_OUT.into_iter().flat_map(|name| without(signed, name));
    let spoilt = OFTEN_SPOILT.into_iter().flat_map(move |name| {
        let change = spoilt::first(name, signed.sent.sent(name));
        change.into_iter().flat_map(move |(about, value)| with(signed, name, &about, &value).collect::<Vec<_>>())
    });
    orders.chain(line).chain(spoilt).chain(missing)
}

/// Known orders that are not due. One that needs what was not sent would be the same as leaving something out.
fn other_orders<'a>(signed: &'a Signed<'a>) -> impl Iterator<Item = &'static Order> + 'a {
    let is_due = |order: &Order| signed.orders.iter().any(|due| std::ptr::eq(*due, order));
    let is_sent =
        |order: &Order| order.parts.iter().all(|name| *name == "scope_org" || !signed.sent.sent(name).is_empty());
    ORDERS.into_iter().filter(move |order| !is_due(order) && is_sent(order))
}

fn due_texts<'a>(signed: &'a Signed<'a>) -> impl Iterator<Item = String> + 'a {
    signed.orders.iter().map(|order| order.text(signed.sent))
}

fn whole_guess(about: &'static str, text: impl Into<Vec<u8>>) -> Guess {
    Guess { text: text.into(), how: How::Whole(about) }
}

/// The right text, spoilt as a whole.
fn whole<'a>(signed: &'a Signed<'a>) -> impl Iterator<Item = Guess> + 'a {
    due_texts(signed).flat_map(|text| {
        spoilt::wholes(&text).into_iter().map(|(about, bytes)| whole_guess(about, bytes)).collect::<Vec<_>>()
    })
}

/// Everything that may be wrong with one value, or between values, of an order that is due.
fn thorough<'a>(signed: &'a Signed<'a>, due: &'static Order) -> impl Iterator<Item = Guess> + 'a {
    let parts = due.parts.iter().copied().filter(|name| !signed.sent.sent(name).is_empty());
    let missing = parts
        .clone()
        .map(|name| Guess { text: due.text_with(signed.sent, name, "").into_bytes(), how: How::Missing(name) });
    let values = parts.flat_map(move |name| {
        spoilt::values(name, signed.sent.sent(name), signed).into_iter().map(move |(about, value)| Guess {
            text: due.text_with(signed.sent, name, &value).into_bytes(),
            how: How::Value(name, about),
        })
    });
    let between = SEPARATORS.into_iter().flat_map(|(separator, about)| {
        let texts = [true, false].map(|leaves_out| joined(signed, due, separator, leaves_out));
        texts.map(|text| Guess { text: text.into_bytes(), how: How::Between(about) })
    });
    let query = [("?", "as a query, with names, = and & between them")]
        .map(|(_, about)| Guess { text: spoilt::query(signed.sent, due).into_bytes(), how: How::Between(about) });
    missing.chain(between).chain(query).chain(values)
}

/// Another order together with something else.
fn others<'a>(signed: &'a Signed<'a>) -> impl Iterator<Item = Guess> + 'a {
    other_orders(signed).flat_map(move |order| {
        thorough(signed, order).map(move |guess| {
            let about = match guess.how {
                How::Missing(name) => format!("without {name}"),
                How::Value(name, about) => format!("with {name} {about}"),
                How::Between(about) => about.to_owned(),
                How::Order(_) | How::Whole(_) | How::OrderAnd(..) => String::new(),
            };
            Guess { text: guess.text, how: How::OrderAnd(order, about) }
        })
    })
}

fn without<'a>(signed: &'a Signed<'a>, name: &'static str) -> impl Iterator<Item = Guess> + 'a {
    let has = move |due: &&&'static Order| due.parts.contains(&name) && !signed.sent.sent(name).is_empty();
    let text = move |due: &&'static Order| due.text_with(signed.sent, name, "").into_bytes();
    signed.orders.iter().filter(has).map(move |due| Guess { text: text(due), how: How::Missing(name) })
}

fn with<'a>(signed: &'a Signed<'a>, name: &'static str, about: &str, value: &str) -> impl Iterator<Item = Guess> + 'a {
    let (about, value) = (about.to_owned(), value.to_owned());
    let has = move |due: &&&'static Order| due.parts.contains(&name);
    signed.orders.iter().filter(has).map(move |due| Guess {
        text: due.text_with(signed.sent, name, &value).into_bytes(),
        how: How::Value(name, about.clone()),
    })
}

/// The values with something between them; what was not sent may be left out, or stand there as an empty value.
fn joined(signed: &Signed<'_>, order: &Order, separator: &str, leaves_out: bool) -> String {
    let values = order.parts.iter().map(|name| signed.sent.sent(name));
    values.filter(|value| !leaves_out || !value.is_empty()).collect::<Vec<_>>().join(separator)
}
