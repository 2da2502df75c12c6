//! The clock of a stand: the one place that asks the system for the time.
//!
//! Everything that ages — codes, tokens, sessions, consents, certificates — asks this clock, so a
//! tester who holds or advances it moves the whole world at once.

use std::sync::Arc;
use std::sync::Mutex;
use std::sync::MutexGuard;
use std::sync::PoisonError;

use chrono::DateTime;
use chrono::TimeDelta;
use chrono::Utc;
use tokio::sync::Notify;

/// A clock that runs with the system's, at a distance from it, or stands still.
#[derive(Debug)]
pub struct Clock {
    mode: Mutex<Mode>,
    moved: Arc<Notify>,
}

#[derive(Clone, Copy, Debug)]
enum Mode {
    Running { ahead: TimeDelta },
    Held { at: DateTime<Utc> },
}

/// What the clock shows, and how it goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The time.
    pub now: DateTime<Utc>,
    /// How far the clock is ahead of the system's; absent while it stands still.
    pub ahead: Option<TimeDelta>,
}

/// How a clock begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Start {
    /// It stands still at a time.
    Held(DateTime<Utc>),
    /// It runs, from a time on.
    From(DateTime<Utc>),
    /// It runs, so far ahead of the system's.
    Ahead(TimeDelta),
}

impl Start {
    /// As a clock begins that shows this already.
    pub fn like(reading: Reading) -> Self {
        reading.ahead.map_or(Self::Held(reading.now), Self::Ahead)
    }

    /// As a clock begins that goes on from what this showed.
    pub fn going_on(reading: Reading) -> Self {
        if reading.ahead.is_some() { Self::From(reading.now) } else { Self::Held(reading.now) }
    }
}

/// A time that no stand can live in: lifetimes are added to it, and it is written with four digits of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the clock goes from 1970-01-01T00:00:00Z to 9998-12-31T23:59:59Z")]
pub struct OutOfRange;

impl Clock {
    /// A clock that shows the system's time.
    pub fn system() -> Self {
        Self::of(Mode::Running { ahead: TimeDelta::zero() })
    }

    /// A clock that stands still.
    pub fn held(at: DateTime<Utc>) -> Self {
        Self::of(Mode::Held { at })
    }

    /// A clock that begins like that.
    pub fn starting(start: Start) -> Self {
        Self::of(match start {
            Start::Held(at) => Mode::Held { at },
            Start::From(at) => Mode::Running { ahead: at - system_now() },
            Start::Ahead(ahead) => Mode::Running { ahead },
        })
    }

    /// As [`Clock::written`] has written it: it stands where it stood, or is as far ahead of the system's as it was.
    pub fn from_written(text: &str) -> Option<Self> {
        match text.split_once(' ')? {
            ("held", time) => Some(Self::held(DateTime::parse_from_rfc3339(time).ok()?.to_utc())),
            ("ahead", micros) => Some(Self::of(Mode::Running { ahead: TimeDelta::microseconds(micros.parse().ok()?) })),
            _ => None,
        }
    }

    /// How it goes, in words that outlive the process.
    pub fn written(&self) -> String {
        match *self.mode() {
            Mode::Held { at } => format!("held {}", at.to_rfc3339()),
            // Of the years that a clock keeps to there are fewer microseconds than there are numbers.
            Mode::Running { ahead } => format!("ahead {}", ahead.num_microseconds().unwrap_or_default()),
        }
    }

    /// The same clock, which tells whoever waits for this that it was changed. A change while nobody waits is kept.
    #[must_use]
    pub fn telling(self, moved: Arc<Notify>) -> Self {
        Self { moved, ..self }
    }

    fn of(mode: Mode) -> Self {
        Self { mode: Mutex::new(mode), moved: Arc::default() }
    }

    /// What the clock shows.
    pub fn now(&self) -> DateTime<Utc> {
        self.mode().now()
    }

    /// What the clock shows, and how it goes.
    pub fn reading(&self) -> Reading {
        let mode = *self.mode();
        let ahead = match mode {
            Mode::Running { ahead } => Some(ahead),
            Mode::Held { .. } => None,
        };
        Reading { now: mode.now(), ahead }
    }

    /// Stops the clock where it is.
    pub fn freeze(&self) {
        self.change(|mode| Mode::Held { at: mode.now() });
    }

    /// Lets a standing clock run on from where it is.
    pub fn release(&self) {
        self.change(|mode| Mode::Running { ahead: mode.now() - system_now() });
    }

    /// Sets the clock, standing or running.
    pub fn set(&self, at: DateTime<Utc>) -> Result<(), OutOfRange> {
        let at = in_range(at)?;
        self.change(|mode| mode.showing(at));
        Ok(())
    }

