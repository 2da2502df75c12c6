//! `BirthCertificate`: series and number of a birth certificate of the Russian Federation.
//!
//! Foreign and Soviet certificates are free text and not read here.
//! Source: the ЕСИА document type `RF_BRTH_CERT` and the blank's series: a Roman numeral, a
//! hyphen and two Cyrillic letters.

use std::fmt;
use std::str::FromStr;

/// A birth certificate, shown `II-ВГ 123456`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct BirthCertificate {
    series: String,
    number: String,
}

/// Why a text is not a birth certificate.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BirthCertificateError {
    /// Not a Roman numeral and two Cyrillic letters.
    #[error("birth certificate series {0:?}: must be a Roman numeral, hyphen and two Cyrillic letters, as II-ВГ")]
    Series(String),
    /// Not six digits.
    #[error("birth certificate number {0:?}: must be 6 digits")]
    Number(String),
}

impl BirthCertificate {
    /// Reads the two fields of a form.
    ///
    /// Spaces do not count, small letters become capital, the hyphen may be missing or a dash,
    /// and the Roman numeral may be typed with Cyrillic look-alikes or with the digit 1.
    pub fn parse(series: &str, number: &str) -> Result<Self, BirthCertificateError> {
        let right_series = read_series(series);
        let right_series = right_series.ok_or_else(|| BirthCertificateError::Series(series.to_owned()))?;
        let digits: String = number.split_whitespace().collect();
        if digits.len() != 6 || !digits.bytes().all(|b| b.is_ascii_digit()) {
            return Err(BirthCertificateError::Number(number.to_owned()));
        }
        Ok(Self { series: right_series, number: digits })
    }

    /// The series, as `II-ВГ`.
    pub fn series(&self) -> &str {
        &self.series
    }

    /// Six digits.
    pub fn number(&self) -> &str {
        &self.number
    }
}

impl fmt::Display for BirthCertificate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.series, self.number)
    }
}

/// Reads series and number from one text: the last six characters are the number.
impl FromStr for BirthCertificate {
    type Err = BirthCertificateError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut series: Vec<char> = text.chars().filter(|c| !c.is_whitespace()).collect();
        let number = series.split_off(series.len().saturating_sub(6));
        Self::parse(&String::from_iter(series), &String::from_iter(number))
    }
}

/// The series in its only right spelling.
fn read_series(series: &str) -> Option<String> {
    let capital = series.split_whitespace().collect::<String>().to_uppercase();
    let mut characters: Vec<char> = capital.chars().collect();
    let letters = characters.split_off(characters.len().checked_sub(2)?);
    if !letters.iter().all(|c| matches!(c, 'А'..='Я' | 'Ё')) {
        return None;
    }
    if matches!(characters.last(), Some('-' | '–' | '—')) {
        characters.pop();
    }
    let numeral: String = characters.into_iter().map(roman).collect();
    let letters = String::from_iter(letters);
    is_canonical(&numeral).then(|| format!("{numeral}-{letters}"))
}

/// The Roman digit that a look-alike stands for.
fn roman(character: char) -> char {
    match character {
        '1' | 'І' => 'I',
        'У' => 'V',
        'Х' => 'X',
        'Л' => 'L',
        'С' => 'C',
        other => other,
    }
}

/// Whether a Roman numeral from 1 to 399 is written in the one right way.
fn is_canonical(numeral: &str) -> bool {
    let without = |rest, part: &[&str]| {
        let mut shorter = part.iter().filter_map(|digits| str::strip_prefix(rest, digits));
        shorter.next().unwrap_or(rest)
    };
    let rest = [HUNDREDS, TENS, ONES].into_iter().fold(numeral, without);
    rest.is_empty() && !numeral.is_empty()
}

