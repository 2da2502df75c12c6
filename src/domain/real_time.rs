//! Spans of real time as testers write them: `PT2S`, `PT0.2S`, `PT1M30S`. They have fractions and no calendar.

use std::time::Duration;

/// A span of real time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RealTime(pub Duration);

/// Why a text is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("must be a duration of hours, minutes and seconds, such as PT2S, PT0.2S or PT1M30S")]
pub struct RealTimeError;

/// Designators and their lengths in seconds, in the order in which they are written.
const PARTS: [(char, f64); 3] = [('H', 3_600.0), ('M', 60.0), ('S', 1.0)];

/// The longest: a day.
const LONGEST: f64 = 86_400.0;

impl RealTime {
    /// Reads `PT[nH][nM][n.nS]` with at least one part.
    pub fn parse(text: &str) -> Result<Self, RealTimeError> {
        let mut rest = text.strip_prefix("PT").filter(|rest| !rest.is_empty()).ok_or(RealTimeError)?;
        let mut seconds = 0.0;
        for (designator, length) in PARTS {
            let Some((number, behind)) = rest.split_once(designator) else { continue };
            let is_number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
            seconds += number.parse::<f64>().ok().filter(|_| is_number).ok_or(RealTimeError)? * length;
            rest = behind;
        }
        let time = Duration::try_from_secs_f64(seconds).ok().filter(|_| rest.is_empty() && seconds <= LONGEST);
        time.map(Self).ok_or(RealTimeError)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_are_read() {
        for (text, milliseconds) in
            [("PT2S", 2_000), ("PT0.2S", 200), ("PT1M30S", 90_000), ("PT1H", 3_600_000), ("PT0S", 0), ("PT.5S", 500)]
        {
            assert_eq!(RealTime::parse(text), Ok(RealTime(Duration::from_millis(milliseconds))), "{text}");
        }
        for text in
            ["", "PT", "2S", "P2S", "PT2", "PTS", "PT-1S", "PT1S2M", "PT1e3S", "PTNaNS", "PTinfS", "PT99H", "PT1.S.S"]
        {
            assert_eq!(RealTime::parse(text), Err(RealTimeError), "{text}");
        }
    }
}
