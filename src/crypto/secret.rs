//! The encodings in which `client_secret` arrives: every one of them is what some client library sends.
//!
//! base64url or base64, with padding, without it or with one `=` lost; `+` that an unescaped query turned
//! into a space; .NET `UrlTokenEncode`, whose last character is the number of `=`; line breaks; PEM;
//! base64 of base64. The bytes are a CMS message or a bare signature; what they mean is not decided here,
//! but their shape settles which of two readings was meant.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD;

use super::ber;
use super::pem;

/// Longest text taken, in bytes.
pub const MAX_LENGTH: usize = 64 * 1024;

/// Why the text cannot be decoded; positions count characters of the text from 0.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SecretError {
    /// Nothing but white space.
    #[error("it is empty")]
    Empty,
    /// More than [`MAX_LENGTH`].
    #[error("it has {length} bytes, more than {MAX_LENGTH}")]
    TooLong {
        /// Its length.
        length: usize,
    },
    /// A character outside the alphabets.
    #[error("{found:?} at position {position} does not belong to base64{hint}", hint = hint(*found))]
    Character {
        /// The character.
        found: char,
        /// Its place.
        position: usize,
    },
    /// Padding in the middle, or too much of it.
    #[error("the '=' at position {position} is not padding: padding is one or two '=' at the end")]
    Padding {
        /// The place of the first such sign.
        position: usize,
    },
    /// One character too many or too few.
    #[error("{characters} characters of base64 are not whole bytes: the value is cut or has something added")]
    Length {
        /// Characters without padding and white space.
        characters: usize,
    },
    /// Bits that stand for nothing.
    #[error("the last character, at position {position}, carries bits of a byte that is missing: the value is cut")]
    Cut {
        /// The place of the last character.
        position: usize,
    },
    /// PEM without its frame.
    #[error("PEM: {0}")]
    Armour(String),
}

/// What is around the bytes of a text that can be decoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layers {
    /// base64 in one of its spellings.
    One,
    /// The frame of PEM.
    Armoured,
    /// base64 of base64, or of PEM.
    Twice,
}

/// The bytes of `client_secret`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    /// A message or a bare signature.
    pub bytes: Vec<u8>,
    /// What was around them.
    pub layers: Layers,
}

/// Decodes `client_secret` as it comes out of the query or the form.
pub fn decode(text: &str) -> Result<Decoded, SecretError> {
    if text.len() > MAX_LENGTH {
        return Err(SecretError::TooLong { length: text.len() });
    }
    decode_layer(text, true)
}

fn decode_layer(text: &str, may_hold_text: bool) -> Result<Decoded, SecretError> {
    let is_armoured = pem::is_armoured(text);
    let (body, offset) = if is_armoured {
        let raw = pem::next(&mut &*text).map_err(SecretError::Armour)?;
        raw.map_or((text, 0), |raw| (raw.body, raw.offset))
    } else {
        (text, 0)
    };
    if body.trim().is_empty() {
        return Err(SecretError::Empty);
    }
    let mut fallback = None;
    for reading in readings(body) {
        let Some(bytes) = STANDARD_NO_PAD.decode(reading).ok().filter(|bytes| !bytes.is_empty()) else {
            continue;
        };
        let inner = if may_hold_text { inner_layer(&bytes) } else { None };
        let layers = match inner {
            _ if is_armoured => Layers::Armoured,
            Some(_) => Layers::Twice,
            None => Layers::One,
        };
        let decoded = Decoded { bytes: inner.unwrap_or(bytes), layers };
        if is_whole(&decoded.bytes) {
            return Ok(decoded);
        }
        fallback.get_or_insert(decoded);
    }
    fallback.ok_or_else(|| explain(body, text.get(..offset).unwrap_or_default().chars().count()))
}

