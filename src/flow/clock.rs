//! The clock as the tester drives it: moved, and everything that falls due by that is run.

use std::sync::Arc;

use chrono::DateTime;
use chrono::FixedOffset;
use chrono::NaiveTime;
use chrono::SubsecRound as _;
use chrono::TimeDelta;
use chrono::Utc;

use crate::clock::Clock;
use crate::clock::OutOfRange;
use crate::clock::Reading;
use crate::domain::span::Span;
use crate::flow::Stop;
use crate::flow::WriteCx;
use crate::flow::jobs::run;
use crate::flow::jobs::run::Ran;
use crate::flow::stand::Stand;
use crate::storage::Sql;
use crate::storage::StorageError;
use crate::storage::WriteSql;
use crate::storage::seed;

/// What to do with the clock.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Change {
    /// Where to move it.
    pub to: Move,
    /// How it goes on; as before if absent.
    pub mode: Option<Mode>,
    /// What it must show before.
    pub expected: Option<DateTime<Utc>>,
}

/// Where to move the clock.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Move {
    /// Nowhere.
    #[default]
    Stay,
    /// To a time.
    To(DateTime<Utc>),
    /// To what the system's clock shows.
    ToSystem,
    /// By a span, forwards or backwards.
    By(Span),
    /// By so many working days, to the same time of day or another one.
    ByWorkingDays(i32, Option<NaiveTime>),
}

/// How a clock goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// As fast as the system's.
    Released,
    /// Not at all.
    Frozen,
}

/// What there is to see of the clock.
#[derive(Clone, Copy, Debug)]
pub struct Face {
    /// The time in the stand's zone.
    pub now: DateTime<FixedOffset>,
    /// How it goes.
    pub mode: Mode,
    /// Seconds ahead of the system's clock; absent while it stands still.
    pub offset: Option<i64>,
    /// Do people work today?
    pub working_day: bool,
    /// When the next job is due.
    pub next_due: Option<DateTime<FixedOffset>>,
}

/// Why the clock was not changed.
#[derive(Debug)]
pub enum NotChanged {
    /// No stand can live then.
    OutOfRange(OutOfRange),
    /// It shows this, and not what was expected.
    Moved(DateTime<FixedOffset>),
    /// Something broke on the way.
    Stopped(Stop),
}

impl From<OutOfRange> for NotChanged {
    fn from(error: OutOfRange) -> Self {
        Self::OutOfRange(error)
    }
}

impl From<Stop> for NotChanged {
    fn from(stop: Stop) -> Self {
        Self::Stopped(stop)
    }
}

/// Looks at the clock.
pub fn face(stand: &Stand) -> Face {
    let zone = &stand.config.zone;
    let Reading { now, ahead } = stand.clock.reading();
    Face {
        // Finer than anybody moves it, and short enough to read.
        now: zone.local(now).trunc_subsecs(3),
        mode: if ahead.is_some() { Mode::Released } else { Mode::Frozen },
        // To the nearest second: a clock that was moved by whole ones shows whole ones.
        offset: ahead.map(|ahead| (ahead.num_milliseconds() + 500).div_euclid(1000)),
        working_day: stand.platform.working_time.is_working_day(zone.day(now)),
        next_due: stand.agenda.next_due().map(|due_at| zone.local(due_at)),
    }
}

/// Changes the clock and runs what is due by then.
///
/// Where the clock goes backwards, what was done stays done; what follows from the time is planned again.
pub async fn change(stand: &Arc<Stand>, change: Change) -> Result<Ran, NotChanged> {
    let _turn = stand.agenda.turn().await;
    if let Some(shown) = change.expected.and_then(|expected| differs(stand, expected)) {
        return Err(NotChanged::Moved(shown));
    }
    let before = stand.clock.now();
    let target = target(stand, change.to, before)?;
    if change.mode == Some(Mode::Frozen) {
        stand.clock.freeze();
    }
    match target {
        Target::None => {}
        Target::System => stand.clock.follow_system(),
        Target::Time(time) => stand.clock.set(time)?,
    }
    if change.mode == Some(Mode::Released) {
        stand.clock.release();
    }
    stand.agenda.go_on();
    let goes_back = stand.clock.now() < before;
    let write_down = move |cx: &WriteCx<'_>| {
        keep(cx.sql, &cx.stand.clock)?;
        if goes_back {
            run::replan(cx)?;
        }
        Ok(())
    };
    stand.write(write_down).await?;
    Ok(run::run_in_turn(stand).await?)
}

/// What the clock shows, where that is not what somebody has seen a moment ago.
fn differs(stand: &Stand, expected: DateTime<Utc>) -> Option<DateTime<FixedOffset>> {
    let face = face(stand);
    let patience = match face.mode {
        Mode::Frozen => TimeDelta::zero(),
        Mode::Released => PATIENCE,
    };
    let gone_by = face.now.to_utc() - expected.trunc_subsecs(3);
    let fits = (TimeDelta::zero()..=patience).contains(&gone_by);
    (!fits).then_some(face.now)
}

/// How long ago somebody may have looked at a clock that goes on by itself.
const PATIENCE: TimeDelta = TimeDelta::seconds(10);

/// Keeps how the clock goes, so that it goes on so in another process.
pub(in crate::flow) fn keep(sql: &WriteSql, clock: &Clock) -> Result<(), StorageError> {
    seed::keep_meta(sql, KEPT, &clock.written())
}

/// The clock that was kept.
pub(in crate::flow) fn kept(sql: &Sql) -> Result<Option<Clock>, StorageError> {
    let read = |text: String| {
        Clock::from_written(&text).ok_or_else(|| StorageError::Row(format!("{KEPT}: {text:?} is no clock")))
    };
    seed::meta(sql, KEPT)?.map(read).transpose()
}

/// Where a database keeps the clock.
const KEPT: &str = "clock";

enum Target {
    None,
    System,
    Time(DateTime<Utc>),
}

fn target(stand: &Stand, to: Move, now: DateTime<Utc>) -> Result<Target, OutOfRange> {
    let local = stand.config.zone.local(now);
    let time = match to {
        Move::Stay => return Ok(Target::None),
        Move::ToSystem => return Ok(Target::System),
        Move::To(time) => Some(time),
        Move::By(span) => span.from(local),
        Move::ByWorkingDays(days, at) => stand
            .platform
            .working_time
            .moved(local.naive_local(), days, at)
            .and_then(|moment| stand.config.zone.at(moment)),
    };
    time.ok_or(OutOfRange).and_then(crate::clock::in_range).map(Target::Time)
}
