//! `Ogrnip`: the state registration number of a sole proprietor.
//!
//! Source: the rules of ЕГРИП: 15 digits, the first is 3, the last is a control digit.

use std::fmt;
use std::str::FromStr;

use serde::Deserialize;
use serde::Serialize;

use crate::domain::ogrn::remainder;

/// ОГРНИП with a right control digit.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Ogrnip(String);

/// Why a text is not an ОГРНИП.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OgrnipError {
    /// Not 15 digits, or the first is not 3.
    #[error("ОГРНИП {0:?}: must be 15 digits, the first of them 3")]
    Format(String),
    /// The last digit does not follow from the others.
    #[error("ОГРНИП {value:?}: control digit must be {expected}")]
    Checksum {
        /// The wrong ОГРНИП.
        value: String,
        /// The last digit that would be right.
        expected: u32,
    },
}

impl Ogrnip {
    /// Reads bare digits; spaces around them are dropped.
    pub fn parse(text: &str) -> Result<Self, OgrnipError> {
        let digits = text.trim();
        let is_number = digits.len() == 15 && digits.bytes().all(|b| b.is_ascii_digit());
        if !is_number || !digits.starts_with('3') {
            return Err(OgrnipError::Format(text.to_owned()));
        }
        let expected = remainder(&digits[..14], 13) % 10;
        if digits[14..] != expected.to_string() {
            return Err(OgrnipError::Checksum { value: digits.to_owned(), expected });
        }
        Ok(Self(digits.to_owned()))
    }

    /// The ОГРНИП whose digits between the first, a three, and the control digit are these thirteen.
    pub fn of_number(number: u64) -> Self {
        let digits = format!("3{:013}", number % 10_000_000_000_000);
        let control = remainder(&digits, 13) % 10;
        Self(format!("{digits}{control}"))
    }

    /// The digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Ogrnip {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for Ogrnip {
    type Err = OgrnipError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse(text)
    }
}

impl TryFrom<String> for Ogrnip {
    type Error = OgrnipError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text)
    }
}

impl From<Ogrnip> for String {
    fn from(ogrnip: Ogrnip) -> Self {
        ogrnip.0
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn right_numbers_are_read() {
        for (case, text) in [
            ("remainder below 10", "304590200000007"),
            ("remainder 10 gives 0", "304590200000030"),
            ("remainder 11 gives 1", "304590200000041"),
            ("remainder 12 gives 2", "304590200000052"),
        ] {
            assert_eq!(Ogrnip::parse(text).expect(case).as_str(), text, "{case}");
        }
    }

    #[test]
    fn wrong_control_digit_is_named() {
        let shown = Ogrnip::parse("304590200000008").map_err(|error| error.to_string());
        assert_eq!(shown, Err(r#"ОГРНИП "304590200000008": control digit must be 7"#.to_owned()));
    }

    #[test]
    fn other_texts_are_not_ogrnip() {
        for (case, text) in [
            ("first digit of ОГРН", "104590200000007"),
            ("13 digits", "1025900000004"),
            ("empty", ""),
            ("letter O", "3O4590200000007"),
            ("Arabic-Indic digits", "٣٠٤٥٩٠٢٠٠٠٠٠٠٠٧"),
        ] {
            assert_eq!(Ogrnip::parse(text), Err(OgrnipError::Format(text.to_owned())), "{case}");
        }
    }

    #[test]
    fn json_is_the_digits() {
        let ogrnip = Ogrnip::parse(" 304590200000007 ").expect("right");
        let json = serde_json::to_string(&ogrnip).expect("writes");
        assert_eq!(json, r#""304590200000007""#);
        assert_eq!(serde_json::from_str::<Ogrnip>(&json).expect("reads"), ogrnip);
        assert!(serde_json::from_str::<Ogrnip>(r#""304590200000008""#).is_err());
    }

    proptest! {
        #[test]
        fn any_text_is_survived(text in any::<String>()) {
            let _ = Ogrnip::parse(&text);
        }

        #[test]
        fn shown_number_is_read_back(number in "3[0-9]{13}") {
            let text = format!("{number}{}", remainder(&number, 13) % 10);
            let ogrnip = Ogrnip::parse(&text).expect("right");
            prop_assert_eq!(ogrnip.to_string().parse(), Ok(ogrnip));
        }
    }
}
