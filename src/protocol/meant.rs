//! What was probably meant: a word that is nearly a known one, and in which way it is not.

use percent_encoding::percent_decode_str;

use crate::protocol::words::Words;
use crate::protocol::words::words;

/// Longer words are compared by their beginning.
const LONGEST_WORD: usize = 80;

/// Words that are given out or compared are no longer than this.
const LONGEST: usize = 512;

/// The word that was probably meant.
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let typed: String = word.trim().chars().take(LONGEST_WORD).collect::<String>().to_lowercase();
    let allowed = (typed.chars().count() + 1) / 3;
    let distance = |right: &str| {
        let is_beginning = typed.len() > 2 && right.starts_with(&typed);
        if is_beginning { 1 } else { strsim::damerau_levenshtein(&typed, &right.to_lowercase()) }
    };
    // Of words that are equally near the likelier lacks letters, or has some more, than others: sha256 is S256, not St256.
    let longer = |right: &str| typed.chars().count().abs_diff(right.chars().count());
    known
        .into_iter()
        .map(|right| (distance(right), right))
        .min_by_key(|(distance, right)| (*distance, distance.saturating_sub(longer(right))))
        .filter(|(distance, _)| *distance <= allowed)
        .map(|(_, right)| right)
}

/// `, which is … in another case: did you mean …?`, to follow the word that was sent; empty where nothing is like it.
pub fn hint<'a>(sent: &str, known: impl IntoIterator<Item = &'a str>) -> Words {
    let sent: String = sent.chars().take(LONGEST).collect();
    let known: Vec<&str> = known.into_iter().collect();
    if let Some((right, about)) = slip_of(&sent, &known) {
        return words!(
            ", which is {right:?} {about}: did you mean {right}?",
            ", а это {right:?} {about:#}: не имелось ли в виду {right}?"
        );
    }
    match (nearest(&sent, known), flaw(&sent)) {
        (Some(right), _) => words!(": did you mean {right}?", ": не имелось ли в виду {right}?"),
        (None, flaw) if flaw.is_empty() => Words::default(),
        (None, flaw) => words!(", {flaw}", ", {flaw:#}"),
    }
}

/// In which way a value is nearly the right one: `in another case`; nothing if it is not.
pub fn slip(sent: &str, right: &str) -> Option<Words> {
    let sent: String = sent.chars().take(LONGEST).collect();
    slip_of(&sent, &[right]).map(|(_, about)| about)
}

fn slip_of<'a>(sent: &str, known: &[&'a str]) -> Option<(&'a str, Words)> {
    SLIPS.iter().find_map(|(english, russian, change)| {
        let changed = change(sent);
        let is_it = |right: &&&str| changed == **right || changed == change(right);
        let right = known.iter().find(is_it).filter(|right| **right != sent)?;
        Some((*right, Words::new(*english, *russian)))
    })
}

/// What is wrong with a value whatever it should be: blanks, escapes and letters that nobody sees.
pub fn flaw(sent: &str) -> Words {
    let sent: String = sent.chars().take(LONGEST).collect();
    let spoilt = SLIPS[..SPOILT].iter().find(|(_, _, change)| change(&sent) != sent);
    spoilt.map(|(english, russian, _)| Words::new(*english, *russian)).unwrap_or_default()
}

type Slip = fn(&str) -> String;

/// The first of [`SLIPS`] are flaws of any value.
const SPOILT: usize = 5;

const SLIPS: [(&str, &str, Slip); 8] = [
    (
        "with blanks or line breaks at its ends",
        "с пробелами или переводами строки по краям",
        |text| text.trim().to_owned(),
    ),
    ("with characters that nobody sees", "с невидимыми знаками", |text| {
        text.replace(['\u{feff}', '\u{200b}', '\u{a0}', '\u{ad}', '\0'], "")
    }),
    ("in quotation marks", "в кавычках", |text| text.trim_matches(['"', '\'', '«', '»', '“', '”']).to_owned()),
    (
        "percent-encoded once too often (encoded twice)",
        "лишний раз процентно закодированное (дважды)",
        |text| decoded(text),
    ),
    ("with Cyrillic letters that look like Latin ones", "с русскими буквами, похожими на латинские", latin),
    ("percent-encoded twice too often", "закодированное трижды", |text| decoded(&decoded(text))),
    ("in another case", "в другом регистре", str::to_lowercase),
    ("spelt otherwise", "написанное иначе", |text| {
        text.to_lowercase().replace(['_', '-', '.', ' '], "")
    }),
];

fn decoded(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

/// Letters that look alike, as a Russian keyboard has them.
fn latin(text: &str) -> String {
    const ALIKE: [(char, char); 24] = [
        ('А', 'A'),
        ('В', 'B'),
        ('С', 'C'),
        ('Е', 'E'),
        ('Н', 'H'),
        ('К', 'K'),
        ('М', 'M'),
        ('О', 'O'),
        ('Р', 'P'),
        ('Т', 'T'),
        ('Х', 'X'),
        ('У', 'Y'),
        ('Ѕ', 'S'),
        ('І', 'I'),
        ('а', 'a'),
        ('с', 'c'),
        ('е', 'e'),
        ('о', 'o'),
        ('р', 'p'),
        ('х', 'x'),
        ('у', 'y'),
        ('ѕ', 's'),
        ('і', 'i'),
        ('к', 'k'),
    ];
    let plain = |c: char| ALIKE.iter().find(|(cyrillic, _)| *cyrillic == c).map_or(c, |(_, latin)| *latin);
    text.chars().map(plain).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn row_2_16_a_word_that_is_nearly_a_known_one_is_recognised() {
        let known = ["DEMO_RSA", "EPOS_DEMO"];
        for (sent, told) in [
            ("DEMO_RSA ", "at its ends: did you mean DEMO_RSA?"),
            ("demo_rsa", "in another case: did you mean DEMO_RSA?"),
            ("DEMO-RSA", "spelt otherwise: did you mean DEMO_RSA?"),
            ("DEMO%5FRSA", "encoded twice): did you mean DEMO_RSA?"),
            ("DEMO_RSА", "look like Latin ones: did you mean DEMO_RSA?"),
            ("\"DEMO_RSA\"", "in quotation marks: did you mean DEMO_RSA?"),
            ("DEMO_RSB", ": did you mean DEMO_RSA?"),
        ] {
            let hint = hint(sent, known).to_string();
            assert!(hint.ends_with(told), "{sent}: {hint}");
        }
        assert_eq!(nearest("sha256", ["GOST3411", "St256", "S256", "plain"]), Some("S256"));
        assert_eq!(nearest(" s256\n", ["GOST3411", "St256", "S256", "plain"]), Some("S256"));
        assert_eq!(hint("PORTAL", known).to_string(), "");
        assert_eq!(format!("{:#}", hint("DEMO_RSB", known)), ": не имелось ли в виду DEMO_RSA?");
    }

    #[test]
    fn flaws_of_any_value() {
        assert_eq!(flaw("x").to_string(), "");
        assert_eq!(flaw("x\n").to_string(), "with blanks or line breaks at its ends");
        assert_eq!(flaw("http%3A").to_string(), "percent-encoded once too often (encoded twice)");
        assert_eq!(flaw("с").to_string(), "with Cyrillic letters that look like Latin ones");
    }
}
