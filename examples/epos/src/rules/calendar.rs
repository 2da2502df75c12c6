//! Days on which people work: the Russian production calendar.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use chrono::Datelike as _;
use chrono::Days;
use chrono::NaiveDate;
use chrono::Weekday;
use serde::Deserialize;

/// Days off and working weekends, by year. A year that is not known has weekends only.
#[derive(Clone, Debug, Deserialize)]
pub struct Calendar {
    years: BTreeMap<i32, Year>,
}

#[derive(Clone, Debug, Deserialize)]
struct Year {
    days_off: BTreeSet<NaiveDate>,
    working_weekends: BTreeSet<NaiveDate>,
}

impl Calendar {
    /// The calendar of the stand's fixtures.
    pub fn russian() -> Result<Self, serde_json::Error> {
        serde_json::from_str(include_str!("../../../../fixtures/calendar/russia.json"))
    }

    /// Do people work on this day?
    pub fn is_working_day(&self, day: NaiveDate) -> bool {
        match self.years.get(&day.year()) {
            Some(year) if year.working_weekends.contains(&day) => true,
            Some(year) => !year.days_off.contains(&day) && !is_weekend(day),
            None => !is_weekend(day),
        }
    }

    /// The first working day after a day.
    pub fn next_working_day(&self, day: NaiveDate) -> NaiveDate {
        following(day, |day| self.is_working_day(day))
    }
}

/// Saturday or Sunday?
pub fn is_weekend(day: NaiveDate) -> bool {
    matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}

/// The first day after a day that fits; the last day there is, if none does.
pub fn following(day: NaiveDate, fits: impl Fn(NaiveDate) -> bool) -> NaiveDate {
    let mut day = day;
    while let Some(next) = day.checked_add_days(Days::new(1)) {
        day = next;
        if fits(day) {
            break;
        }
    }
    day
}
