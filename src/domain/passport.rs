//! `Passport`, `IssuerCode` and `PassportState`: the passport of a citizen of the Russian Federation.
//!
//! Source: «Положение о паспорте гражданина РФ» (issued from 14, renewed at 20 and 45 with 90
//! days to do so) and the ЕСИА REST fields `series`, `number`, `issueId`.

use std::fmt;
use std::str::FromStr;

use chrono::Days;
use chrono::Months;
use chrono::NaiveDate;
use serde::Deserialize;
use serde::Serialize;

use crate::domain::dates::anniversary;

/// Series (4 digits) and number (6 digits) of a passport, shown `57 09 123456`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Passport {
    series: String,
    number: String,
}

/// The code of the body that issued a passport, shown `590-004`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct IssuerCode(String);

/// What a passport is worth on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PassportState {
    /// In force.
    Valid,
    /// The holder reached 20 or 45 and still has time to renew it.
    Grace,
    /// The time to renew it is over.
    Expired,
    /// Cannot exist: issued before the 14th birthday or not issued yet.
    Invalid,
}

/// Why a text is not a passport or not an issuer's code.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PassportError {
    /// Not four digits.
    #[error("passport series {0:?}: must be 4 digits, written as 5709 or 57 09")]
    Series(String),
    /// Not six digits.
    #[error("passport number {0:?}: must be 6 digits")]
    Number(String),
    /// Not six digits with the hyphen in the middle or without it.
    #[error("issuer code {0:?}: must be 6 digits, written as 590-004 or 590004")]
    IssuerCode(String),
}

impl Passport {
    /// Reads the two fields of a form; spaces do not count.
    pub fn parse(series: &str, number: &str) -> Result<Self, PassportError> {
        let compact = |text: &str| text.split_whitespace().collect::<String>();
        let passport = Self { series: compact(series), number: compact(number) };
        if !is_digits(&passport.series, 4) {
            return Err(PassportError::Series(series.to_owned()));
        }
        if !is_digits(&passport.number, 6) {
            return Err(PassportError::Number(number.to_owned()));
        }
        Ok(passport)
    }

    /// Four digits.
    pub fn series(&self) -> &str {
        &self.series
    }

    /// Six digits.
    pub fn number(&self) -> &str {
        &self.number
    }
}

impl fmt::Display for Passport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (region, year) = self.series.split_at(2);
        write!(f, "{region} {year} {}", self.number)
    }
}

/// Reads series and number from one text: the first four characters are the series.
impl FromStr for Passport {
    type Err = PassportError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut characters = text.chars().filter(|c| !c.is_whitespace());
        let series: String = characters.by_ref().take(4).collect();
        Self::parse(&series, &characters.collect::<String>())
    }
}

impl IssuerCode {
    /// Reads `590-004` or `590004`; spaces around it are dropped.
    pub fn parse(text: &str) -> Result<Self, PassportError> {
        let digits = match text.trim().split_once('-') {
            Some((body, place)) if body.len() == 3 => format!("{body}{place}"),
            Some(_) | None => text.trim().to_owned(),
        };
        if !is_digits(&digits, 6) {
            return Err(PassportError::IssuerCode(text.to_owned()));
        }
        Ok(Self(digits))
    }

    /// Six digits without the hyphen, as ЕСИА returns them.
    pub fn digits(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for IssuerCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (body, place) = self.0.split_at(3);
        write!(f, "{body}-{place}")
    }
}

impl FromStr for IssuerCode {
    type Err = PassportError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse(text)
    }
}

impl TryFrom<String> for IssuerCode {
    type Error = PassportError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text)
    }
}

impl From<IssuerCode> for String {
    fn from(code: IssuerCode) -> Self {
        code.to_string()
    }
}

