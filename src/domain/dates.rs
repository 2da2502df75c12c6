//! Dates as citizens write them, `ДД.ММ.ГГГГ`, and ages counted in birthdays.
//!
//! Today is always given by the caller. Source: the registration instruction of Госуслуги and
//! the ЕСИА REST form `dd.MM.yyyy`; who was born on 29 February grows older on 1 March.

use chrono::Datelike;
use chrono::NaiveDate;

/// Why a text is not a date, or a date not one of birth.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DateError {
    /// Not `ДД.ММ.ГГГГ`.
    #[error("date {0:?}: must be written as ДД.ММ.ГГГГ")]
    Format(String),
    /// Not `yyyy-mm-dd`.
    #[error("date {0:?}: must be written as 1985-03-12")]
    IsoFormat(String),
    /// The calendar has no such day.
    #[error("date {0:?}: must be a day of the calendar")]
    NoSuchDay(String),
    /// A birth before 1900.
    #[error("birth date {}: must not be before 01.01.1900", .0.format(SHAPE))]
    TooEarly(NaiveDate),
    /// A birth after today.
    #[error("birth date {}: must not be after today, {}", .date.format(SHAPE), .today.format(SHAPE))]
    Future {
        /// The wrong date.
        date: NaiveDate,
        /// The last day that would be right.
        today: NaiveDate,
    },
}

/// Reads `ДД.ММ.ГГГГ` strictly: two, two and four ASCII digits, no spaces; the dots may be left out, for a browser's
/// script sets them.
pub fn parse_date(text: &str) -> Result<NaiveDate, DateError> {
    let bad_format = || DateError::Format(text.to_owned());
    let is_bare = text.len() == 8 && text.bytes().all(|b| b.is_ascii_digit());
    let dotted = if is_bare { format!("{}.{}.{}", &text[..2], &text[2..4], &text[4..]) } else { text.to_owned() };
    let mut parts = dotted.split('.');
    let mut next = |length| parts.next().and_then(|part| number(part, length));
    let (day, month, year) = (next(2), next(2), next(4));
    let (Some(day), Some(month), Some(year), None) = (day, month, year, parts.next()) else {
        return Err(bad_format());
    };
    let year = i32::try_from(year).map_err(|_| bad_format())?;
    let date = NaiveDate::from_ymd_opt(year, month, day);
    date.ok_or_else(|| DateError::NoSuchDay(text.to_owned()))
}

/// Reads `yyyy-mm-dd` strictly.
pub fn parse_iso_date(text: &str) -> Result<NaiveDate, DateError> {
    let parts: Vec<&str> = text.split('-').collect();
    let is_number = |(part, length): (&&str, usize)| part.len() == length && part.bytes().all(|b| b.is_ascii_digit());
    if parts.len() != 3 || !parts.iter().zip([4, 2, 2]).all(is_number) {
        return Err(DateError::IsoFormat(text.to_owned()));
    }
    text.parse().map_err(|_| DateError::NoSuchDay(text.to_owned()))
}

/// Reads either form, as scripts write dates.
pub fn parse_any_date(text: &str) -> Result<NaiveDate, DateError> {
    parse_iso_date(text).or_else(|_| parse_date(text))
}

/// Reads a date of birth: `ДД.ММ.ГГГГ`, from 01.01.1900 to today.
pub fn parse_birth_date(text: &str, today: NaiveDate) -> Result<NaiveDate, DateError> {
    check_birth_date(parse_date(text)?, today)
}

/// Gives back a date that can be one of birth: from 01.01.1900 to today.
pub fn check_birth_date(date: NaiveDate, today: NaiveDate) -> Result<NaiveDate, DateError> {
    if date.year() < EARLIEST_YEAR {
        return Err(DateError::TooEarly(date));
    }
    if date > today {
        return Err(DateError::Future { date, today });
    }
    Ok(date)
}

/// Full years on a day; the birthday itself counts. Nobody is younger than 0.
pub fn age(born: NaiveDate, on: NaiveDate) -> u32 {
    on.years_since(born).unwrap_or(0)
}

/// The day on which a person reaches an age; after a birth on 29 February 1 March of a common year.
pub fn anniversary(born: NaiveDate, years: u32) -> NaiveDate {
    let year = i32::try_from(years).map_or(i32::MAX, |years| born.year().saturating_add(years));
    let same_day = born.with_year(year);
    let first_of_march = || NaiveDate::from_ymd_opt(year, 3, 1);
    same_day.or_else(first_of_march).unwrap_or(NaiveDate::MAX)
}

fn number(digits: &str, length: usize) -> Option<u32> {
    let is_right = digits.len() == length && digits.bytes().all(|b| b.is_ascii_digit());
    is_right.then(|| digits.parse().ok()).flatten()
}

