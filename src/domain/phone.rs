//! `Phone`: a Russian phone number in the form in which ЕСИА stores and returns it.
//!
//! Source: the registration instruction of Госуслуги (mask and example) and the ЕСИА REST form.

use std::fmt;
use std::str::FromStr;

use serde::Deserialize;
use serde::Serialize;

/// A phone number `+7(XXX)XXXXXXX`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Phone(String);

/// Why a text is not a Russian phone number.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PhoneError {
    /// Something else than ASCII digits, spaces, brackets, hyphens and a plus in front.
    #[error("phone {value:?}: {character:?} is neither a digit nor a sign of +7 (123) 456-78-90")]
    BadCharacter {
        /// The wrong text.
        value: String,
        /// Its first wrong character.
        character: char,
    },
    /// A number of another country.
    #[error("phone {0:?}: must be a Russian number, beginning with +7 or 8")]
    Country(String),
    /// Too few or too many digits.
    #[error("phone {0:?}: must have 10 digits after +7 or 8")]
    Length(String),
}

impl Phone {
    /// Reads the usual spellings: after `+7`, `7`, `8` or nothing, ten digits with spaces,
    /// brackets and hyphens anywhere between them.
    pub fn parse(text: &str) -> Result<Self, PhoneError> {
        let value = || text.to_owned();
        let trimmed = text.trim();
        let after_plus = trimmed.strip_prefix('+');
        let body = after_plus.unwrap_or(trimmed);
        if let Some(character) = body.chars().find(|c| !c.is_ascii_digit() && !is_separator(*c)) {
            return Err(PhoneError::BadCharacter { value: value(), character });
        }
        let digits: String = body.chars().filter(char::is_ascii_digit).collect();
        let prefix = match (after_plus, digits.len()) {
            (Some(_), _) => digits.strip_prefix('7'),
            (None, 11) => digits.strip_prefix(['7', '8']),
            (None, _) => Some(digits.as_str()),
        };
        let national = prefix.ok_or_else(|| PhoneError::Country(value()))?;
        if national.len() != 10 {
            return Err(PhoneError::Length(value()));
        }
        let (area, number) = national.split_at(3);
        Ok(Self(format!("+7({area}){number}")))
    }

    /// The number as `+7(XXX)XXXXXXX`.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Phone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for Phone {
    type Err = PhoneError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse(text)
    }
}

impl TryFrom<String> for Phone {
    type Error = PhoneError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text)
    }
}

impl From<Phone> for String {
    fn from(phone: Phone) -> Self {
        phone.0
    }
}

fn is_separator(character: char) -> bool {
    matches!(character, '(' | ')' | '[' | ']' | '-') || character.is_whitespace()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn usual_spellings_are_read() {
        for (case, text, shown) in [
            ("mask of the form", "+7 (123) 456-78-90", "+7(123)4567890"),
            ("example of the form", "+7 907 7647981", "+7(907)7647981"),
            ("begins with 8", "89077647981", "+7(907)7647981"),
            ("ten digits", "9077647981", "+7(907)7647981"),
            ("begins with 7", "79077647981", "+7(907)7647981"),
            ("stored form", "+7(907)7647981", "+7(907)7647981"),
            ("no-break spaces, outer spaces", " 8\u{a0}907\u{a0}764-79-81 ", "+7(907)7647981"),
        ] {
            assert_eq!(Phone::parse(text).expect(case).as_str(), shown, "{case}");
        }
    }

    #[test]
    fn wrong_lengths_are_refused() {
        for (case, text) in [
            ("too short", "+7 907 76479"),
            ("too long", "+7 907 764 79 811"),
            ("twelve digits", "890776479811"),
            ("empty", ""),
        ] {
            assert_eq!(Phone::parse(text), Err(PhoneError::Length(text.to_owned())), "{case}");
        }
    }

    #[test]
    fn other_countries_are_refused() {
        for (case, text) in [
            ("+1", "+1 907 764 79 81"),
            ("+90 and eight digits", "+9077647981"),
            ("plus before 8", "+8 907 764 79 81"),
            ("eleven digits beginning with 3", "39077647981"),
        ] {
            assert_eq!(Phone::parse(text), Err(PhoneError::Country(text.to_owned())), "{case}");
        }
    }

    #[test]
    fn wrong_characters_are_named() {
        for (case, text, character) in [
            ("letter O", "+7 907 764 79 8O", 'O'),
            ("Arabic-Indic digits", "٩٠٧٧٦٤٧٩٨١", '٩'),
            ("plus inside", "8+9077647981", '+'),
            ("email", "8@example.ru", '@'),
        ] {
            let value = text.to_owned();
            assert_eq!(Phone::parse(text), Err(PhoneError::BadCharacter { value, character }), "{case}");
        }
    }

    #[test]
    fn json_is_the_stored_form() {
        let phone = Phone::parse("89077647981").expect("right");
        let json = serde_json::to_string(&phone).expect("writes");
        assert_eq!(json, r#""+7(907)7647981""#);
        assert_eq!(serde_json::from_str::<Phone>(&json).expect("reads"), phone);
        assert!(serde_json::from_str::<Phone>(r#""+7(907)""#).is_err());
    }

    proptest! {
        #[test]
        fn any_text_is_survived(text in any::<String>()) {
            let _ = Phone::parse(&text);
        }

        #[test]
        fn shown_number_is_read_back(text in r"(\+7|7|8)? ?\(?[0-9]{3}\)?[ -]?[0-9]{3}[ -]?[0-9]{4}") {
            let phone = Phone::parse(&text).expect("right");
            prop_assert_eq!(phone.to_string().parse(), Ok(phone));
        }
    }
}
