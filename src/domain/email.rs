//! `Email`: an address of electronic mail, shown as it was written.
//!
//! Source: a subset of RFC 5321: ASCII before the @ (dots or quotes), a domain name with a dot
//! after it, which may be international; no comments, no address literals, no spaces.

use std::fmt;
use std::str::FromStr;

use serde::Deserialize;
use serde::Serialize;

/// An email address. `==` compares what was written; the same mailbox has the same [`Email::key`].
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Email(String);

/// Why a text is not an email address.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EmailError {
    /// Longer than 254 characters.
    #[error("email {0:?}: must not be longer than 254 characters")]
    TooLong(String),
    /// A space or control character inside.
    #[error("email {value:?}: {character:?} must be removed, spaces and control signs are not allowed")]
    BadCharacter {
        /// The wrong text.
        value: String,
        /// Its first wrong character.
        character: char,
    },
    /// No @ outside quotes, or several.
    #[error("email {0:?}: must have exactly one @ outside quotes")]
    AtSign(String),
    /// The part before the @.
    #[error("email {0:?}: must have 1 to 64 Latin letters, digits, dots and signs before the @")]
    LocalPart(String),
    /// The part after the @.
    #[error("email {0:?}: must have a domain name with a dot after the @")]
    Domain(String),
}

impl Email {
    /// Reads an address; spaces around it are dropped.
    pub fn parse(text: &str) -> Result<Self, EmailError> {
        let address = text.trim();
        let value = || address.to_owned();
        if address.chars().count() > LONGEST {
            return Err(EmailError::TooLong(value()));
        }
        if let Some(character) = address.chars().find(|c| c.is_whitespace() || c.is_control()) {
            return Err(EmailError::BadCharacter { value: value(), character });
        }
        let (local, domain) = split(address).ok_or_else(|| EmailError::AtSign(value()))?;
        if local.len() > LONGEST_LOCAL || !is_dotted(local) && !is_quoted(local) {
            return Err(EmailError::LocalPart(value()));
        }
        if !is_domain(domain) {
            return Err(EmailError::Domain(value()));
        }
        Ok(Self(value()))
    }

    /// The address as it was written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What two spellings of one address have in common: the lower case. `a+b@x.ru` stays itself.
    pub fn key(&self) -> String {
        self.0.to_lowercase()
    }
}

impl fmt::Display for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for Email {
    type Err = EmailError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse(text)
    }
}

impl TryFrom<String> for Email {
    type Error = EmailError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text)
    }
}

impl From<Email> for String {
    fn from(email: Email) -> Self {
        email.0
    }
}

/// The parts around the only @ outside quotes.
fn split(address: &str) -> Option<(&str, &str)> {
    let (mut is_quoted, mut is_escaped) = (false, false);
    let mut signs = address.char_indices().filter_map(|(place, character)| {
        let is_sign = character == '@' && !is_quoted;
        is_quoted ^= character == '"' && !is_escaped;
        is_escaped = character == '\\' && is_quoted && !is_escaped;
        is_sign.then_some(place)
    });
    match (signs.next(), signs.next()) {
        (Some(place), None) => Some((&address[..place], &address[place + 1..])),
        (Some(_) | None, _) => None,
    }
}

/// RFC 5321 `Dot-string`.
fn is_dotted(local: &str) -> bool {
    let is_atom_sign = |b: u8| b.is_ascii_alphanumeric() || ATOM_SIGNS.contains(&b);
    local.split('.').all(|atom| !atom.is_empty() && atom.bytes().all(is_atom_sign))
}

/// RFC 5321 `Quoted-string`, without spaces and not empty.
fn is_quoted(local: &str) -> bool {
    let inner = local.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    let mut is_escaped = false;
    let is_right = |b: u8| {
        let is_bare_quote = b == b'"' && !is_escaped;
        is_escaped = b == b'\\' && !is_escaped;
        b.is_ascii_graphic() && !is_bare_quote
    };
    inner.is_some_and(|inner| !inner.is_empty() && inner.bytes().all(is_right)) && !is_escaped
}

/// At least two labels of letters (of any alphabet), digits and inner hyphens; the last is no number.
fn is_domain(domain: &str) -> bool {
    let is_label = |label: &str| {
        let is_edge_right = !label.starts_with('-') && !label.ends_with('-');
        let is_sign = |c: char| c.is_alphanumeric() || c == '-';
        (1..=63).contains(&label.chars().count()) && is_edge_right && label.chars().all(is_sign)
    };
    let is_name = |(_, last): (&str, &str)| !last.chars().all(char::is_numeric);
    domain.split('.').all(is_label) && domain.rsplit_once('.').is_some_and(is_name)
}

