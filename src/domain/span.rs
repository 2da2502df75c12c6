//! Spans of time as ISO 8601 writes them: `PT15M`, `P1D`, `P1Y2M`, `-P3W`.
//!
//! Years and months are those of the calendar; everything else has a fixed length. Fractions are not read: no
//! deadline here is finer than a second.

use chrono::DateTime;
use chrono::FixedOffset;
use chrono::Months;
use chrono::TimeDelta;
use chrono::Utc;

/// A span of time, forwards or backwards.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Span {
    backwards: bool,
    /// In the order of [`DESIGNATORS`].
    parts: [u32; 7],
}

/// Why a text is no span.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("must be an ISO 8601 duration in whole numbers, such as PT15M, P1D, P1M or -PT1H")]
pub struct SpanError;

impl Span {
    /// Reads `[-]P[nY][nM][nW][nD][T[nH][nM][nS]]` with at least one part.
    pub fn parse(text: &str) -> Result<Self, SpanError> {
        let (backwards, text) = match text.strip_prefix(['-', '+']) {
            Some(rest) => (text.starts_with('-'), rest),
            None => (false, text),
        };
        let text = text.strip_prefix('P').ok_or(SpanError)?;
        let (days, hours) = match text.split_once('T') {
            Some((_, "")) => return Err(SpanError),
            Some((days, hours)) => (days, hours),
            None => (text, ""),
        };
        if days.is_empty() && hours.is_empty() {
            return Err(SpanError);
        }
        let mut span = Self { backwards, ..Self::default() };
        let (upper, lower) = span.parts.split_at_mut(DATE_PARTS);
        read(days, &DESIGNATORS[..DATE_PARTS], upper)?;
        read(hours, &DESIGNATORS[DATE_PARTS..], lower)?;
        Ok(span)
    }

    /// The number of days, if there is nothing but days in it.
    pub fn days(&self) -> Option<i64> {
        let [years, months, weeks, days, hours, minutes, seconds] = self.parts;
        let is_days_only = [years, months, weeks, hours, minutes, seconds] == [0; 6];
        is_days_only.then_some(if self.backwards { -i64::from(days) } else { i64::from(days) })
    }

    /// The time that is so far from another one; absent beyond the ends of the calendar.
    pub fn from(&self, time: DateTime<FixedOffset>) -> Option<DateTime<Utc>> {
        let [years, months, weeks, days, hours, minutes, seconds] = self.parts;
        let months = Months::new(years.checked_mul(12)?.checked_add(months)?);
        let moved = if self.backwards { time.checked_sub_months(months) } else { time.checked_add_months(months) }?;
        let lengths = [(weeks, 604_800), (days, 86_400), (hours, 3600), (minutes, 60), (seconds, 1)];
        let rest: i64 = lengths.into_iter().map(|(count, length)| i64::from(count) * length).sum();
        let rest = TimeDelta::try_seconds(if self.backwards { -rest } else { rest })?;
        moved.checked_add_signed(rest).map(|time| time.to_utc())
    }
}

/// Numbers with their designators, in the right order and each at most once.
fn read(mut text: &str, designators: &[char], parts: &mut [u32]) -> Result<(), SpanError> {
    let mut slots = designators.iter().zip(parts);
    while !text.is_empty() {
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        let (number, rest) = text.split_at_checked(digits).ok_or(SpanError)?;
        let designator = rest.chars().next().ok_or(SpanError)?;
        let (_, part) = slots.find(|(known, _)| **known == designator).ok_or(SpanError)?;
        *part = number.parse().map_err(|_| SpanError)?;
        text = rest.strip_prefix(designator).ok_or(SpanError)?;
    }
    Ok(())
}

const DESIGNATORS: [char; 7] = ['Y', 'M', 'W', 'D', 'H', 'M', 'S'];
const DATE_PARTS: usize = 4;

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn from(start: &str, span: &str) -> Option<String> {
        let start = DateTime::parse_from_rfc3339(start).expect(start);
        let end = Span::parse(span).expect(span).from(start)?;
        Some(end.with_timezone(start.offset()).to_rfc3339())
    }

    #[test]
    fn spans_move_a_time() {
        for (span, end) in [
            ("PT15M", "2026-01-31T09:15:00+05:00"),
            ("P1D", "2026-02-01T09:00:00+05:00"),
            ("P1M", "2026-02-28T09:00:00+05:00"),
            ("P1Y2M3W4DT5H6M7S", "2027-04-25T14:06:07+05:00"),
            ("-PT1H", "2026-01-31T08:00:00+05:00"),
            ("-P2M", "2025-11-30T09:00:00+05:00"),
            ("+P1W", "2026-02-07T09:00:00+05:00"),
            ("PT0S", "2026-01-31T09:00:00+05:00"),
            ("PT90000S", "2026-02-01T10:00:00+05:00"),
        ] {
            assert_eq!(from("2026-01-31T09:00:00+05:00", span).as_deref(), Some(end), "{span}");
        }
        assert_eq!(from("2026-01-31T09:00:00+05:00", "P400000000Y"), None);
        assert_eq!(from("2026-01-31T09:00:00+05:00", "-P4000000000W"), None);
    }

    #[test]
    fn what_is_no_span_is_refused() {
        for text in [
            "",
            "P",
            "PT",
            "P1",
            "1D",
            "PT15",
            "15M",
            "P1DT",
            "PT1D",
            "P1H",
            "P1D1Y",
            "P1D1D",
            "PT0.5S",
            "P-5D",
            "--P1D",
            "p1d",
            "P1D ",
            "PД",
            "P99999999999D",
            "P١D",
            "PD",
        ] {
            assert_eq!(Span::parse(text), Err(SpanError), "{text}");
        }
    }

    #[test]
    fn days_alone_are_days() {
        for (text, days) in [("P5D", Some(5)), ("-P5D", Some(-5)), ("P1W", None), ("PT24H", None), ("P1DT1S", None)] {
            assert_eq!(Span::parse(text).expect(text).days(), days, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_survived(text in any::<String>(), near in "[-+]?P[0-9YMWDTHS]{0,12}") {
            let start = DateTime::UNIX_EPOCH.fixed_offset();
            for text in [text, near] {
                let _ = Span::parse(&text).map(|span| span.from(start));
            }
        }
    }
}
