//! `Snils`: the number of a person's pension account, held as eleven digits.
//!
//! Which kind of login was typed is decided here only for СНИЛС; phones belong to `phone`.
//! Source: the rule for the control number of СНИЛС, `consultant.ru` document LAW 124607.

use std::fmt;
use std::str::FromStr;

use serde::Deserialize;
use serde::Serialize;

/// СНИЛС: eleven ASCII digits, written `NNN-NNN-NNN NN`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Snils(String);

/// Why a text is not a СНИЛС.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SnilsError {
    /// Not eleven digits with spaces and hyphens between them.
    #[error("СНИЛС {0:?}: must be 11 digits, written as 112-233-445 95")]
    Format(String),
    /// The last two digits do not follow from the first nine.
    #[error("СНИЛС {value:?}: control number must be {expected:02}")]
    Checksum {
        /// The wrong СНИЛС, masked.
        value: String,
        /// The control number that would be right.
        expected: u32,
    },
}

impl Snils {
    /// Reads any usual spelling: masked, with spaces (also no-break), with hyphens, bare digits.
    pub fn parse(text: &str) -> Result<Self, SnilsError> {
        let digits: String = text.chars().filter(|c| !is_separator(*c)).collect();
        if digits.len() != 11 || !digits.bytes().all(|b| b.is_ascii_digit()) {
            return Err(SnilsError::Format(text.to_owned()));
        }
        let snils = Self(digits);
        let expected = control_number(&snils.0);
        if snils.is_checked() && snils.0[9..] != format!("{expected:02}") {
            let value = snils.to_string();
            return Err(SnilsError::Checksum { value, expected });
        }
        Ok(snils)
    }

    /// The number whose first nine digits are these, with the control number that belongs to them.
    pub fn of_number(number: u32) -> Self {
        let digits = format!("{:09}", number % 1_000_000_000);
        let control = control_number(&digits);
        Self(format!("{digits}{control:02}"))
    }

    /// The eleven digits without the mask.
    pub fn digits(&self) -> &str {
        &self.0
    }

    /// Whether the control number means anything: numbers up to 001-001-998 carry an arbitrary one.
    pub fn is_checked(&self) -> bool {
        &self.0[..9] > LAST_UNCHECKED
    }

    /// Whether a typed login is written like a СНИЛС (right or wrong), and not like a phone.
    ///
    /// It is, when there are eleven digits and every separator stands where the mask has one:
    /// after the third, sixth or ninth digit. Bare digits that begin with 7 or 8 are a phone
    /// (`89077647981`); a СНИЛС that begins so must be typed with at least one separator.
    pub fn looks_like(text: &str) -> bool {
        let text = text.trim();
        let mut digits = 0;
        let mut is_masked = false;
        for character in text.chars() {
            if character.is_ascii_digit() {
                digits += 1;
            } else if is_separator(character) && matches!(digits, 3 | 6 | 9) {
                is_masked = true;
            } else {
                return false;
            }
        }
        digits == 11 && (is_masked || !text.starts_with(['7', '8']))
    }
}

impl fmt::Display for Snils {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = &self.0;
        let (a, b, c, control) = (&digits[..3], &digits[3..6], &digits[6..9], &digits[9..]);
        write!(f, "{a}-{b}-{c} {control}")
    }
}

impl FromStr for Snils {
    type Err = SnilsError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse(text)
    }
}

impl TryFrom<String> for Snils {
    type Error = SnilsError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text)
    }
}

impl From<Snils> for String {
    fn from(snils: Snils) -> Self {
        snils.to_string()
    }
}

fn is_separator(character: char) -> bool {
    character == '-' || character.is_whitespace()
}

/// Weights 9…1 over the first nine digits, modulo 101; of a remainder 100 the last two digits count.
fn control_number(digits: &str) -> u32 {
    let weighted = digits.bytes().take(9).zip((1..=9).rev());
    let sum: u32 = weighted.map(|(digit, weight)| u32::from(digit - b'0') * weight).sum();
    sum % 101 % 100
}