/// The ways to read `body` as unpadded standard base64, the likelier first.
fn readings(body: &str) -> impl Iterator<Item = Vec<u8>> {
    // A space is most likely a `+`; if not, one at either end may be just a space, and so may all of them.
    let spaced: &[_] = &[(false, Some(b'+')), (true, Some(b'+')), (false, None)];
    let ways = if body.contains(' ') { spaced } else { &[(false, None)] };
    ways.iter().flat_map(move |(is_trimmed, space)| {
        let text = if *is_trimmed { body.trim() } else { body };
        let mut text: Vec<u8> = text.bytes().filter_map(|byte| standard(byte, *space)).collect();
        let padding = text.iter().rev().take_while(|byte| **byte == b'=').count();
        text.truncate(text.len() - padding);
        let stripped = strip_token_digit(&text).map(<[u8]>::to_vec);
        [Some(text), stripped].into_iter().flatten().filter(move |_| padding <= 2)
    })
}

/// Takes off the digit that .NET's `UrlTokenEncode` puts in place of the padding.
fn strip_token_digit(text: &[u8]) -> Option<&[u8]> {
    let (digit, body) = text.split_last()?;
    let padding = [b'0', b'1', b'2'].iter().position(|known| known == digit)?;
    (!body.is_empty() && (body.len() + padding) % 4 == 0).then_some(body)
}

/// A byte in the standard alphabet; white space is left out, but for a space that stands for something.
fn standard(byte: u8, space: Option<u8>) -> Option<u8> {
    match byte {
        b'-' => Some(b'+'),
        b'_' => Some(b'/'),
        b' ' => space,
        byte if byte.is_ascii_whitespace() => None,
        byte => Some(byte),
    }
}

/// What a text inside the text says, if the bytes are one.
fn inner_layer(bytes: &[u8]) -> Option<Vec<u8>> {
    let text = std::str::from_utf8(bytes).ok().filter(|text| text.len() >= SHORTEST_TEXT)?;
    let is_text = pem::is_armoured(text) || text.chars().all(|c| is_base64(c) || c == '=' || c.is_ascii_whitespace());
    is_text.then(|| decode_layer(text, false).ok()).flatten().map(|decoded| decoded.bytes)
}

/// Whether the bytes have the shape of a signature: one ASN.1 structure, or the length of a bare signature.
fn is_whole(bytes: &[u8]) -> bool {
    BARE_SIGNATURES.contains(&bytes.len()) || (bytes.first() == Some(&0x30) && ber::to_der(bytes).is_ok())
}

fn is_base64(character: char) -> bool {
    character.is_ascii_alphanumeric() || matches!(character, '+' | '/' | '-' | '_')
}

/// Finds the first thing wrong; `before` characters precede `body` in the text.
fn explain(body: &str, before: usize) -> SecretError {
    let signs = || body.chars().enumerate().filter(|(_, c)| !c.is_ascii_whitespace());
    if let Some((at, found)) = signs().find(|(_, c)| !is_base64(*c) && *c != '=') {
        return SecretError::Character { found, position: before + at };
    }
    let (last, characters) = signs().filter(|(_, c)| *c != '=').fold((0, 0), |(_, count), (at, _)| (at, count + 1));
    if characters == 0 {
        return SecretError::Empty;
    }
    let padding: Vec<usize> = signs().filter(|(_, c)| *c == '=').map(|(at, _)| at).collect();
    match padding.as_slice() {
        [first, ..] if *first < last || padding.len() > 2 => SecretError::Padding { position: before + first },
        _ if characters % 4 == 1 => SecretError::Length { characters },
        _ => SecretError::Cut { position: before + last },
    }
}

fn hint(found: char) -> &'static str {
    match found {
        '%' => " (was the value percent-encoded twice?)",
        '{' | '"' | '[' => " (is it JSON?)",
        _ => "",
    }
}

/// Bare signatures: ГОСТ of 256 and 512 bits, RSA of 1024 to 4096 bits.
const BARE_SIGNATURES: [usize; 5] = [64, 128, 256, 384, 512];

/// Shorter bytes may look like base64 by chance.
const SHORTEST_TEXT: usize = 24;

#[cfg(test)]
mod tests {
    use super::*;
    use base64::engine::general_purpose::STANDARD;
    use base64::engine::general_purpose::URL_SAFE;
    use proptest::prelude::*;

    const MESSAGE: &[u8] = include_bytes!("vectors/detached.der");

    fn url_token(bytes: &[u8]) -> String {
        let text = URL_SAFE.encode(bytes);
        let body = text.trim_end_matches('=');
        format!("{body}{}", text.len() - body.len())
    }

