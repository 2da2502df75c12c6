//! Working days: the Russian production calendar, a file of `fixtures/calendar`.
//!
//! Dates are those of the stand's zone; the caller knows it. In a year that the file does not have, every day but
//! Saturday and Sunday is a working day; [`Calendar::knows`] tells.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use chrono::Datelike as _;
use chrono::NaiveDate;
use chrono::NaiveDateTime;
use chrono::NaiveTime;
use chrono::Weekday;
use serde::Deserialize;

/// Which days people work.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Calendar {
    /// What the file is; for its readers.
    #[serde(rename = "about")]
    _about: String,
    years: BTreeMap<i32, Year>,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Year {
    /// Where it is from; for readers of the file.
    #[serde(rename = "source")]
    _source: String,
    days_off: BTreeSet<NaiveDate>,
    working_weekends: BTreeSet<NaiveDate>,
}

/// Why a file is no calendar.
#[derive(Debug, thiserror::Error)]
pub enum CalendarError {
    /// Another shape.
    #[error("production calendar: {0}")]
    Shape(#[from] serde_json::Error),
    /// A day that stands under another year, or a working weekend that is none.
    #[error("production calendar: {0} does not belong where it stands")]
    Misplaced(NaiveDate),
}

impl Calendar {
    /// The calendar inside the program.
    pub fn russian() -> Result<Self, CalendarError> {
        Self::parse(include_str!("../../fixtures/calendar/russia.json"))
    }

    /// Reads a calendar.
    pub fn parse(text: &str) -> Result<Self, CalendarError> {
        let calendar: Self = serde_json::from_str(text)?;
        for (year, days) in &calendar.years {
            let foreign = days.days_off.iter().chain(&days.working_weekends).find(|day| day.year() != *year);
            let needless = days.working_weekends.iter().find(|day| !is_weekend(**day) || days.days_off.contains(day));
            if let Some(day) = foreign.or(needless) {
                return Err(CalendarError::Misplaced(*day));
            }
        }
        Ok(calendar)
    }

    /// Are the holidays of this year known?
    pub fn knows(&self, year: i32) -> bool {
        self.years.contains_key(&year)
    }

    /// Do people work on this day?
    pub fn is_working_day(&self, day: NaiveDate) -> bool {
        match self.years.get(&day.year()) {
            Some(year) if year.working_weekends.contains(&day) => true,
            Some(year) => !is_weekend(day) && !year.days_off.contains(&day),
            None => !is_weekend(day),
        }
    }

    /// The working day that is so many of them after a day, or before it; a day off counts as nothing, wherever one
    /// begins. Absent at the ends of the calendar.
    pub fn add_working_days(&self, day: NaiveDate, count: i32) -> Option<NaiveDate> {
        let mut day = day;
        for _ in 0..count.unsigned_abs() {
            day = self.neighbour(day, count > 0)?;
        }
        Some(day)
    }

    /// The first working day after this one.
    pub fn next_working_day(&self, day: NaiveDate) -> Option<NaiveDate> {
        self.neighbour(day, true)
    }

    /// «На следующий рабочий день в 14:00»: an hour of the first working day after a moment.
    pub fn next_working_day_at(&self, moment: NaiveDateTime, hour: NaiveTime) -> Option<NaiveDateTime> {
        Some(self.next_working_day(moment.date())?.and_time(hour))
    }

