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
use crate::protocol::words::Words;
use crate::protocol::words::words;

/// A value as it may have been signed, and in which way it is wrong.
type Spoilt = (Words, String);

/// What RFC 3986, 2.3 leaves as it is.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Longer values are not spoilt in every way.
const LONGEST: usize = 2_048;

/// The likeliest of all for this parameter.
pub(super) fn first(name: &str, value: &str) -> Option<Spoilt> {
    let spoilt = match name {
        "timestamp" => (Words::new("with a space in place of +", "с пробелом вместо +"), value.replace('+', " ")),
        "scope" => (Words::new("with + in place of spaces", "с + вместо пробелов"), value.replace(' ', "+")),
        "redirect_uri" if value.contains('%') => {
            (Words::new("percent-decoded once more", "раскодирован лишний раз"), decoded(value))
        }
        "redirect_uri" => (Words::new("percent-encoded", "процентно закодирован"), encoded(value)),
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
            all.push((Words::new("without its hyphens", "без дефисов"), value.replace('-', "")));
            all.push((Words::new("in braces", "в фигурных скобках"), format!("{{{value}}}")));
        }
        "client_id" => {
            let others = signed.clients.iter().map(|party| party.client.mnemonic.as_str()).take(64);
            all.extend(
                others.map(|other| (words!("of another client, {other}", "другой системы, {other}"), other.to_owned())),
            );
        }
        _ => {}
    }
    all.extend(GENERAL.into_iter().map(|(english, russian, change)| (Words::new(english, russian), change(value))));
    all.retain(|(_, spoilt)| spoilt != value);
    all
}

type Change = fn(&str) -> String;

const GENERAL: [(&str, &str, Change); 19] = [
    ("percent-encoded", "процентно закодирован", encoded),
    (
        "percent-encoded to its last sign",
        "процентно закодирован до последнего знака",
        |value| utf8_percent_encode(value, NON_ALPHANUMERIC).to_string(),
    ),
    (
        "percent-encoded, but for its slashes",
        "процентно закодирован, кроме косых черт",
        |value| encoded(value).replace("%2F", "/"),
    ),
    (
        "percent-encoded in small letters",
        "процентно закодирован строчными буквами",
        |value| lower_escapes(&encoded(value)),
    ),
    (
        "form-encoded, with + for spaces",
        "закодирован как форма, с + вместо пробелов",
        |value| encoded(value).replace("%20", "+"),
    ),
    (
        "form-encoded in small letters, with + for spaces",
        "закодирован как форма строчными буквами, с + вместо пробелов",
        |value| lower_escapes(&encoded(value)).replace("%20", "+"),
    ),
    ("percent-encoded twice", "процентно закодирован дважды", |value| {
        encoded(&encoded(value))
    }),
    ("percent-decoded once more", "раскодирован лишний раз", decoded),
    ("form-decoded once more", "раскодирован как форма лишний раз", |value| {
        percent_decode_str(&value.replace('+', " ")).decode_utf8_lossy().into_owned()
    }),
    ("in capital letters", "заглавными буквами", str::to_uppercase),
    ("in small letters", "строчными буквами", str::to_lowercase),
    ("without the blanks at its ends", "без пробелов по краям", |value| value.trim().to_owned()),
    ("without blanks", "без пробелов", |value| value.replace(' ', "")),
    ("with a blank after it", "с пробелом в конце", |value| format!("{value} ")),
    ("with a line feed after it", "с переводом строки в конце", |value| format!("{value}\n")),
    ("in quotation marks", "в кавычках", |value| format!("\"{value}\"")),
    ("with + in place of spaces", "с + вместо пробелов", |value| value.replace(' ', "+")),
    ("with spaces in place of +", "с пробелами вместо +", |value| value.replace('+', " ")),
    ("in base64", "в base64", |value| STANDARD.encode(value)),
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
            all.push((
                words!("{seconds} s earlier", "на {seconds} с раньше"),
                written(time - TimeDelta::seconds(seconds)),
            ));
            all.push((
                words!("{seconds} s later", "на {seconds} с позже"),
                written(time + TimeDelta::seconds(seconds)),
            ));
        }
        for hours in [0, 3, 5, 7] {
            let Some(zone) = FixedOffset::east_opt(hours * 3600) else { continue };
            all.push((
                words!("of the same moment in zone +{hours:02}00", "того же момента в поясе +{hours:02}00"),
                written(time.with_timezone(&zone)),
            ));
            let day = value.get(..20).unwrap_or_default();
            all.push((
                words!("with zone +{hours:02}00 in place of its own", "с поясом +{hours:02}00 вместо своего"),
                format!("{day}+{hours:02}00"),
            ));
        }
        all.push((Words::new("in ISO 8601", "по ISO 8601"), time.to_rfc3339()));
    }
    all.push((Words::new("without its zone", "без часового пояса"), value.get(..19).unwrap_or_default().to_owned()));
    let (head, tail) = value.split_at_checked(23).unwrap_or((value, ""));
    all.push((Words::new("with a colon in its zone", "с двоеточием в часовом поясе"), format!("{head}:{tail}")));
}

