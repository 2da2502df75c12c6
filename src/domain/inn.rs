//! `Inn`: the taxpayer number of an organisation (10 digits) or of a person (12 digits).
//!
//! Source: the ФНС algorithm of control digits, weights as in public validators of ИНН.

use std::fmt;
use std::iter;
use std::str::FromStr;

use serde::Deserialize;
use serde::Serialize;

/// ИНН with right control digits.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Inn(String);

/// Why a text is not an ИНН.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InnError {
    /// Not 10 or 12 digits, or nothing but zeros.
    #[error("ИНН {0:?}: must be 10 or 12 digits, not all of them zero")]
    Format(String),
    /// The control digits do not follow from the others.
    #[error("ИНН {value:?}: control digits must be {expected}")]
    Checksum {
        /// The wrong ИНН.
        value: String,
        /// The last digit (of 10) or the last two (of 12) that would be right.
        expected: String,
    },
}

impl Inn {
    /// Reads bare digits; spaces around them are dropped.
    pub fn parse(text: &str) -> Result<Self, InnError> {
        let digits = text.trim();
        let has_length = matches!(digits.len(), 10 | 12);
        if !has_length || !digits.bytes().all(|b| b.is_ascii_digit()) || is_zero(digits) {
            return Err(InnError::Format(text.to_owned()));
        }
        let expected = control_digits(digits);
        if !digits.ends_with(&expected) {
            return Err(InnError::Checksum { value: digits.to_owned(), expected });
        }
        Ok(Self(digits.to_owned()))
    }

    /// The ИНН of a person whose first ten digits are these, with the control digits that belong to them.
    pub fn of_person(number: u64) -> Self {
        Self::controlled(format!("{:010}", number % 10_000_000_000), 2)
    }

    /// The ИНН of an organisation whose first nine digits are these, with the control digit that belongs to them.
    pub fn of_organization(number: u64) -> Self {
        Self::controlled(format!("{:09}", number % 1_000_000_000), 1)
    }

    fn controlled(digits: String, controls: usize) -> Self {
        let control = control_digits(&format!("{digits}{}", "0".repeat(controls)));
        Self(digits + &control)
    }

    /// The digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether the number belongs to a person (12 digits), not to an organisation (10).
    pub fn is_person(&self) -> bool {
        self.0.len() == 12
    }
}

impl fmt::Display for Inn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for Inn {
    type Err = InnError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse(text)
    }
}

impl TryFrom<String> for Inn {
    type Error = InnError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text)
    }
}

impl From<Inn> for String {
    fn from(inn: Inn) -> Self {
        inn.0
    }
}

/// Zeros alone would pass the control digits.
fn is_zero(digits: &str) -> bool {
    digits.bytes().all(|b| b == b'0')
}

fn control_digits(digits: &str) -> String {
    let values = || digits.bytes().map(|b| u32::from(b - b'0'));
    if digits.len() == 10 {
        return control_digit(values(), &TENTH).to_string();
    }
    let eleventh = control_digit(values(), &ELEVENTH);
    let twelfth = control_digit(values().take(10).chain(iter::once(eleventh)), &TWELFTH);
    format!("{eleventh}{twelfth}")
}

/// As many values count as there are weights.
fn control_digit(values: impl Iterator<Item = u32>, weights: &[u32]) -> u32 {
    let sum: u32 = values.zip(weights).map(|(value, weight)| value * weight).sum();
    sum % 11 % 10
}

const TENTH: [u32; 9] = [2, 4, 10, 3, 5, 9, 4, 6, 8];
const ELEVENTH: [u32; 10] = [7, 2, 4, 10, 3, 5, 9, 4, 6, 8];
const TWELFTH: [u32; 11] = [3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8];

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn made_up_numbers_get_their_control_digits() {
        for (number, text) in [(5_902_990_001, "590299000100"), (5_001_007_322, "500100732259")] {
            assert_eq!(Inn::of_person(number).as_str(), text);
        }
        for (number, text) in [(590_299_001, "5902990010"), (774_301_390, "7743013901"), (590_200_003, "5902000030")] {
            assert_eq!(Inn::of_organization(number).as_str(), text);
        }
        assert_eq!(Inn::parse(Inn::of_person(u64::MAX).as_str()), Ok(Inn::of_person(u64::MAX)));
    }

    #[test]
    fn right_numbers_are_read() {
        for (case, text, is_person) in [
            ("organisation", "7743013901", false),
            ("synthetic organisation 1", "5902990010", false),
            ("synthetic organisation 2", "5902990027", false),
            ("synthetic organisation 3", "5902990034", false),
            ("remainder 10 gives 0", "5902000030", false),
            ("person", "500100732259", true),
            ("ЕСИА test person", "585204118212", true),
            ("synthetic person 1", "590299000100", true),
            ("synthetic person 2", "590299000277", true),
            ("synthetic person 3", "590299000340", true),
        ] {
            let inn = Inn::parse(text).expect(case);
            assert_eq!(inn.as_str(), text, "{case}");
            assert_eq!(inn.is_person(), is_person, "{case}");
        }
    }

    #[test]
    fn wrong_control_digits_are_named() {
        for (case, text, right) in [
            ("example of a public package", "7743013902", "1"),
            ("zero instead of 8", "5902000000", "8"),
            ("last digit of a person", "590299000101", "00"),
            ("digits in order", "123456789012", "47"),
        ] {
            let (value, expected) = (text.to_owned(), right.to_owned());
            assert_eq!(Inn::parse(text), Err(InnError::Checksum { value, expected }), "{case}");
        }
        let shown = Inn::parse("7743013902").map_err(|error| error.to_string());
        assert_eq!(shown, Err(r#"ИНН "7743013902": control digits must be 1"#.to_owned()));
    }

    #[test]
    fn other_texts_are_not_inn() {
        for (case, text) in [
            ("zero guard, organisation", "0000000000"),
            ("zero guard, person", "000000000000"),
            ("11 digits", "59029900100"),
            ("empty", ""),
            ("letter O", "77430139O1"),
            ("inner space", "7743 013901"),
            ("Arabic-Indic digits", "٧٧٤٣٠١٣٩٠١"),
            ("five Arabic-Indic digits are 10 bytes", "٧٧٤٣٠"),
        ] {
            assert_eq!(Inn::parse(text), Err(InnError::Format(text.to_owned())), "{case}");
        }
    }

    #[test]
    fn json_is_the_digits() {
        let inn = Inn::parse(" 7743013901 ").expect("right");
        let json = serde_json::to_string(&inn).expect("writes");
        assert_eq!(json, r#""7743013901""#);
        assert_eq!(serde_json::from_str::<Inn>(&json).expect("reads"), inn);
        assert!(serde_json::from_str::<Inn>(r#""7743013902""#).is_err());
    }

    proptest! {
        #[test]
        fn any_text_is_survived(text in any::<String>()) {
            let _ = Inn::parse(&text);
        }

        #[test]
        fn shown_number_is_read_back(text in "[1-9]([0-9]{9}|[0-9]{11})") {
            let kept = if text.len() == 10 { 9 } else { 10 };
            let right = format!("{}{}", &text[..kept], control_digits(&text));
            let inn = Inn::parse(&right).expect("right");
            prop_assert_eq!(inn.to_string().parse(), Ok(inn));
        }
    }
}