    /// Sets the clock, standing or running, to what the system's shows.
    pub fn follow_system(&self) {
        self.change(|mode| mode.showing(system_now()));
    }

    /// Moves the clock, standing or running.
    pub fn advance(&self, by: TimeDelta) -> Result<(), OutOfRange> {
        let at = self.now().checked_add_signed(by).ok_or(OutOfRange)?;
        self.set(at)
    }

    fn change(&self, change: impl FnOnce(Mode) -> Mode) {
        let mut mode = self.mode();
        *mode = change(*mode);
        self.moved.notify_one();
    }

    fn mode(&self) -> MutexGuard<'_, Mode> {
        self.mode.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Mode {
    fn now(self) -> DateTime<Utc> {
        match self {
            // Both are within some ten thousand years of one another, which a time can hold.
            Self::Running { ahead } => system_now().checked_add_signed(ahead).unwrap_or(DateTime::<Utc>::MAX_UTC),
            Self::Held { at } => at,
        }
    }

    fn showing(self, at: DateTime<Utc>) -> Self {
        match self {
            Self::Running { .. } => Self::Running { ahead: at - system_now() },
            Self::Held { .. } => Self::Held { at },
        }
    }
}

/// Gives back a time that a stand can live in.
pub fn in_range(at: DateTime<Utc>) -> Result<DateTime<Utc>, OutOfRange> {
    if (EARLIEST..=LATEST).contains(&at.timestamp()) { Ok(at) } else { Err(OutOfRange) }
}

#[expect(clippy::disallowed_methods, reason = "the clock is where the system's time comes in")]
fn system_now() -> DateTime<Utc> {
    Utc::now()
}

const EARLIEST: i64 = 0;
/// 9998-12-31T23:59:59Z.
const LATEST: i64 = 253_370_764_799;

#[cfg(test)]
mod tests {
    use super::*;

    fn start() -> DateTime<Utc> {
        DateTime::from_timestamp(1_788_242_400, 0).expect("valid")
    }

    #[test]
    fn a_held_clock_moves_only_when_told() {
        let clock = Clock::held(start());
        assert_eq!(clock.reading(), Reading { now: start(), ahead: None });
        clock.advance(TimeDelta::hours(3)).expect("in range");
        assert_eq!(clock.now(), start() + TimeDelta::hours(3));
        clock.release();
        assert!(clock.now() >= start() + TimeDelta::hours(3));
        clock.freeze();
        assert_eq!(clock.now(), clock.now());
        clock.set(start()).expect("in range");
        assert_eq!(clock.now(), start());
    }

    #[test]
    fn a_running_clock_runs_on_from_where_it_is_set() {
        let clock = Clock::system();
        assert_eq!(clock.reading().ahead, Some(TimeDelta::zero()));
        clock.set(start()).expect("in range");
        assert!(clock.now() >= start() && clock.now() < start() + TimeDelta::minutes(1));
        clock.follow_system();
        assert!(clock.reading().ahead.is_some_and(|ahead| ahead.abs() < TimeDelta::minutes(1)));
    }

    #[test]
    fn a_clock_that_was_written_down_goes_on_as_it_was() {
        let clock = Clock::held(start() + TimeDelta::nanoseconds(5));
        let read = Clock::from_written(&clock.written()).expect("readable");
        assert_eq!(read.reading(), clock.reading());
        clock.advance(TimeDelta::days(9_000)).expect("in range");
        clock.release();
        let read = Clock::from_written(&clock.written()).expect("readable");
        assert!(read.reading().ahead.is_some_and(|ahead| ahead > TimeDelta::days(4_000)), "{read:?}");
        for text in ["", "held", "held yesterday", "ahead", "ahead of time", "behind 5"] {
            assert!(Clock::from_written(text).is_none(), "{text:?}");
        }
    }

    #[test]
    fn no_clock_leaves_the_years_that_can_be_written() {
        let clock = Clock::held(start());
        for by in [TimeDelta::MAX, TimeDelta::MIN, TimeDelta::days(-21_000), TimeDelta::days(3_000_000)] {
            assert_eq!(clock.advance(by), Err(OutOfRange), "{by}");
        }
        for at in [DateTime::<Utc>::MAX_UTC, DateTime::<Utc>::MIN_UTC] {
            assert_eq!(clock.set(at), Err(OutOfRange), "{at}");
        }
        assert_eq!(clock.now(), start());
        let last = DateTime::from_timestamp(LATEST, 0).expect("valid");
        assert_eq!((clock.set(last), last.to_rfc3339().as_str()), (Ok(()), "9998-12-31T23:59:59+00:00"));
        clock.release();
        clock.freeze();
    }
}
