//! What programs that sign do wrong with a value, or with the whole text.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chrono::FixedOffset;
use chrono::TimeDelta;
use percent_encoding::AsciiSet;
use percent_encoding::NON_ALPHANUMERIC;
use percent_encoding::percent_decode_str;
use percent_encoding::utf8_percent_encode;

use crate::flow::signature::signed::Signed;
use crate::protocol::dates;
use crate::protocol::parameters::Parameters;
use crate::protocol::signed_text::Order;

/// A value as it may have been signed, and in which way it is wrong.
type Spoilt = (String, String);

/// What RFC 3986, 2.3 leaves as it is.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Longer values are not spoilt in every way.
const LONGEST: usize = 2_048;

/// The likeliest of all for this parameter.
pub(super) fn first(name: &str, value: &str) -> Option<Spoilt> {
    let spoilt = match name {
        "timestamp" => ("with a space in place of +".to_owned(), value.replace('+', " ")),
        "scope" => ("with + in place of spaces".to_owned(), value.replace(' ', "+")),
        "redirect_uri" if value.contains('%') => ("percent-decoded once more".to_owned(), decoded(value)),
        "redirect_uri" => ("percent-encoded".to_owned(), encoded(value)),
        _ => return None,
    };
    (spoilt.1 != value).then_some(spoilt)
}

/// Every way to spoil the value of a parameter.
pub(super) fn values(name: &str, value: &str, signed: &Signed<'_>) -> Vec<Spoilt> {
    let mut all: Vec<Spoilt> = first(name, value).into_iter().collect();
    if value.len() > LONGEST {
        return all;
    }
    match name {
        "timestamp" => timestamps(value, &mut all),
        "scope" => scopes(value, &mut all),
        "redirect_uri" => addresses(value, &mut all),
        "state" => {
            all.push(("without its hyphens".to_owned(), value.replace('-', "")));
            all.push(("in braces".to_owned(), format!("{{{value}}}")));
        }
        "client_id" => {
            let others = signed.clients.iter().map(|party| party.client.mnemonic.as_str()).take(64);
            all.extend(others.map(|other| (format!("of another client, {other}"), other.to_owned())));
        }
        _ => {}
    }
    all.extend(GENERAL.into_iter().map(|(about, change)| (about.to_owned(), change(value))));
    all.retain(|(_, spoilt)| spoilt != value);
    all
}

type Change = fn(&str) -> String;

const GENERAL: [(&str, Change); 19] = [
    ("percent-encoded", encoded),
    ("percent-encoded to its last sign", |value| utf8_percent_encode(value, NON_ALPHANUMERIC).to_string()),
    ("percent-encoded, but for its slashes", |value| encoded(value).replace("%2F", "/")),
    ("percent-encoded in small letters", |value| lower_escapes(&encoded(value))),
    ("form-encoded, with + for spaces", |value| encoded(value).replace("%20", "+")),
    ("form-encoded in small letters, with + for spaces", |value| lower_escapes(&encoded(value)).replace("%20", "+")),
    ("percent-encoded twice", |value| encoded(&encoded(value))),
    ("percent-decoded once more", decoded),
    ("form-decoded once more", |value| percent_decode_str(&value.replace('+', " ")).decode_utf8_lossy().into_owned()),
    ("in capital letters", str::to_uppercase),
    ("in small letters", str::to_lowercase),
    ("without the blanks at its ends", |value| value.trim().to_owned()),
    ("without blanks", |value| value.replace(' ', "")),
    ("with a blank after it", |value| format!("{value} ")),
    ("with a line feed after it", |value| format!("{value}\n")),
    ("in quotation marks", |value| format!("\"{value}\"")),
    ("with + in place of spaces", |value| value.replace(' ', "+")),
    ("with spaces in place of +", |value| value.replace('+', " ")),
    ("in base64", |value| STANDARD.encode(value)),
];

fn encoded(value: &str) -> String {
    utf8_percent_encode(value, ENCODED).to_string()
}

fn decoded(value: &str) -> String {
    percent_decode_str(value).decode_utf8_lossy().into_owned()
}

/// `%2F` as `%2f`, which some libraries write.
fn lower_escapes(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('%') {
        let end = (at + 3).min(rest.len());
        out.push_str(&rest[..at]);
        out.push_str(&rest[at..end].to_lowercase());
        rest = &rest[end..];
    }
    out + rest
}

