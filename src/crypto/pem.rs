//! PEM armour (RFC 7468), read leniently: any line length, blank lines, text around the blocks.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

/// One armoured block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// What stands after `BEGIN`, such as `CERTIFICATE`.
    pub label: String,
    /// The decoded body.
    pub bytes: Vec<u8>,
}

/// Whether the text has a block in it.
pub fn is_armoured(text: &str) -> bool {
    text.contains(BEGIN)
}

/// The first block whose label is wanted; the error says what was found instead.
pub fn first(text: &str, wanted: impl Fn(&str) -> bool) -> Result<Block, String> {
    let mut rest = text;
    let mut passed = Vec::new();
    while let Some(raw) = next(&mut rest)? {
        if wanted(raw.label) {
            let body: String = raw.body.split_ascii_whitespace().collect();
            let bytes = STANDARD.decode(body).map_err(|error| format!("base64 inside {}: {error}", raw.label))?;
            return Ok(Block { label: raw.label.to_owned(), bytes });
        }
        passed.push(raw.label);
    }
    Err(match passed.as_slice() {
        [] => "no line with -----BEGIN …----- in it".to_owned(),
        labels => format!("found only {}", labels.join(", ")),
    })
}

/// Armours `bytes` in lines of 64 characters.
pub fn encode(label: &str, bytes: &[u8]) -> String {
    let body = STANDARD.encode(bytes);
    let mut text = format!("{BEGIN}{label}{DASHES}\n");
    let mut rest = body.as_str();
    while !rest.is_empty() {
        let (line, after) = rest.split_at(rest.len().min(64));
        text.push_str(line);
        text.push('\n');
        rest = after;
    }
    text.push_str(END);
    text.push_str(label);
    text.push_str(DASHES);
    text.push('\n');
    text
}

/// A block whose body is not decoded yet.
pub(super) struct Raw<'a> {
    pub(super) label: &'a str,
    pub(super) body: &'a str,
    /// Where the body begins in the text, in bytes.
    pub(super) offset: usize,
}

/// Takes the next block off the front of `rest`; `offset` counts from there.
pub(super) fn next<'a>(rest: &mut &'a str) -> Result<Option<Raw<'a>>, String> {
    let text: &'a str = rest;
    let Some((_, after)) = text.split_once(BEGIN) else {
        return Ok(None);
    };
    let (label, after) = after.split_once(DASHES).ok_or("the BEGIN line does not end with -----")?;
    let offset = text.len() - after.len();
    let (body, after) = after.split_once(END).ok_or_else(|| format!("no -----END {label}-----"))?;
    let after = after
        .strip_prefix(label)
        .and_then(|after| after.strip_prefix(DASHES))
        .ok_or_else(|| format!("-----BEGIN {label}----- ends with another label"))?;
    *rest = after;
    Ok(Some(Raw { label, body, offset }))
}

const DASHES: &str = "-----";
const BEGIN: &str = "-----BEGIN ";
const END: &str = "-----END ";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_the_first_wanted_block() {
        let text = format!("note\n{}{}{}", encode("A", b"one"), encode("B", &[7; 100]), encode("B", b"three"));
        assert_eq!(first(&text, |label| label == "B"), Ok(Block { label: "B".into(), bytes: vec![7; 100] }));
        assert_eq!(first(&text, |label| label == "C"), Err("found only A, B, B".into()));
    }

    #[test]
    fn says_what_is_wrong() {
        let wrong = |text: &str| first(text, |_| true).expect_err("must be refused");
        assert!(wrong("MIIB").contains("no line with"));
        assert!(wrong("-----BEGIN A-----\nAAAA").contains("no -----END A"));
        assert!(wrong("-----BEGIN A-----\nAAAA\n-----END B-----").contains("another label"));
        assert!(wrong("-----BEGIN A-----\nA*AA\n-----END A-----").contains("base64 inside A"));
        assert!(wrong("-----BEGIN A").contains("does not end"));
    }
}
