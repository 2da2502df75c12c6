//! `DrivingLicence`: series and number of a Russian driving licence.
//!
//! Its dates belong to the document. Source: the ЕСИА document type `RF_DRIVING_LICENSE`.

use std::fmt;
use std::str::FromStr;

/// A driving licence, shown `59ВК 123456`: two digits, two digits or Cyrillic letters, six digits.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct DrivingLicence {
    series: String,
    number: String,
}

/// Why a text is not a driving licence.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DrivingLicenceError {
    /// Not two digits followed by two digits or two Cyrillic letters.
    #[error("driving licence series {0:?}: must be 2 digits and 2 digits or Cyrillic letters, as 5909 or 59ВК")]
    Series(String),
    /// Not six digits.
    #[error("driving licence number {0:?}: must be 6 digits")]
    Number(String),
}

impl DrivingLicence {
    /// Reads the two fields of a form; spaces do not count, small letters become capital.
    pub fn parse(series: &str, number: &str) -> Result<Self, DrivingLicenceError> {
        let compact = |text: &str| text.split_whitespace().collect::<String>();
        let licence = Self { series: compact(series).to_uppercase(), number: compact(number) };
        if !is_series(&licence.series) {
            return Err(DrivingLicenceError::Series(series.to_owned()));
        }
        if licence.number.len() != 6 || !licence.number.bytes().all(|b| b.is_ascii_digit()) {
            return Err(DrivingLicenceError::Number(number.to_owned()));
        }
        Ok(licence)
    }

    /// Four characters, as `5909` or `59ВК`.
    pub fn series(&self) -> &str {
        &self.series
    }

    /// Six digits.
    pub fn number(&self) -> &str {
        &self.number
    }
}

impl fmt::Display for DrivingLicence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.series, self.number)
    }
}

/// Reads series and number from one text: the first four characters are the series.
impl FromStr for DrivingLicence {
    type Err = DrivingLicenceError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut characters = text.chars().filter(|c| !c.is_whitespace());
        let series: String = characters.by_ref().take(4).collect();
        Self::parse(&series, &characters.collect::<String>())
    }
}

fn is_series(text: &str) -> bool {
    let is_digit = |c: &char| c.is_ascii_digit();
    let is_letter = |c: &char| matches!(c, 'А'..='Я' | 'Ё');
    let characters: Vec<char> = text.chars().collect();
    let [a, b, c, d] = characters.as_slice() else {
        return false;
    };
    let is_ending = is_digit(c) && is_digit(d) || is_letter(c) && is_letter(d);
    is_digit(a) && is_digit(b) && is_ending
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn right_licences_are_read() {
        for (case, text, series) in [
            ("digits", "5909 123456", "5909"),
            ("Cyrillic letters", "59ВК 123456", "59ВК"),
            ("small letters", "59вк 123456", "59ВК"),
            ("as on the blank", "59 09 123456", "5909"),
            ("no spaces", "59ВК123456", "59ВК"),
        ] {
            let licence: DrivingLicence = text.parse().expect(case);
            assert_eq!((licence.series(), licence.number()), (series, "123456"), "{case}");
            assert_eq!(licence.to_string(), format!("{series} 123456"), "{case}");
        }
        assert_eq!(DrivingLicence::parse("59 ВК", " 123456"), "59ВК 123456".parse(), "two fields");
    }

    #[test]
    fn other_licences_are_refused() {
        for (case, series) in [
            ("Latin letters", "59BK"),
            ("one letter", "590К"),
            ("letters first", "ВК59"),
            ("3 characters", "590"),
            ("5 characters", "59099"),
            ("Arabic-Indic digits", "٥٩٠٩"),
            ("empty", ""),
        ] {
            let error = DrivingLicenceError::Series(series.to_owned());
            assert_eq!(DrivingLicence::parse(series, "123456"), Err(error), "{case}");
        }
        let error = DrivingLicenceError::Number("12345".to_owned());
        assert_eq!("590912345".parse::<DrivingLicence>(), Err(error), "9 digits");
    }

    proptest! {
        #[test]
        fn any_text_is_survived(one in any::<String>(), two in any::<String>()) {
            let _ = DrivingLicence::parse(&one, &two);
            let _ = one.parse::<DrivingLicence>();
        }

        #[test]
        fn shown_licence_is_read_back(series in "[0-9]{2}([0-9]{2}|[А-Яа-яЁё]{2})", number in "[0-9]{6}") {
            let licence = DrivingLicence::parse(&series, &number).expect("right");
            prop_assert_eq!(licence.to_string().parse(), Ok(licence));
        }
    }
}
