//! When a correction that an administrator has entered begins to count.

use chrono::DateTime;
use chrono::Days;
use chrono::FixedOffset;
use chrono::NaiveDateTime;
use chrono::NaiveTime;
use chrono::TimeDelta;
use chrono::TimeZone as _;

use super::calendar::Calendar;
use super::calendar::following;
use super::calendar::is_weekend;

/// The window in which support staff bring data up to date: from 9:00 to 14:00.
const OPENS: u32 = 9;
const CLOSES: u32 = 14;

/// The moment, by the policy (`epos.fix_policy`). `draw` chooses the minute where there is a window.
pub fn effective_at(
    entered: DateTime<FixedOffset>,
    policy: &str,
    calendar: &Calendar,
    draw: u32,
) -> DateTime<FixedOffset> {
    let day = entered.date_naive();
    let moment = match policy {
        "next_day" => day.checked_add_days(Days::new(1)).unwrap_or(day).and_time(NaiveTime::MIN),
        "weekday_14" => hour(following(day, |day| !is_weekend(day)).and_time(NaiveTime::MIN), CLOSES),
        "window_9_14" => {
            let opens = hour(following(day, |day| !is_weekend(day)).and_time(NaiveTime::MIN), OPENS);
            let minutes = (CLOSES - OPENS) * 60 + 1;
            opens + TimeDelta::minutes(i64::from(draw % minutes))
        }
        _ => hour(calendar.next_working_day(day).and_time(NaiveTime::MIN), CLOSES),
    };
    entered.timezone().from_local_datetime(&moment).single().unwrap_or(entered)
}

fn hour(midnight: NaiveDateTime, hour: u32) -> NaiveDateTime {
    midnight + TimeDelta::hours(i64::from(hour))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> DateTime<FixedOffset> {
        DateTime::parse_from_rfc3339(&format!("{text}+05:00")).expect("a time")
    }

    fn effect(entered: &str, policy: &str) -> String {
        let calendar = Calendar::russian().expect("the shipped calendar");
        effective_at(at(entered), policy, &calendar, 77).format("%Y-%m-%d %H:%M").to_string()
    }

    /// 2.21, 3.16, EPS-04: the next working day at 14:00; from Friday that is Monday.
    #[test]
    fn a_correction_counts_on_the_next_working_day_at_14() {
        let policy = "working_day_14";
        assert_eq!(effect("2026-09-01T09:00:00", policy), "2026-09-02 14:00");
        assert_eq!(effect("2026-09-04T18:30:00", policy), "2026-09-07 14:00");
        assert_eq!(effect("2026-09-05T00:00:00", policy), "2026-09-07 14:00");
    }

    /// 2.21, EPS-05: holidays are no working days; by the third document they are.
    #[test]
    fn holidays_count_by_one_document_and_not_by_the_other() {
        assert_eq!(effect("2024-06-11T10:00:00", "working_day_14"), "2024-06-13 14:00");
        assert_eq!(effect("2024-06-11T10:00:00", "weekday_14"), "2024-06-12 14:00");
        // 2 November 2024 was a working Saturday.
        assert_eq!(effect("2024-11-01T10:00:00", "working_day_14"), "2024-11-02 14:00");
        assert_eq!(effect("2024-11-01T10:00:00", "weekday_14"), "2024-11-04 14:00");
    }

    /// 1.33, C3: «на следующий день», whatever day it is.
    #[test]
    fn the_first_document_says_the_next_day_and_no_more() {
        assert_eq!(effect("2026-09-04T18:30:00", "next_day"), "2026-09-05 00:00");
    }

    /// 3.16: at some minute between 9:00 and 14:00, and by 14:00 in any case.
    #[test]
    fn a_window_has_its_minute_and_ends_at_14() {
        assert_eq!(effect("2026-09-04T18:30:00", "window_9_14"), "2026-09-07 10:17");
        let calendar = Calendar::russian().expect("the shipped calendar");
        for draw in [0, 1, 299, 300, 301, u32::MAX] {
            let moment = effective_at(at("2026-09-01T09:00:00"), "window_9_14", &calendar, draw);
            assert!(at("2026-09-02T09:00:00") <= moment && moment <= at("2026-09-02T14:00:00"), "{draw}: {moment}");
        }
    }
}
