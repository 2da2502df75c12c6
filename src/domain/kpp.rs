//! `Kpp`: the code of the reason for which an organisation stands on a tax register.
//!
//! Whether letters are allowed on a form is the caller's switch.
//! Source: the ФНС structure `NNNN PP XXX`, where `PP` may hold capital Latin letters; the
//! registration instruction of Госуслуги speaks of nine digits.

use std::fmt;
use std::str::FromStr;

use serde::Deserialize;
use serde::Serialize;

/// КПП: nine signs, all digits or with capital Latin letters as the fifth and sixth.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Kpp(String);

/// Why a text is not a КПП.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KppError {
    /// Not nine digits, where only digits are allowed.
    #[error("КПП {0:?}: must be 9 digits")]
    NotDigits(String),
    /// Not nine digits, even with Latin letters allowed in the middle.
    #[error("КПП {0:?}: must be 9 digits, the 5th and 6th may be capital Latin letters")]
    NotDigitsOrLetters(String),
}

impl Kpp {
    /// Reads nine digits; spaces around them are dropped.
    pub fn parse(text: &str) -> Result<Self, KppError> {
        let code = text.trim();
        if code.len() != 9 || !code.bytes().all(|b| b.is_ascii_digit()) {
            return Err(KppError::NotDigits(text.to_owned()));
        }
        Ok(Self(code.to_owned()))
    }

    /// Reads nine digits of which the fifth and sixth may be capital Latin letters.
    pub fn parse_with_letters(text: &str) -> Result<Self, KppError> {
        let code = text.trim();
        let is_right = |(position, byte): (usize, u8)| {
            byte.is_ascii_digit() || matches!(position, 4 | 5) && byte.is_ascii_uppercase()
        };
        if code.len() != 9 || !code.bytes().enumerate().all(is_right) {
            return Err(KppError::NotDigitsOrLetters(text.to_owned()));
        }
        Ok(Self(code.to_owned()))
    }

    /// The nine signs.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Kpp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for Kpp {
    type Err = KppError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse(text)
    }
}

/// Reads letters too: what was once accepted and written must be readable with the switch off.
impl TryFrom<String> for Kpp {
    type Error = KppError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse_with_letters(&text)
    }
}

impl From<Kpp> for String {
    fn from(kpp: Kpp) -> Self {
        kpp.0
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn digits_are_read_with_and_without_the_switch() {
        assert_eq!(Kpp::parse("590201001").expect("digits").as_str(), "590201001");
        assert_eq!(Kpp::parse(" 590201001 "), Kpp::parse_with_letters("590201001"));
    }

    #[test]
    fn letters_are_read_only_with_the_switch() {
        let text = "5902AZ001";
        assert_eq!(Kpp::parse_with_letters(text).expect("letters").as_str(), text);
        assert_eq!(Kpp::parse(text), Err(KppError::NotDigits(text.to_owned())));
    }

    #[test]
    fn other_texts_are_not_kpp() {
        for (case, text) in [
            ("8 digits", "59020100"),
            ("10 digits", "5902010010"),
            ("Cyrillic letters", "5902аб001"),
            ("capital Cyrillic letters", "5902АБ001"),
            ("small Latin letters", "5902az001"),
            ("letter in another place", "590A01001"),
            ("empty", ""),
            ("Arabic-Indic digits", "٥٩٠٢٠١٠٠١"),
        ] {
            let error = KppError::NotDigits(text.to_owned());
            assert_eq!(Kpp::parse(text), Err(error), "{case}");
            let error = KppError::NotDigitsOrLetters(text.to_owned());
            assert_eq!(Kpp::parse_with_letters(text), Err(error), "{case}, letters allowed");
        }
        let shown = Kpp::parse("59020100").map_err(|error| error.to_string());
        assert_eq!(shown, Err(r#"КПП "59020100": must be 9 digits"#.to_owned()));
    }

    #[test]
    fn json_reads_what_it_writes() {
        let kpp = Kpp::parse_with_letters("5902AZ001").expect("letters");
        let json = serde_json::to_string(&kpp).expect("writes");
        assert_eq!(json, r#""5902AZ001""#);
        assert_eq!(serde_json::from_str::<Kpp>(&json).expect("reads"), kpp);
        assert!(serde_json::from_str::<Kpp>(r#""59020100""#).is_err());
    }

    proptest! {
        #[test]
        fn any_text_is_survived(text in any::<String>()) {
            let _ = Kpp::parse(&text);
            let _ = Kpp::parse_with_letters(&text);
        }

        #[test]
        fn shown_code_is_read_back(text in "[0-9]{9}") {
            let kpp = Kpp::parse(&text).expect("right");
            prop_assert_eq!(kpp.to_string().parse(), Ok(kpp));
        }

        #[test]
        fn shown_code_with_letters_is_read_back(text in "[0-9]{4}[0-9A-Z]{2}[0-9]{3}") {
            let kpp = Kpp::parse_with_letters(&text).expect("right");
            prop_assert_eq!(Kpp::parse_with_letters(&kpp.to_string()), Ok(kpp));
        }
    }
}