const LONGEST: usize = 254;
const LONGEST_LOCAL: usize = 64;
const ATOM_SIGNS: &[u8] = b"!#$%&'*+-/=?^_`{|}~";

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    type Wrong = fn(String) -> EmailError;

    #[test]
    fn right_addresses_are_kept_as_written() {
        let longest = format!("a@{0}.{0}.{0}.{1}.ru", "x".repeat(63), "y".repeat(57));
        assert_eq!(longest.len(), 254);
        for (case, text, shown) in [
            ("plain", "ivanova@example.ru", "ivanova@example.ru"),
            ("outer spaces", "  ivanova@example.ru\n", "ivanova@example.ru"),
            ("case is kept", "Ivanova@Example.RU", "Ivanova@Example.RU"),
            ("sub-address", "a+b@x.ru", "a+b@x.ru"),
            ("dots and signs", "i.v_a-n'o@mail.example.ru", "i.v_a-n'o@mail.example.ru"),
            ("international domain", "ivanova@почта.рф", "ivanova@почта.рф"),
            ("international domain in ASCII", "a@xn--80a1acny.xn--p1ai", "a@xn--80a1acny.xn--p1ai"),
            ("quoted @", r#""a@b"@x.ru"#, r#""a@b"@x.ru"#),
            ("escaped quote", r#""a\"@b"@x.ru"#, r#""a\"@b"@x.ru"#),
            ("escaped backslash", r#""a\\"@x.ru"#, r#""a\\"@x.ru"#),
            ("254 characters", &longest, &longest),
        ] {
            assert_eq!(Email::parse(text).expect(case).as_str(), shown, "{case}");
        }
    }

    #[test]
    fn keys_compare_without_case_and_without_folding() {
        let key = |text: &str| Email::parse(text).expect(text).key();
        assert_eq!(key("Ivanova@Example.RU"), key("ivanova@example.ru"));
        assert_eq!(key("a@ПОЧТА.РФ"), key("a@почта.рф"));
        assert_ne!(key("a+b@x.ru"), key("a@x.ru"));
    }

    #[test]
    fn wrong_addresses_are_refused() {
        let long_local = format!("{}@x.ru", "a".repeat(65));
        let long_label = format!("a@{}.ru", "x".repeat(64));
        let cases: [(&str, &str, Wrong); 18] = [
            ("empty", "", EmailError::AtSign),
            ("no @", "ivanova.example.ru", EmailError::AtSign),
            ("two @", "a@b@x.ru", EmailError::AtSign),
            ("@ only inside an open quote", r#""a@x.ru"#, EmailError::AtSign),
            ("nothing before the @", "@x.ru", EmailError::LocalPart),
            ("dot in front", ".a@x.ru", EmailError::LocalPart),
            ("two dots", "a..b@x.ru", EmailError::LocalPart),
            ("Cyrillic before the @", "иванова@x.ru", EmailError::LocalPart),
            ("text after a quote", r#""a"b@x.ru"#, EmailError::LocalPart),
            ("65 characters before the @", &long_local, EmailError::LocalPart),
            ("nothing after the @", "a@", EmailError::Domain),
            ("domain without a dot", "a@localhost", EmailError::Domain),
            ("dot at the end", "a@x.ru.", EmailError::Domain),
            ("hyphen at an edge", "a@-x.ru", EmailError::Domain),
            ("underscore in the domain", "a@x_y.ru", EmailError::Domain),
            ("IP address", "a@192.168.0.1", EmailError::Domain),
            ("address literal", "a@[192.168.0.1]", EmailError::Domain),
            ("label of 64 characters", &long_label, EmailError::Domain),
        ];
        for (case, text, error) in cases {
            assert_eq!(Email::parse(text), Err(error(text.to_owned())), "{case}");
        }
    }

    #[test]
    fn spaces_control_signs_and_length_are_refused() {
        for (case, text, character) in [
            ("inner space", "a b@x.ru", ' '),
            ("quoted space", r#""a b"@x.ru"#, ' '),
            ("no-break space", "a@x\u{a0}.ru", '\u{a0}'),
            ("header injection", "a@x.ru\r\nBcc:b@x.ru", '\r'),
            ("NUL", "a\0@x.ru", '\0'),
        ] {
            let value = text.to_owned();
            assert_eq!(Email::parse(text), Err(EmailError::BadCharacter { value, character }), "{case}");
        }
        let long = format!("a@{}ru", "x.".repeat(126));
        assert_eq!((long.len(), Email::parse(&long).is_ok()), (256, false));
        assert_eq!(Email::parse(&long), Err(EmailError::TooLong(long)));
    }

    #[test]
    fn json_is_the_address_as_written() {
        let email = Email::parse("Ivanova@example.ru").expect("right");
        let json = serde_json::to_string(&email).expect("writes");
        assert_eq!(json, r#""Ivanova@example.ru""#);
        assert_eq!(serde_json::from_str::<Email>(&json).expect("reads"), email);
        assert!(serde_json::from_str::<Email>(r#""a@b""#).is_err());
    }

    proptest! {
        #[test]
        fn any_text_is_survived(text in any::<String>()) {
            let _ = Email::parse(&text);
        }

        #[test]
        fn near_addresses_are_survived_and_read_back(text in r#"["\\@a.я-]{0,12}@[ax.я@-]{0,8}"#) {
            if let Ok(email) = Email::parse(&text) {
                prop_assert_eq!(email.to_string().parse(), Ok(email));
            }
        }

        #[test]
        fn shown_address_is_read_back(text in r"[A-Za-z0-9+_]{1,20}@[A-Za-zа-я0-9]{1,20}\.[a-zа-я]{2,6}") {
            let email = Email::parse(&text).expect("right");
            prop_assert_eq!(email.to_string().parse(), Ok(email));
        }
    }
}
