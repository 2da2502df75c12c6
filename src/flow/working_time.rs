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

    fn tell(&self, first: NaiveDate, last: NaiveDate) {
        for year in (first.year()..=last.year()).filter(|year| !self.calendar.knows(*year)) {
            if self.told.lock().unwrap_or_else(PoisonError::into_inner).insert(year) {
                tracing::warn!(target: "esia_mock::clock", "the holidays of {year} are not known: every day but Saturday and Sunday counts as a working day");
            }
        }
    }
}
