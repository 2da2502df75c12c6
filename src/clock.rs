//! The clock of a stand: the one place that asks the system for the time.
//!
//! Everything that ages — codes, markers, sessions, consents, certificates — asks this clock, so a
//! tester who holds or advances it moves the whole world at once.

use std::sync::Mutex;
use std::sync::PoisonError;

use chrono::DateTime;
use chrono::TimeDelta;
use chrono::Utc;

/// A clock that runs with the system's, at a distance from it, or stands still.
#[derive(Debug)]
pub struct Clock(Mutex<Mode>);

#[derive(Clone, Copy, Debug)]
enum Mode {
    Running { ahead: TimeDelta },
    Held { at: DateTime<Utc> },
}

impl Clock {
    /// A clock that shows the system's time.
    pub fn system() -> Self {
        Self(Mutex::new(Mode::Running { ahead: TimeDelta::zero() }))
    }

    /// A clock that stands still.
    pub fn held(at: DateTime<Utc>) -> Self {
        Self(Mutex::new(Mode::Held { at }))
    }

    /// What the clock shows.
    pub fn now(&self) -> DateTime<Utc> {
        match *self.mode() {
            Mode::Running { ahead } => system_now() + ahead,
            Mode::Held { at } => at,
        }
    }

    /// Stops the clock where it is.
    pub fn freeze(&self) {
        let at = self.now();
        *self.mode() = Mode::Held { at };
    }

    /// Moves the clock, standing or running.
    pub fn advance(&self, by: TimeDelta) {
        let mut mode = self.mode();
        *mode = match *mode {
            Mode::Running { ahead } => Mode::Running { ahead: ahead + by },
            Mode::Held { at } => Mode::Held { at: at + by },
        };
    }

    /// Lets a standing clock run on from where it is.
    pub fn release(&self) {
        let ahead = self.now() - system_now();
        *self.mode() = Mode::Running { ahead };
    }

    fn mode(&self) -> std::sync::MutexGuard<'_, Mode> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[expect(clippy::disallowed_methods, reason = "the clock is where the system's time comes in")]
fn system_now() -> DateTime<Utc> {
    Utc::now()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_held_clock_moves_only_when_told() {
        let start = DateTime::from_timestamp(1_788_242_400, 0).expect("valid");
        let clock = Clock::held(start);
        assert_eq!(clock.now(), start);
        clock.advance(TimeDelta::hours(3));
        assert_eq!(clock.now(), start + TimeDelta::hours(3));
        clock.release();
        assert!(clock.now() >= start + TimeDelta::hours(3));
        clock.freeze();
        assert_eq!(clock.now(), clock.now());
    }
}