fn scopes(value: &str, all: &mut Vec<Spoilt>) {
    let words: Vec<&str> = value.split(' ').filter(|word| !word.is_empty()).collect();
    for (between, english, russian) in [
        (",", "with commas", "с запятыми"),
        (", ", "with commas and blanks", "с запятыми и пробелами"),
        (";", "with semicolons", "с точками с запятой"),
        ("", "with nothing", "без знаков"),
    ] {
        let about = words!("{english} in place of blanks", "{russian} вместо пробелов");
        all.push((about, words.join(between)));
    }
    let other_order = || Words::new("with its words in another order", "со словами в другом порядке");
    let mut sorted = words.clone();
    sorted.sort_unstable();
    all.push((other_order(), sorted.join(" ")));
    all.push((other_order(), words.iter().rev().copied().collect::<Vec<_>>().join(" ")));
    if words.len() <= 4 {
        all.extend(permutations(&words).into_iter().map(|words| (other_order(), words.join(" "))));
    }
    all.push((Words::new("\"openid\" alone", "— одно openid"), "openid".to_owned()));
    let left: Vec<_> = words.iter().copied().filter(|word| *word != "openid").collect();
    all.push((Words::new("without openid", "без openid"), left.join(" ")));
    for (at, word) in words.iter().enumerate().take(8) {
        let left: Vec<_> = words.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, word)| *word).collect();
        all.push((words!("without {word}", "без {word}"), left.join(" ")));
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
    all.push((Words::new("cut before its query", "обрезан до строки запроса"), before_query.to_owned()));
    all.push((Words::new("with a slash at its end", "с косой чертой в конце"), format!("{value}/")));
    all.push((
        Words::new("without the slash at its end", "без косой черты в конце"),
        value.trim_end_matches('/').to_owned(),
    ));
    for (from, to) in
        [("http://", "https://"), ("https://", "http://"), ("127.0.0.1", "localhost"), ("localhost", "127.0.0.1")]
    {
        all.push((words!("with {to} in place of {from}", "с {to} вместо {from}"), value.replacen(from, to, 1)));
    }
}

/// The whole text, spoilt.
pub(super) fn wholes(text: &str) -> Vec<(Words, Vec<u8>)> {
    let utf16 = |bytes: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(bytes).collect::<Vec<u8>>();
    vec![
        (
            Words::new("the text due with CR LF after it", "нужный текст с CR LF в конце"),
            format!("{text}\r\n").into_bytes(),
        ),
        (
            Words::new(
                "the text due with a byte order mark before it",
                "нужный текст с меткой порядка байтов (BOM) в начале",
            ),
            format!("\u{feff}{text}").into_bytes(),
        ),
        (Words::new("the text due in UTF-16", "нужный текст в UTF-16"), utf16(u16::to_le_bytes)),
        (
            Words::new("the text due in UTF-16, big-endian", "нужный текст в UTF-16, старший байт первым"),
            utf16(u16::to_be_bytes),
        ),
        (
            Words::new(
                "the text due in UTF-16, with a byte order mark before it",
                "нужный текст в UTF-16 с меткой порядка байтов (BOM)",
            ),
            [&[0xFF, 0xFE], &utf16(u16::to_le_bytes)[..]].concat(),
        ),
        (
            Words::new(
                "the text due with the head of a MIME part before it (openssl -text)",
                "нужный текст с заголовком MIME перед ним (openssl -text)",
            ),
            format!("Content-Type: text/plain\r\n\r\n{text}").into_bytes(),
        ),
        (Words::new("the text due in base64", "нужный текст в base64"), STANDARD.encode(text).into_bytes()),
        (
            Words::new("the text due, percent-encoded", "нужный текст, процентно закодированный"),
            encoded(text).into_bytes(),
        ),
        (
            Words::new("the text due, form-encoded", "нужный текст, закодированный как форма"),
            encoded(text).replace("%20", "+").into_bytes(),
        ),
        (
            Words::new("the text due with + in place of spaces", "нужный текст с + вместо пробелов"),
            text.replace(' ', "+").into_bytes(),
        ),
        (
            Words::new("the text due in capital letters", "нужный текст заглавными буквами"),
            text.to_uppercase().into_bytes(),
        ),
        (
            Words::new("the text due in small letters", "нужный текст строчными буквами"),
            text.to_lowercase().into_bytes(),
        ),
        (Words::new("the text due in quotation marks", "нужный текст в кавычках"), format!("\"{text}\"").into_bytes()),
        (Words::new("nothing, an empty text", "ничего, пустой текст"), Vec::new()),
    ]
}

/// The parameters of an order as a query.
pub(super) fn query(sent: &Parameters, order: &Order) -> String {
    let pairs = order.parts.iter().filter(|name| !sent.sent(name).is_empty());
    pairs.map(|name| format!("{name}={}", sent.sent(name))).collect::<Vec<_>>().join("&")
}
