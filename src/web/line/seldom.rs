//! Keeps what anybody may cause, any number of times, from filling the log.

use std::sync::Mutex;
use std::sync::PoisonError;
use std::time::Duration;
use std::time::Instant;

/// So many lines a minute.
const MOST: u32 = 10;
const MINUTE: Duration = Duration::from_secs(60);

/// Counts lines.
#[derive(Debug, Default)]
pub struct Seldom(Mutex<Count>);

#[derive(Debug, Default)]
struct Count {
    since: Option<Instant>,
    told: u32,
    untold: u32,
}

impl Seldom {
    /// May there be another line? If so: how many were left out since the last.
    pub fn turn(&self) -> Option<u32> {
        self.turn_at(Instant::now())
    }

    fn turn_at(&self, now: Instant) -> Option<u32> {
        let mut count = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if count.since.is_none_or(|since| now.duration_since(since) >= MINUTE) {
            *count = Count { since: Some(now), told: 0, untold: count.untold };
        }
        if count.told == MOST {
            count.untold = count.untold.saturating_add(1);
            return None;
        }
        count.told += 1;
        Some(std::mem::take(&mut count.untold))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn some_lines_a_minute_are_told_and_all_are_counted() {
        let (seldom, begin) = (Seldom::default(), Instant::now());
        let told: Vec<_> = (0..MOST + 5).filter_map(|_| seldom.turn_at(begin)).collect();
        assert_eq!(told, vec![0; 10]);
        assert_eq!(seldom.turn_at(begin + MINUTE), Some(5));
        assert_eq!(seldom.turn_at(begin + MINUTE), Some(0));
    }
}