fn timestamps(value: &str, all: &mut Vec<Spoilt>) {
    let written = |time: chrono::DateTime<FixedOffset>| time.format("%Y.%m.%d %H:%M:%S %z").to_string();
    if let Some(time) = dates::request_timestamp(value) {
        for seconds in [1, 2, 3, 60, 3600] {
            all.push((format!("{seconds} s earlier"), written(time - TimeDelta::seconds(seconds))));
            all.push((format!("{seconds} s later"), written(time + TimeDelta::seconds(seconds))));
        }
        for hours in [0, 3, 5, 7] {
            let Some(zone) = FixedOffset::east_opt(hours * 3600) else { continue };
            all.push((format!("of the same moment in zone +{hours:02}00"), written(time.with_timezone(&zone))));
            let day = value.get(..20).unwrap_or_default();
            all.push((format!("with zone +{hours:02}00 in place of its own"), format!("{day}+{hours:02}00")));
        }
        all.push(("in ISO 8601".to_owned(), time.to_rfc3339()));
    }
    all.push(("without its zone".to_owned(), value.get(..19).unwrap_or_default().to_owned()));
    let (head, tail) = value.split_at_checked(23).unwrap_or((value, ""));
    all.push(("with a colon in its zone".to_owned(), format!("{head}:{tail}")));
}

fn scopes(value: &str, all: &mut Vec<Spoilt>) {
    let words: Vec<&str> = value.split(' ').filter(|word| !word.is_empty()).collect();
    for (between, about) in
        [(",", "with commas"), (", ", "with commas and blanks"), (";", "with semicolons"), ("", "without blanks")]
    {
        all.push((format!("{about} in place of blanks"), words.join(between)));
    }
    let other_order = || "with its words in another order".to_owned();
    let mut sorted = words.clone();
    sorted.sort_unstable();
    all.push((other_order(), sorted.join(" ")));
    all.push((other_order(), words.iter().rev().copied().collect::<Vec<_>>().join(" ")));
    if words.len() <= 4 {
        all.extend(permutations(&words).into_iter().map(|words| (other_order(), words.join(" "))));
    }
    all.push(("\"openid\" alone".to_owned(), "openid".to_owned()));
    let left: Vec<_> = words.iter().copied().filter(|word| *word != "openid").collect();
    all.push(("without openid".to_owned(), left.join(" ")));
    for (at, word) in words.iter().enumerate().take(8) {
        let left: Vec<_> = words.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, word)| *word).collect();
        all.push((format!("without {word}"), left.join(" ")));
    }
}

fn permutations<'a>(words: &[&'a str]) -> Vec<Vec<&'a str>> {
    if words.len() < 2 {
        return vec![words.to_vec()];
    }
    let mut all = Vec::new();
    for at in 0..words.len() {
        let mut rest = words.to_vec();
        let first = rest.remove(at);
        all.extend(permutations(&rest).into_iter().map(|tail| [vec![first], tail].concat()));
    }
    all
}

fn addresses(value: &str, all: &mut Vec<Spoilt>) {
    let before_query = value.split('?').next().unwrap_or_default();
    all.push(("cut before its query".to_owned(), before_query.to_owned()));
    all.push(("with a slash at its end".to_owned(), format!("{value}/")));
    all.push(("without the slash at its end".to_owned(), value.trim_end_matches('/').to_owned()));
    for (from, to) in
        [("http://", "https://"), ("https://", "http://"), ("127.0.0.1", "localhost"), ("localhost", "127.0.0.1")]
    {
        all.push((format!("with {to} in place of {from}"), value.replacen(from, to, 1)));
    }
}

/// The whole text, spoilt.
pub(super) fn wholes(text: &str) -> Vec<(&'static str, Vec<u8>)> {
    let utf16 = |bytes: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(bytes).collect::<Vec<u8>>();
    vec![
        ("the text due with CR LF after it", format!("{text}\r\n").into_bytes()),
        ("the text due with a byte order mark before it", format!("\u{feff}{text}").into_bytes()),
        ("the text due in UTF-16", utf16(u16::to_le_bytes)),
        ("the text due in UTF-16, big-endian", utf16(u16::to_be_bytes)),
        ("the text due in base64", STANDARD.encode(text).into_bytes()),
        ("the text due, percent-encoded", encoded(text).into_bytes()),
        ("the text due, form-encoded", encoded(text).replace("%20", "+").into_bytes()),
        ("the text due with + in place of spaces", text.replace(' ', "+").into_bytes()),
        ("the text due in capital letters", text.to_uppercase().into_bytes()),
        ("the text due in small letters", text.to_lowercase().into_bytes()),
        ("the text due in quotation marks", format!("\"{text}\"").into_bytes()),
        ("nothing, an empty text", Vec::new()),
    ]
}

/// The parameters of an order as a query.
pub(super) fn query(sent: &Parameters, order: &Order) -> String {
    let pairs = order.parts.iter().filter(|name| !sent.sent(name).is_empty());
    pairs.map(|name| format!("{name}={}", sent.sent(name))).collect::<Vec<_>>().join("&")
}