    fn neighbour(&self, day: NaiveDate, after: bool) -> Option<NaiveDate> {
        let step = |day: NaiveDate| if after { day.succ_opt() } else { day.pred_opt() };
        let mut day = step(day)?;
        while !self.is_working_day(day) {
            day = step(day)?;
        }
        Some(day)
    }
}

fn is_weekend(day: NaiveDate) -> bool {
    matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn russian() -> Calendar {
        Calendar::russian().expect("the shipped calendar")
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().expect(text)
    }

    fn moment(text: &str) -> NaiveDateTime {
        text.parse().expect(text)
    }

    #[test]
    fn the_years_have_as_many_working_days_as_the_official_calendar() {
        for (year, days) in [(2024, 248), (2025, 247), (2026, 247)] {
            let first = NaiveDate::from_ymd_opt(year, 1, 1).expect("a day");
            let counted = first.iter_days().take_while(|day| day.year() == year);
            assert_eq!(counted.filter(|day| russian().is_working_day(*day)).count(), days, "{year}");
        }
    }

    #[test]
    fn tricky_days() {
        for (case, text, works) in [
            ("an ordinary Tuesday", "2026-09-08", true),
            ("a Sunday", "2026-09-13", false),
            ("a working Saturday", "2024-04-27", true),
            ("the Monday that it was moved to", "2024-04-29", false),
            ("the last working day of 2024", "2024-12-28", true),
            ("a Saturday that works for the Monday after it", "2025-11-01", true),
            ("New Year's Eve as a day off", "2025-12-31", false),
            ("the last day of the New-Year break", "2026-01-11", false),
            ("the first working day after it", "2026-01-12", true),
            ("the Monday after 8 March, a Sunday", "2026-03-09", false),
            ("День России", "2026-06-12", false),
            ("День народного единства", "2026-11-04", false),
            ("the Monday after 12 June 2027, a Saturday", "2027-06-14", false),
            ("1 January of a year without data, a Tuesday", "2030-01-01", true),
            ("a Saturday of a year without data", "2030-01-05", false),
        ] {
            assert_eq!(russian().is_working_day(day(text)), works, "{case}: {text}");
        }
        assert!(russian().knows(2027) && !russian().knows(2023) && !russian().knows(2028));
    }

    #[test]
    fn a_mistake_is_mended_by_14_of_the_next_working_day() {
        for (entered, mended) in [
            ("2026-09-08T10:00:00", "2026-09-09"),
            ("2026-09-08T23:59:00", "2026-09-09"),
            ("2026-09-11T12:00:00", "2026-09-14"),
            ("2026-09-13T12:00:00", "2026-09-14"),
            ("2026-06-11T09:00:00", "2026-06-15"),
            ("2026-11-03T15:00:00", "2026-11-05"),
            ("2025-12-30T15:00:00", "2026-01-12"),
        ] {
            for hour in [9, 14] {
                let hour = NaiveTime::from_hms_opt(hour, 0, 0).expect("an hour");
                let expected = Some(day(mended).and_time(hour));
                assert_eq!(russian().next_working_day_at(moment(entered), hour), expected, "{entered}");
            }
        }
    }

    #[test]
    fn working_days_are_counted_forwards_and_backwards() {
        for (from, count, to) in [
            ("2026-09-11", 5, "2026-09-18"),
            ("2026-09-12", 1, "2026-09-14"),
            ("2026-09-14", -1, "2026-09-11"),
            ("2026-09-13", -1, "2026-09-11"),
            ("2026-09-13", 0, "2026-09-13"),
            ("2024-04-26", 1, "2024-04-27"),
            ("2024-04-27", 1, "2024-05-02"),
            ("2026-01-12", -1, "2025-12-30"),
            ("2023-12-29", 1, "2024-01-09"),
        ] {
            assert_eq!(russian().add_working_days(day(from), count), Some(day(to)), "{from} {count}");
        }
        assert_eq!(russian().add_working_days(NaiveDate::MAX, 1), None);
        assert_eq!(russian().add_working_days(NaiveDate::MIN, -1), None);
    }

    #[test]
    fn a_calendar_with_days_out_of_place_is_refused() {
        let year = |off: &str, work: &str| {
            let text = format!(
                r#"{{"about":"","years":{{"2026":{{"source":"","days_off":[{off}],"working_weekends":[{work}]}}}}}}"#
            );
            Calendar::parse(&text).map_err(|error| error.to_string())
        };
        assert!(year(r#""2026-01-01""#, r#""2026-01-03""#).is_ok());
        for (off, work) in [
            (r#""2025-01-01""#, ""),
            ("", r#""2026-01-05""#),
            (r#""2026-01-03""#, r#""2026-01-03""#),
            (r#""2026-02-30""#, ""),
            ("1", ""),
        ] {
            let told = year(off, work).expect_err("refused");
            assert!(told.starts_with("production calendar: "), "{told}");
        }
    }

    proptest! {
        #[test]
        fn a_working_day_comes_and_goes(days in 0..4000_i32, count in 1..60_i32) {
            let calendar = russian();
            let start = day("2022-01-01") + chrono::TimeDelta::days(days.into());
            let end = calendar.add_working_days(start, count).expect("a day");
            prop_assert!(calendar.is_working_day(end) && end > start);
            let between = start.iter_days().skip(1).take_while(|day| *day <= end);
            prop_assert_eq!(between.filter(|day| calendar.is_working_day(*day)).count(), usize::try_from(count)?);
            let back = calendar.add_working_days(end, -count).expect("a day");
            prop_assert!(back <= start);
            prop_assert_eq!(back == start, calendar.is_working_day(start));
        }

        #[test]
        fn no_break_is_longer_than_eleven_days(days in 0..4000_i32) {
            let start = day("2022-01-01") + chrono::TimeDelta::days(days.into());
            let next = russian().next_working_day(start).expect("a day");
            prop_assert!((next - start).num_days() <= 13);
        }

        #[test]
        fn any_text_is_survived(text in any::<String>()) {
            let _ = Calendar::parse(&text);
        }
    }
}
