//! The zone of a stand: in which days begin, people grow older and deadlines are printed.
//!
//! Russia has had no summer time since 26 October 2014 (Federal Law 248-ФЗ of 21.07.2014), so the name of a zone
//! stands for one distance from UTC, and no database of zones is needed.

use chrono::DateTime;
use chrono::FixedOffset;
use chrono::NaiveDate;
use chrono::NaiveDateTime;
use chrono::NaiveTime;
use chrono::Offset as _;
use chrono::Utc;

/// A zone with a fixed distance from UTC.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Zone {
    name: String,
    offset: FixedOffset,
}

/// Why a text is no zone.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("zone {0:?}: must be one of {names}, or a distance from UTC such as +05:00", names = names())]
pub struct ZoneError(String);

impl Zone {
    /// Reads the name of a Russian zone, `UTC`, or a distance such as `+05:00`.
    pub fn parse(text: &str) -> Result<Self, ZoneError> {
        let known = ZONES.iter().find(|(name, _)| *name == text).map(|(_, hours)| hours * 3600);
        let seconds = known.or_else(|| distance(text)).ok_or_else(|| ZoneError(text.to_owned()))?;
        let offset = FixedOffset::east_opt(seconds).ok_or_else(|| ZoneError(text.to_owned()))?;
        Ok(Self { name: text.to_owned(), offset })
    }

    /// What it was called.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its distance from UTC.
    pub fn offset(&self) -> FixedOffset {
        self.offset
    }

    /// A time as its clocks on the wall show it.
    pub fn local(&self, time: DateTime<Utc>) -> DateTime<FixedOffset> {
        time.with_timezone(&self.offset)
    }

    /// The day in which a time falls.
    pub fn day(&self, time: DateTime<Utc>) -> NaiveDate {
        self.local(time).date_naive()
    }

    /// When its clocks on the wall show this; absent at the ends of the calendar.
    pub fn at(&self, local: NaiveDateTime) -> Option<DateTime<Utc>> {
        local.checked_sub_offset(self.offset).map(|utc| utc.and_utc())
    }

    /// When a day begins.
    pub fn midnight(&self, date: NaiveDate) -> Option<DateTime<Utc>> {
        self.at(date.and_time(NaiveTime::MIN))
    }
}

impl Default for Zone {
    /// Пермский край, where ЭПОС is.
    fn default() -> Self {
        let offset = FixedOffset::east_opt(5 * 3600).unwrap_or_else(|| Utc.fix());
        Self { name: "Asia/Yekaterinburg".to_owned(), offset }
    }
}

/// `+05:00` in seconds.
fn distance(text: &str) -> Option<i32> {
    let (sign, digits) = match text.split_at_checked(1)? {
        ("+", digits) => (1, digits),
        ("-", digits) => (-1, digits),
        _ => return None,
    };
    let (hours, minutes) = digits.split_once(':')?;
    let number = |part: &str, most: i32| {
        let is_right = part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit());
        is_right.then(|| part.parse::<i32>().ok()).flatten().filter(|number| *number <= most)
    };
    Some(sign * (number(hours, 14)? * 3600 + number(minutes, 59)? * 60))
}

fn names() -> String {
    ZONES.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", ")
}

/// Names of the time zone database and hours ahead of UTC, from west to east.
const ZONES: [(&str, i32); 13] = [
    ("UTC", 0),
    ("Europe/Kaliningrad", 2),
    ("Europe/Moscow", 3),
    ("Europe/Samara", 4),
    ("Asia/Yekaterinburg", 5),
    ("Asia/Omsk", 6),
    ("Asia/Novosibirsk", 7),
    ("Asia/Krasnoyarsk", 7),
    ("Asia/Irkutsk", 8),
    ("Asia/Yakutsk", 9),
    ("Asia/Vladivostok", 10),
    ("Asia/Magadan", 11),
    ("Asia/Kamchatka", 12),
];

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn zones_are_named_or_measured() {
        for (text, hours) in [("Europe/Moscow", 3.0), ("Asia/Kamchatka", 12.0), ("UTC", 0.0), ("-03:30", -3.5)] {
            let zone = Zone::parse(text).expect(text);
            assert!((f64::from(zone.offset().local_minus_utc()) / 3600.0 - hours).abs() < 0.001, "{text}");
            assert_eq!(zone.name(), text);
        }
        assert_eq!(Zone::parse("Asia/Yekaterinburg"), Ok(Zone::default()));
        for text in ["", "+", "+5", "+05", "+05:60", "+15:00", "05:00", "+05:00 ", "asia/omsk", "Europe/Berlin", "Я"] {
            let told = Zone::parse(text).expect_err(text).to_string();
            assert!(told.contains("Asia/Yekaterinburg") && told.contains("+05:00"), "{told}");
        }
    }

    #[test]
    fn a_day_begins_at_its_own_midnight() {
        let day = NaiveDate::from_ymd_opt(2026, 9, 1).expect("a day");
        let midnight = Zone::default().midnight(day).expect("a time");
        assert_eq!(midnight.to_rfc3339(), "2026-08-31T19:00:00+00:00");
        assert_eq!(Zone::default().local(midnight).to_rfc3339(), "2026-09-01T00:00:00+05:00");
        assert_eq!(Zone::default().midnight(NaiveDate::MIN), None);
    }

    proptest! {
        #[test]
        fn any_text_is_survived(text in any::<String>()) {
            let _ = Zone::parse(&text);
        }
    }
}