const LAST_UNCHECKED: &str = "001001998";

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn right_numbers_are_read() {
        for (case, text) in [
            ("official example", "112-233-445 95"),
            ("last value below 100", "110-725-115 99"),
            ("S = 100 gives 00", "253-101-140 00"),
            ("S = 101 gives 00", "212-213-638 00"),
            ("S = 102, leading zero kept", "510-061-209 01"),
            ("S = 165", "123-456-789 64"),
            ("S = 200", "162-975-068 99"),
            ("S = 201, remainder 100 gives 00", "392-526-800 00"),
            ("S = 202, remainder 0 gives 00", "616-283-915 00"),
            ("S = 202, leading zero", "087-654-303 00"),
            ("S = 203", "109-948-534 01"),
            ("first number that is checked", "001-001-999 65"),
        ] {
            let snils = Snils::parse(text).expect(case);
            assert_eq!(snils.to_string(), text, "{case}");
            assert!(snils.is_checked(), "{case}");
        }
    }

    #[test]
    fn a_made_up_number_gets_its_control_number() {
        for (number, text) in
            [(112_233_445, "112-233-445 95"), (392_526_800, "392-526-800 00"), (1_001_999, "001-001-999 65")]
        {
            assert_eq!(Snils::of_number(number).to_string(), text);
        }
        assert_eq!(Snils::of_number(u32::MAX).digits().len(), 11);
    }

    #[test]
    fn low_numbers_are_read_unchecked() {
        for (case, text) in
            [("last number that is not checked", "001-001-998 00"), ("ЕСИА test person", "000-000-600 06")]
        {
            let snils = Snils::parse(text).expect(case);
            assert_eq!(snils.to_string(), text, "{case}");
            assert!(!snils.is_checked(), "{case}");
        }
    }

    #[test]
    fn usual_spellings_are_read() {
        for (case, text) in [
            ("bare digits", "11223344595"),
            ("spaces and a hyphen", "112 233 445-95"),
            ("no-break spaces", "112\u{a0}233\u{a0}445\u{a0}95"),
            ("outer spaces", " 112-233-445 95\n"),
        ] {
            let snils = Snils::parse(text).expect(case);
            assert_eq!(snils.digits(), "11223344595", "{case}");
        }
    }

    #[test]
    fn wrong_control_numbers_are_named() {
        for (case, text, right) in [
            ("wrong control", "112-233-445 96", 95),
            ("zeros instead of 64", "123-456-789 00", 64),
            ("first checked number with 00", "001-001-999 00", 65),
        ] {
            let error = SnilsError::Checksum { value: text.to_owned(), expected: right };
            assert_eq!(Snils::parse(text), Err(error), "{case}");
        }
        let shown = Snils::parse("11223344596").map_err(|error| error.to_string());
        assert_eq!(shown, Err(r#"СНИЛС "112-233-445 96": control number must be 95"#.to_owned()));
    }

    #[test]
    fn other_texts_are_not_snils() {
        for (case, text) in [
            ("10 digits", "112-233-445 9"),
            ("12 digits", "112233445950"),
            ("empty", ""),
            ("letter O", "112-233-445 9O"),
            ("plus", "+11223344595"),
            ("Arabic-Indic digits", "١١٢٢٣٣٤٤٥٩٥"),
        ] {
            assert_eq!(Snils::parse(text), Err(SnilsError::Format(text.to_owned())), "{case}");
        }
    }

    #[test]
    fn fixture_numbers_fit_both_policies() {
        for (number, control) in (701..=712).zip([22, 23, 24, 25, 26, 27, 28, 29, 30, 23, 24, 25]) {
            let snils = Snils::parse(&format!("000-000-{number} {control}")).expect("fixture");
            assert_eq!(control_number(snils.digits()), control);
        }
    }

    #[test]
    fn login_is_told_from_a_phone() {
        for (case, text, is_snils) in [
            ("masked", "112-233-445 95", true),
            ("bare digits", "11223344595", true),
            ("spaces", "112 233 445 95", true),
            ("wrong control number is still a СНИЛС", "112-233-445 96", true),
            ("half a mask", "112233445 95", true),
            ("bare phone with 8", "89077647981", false),
            ("bare phone with 7", "79077647981", false),
            ("phone digits under the mask", "890-776-479 81", true),
            ("phone with spaces", "8 907 764 79 81", false),
            ("phone with hyphens", "8-907-764-79-81", false),
            ("phone with brackets", "8(907)7647981", false),
            ("phone with plus", "+7 907 7647981", false),
            ("phone of 10 digits", "9077647981", false),
            ("email", "11223344595@example.ru", false),
            ("empty", "", false),
        ] {
            assert_eq!(Snils::looks_like(text), is_snils, "{case}");
        }
    }

    #[test]
    fn json_is_the_masked_text() {
        let snils = Snils::parse("11223344595").expect("right");
        let json = serde_json::to_string(&snils).expect("writes");
        assert_eq!(json, r#""112-233-445 95""#);
        assert_eq!(serde_json::from_str::<Snils>(&json).expect("reads"), snils);
        assert!(serde_json::from_str::<Snils>(r#""112-233-445 96""#).is_err());
    }

    proptest! {
        #[test]
        fn any_text_is_survived(text in any::<String>()) {
            let _ = Snils::parse(&text);
            let _ = Snils::looks_like(&text);
        }

        #[test]
        fn shown_number_is_read_back(first_nine in "[0-9]{9}") {
            let text = format!("{first_nine}{:02}", control_number(&first_nine));
            let snils = Snils::parse(&text).expect("right");
            prop_assert!(Snils::looks_like(&snils.to_string()));
            prop_assert_eq!(snils.to_string().parse(), Ok(snils));
        }
    }
}