/// What a passport issued on a day is worth on another, by the first renewal age after its issue.
pub fn passport_state(born: NaiveDate, issued: NaiveDate, on: NaiveDate) -> PassportState {
    if issued < anniversary(born, FIRST_AGE) || issued > on {
        return PassportState::Invalid;
    }
    let mut renewals = RENEWAL_AGES.map(|age| anniversary(born, age)).into_iter();
    match renewals.find(|renewal| issued < *renewal) {
        Some(renewal) if on < renewal => PassportState::Valid,
        Some(renewal) if (on - renewal).num_days() <= GRACE_DAYS => PassportState::Grace,
        Some(_) => PassportState::Expired,
        None => PassportState::Valid,
    }
}

/// The first day on which a passport is outdated, unless it is for life.
pub fn outdated_from(born: NaiveDate, issued: NaiveDate) -> Option<NaiveDate> {
    let age = RENEWAL_AGES.into_iter().find(|age| issued < anniversary(born, *age))?;
    outdated_at(born, age)
}

/// The first day on which a passport is outdated that was to be renewed at an age.
pub fn outdated_at(born: NaiveDate, age: u32) -> Option<NaiveDate> {
    anniversary(born, age).checked_add_days(Days::new(GRACE_DAYS.unsigned_abs() + 1))
}

/// When those were born for whom [`outdated_at`] is this day; of 29 February a day or two beside it.
pub fn born_for(day: NaiveDate, age: u32) -> Option<NaiveDate> {
    day.checked_sub_days(Days::new(GRACE_DAYS.unsigned_abs() + 1))?.checked_sub_months(Months::new(12 * age))
}

fn is_digits(text: &str, length: usize) -> bool {
    text.len() == length && text.bytes().all(|b| b.is_ascii_digit())
}

const FIRST_AGE: u32 = 14;

/// When a passport has to be renewed.
pub const RENEWAL_AGES: [u32; 2] = [20, 45];

