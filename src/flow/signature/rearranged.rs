//! The values of the text due in an order that nobody prescribes, and the text due with values more. These are many,
//! so they are the last that is tried, as long as the budget lets them.

use crate::flow::signature::signed::Signed;
use crate::protocol::signed_text::Order;

/// Longer lists of values are not rearranged: 7 have 5 040 orders.
const MOST_VALUES: usize = 7;

/// Longer values are not what somebody signs beside those that are due.
const LONGEST: usize = 2_048;

/// Of so many other parameters each pair is tried.
const MOST_OTHERS: usize = 12;

/// A text that may have been signed, and the names of its values in their order.
type Arranged = (Vec<u8>, String);

/// Every order of the values that were sent; then the text due with one or two more of the request.
pub(super) fn all<'a>(signed: &'a Signed<'a>) -> impl Iterator<Item = Arranged> + 'a {
    let due = signed.orders.first().into_iter();
    let orders = due.flat_map(move |due| orders_of(sent_of(signed, due)).map(move |names| in_order(signed, &names)));
    orders.chain(with_more(signed))
}

/// The values of a text that were sent, by their names.
fn sent_of(signed: &Signed<'_>, due: &Order) -> Vec<&'static str> {
    due.parts.iter().copied().filter(|name| !signed.sent.sent(name).is_empty()).collect()
}

fn in_order(signed: &Signed<'_>, names: &[&str]) -> Arranged {
    let text: String = names.iter().map(|name| signed.sent.sent(name)).collect();
    (text.into_bytes(), names.join(" ‖ "))
}

/// One or two of the other parameters of the request, after the values that are due, before them, or on both sides.
fn with_more<'a>(signed: &'a Signed<'a>) -> impl Iterator<Item = Arranged> + 'a {
    let due = signed.orders.first().into_iter();
    due.flat_map(move |due| {
        let (names, others) = (sent_of(signed, due), others(signed, due));
        let one = others.clone().into_iter().flat_map({
            let names = names.clone();
            move |more| [[&names[..], &[more]].concat(), [&[more], &names[..]].concat()]
        });
        let pair = |first| others.clone().into_iter().map(move |next| (first, next));
        let pairs: Vec<_> = others.iter().copied().flat_map(pair).filter(|(first, next)| first != next).collect();
        let two = pairs.into_iter().flat_map(move |(first, next)| {
            [
                [&names[..], &[first, next]].concat(),
                [&[first, next], &names[..]].concat(),
                [&[first], &names[..], &[next]].concat(),
            ]
        });
        one.chain(two).map(|names| in_order(signed, &names))
    })
}

/// Parameters that were sent and are no part of the text due.
fn others<'a>(signed: &'a Signed<'a>, due: &Order) -> Vec<&'a str> {
    let is_other = |(name, value): &(&str, &str)| {
        let is_due = due.parts.contains(name) || *name == "client_secret";
        !is_due && !value.is_empty() && value.len() <= LONGEST
    };
    signed.sent.iter().filter(is_other).map(|(name, _)| name).take(MOST_OTHERS).collect()
}

/// Every order of these names, the one that is given first; nothing of more than can be tried.
fn orders_of(names: Vec<&str>) -> impl Iterator<Item = Vec<&str>> {
    let first = (names.len() <= MOST_VALUES).then(|| (0..names.len()).collect::<Vec<usize>>());
    let places = std::iter::successors(first, |places| next(places.clone()));
    places.map(move |places| places.into_iter().filter_map(|place| names.get(place).copied()).collect())
}

/// The next permutation in lexicographic order.
fn next(mut places: Vec<usize>) -> Option<Vec<usize>> {
    let at = places.windows(2).rposition(|pair| pair[0] < pair[1])?;
    let with = places.iter().rposition(|place| *place > places[at])?;
    places.swap(at, with);
    places[at + 1..].reverse();
    Some(places)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_order_comes_once() {
        let mut all: Vec<_> = orders_of(vec!["a", "b", "c", "d"]).collect();
        assert_eq!((all.len(), all[0].concat().as_str()), (24, "abcd"));
        all.sort();
        all.dedup();
        assert_eq!(all.len(), 24);
        assert_eq!(orders_of(vec!["a"; 8]).count(), 0, "too many to be tried");
    }
}
