//! `MedicalPolicy`: the single number of a полис ОМС (ЕНП).
//!
//! Source: the ЕСИА document type `MDCL_PLCY`; 16 digits, the last of which is a control digit
//! that equals Luhn's.

use std::fmt;
use std::str::FromStr;

use serde::Deserialize;
use serde::Serialize;

/// ЕНП with a right control digit.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct MedicalPolicy(String);

/// Why a text is not the number of a полис ОМС.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MedicalPolicyError {
    /// Not 16 digits.
    #[error("полис ОМС {0:?}: must be 16 digits")]
    Format(String),
    /// The last digit does not follow from the others.
    #[error("полис ОМС {value:?}: control digit must be {expected}")]
    Checksum {
        /// The wrong number.
        value: String,
        /// The last digit that would be right.
        expected: u32,
    },
}

impl MedicalPolicy {
    /// Reads 16 digits; spaces do not count.
    pub fn parse(text: &str) -> Result<Self, MedicalPolicyError> {
        let digits: String = text.split_whitespace().collect();
        if digits.len() != 16 || !digits.bytes().all(|b| b.is_ascii_digit()) {
            return Err(MedicalPolicyError::Format(text.to_owned()));
        }
        let expected = control_digit(&digits[..15]);
        if digits[15..] != expected.to_string() {
            return Err(MedicalPolicyError::Checksum { value: digits, expected });
        }
        Ok(Self(digits))
    }

    /// The digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for MedicalPolicy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for MedicalPolicy {
    type Err = MedicalPolicyError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse(text)
    }
}

impl TryFrom<String> for MedicalPolicy {
    type Error = MedicalPolicyError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text)
    }
}

impl From<MedicalPolicy> for String {
    fn from(policy: MedicalPolicy) -> Self {
        policy.0
    }
}

/// Luhn: from the end every other digit is doubled, and the digits of all products are added.
fn control_digit(digits: &str) -> u32 {
    let values = digits.bytes().rev().map(|b| u32::from(b - b'0'));
    let products = values.zip([2, 1].into_iter().cycle()).map(|(value, weight)| value * weight);
    let sum: u32 = products.map(|product| product / 10 + product % 10).sum();
    (10 - sum % 10) % 10
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn right_numbers_are_read() {
        for (case, text, shown) in [
            ("synthetic", "5900000000000018", "5900000000000018"),
            ("all digits in use", "5949750824000122", "5949750824000122"),
            ("spaces between fours", " 5900 0000 0000 0018 ", "5900000000000018"),
        ] {
            assert_eq!(MedicalPolicy::parse(text).expect(case).as_str(), shown, "{case}");
        }
    }

    #[test]
    fn wrong_control_digit_is_named() {
        let shown = MedicalPolicy::parse("5900000000000019").map_err(|error| error.to_string());
        let right = r#"полис ОМС "5900000000000019": control digit must be 8"#;
        assert_eq!(shown, Err(right.to_owned()));
    }

    #[test]
    fn other_texts_are_refused() {
        for (case, text) in [
            ("15 digits", "590000000000001"),
            ("17 digits", "59000000000000180"),
            ("hyphens", "5900-0000-0000-0018"),
            ("Arabic-Indic digits", "٥٩٠٠٠٠٠٠٠٠٠٠٠٠١٨"),
            ("eight Arabic-Indic digits are 16 bytes", "٥٩٠٠٠٠٠٠"),
            ("empty", ""),
        ] {
            let error = MedicalPolicyError::Format(text.to_owned());
            assert_eq!(MedicalPolicy::parse(text), Err(error), "{case}");
        }
    }

    #[test]
    fn json_is_the_digits() {
        let policy = MedicalPolicy::parse("5900000000000018").expect("right");
        let json = serde_json::to_string(&policy).expect("writes");
        assert_eq!(json, r#""5900000000000018""#);
        assert_eq!(serde_json::from_str::<MedicalPolicy>(&json).expect("reads"), policy);
        assert!(serde_json::from_str::<MedicalPolicy>(r#""5900000000000019""#).is_err());
    }

    proptest! {
        #[test]
        fn any_text_is_survived(text in any::<String>()) {
            let _ = MedicalPolicy::parse(&text);
        }

        #[test]
        fn shown_number_is_read_back(number in "[0-9]{15}") {
            let text = format!("{number}{}", control_digit(&number));
            let policy = MedicalPolicy::parse(&text).expect("right");
            prop_assert_eq!(policy.to_string().parse(), Ok(policy));
        }
    }
}