const GRACE_DAYS: i64 = 90;

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::dates::parse_date;

    #[test]
    fn series_and_number_are_read() {
        for (case, series, number) in [
            ("space in the series", "57 09", "123456"),
            ("bare series", "5709", "123456"),
            ("outer spaces", " 5709 ", " 123456\n"),
        ] {
            let passport = Passport::parse(series, number).expect(case);
            assert_eq!((passport.series(), passport.number()), ("5709", "123456"), "{case}");
            assert_eq!(passport.to_string(), "57 09 123456", "{case}");
        }
        assert_eq!("5709123456".parse(), Passport::parse("5709", "123456"), "one text");
    }

    #[test]
    fn other_series_and_numbers_are_refused() {
        for (case, series) in [("3 digits", "570"), ("letter O", "57O9"), ("Arabic-Indic", "٥٧٠٩")] {
            let error = PassportError::Series(series.to_owned());
            assert_eq!(Passport::parse(series, "123456"), Err(error), "{case}");
        }
        for (case, number) in [("5 digits", "12345"), ("7 digits", "1234567"), ("empty", "")] {
            let error = PassportError::Number(number.to_owned());
            assert_eq!(Passport::parse("5709", number), Err(error), "{case}");
        }
    }

    #[test]
    fn issuer_codes_are_read() {
        for (case, text, digits, shown) in [
            ("hyphen", "590-004", "590004", "590-004"),
            ("no hyphen", "590004", "590004", "590-004"),
            ("ЕСИА sample", " 006006 ", "006006", "006-006"),
        ] {
            let code = IssuerCode::parse(text).expect(case);
            assert_eq!((code.digits(), code.to_string().as_str()), (digits, shown), "{case}");
        }
        for (case, text) in [
            ("hyphen after two digits", "59-0004"),
            ("two hyphens", "590-00-4"),
            ("5 digits", "590-04"),
            ("Arabic-Indic digits", "٥٩٠-٠٠٤"),
            ("empty", ""),
        ] {
            let error = PassportError::IssuerCode(text.to_owned());
            assert_eq!(IssuerCode::parse(text), Err(error), "{case}");
        }
    }

    #[test]
    fn issuer_code_in_json_is_the_shown_text() {
        let code = IssuerCode::parse("590004").expect("right");
        let json = serde_json::to_string(&code).expect("writes");
        assert_eq!(json, r#""590-004""#);
        assert_eq!(serde_json::from_str::<IssuerCode>(&json).expect("reads"), code);
    }

    #[test]
    fn state_follows_the_ages() {
        let date = |text| parse_date(text).expect(text);
        for row in STATES.lines().skip(1) {
            let cells: Vec<&str> = row.split('|').map(str::trim).collect();
            let [born, issued, on, state, case] = cells[..] else {
                panic!("row {row:?} must have five cells");
            };
            let found = passport_state(date(born), date(issued), date(on));
            assert_eq!(format!("{found:?}"), state, "{case}");
        }
    }

    #[test]
    fn a_passport_is_outdated_from_the_day_on_which_its_state_says_so() {
        let date = |text| parse_date(text).expect(text);
        for (born, issued) in [("10.05.2006", "01.06.2020"), ("03.03.1981", "01.04.2001"), ("29.02.2004", "01.06.2018")]
        {
            let (born, issued) = (date(born), date(issued));
            let first = outdated_from(born, issued).expect("not for life");
            assert_eq!(passport_state(born, issued, first), PassportState::Expired);
            assert_eq!(passport_state(born, issued, first.pred_opt().expect("a day")), PassportState::Grace);
        }
        assert_eq!(outdated_from(date("03.03.1971"), date("03.03.2016")), None, "for life");
    }

    const STATES: &str = "born | issued | on | state | case
        10.05.2006 | 01.06.2020 | 09.05.2026 | Valid   | day before 20
        10.05.2006 | 01.06.2020 | 10.05.2026 | Grace   | 20th birthday
        10.05.2006 | 01.06.2020 | 08.08.2026 | Grace   | day 90 after 20
        10.05.2006 | 01.06.2020 | 09.08.2026 | Expired | day 91 after 20
        10.05.2006 | 09.05.2020 | 10.05.2020 | Invalid | issued before 14
        10.05.2006 | 09.05.2020 | 09.05.2026 | Invalid | issued before 14, seen later
        03.03.1981 | 01.04.2001 | 02.03.2026 | Valid   | day before 45
        03.03.1981 | 01.04.2001 | 02.06.2026 | Expired | 45 and 91 days
        01.01.2013 | 10.01.2026 | 01.02.2026 | Invalid | 13 years old
        10.05.2006 | 10.05.2020 | 10.05.2020 | Valid   | issued on the 14th birthday
        10.05.2006 | 02.06.2020 | 01.06.2020 | Invalid | issued tomorrow
        10.05.2006 | 10.05.2026 | 09.08.2026 | Valid   | renewed on the 20th birthday
        03.03.1981 | 01.04.1996 | 04.03.2026 | Expired | never renewed at 20, now 45
        03.03.1971 | 03.03.2016 | 01.01.2040 | Valid   | renewed at 45";

    proptest! {
        #[test]
        fn any_text_is_survived(one in any::<String>(), two in any::<String>()) {
            let _ = Passport::parse(&one, &two);
            let _ = one.parse::<Passport>();
            let _ = IssuerCode::parse(&two);
        }

        #[test]
        fn shown_passport_is_read_back(series in "[0-9]{2} ?[0-9]{2}", number in "[0-9]{6}") {
            let passport = Passport::parse(&series, &number).expect("right");
            prop_assert_eq!(passport.to_string().parse(), Ok(passport));
        }

        #[test]
        fn shown_issuer_code_is_read_back(text in "[0-9]{3}-?[0-9]{3}") {
            let code = IssuerCode::parse(&text).expect("right");
            prop_assert_eq!(code.to_string().parse(), Ok(code));
        }
    }
}
