//! Texts that a client may have signed in place of the one that is due, the likelier first.
//!
//! Every known order, a value that is missing, the usual ways to spoil a value, the usual separators.

use crate::flow::signature::rearranged;
use crate::flow::signature::signed::Signed;
use crate::flow::signature::spoilt;
use crate::protocol::signed_text::ORDERS;
use crate::protocol::signed_text::Order;
use crate::protocol::words::Words;
use crate::protocol::words::words;

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
    Value(&'static str, Words),
    /// Something stands between the values.
    Between(Words),
    /// The text is spoilt as a whole.
    Whole(Words),
    /// The same values in an order that nobody prescribes, or with values more.
    Arranged(String),
    /// Another order, and something beside.
    OrderAnd(&'static Order, Words),
}

/// What stands between values, and its name.
const SEPARATORS: [(&str, &str, &str); 9] = [
    ("\n", "with line breaks between them", "с переводами строк между ними"),
    ("&", "with & between them", "через &"),
    (" ", "with spaces between them", "через пробелы"),
    (",", "with commas between them", "через запятые"),
    (";", "with semicolons between them", "через точки с запятой"),
    ("+", "with pluses between them", "через плюсы"),
    ("|", "with | between them", "через |"),
    ("\r\n", "with CR LF between them", "с CR LF между ними"),
    (", ", "with commas and spaces between them", "через запятые с пробелами"),
];

/// Values that are left out most often.
const OFTEN_LEFT_OUT: [&str; 3] = ["state", "redirect_uri", "code"];

/// What is done most often to a value, and to which.
const OFTEN_SPOILT: [&str; 3] = ["timestamp", "scope", "redirect_uri"];

/// Every guess about a request.
pub(super) fn guesses<'a>(signed: &'a Signed<'a>) -> impl Iterator<Item = Guess> + 'a {
    let thorough = signed.orders.iter().flat_map(|due| thorough(signed, due));
    let arranged = rearranged::all(signed).map(|(text, order)| Guess { text, how: How::Arranged(order) });
    likely(signed).chain(thorough).chain(whole(signed)).chain(others(signed)).chain(arranged)
}

/// What explains most wrong signatures; where each try is dear, little more than this is tried.
fn likely<'a>(signed: &'a Signed<'a>) -> impl Iterator<Item = Guess> + 'a {
    let orders =
        other_orders(signed).map(|order| Guess { text: order.text(signed.sent).into_bytes(), how: How::Order(order) });
    let line = || Words::new("the text due with a line feed after it", "нужный текст с переводом строки в конце");
    let line = due_texts(signed).map(move |text| whole_guess(line(), text + "\n"));
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

fn whole_guess(about: Words, text: impl Into<Vec<u8>>) -> Guess {
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
    let between = SEPARATORS.into_iter().flat_map(|(separator, english, russian)| {
        let texts = [true, false].map(|leaves_out| joined(signed, due, separator, leaves_out));
        texts.map(|text| Guess { text: text.into_bytes(), how: How::Between(Words::new(english, russian)) })
    });
    let query = std::iter::once_with(move || Guess {
        text: spoilt::query(signed.sent, due).into_bytes(),
        how: How::Between(Words::new(
            "as a query, with names, = and & between them",
            "как строка запроса, с именами, = и &",
        )),
    });
    missing.chain(between).chain(query).chain(values)
}

/// Another order together with something else.
fn others<'a>(signed: &'a Signed<'a>) -> impl Iterator<Item = Guess> + 'a {
    other_orders(signed).flat_map(move |order| {
        thorough(signed, order).map(move |guess| {
            let about = match guess.how {
                How::Missing(name) => words!("without {name}", "без {name}"),
                How::Value(name, about) => words!("with {name} {about}", "где {name} {about:#}"),
                How::Between(about) => about,
                How::Order(_) | How::Whole(_) | How::OrderAnd(..) | How::Arranged(_) => Words::default(),
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

fn with<'a>(
    signed: &'a Signed<'a>,
    name: &'static str,
    about: &Words,
    value: &str,
) -> impl Iterator<Item = Guess> + 'a {
    let (about, value) = (about.clone(), value.to_owned());
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