/// How dates are written for people.
pub const SHAPE: &str = "%d.%m.%Y";
const EARLIEST_YEAR: i32 = 1900;

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn date(text: &str) -> NaiveDate {
        parse_date(text).expect(text)
    }

    #[test]
    fn right_dates_are_read() {
        for (case, text, iso) in [
            ("plain", "01.06.2012", "2012-06-01"),
            ("without dots", "01062012", "2012-06-01"),
            ("last day", "31.12.1999", "1999-12-31"),
            ("29 February of a leap year", "29.02.2012", "2012-02-29"),
            ("29 February of 2000", "29.02.2000", "2000-02-29"),
        ] {
            assert_eq!(date(text).to_string(), iso, "{case}");
        }
    }

    #[test]
    fn days_that_never_come_are_refused() {
        for (case, text) in [
            ("31 February", "31.02.2012"),
            ("29 February of a common year", "29.02.2011"),
            ("29 February of 1900", "29.02.1900"),
            ("month 13", "01.13.2012"),
            ("day 0", "00.01.2012"),
        ] {
            assert_eq!(parse_date(text), Err(DateError::NoSuchDay(text.to_owned())), "{case}");
        }
    }

    #[test]
    fn other_spellings_are_refused() {
        for (case, text) in [
            ("two-digit year", "01.06.12"),
            ("five-digit year", "01.06.20126"),
            ("one-digit day", "1.06.2012"),
            ("one-digit month", "01.6.2012"),
            ("ISO", "2012-06-01"),
            ("hyphens", "01-06-2012"),
            ("fourth part", "01.06.2012."),
            ("sign", "+1.06.2012"),
            ("outer space", " 01.06.2012"),
            ("Arabic-Indic digits", "٠١.٠٦.٢٠١٢"),
            ("Arabic-Indic digits of the right size", "٠.٠.٢٠"),
            ("empty", ""),
        ] {
            assert_eq!(parse_date(text), Err(DateError::Format(text.to_owned())), "{case}");
        }
    }

    #[test]
    fn birth_is_between_1900_and_today() {
        let today = date("31.05.2026");
        for (case, text, refusal) in [
            ("first day allowed", "01.01.1900", None),
            ("today", "31.05.2026", None),
            ("before 1900", "31.12.1899", Some("birth date 31.12.1899: must not be before 01.01.1900")),
            ("future", "01.06.2026", Some("birth date 01.06.2026: must not be after today, 31.05.2026")),
            ("two-digit year", "01.06.12", Some(r#"date "01.06.12": must be written as ДД.ММ.ГГГГ"#)),
        ] {
            let shown = parse_birth_date(text, today).map_err(|error| error.to_string());
            assert_eq!(shown.err().as_deref(), refusal, "{case}");
        }
    }

    #[test]
    fn age_counts_the_birthday() {
        for (case, born, on, years) in [
            ("day before 14", "01.06.2012", "31.05.2026", 13),
            ("14th birthday", "01.06.2012", "01.06.2026", 14),
            ("29 February, 28 February", "29.02.2012", "28.02.2026", 13),
            ("29 February, 1 March", "29.02.2012", "01.03.2026", 14),
            ("29 February, leap year", "29.02.2012", "29.02.2028", 16),
            ("last day of 14 inclusive", "01.06.2011", "31.05.2026", 14),
            ("day before 18", "01.09.2008", "31.08.2026", 17),
            ("18th birthday", "01.09.2008", "01.09.2026", 18),
            ("day of birth", "01.09.2008", "01.09.2008", 0),
            ("not born yet", "01.09.2008", "01.09.2000", 0),
        ] {
            assert_eq!(age(date(born), date(on)), years, "{case}");
        }
    }

    #[test]
    fn anniversary_of_29_february_is_1_march() {
        for (case, born, years, on) in [
            ("plain", "01.06.2012", 14, "01.06.2026"),
            ("29 February to a common year", "29.02.2012", 14, "01.03.2026"),
            ("29 February to a leap year", "29.02.2012", 16, "29.02.2028"),
            ("no years", "29.02.2012", 0, "29.02.2012"),
        ] {
            assert_eq!(anniversary(date(born), years), date(on), "{case}");
        }
        assert_eq!(anniversary(date("01.06.2012"), u32::MAX), NaiveDate::MAX, "end of the calendar");
    }

    proptest! {
        #[test]
        fn any_text_is_survived(text in any::<String>()) {
            let _ = parse_date(&text);
        }

        #[test]
        fn any_digits_are_survived_and_read_back(text in r"[0-9]{2}\.[0-9]{2}\.[0-9]{4}") {
            if let Ok(date) = parse_date(&text) {
                prop_assert_eq!(date.format(SHAPE).to_string(), text);
            }
        }

        #[test]
        fn age_and_anniversary_agree(days in 0..60_000_i32, years in 0..100_u32) {
            let born = NaiveDate::from_num_days_from_ce_opt(690_000 + days).expect("in range");
            let birthday = anniversary(born, years);
            prop_assert_eq!(age(born, birthday), years);
            prop_assert_eq!(birthday.pred_opt().map(|eve| age(born, eve)), Some(years.saturating_sub(1)));
        }

        #[test]
        fn any_year_is_survived(days in any::<i32>(), years in any::<u32>()) {
            if let Some(born) = NaiveDate::from_num_days_from_ce_opt(days) {
                let _ = age(born, anniversary(born, years));
            }
        }
    }
}
