//! `Ogrn`: the state registration number of an organisation.
//!
//! Source: the rules of ЕГРЮЛ: 13 digits, the first is 1 or 5, the last is a control digit.

use std::fmt;
use std::str::FromStr;

use serde::Deserialize;
use serde::Serialize;

/// ОГРН with a right control digit.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Ogrn(String);

/// Why a text is not an ОГРН.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OgrnError {
    /// Not 13 digits, or the first is neither 1 nor 5.
    #[error("ОГРН {0:?}: must be 13 digits, the first of them 1 or 5")]
    Format(String),
    /// The last digit does not follow from the others.
    #[error("ОГРН {value:?}: control digit must be {expected}")]
    Checksum {
        /// The wrong ОГРН.
        value: String,
        /// The last digit that would be right.
        expected: u32,
    },
}

impl Ogrn {
    /// Reads bare digits; spaces around them are dropped.
    pub fn parse(text: &str) -> Result<Self, OgrnError> {
        let digits = text.trim();
        let is_number = digits.len() == 13 && digits.bytes().all(|b| b.is_ascii_digit());
        if !is_number || !digits.starts_with(['1', '5']) {
            return Err(OgrnError::Format(text.to_owned()));
        }
        let expected = remainder(&digits[..12], 11) % 10;
        if digits[12..] != expected.to_string() {
            return Err(OgrnError::Checksum { value: digits.to_owned(), expected });
        }
        Ok(Self(digits.to_owned()))
    }

    /// The ОГРН whose digits between the first, a one, and the control digit are these eleven.
    pub fn of_number(number: u64) -> Self {
        let digits = format!("1{:011}", number % 100_000_000_000);
        let control = remainder(&digits, 11) % 10;
        Self(format!("{digits}{control}"))
    }

    /// The digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Ogrn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for Ogrn {
    type Err = OgrnError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse(text)
    }
}

impl TryFrom<String> for Ogrn {
    type Error = OgrnError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text)
    }
}

impl From<Ogrn> for String {
    fn from(ogrn: Ogrn) -> Self {
        ogrn.0
    }
}

/// What is left of a number written in ASCII digits; ОГРНИП counts with it too.
pub(super) fn remainder(digits: &str, modulus: u32) -> u32 {
    digits.bytes().fold(0, |rest, digit| (rest * 10 + u32::from(digit - b'0')) % modulus)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn made_up_numbers_get_their_control_digit() {
        // The remainder of the last one is 10, which gives 0.
        for (number, text) in [(2_590_000_000, "1025900000004"), (2_590_000_006, "1025900000060")] {
            assert_eq!(Ogrn::of_number(number).as_str(), text);
        }
        assert_eq!(Ogrn::of_number(u64::MAX).as_str().len(), 13);
    }

    #[test]
    fn right_numbers_are_read() {
        for (case, text) in [
            ("begins with 1", "1025900000004"),
            ("begins with 5", "5025900000000"),
            ("remainder 10 gives 0", "1025900000060"),
        ] {
            assert_eq!(Ogrn::parse(text).expect(case).as_str(), text, "{case}");
        }
    }

    #[test]
    fn wrong_control_digit_is_named() {
        let shown = Ogrn::parse("1025900000005").map_err(|error| error.to_string());
        assert_eq!(shown, Err(r#"ОГРН "1025900000005": control digit must be 4"#.to_owned()));
    }

    #[test]
    fn other_texts_are_not_ogrn() {
        for (case, text) in [
            ("first digit 2", "2025900000004"),
            ("first digit of ОГРНИП", "3025900000004"),
            ("12 digits", "102590000000"),
            ("15 digits", "304590200000007"),
            ("empty", ""),
            ("letter O", "1O25900000004"),
            ("Arabic-Indic digits", "١٠٢٥٩٠٠٠٠٠٠٠٤"),
        ] {
            assert_eq!(Ogrn::parse(text), Err(OgrnError::Format(text.to_owned())), "{case}");
        }
    }

    #[test]
    fn json_is_the_digits() {
        let ogrn = Ogrn::parse(" 1025900000004 ").expect("right");
        let json = serde_json::to_string(&ogrn).expect("writes");
        assert_eq!(json, r#""1025900000004""#);
        assert_eq!(serde_json::from_str::<Ogrn>(&json).expect("reads"), ogrn);
        assert!(serde_json::from_str::<Ogrn>(r#""1025900000005""#).is_err());
    }

    proptest! {
        #[test]
        fn any_text_is_survived(text in any::<String>()) {
            let _ = Ogrn::parse(&text);
        }

        #[test]
        fn shown_number_is_read_back(number in "[15][0-9]{11}") {
            let ogrn = Ogrn::parse(&format!("{number}{}", remainder(&number, 11) % 10)).expect("right");
            prop_assert_eq!(ogrn.to_string().parse(), Ok(ogrn));
        }
    }
}