/// Of two spellings with one beginning the longer stands first.
const HUNDREDS: &[&str] = &["CCC", "CC", "C"];
const TENS: &[&str] = &["XC", "XL", "LXXX", "LXX", "LX", "L", "XXX", "XX", "X"];
const ONES: &[&str] = &["IX", "IV", "VIII", "VII", "VI", "V", "III", "II", "I"];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    #[test]
    fn usual_spellings_are_read() {
        for (case, series, number, shown) in [
            ("right", "II-ВГ", "123456", "II-ВГ 123456"),
            ("en dash and small letters", "II–вг", "123456", "II-ВГ 123456"),
            ("em dash", "II—ВГ", "123456", "II-ВГ 123456"),
            ("no hyphen", "IIВГ", "123456", "II-ВГ 123456"),
            ("digit 1", "1-ВГ", "123456", "I-ВГ 123456"),
            ("digits 11", "11-ВГ", "123456", "II-ВГ 123456"),
            ("Cyrillic У", "У-МЮ", "654321", "V-МЮ 654321"),
            ("Cyrillic Х", "ХХI-ОВ", "111111", "XXI-ОВ 111111"),
            ("Ukrainian І", "ІІ-ВГ", "123456", "II-ВГ 123456"),
            ("Cyrillic Л and С", "СЛ-ВГ", "123456", "CL-ВГ 123456"),
            ("example of the form", "IV-АИ", "123456", "IV-АИ 123456"),
            ("spaces", " II - ВГ ", " 123456 ", "II-ВГ 123456"),
        ] {
            let certificate = BirthCertificate::parse(series, number).expect(case);
            assert_eq!(certificate.to_string(), shown, "{case}");
            let halves = format!("{} {}", certificate.series(), certificate.number());
            assert_eq!(halves, shown, "{case}");
        }
    }

    #[test]
    fn other_series_are_refused() {
        for (case, series) in [
            ("Latin B", "II-BГ"),
            ("IIII is not canonical", "IIII-ВГ"),
            ("VX is not canonical", "VX-ВГ"),
            ("digit 2", "2-ВГ"),
            ("letters first", "ВГ-II"),
            ("no numeral", "-ВГ"),
            ("letters alone", "ВГ"),
            ("two hyphens", "II--ВГ"),
            ("one letter", "II-В"),
            ("three letters", "II-ВГД"),
            ("one character", "Г"),
            ("empty", ""),
        ] {
            let error = BirthCertificateError::Series(series.to_owned());
            assert_eq!(BirthCertificate::parse(series, "123456"), Err(error), "{case}");
        }
    }

    #[test]
    fn other_numbers_are_refused() {
        for (case, number) in [
            ("5 digits", "12345"),
            ("7 digits", "1234567"),
            ("Arabic-Indic digits", "١٢٣٤٥٦"),
            ("three Arabic-Indic digits are 6 bytes", "١٢٣"),
            ("empty", ""),
        ] {
            let error = BirthCertificateError::Number(number.to_owned());
            assert_eq!(BirthCertificate::parse("II-ВГ", number), Err(error), "{case}");
        }
    }

    /// Each number from 1 to 399 has one canonical spelling, so 399 texts pass.
    #[test]
    fn canonical_numerals_are_as_many_as_numbers() {
        let with_none = |part: &[&'static str]| [part, &[""]].concat();
        let mut numerals = BTreeSet::new();
        for hundreds in with_none(HUNDREDS) {
            for tens in with_none(TENS) {
                numerals.extend(with_none(ONES).iter().map(|ones| format!("{hundreds}{tens}{ones}")));
            }
        }
        assert_eq!(numerals.iter().filter(|numeral| is_canonical(numeral)).count(), 399);
    }

    proptest! {
        #[test]
        fn any_text_is_survived(one in any::<String>(), two in any::<String>()) {
            let _ = BirthCertificate::parse(&one, &two);
            let _ = one.parse::<BirthCertificate>();
        }

        #[test]
        fn shown_certificate_is_read_back(series in "[IVXLCУХ1]{1,5}[–-]?[а-яА-Я]{2}", number in "[0-9]{6}") {
            if let Ok(certificate) = BirthCertificate::parse(&series, &number) {
                prop_assert_eq!(certificate.to_string().parse(), Ok(certificate));
            }
        }
    }
}