    /// Messages of all three lengths modulo 3, so that every padding occurs; BER too.
    fn samples() -> Vec<Vec<u8>> {
        let element = |length: usize| {
            let mut out = Vec::new();
            ber::append(
                &mut out,
                0x30,
                &[&[0x04, u8::try_from(length).expect("short")], vec![0xFB; length].as_slice()].concat(),
            );
            out
        };
        let stream = include_bytes!("vectors/attached_stream.der").to_vec();
        let mut samples = vec![MESSAGE.to_vec(), stream, vec![0xFB; 64], vec![0xFE; 128], vec![0xF8; 256]];
        samples.extend((40..43).map(element));
        samples
    }

    #[test]
    fn every_encoding_of_every_client() {
        for bytes in samples() {
            let standard = STANDARD.encode(&bytes);
            let url = URL_SAFE.encode(&bytes);
            let wrapped = pem::encode("CMS", &bytes);
            let lines = wrapped.lines().filter(|line| !line.starts_with('-')).collect::<Vec<_>>();
            let encodings = [
                url.trim_end_matches('=').to_owned(),
                url.clone(),
                standard.clone(),
                standard.replace('+', " "),
                url_token(&bytes),
                url.strip_suffix('=').unwrap_or(&url).to_owned(),
                lines.join("\n"),
                lines.join("\r\n") + "\r\n",
                lines.join(" "),
                STANDARD.encode(&standard),
                URL_SAFE.encode(&url).replace('=', ""),
                STANDARD.encode(&wrapped),
                wrapped.replace('\n', "\r\n"),
                wrapped.replace('\n', ""),
                wrapped,
                format!(" \n{standard}\n"),
            ];
            for text in encodings {
                assert_eq!(decode(&text).map(|decoded| decoded.bytes).as_ref(), Ok(&bytes), "{text}");
            }
        }
    }

    #[test]
    fn what_was_around_the_bytes_is_told() {
        let (once, armoured) = (STANDARD.encode(MESSAGE), pem::encode("CMS", MESSAGE));
        let layers = |text: &str| decode(text).expect("readable").layers;
        assert_eq!(layers(&once), Layers::One);
        assert_eq!(layers(&armoured), Layers::Armoured);
        assert_eq!(layers(&STANDARD.encode(&once)), Layers::Twice);
        assert_eq!(layers(&STANDARD.encode(&armoured)), Layers::Twice);
    }

    #[test]
    fn says_what_is_wrong_and_where() {
        let wrong = |text: &str| decode(text).expect_err("must be refused");
        assert_eq!(wrong(" \n"), SecretError::Empty);
        assert_eq!(wrong("=="), SecretError::Empty);
        assert_eq!(wrong("AAAA*AAA"), SecretError::Character { found: '*', position: 4 });
        assert_eq!(wrong("Привет"), SecretError::Character { found: 'П', position: 0 });
        assert_eq!(wrong("AAAA\u{a0}AAAA"), SecretError::Character { found: '\u{a0}', position: 4 });
        assert!(wrong("AAA%2BAA").to_string().contains("percent-encoded twice"));
        assert_eq!(wrong("AA=AAAAA"), SecretError::Padding { position: 2 });
        assert_eq!(wrong("AAAA==="), SecretError::Padding { position: 4 });
        assert_eq!(wrong("AAAAA"), SecretError::Length { characters: 5 });
        assert_eq!(wrong("AAAAAB"), SecretError::Cut { position: 5 });
        assert_eq!(wrong(&"A".repeat(MAX_LENGTH + 1)), SecretError::TooLong { length: MAX_LENGTH + 1 });
        assert!(matches!(wrong("-----BEGIN CMS-----\nAAAA"), SecretError::Armour(_)));
        assert_eq!(
            wrong("-----BEGIN CMS-----\nAA?A-----END CMS-----"),
            SecretError::Character { found: '?', position: 22 }
        );
    }

    proptest! {
        #[test]
        fn any_text_ends_well(text in "[A-Za-z0-9+/=_ \\n-]{0,90}|.{0,60}|-----BEGIN [A-Z -]{0,20}[A-Z=]{0,9}-----END A-----") {
            if let Err(error) = decode(&text) {
                prop_assert!(!error.to_string().is_empty());
            }
        }
    }
}
