//! The working days of the stand; says once in the log when it is asked about a year whose holidays it does not know.

use std::collections::BTreeSet;
use std::sync::Mutex;
use std::sync::PoisonError;

use chrono::Datelike as _;
use chrono::NaiveDate;
use chrono::NaiveDateTime;
use chrono::NaiveTime;

use crate::domain::calendar::Calendar;

/// The production calendar, and what was said of it.
#[derive(Debug)]
pub struct WorkingTime {
    calendar: Calendar,
    told: Mutex<BTreeSet<i32>>,
}

impl WorkingTime {
    /// Working time by a calendar.
    pub fn new(calendar: Calendar) -> Self {
        Self { calendar, told: Mutex::default() }
    }

    /// Do people work on this day?
    pub fn is_working_day(&self, day: NaiveDate) -> bool {
        self.tell(day, day);
        self.calendar.is_working_day(day)
    }

    /// So many working days after a moment, or before it: at the same time of day, or at another one.
    pub fn moved(&self, moment: NaiveDateTime, days: i32, at: Option<NaiveTime>) -> Option<NaiveDateTime> {
        let day = self.calendar.add_working_days(moment.date(), days)?;
        self.tell(moment.date().min(day), moment.date().max(day));
        Some(day.and_time(at.unwrap_or(moment.time())))
    }

    /// Whether a day is off by a holiday that is not known is what whoever counts should know, but not each time.
    fn tell(&self, first: NaiveDate, last: NaiveDate) {
        for year in (first.year()..=last.year()).filter(|year| !self.calendar.knows(*year)) {
            if self.told.lock().unwrap_or_else(PoisonError::into_inner).insert(year) {
                tracing::warn!(target: "esia_mock::clock", "the holidays of {year} are not known: every day but Saturday and Sunday counts as a working day");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_without_data_is_told_once_and_a_known_one_never() {
        let working_time = WorkingTime::new(Calendar::russian().expect("the shipped calendar"));
        let day = |text: &str| text.parse::<NaiveDate>().expect(text);
        let told = || working_time.told.lock().expect("nobody panicked").clone();
        assert!(working_time.is_working_day(day("2026-09-01")));
        assert_eq!(told(), BTreeSet::new());
        for _ in 0..2 {
            assert!(working_time.is_working_day(day("2031-01-01")), "a Wednesday");
            assert_eq!(told(), BTreeSet::from([2031]));
        }
        let end = working_time.moved(day("2027-12-30").and_time(NaiveTime::MIN), 3, NaiveTime::from_hms_opt(14, 0, 0));
        assert_eq!(end, Some("2028-01-04T14:00:00".parse().expect("a time")));
        assert_eq!(told(), BTreeSet::from([2028, 2031]));
    }
}
