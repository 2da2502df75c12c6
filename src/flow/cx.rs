//! What a use case has at hand, and how it is run: the transactions of a [`Stand`].

use std::ops::Deref;
use std::sync::Arc;

use chrono::DateTime;
use chrono::NaiveDate;
use chrono::Utc;

use crate::domain::rule::Delay;
use crate::domain::rule::Rule;
use crate::flow::Broken;
use crate::flow::Stop;
use crate::flow::after::After;
use crate::flow::stand::Stand;
use crate::storage::Sql;
use crate::storage::StorageError;
use crate::storage::WriteSql;
use crate::storage::database::Keep;
use crate::storage::database::promised;

/// What a use case that reads has at hand inside its transaction.
#[derive(Clone, Copy, Debug)]
pub struct Cx<'a> {
    /// The open transaction.
    pub sql: &'a Sql,
    /// The stand's time, one for the whole transaction.
    pub now: DateTime<Utc>,
    /// The stand.
    pub stand: &'a Stand,
}

/// What a use case that writes has at hand inside its transaction: what one that reads has, and more.
#[derive(Clone, Copy, Debug)]
pub struct WriteCx<'a> {
    /// The open transaction.
    pub sql: &'a WriteSql,
    /// What follows the commit.
    pub after: &'a After,
    reading: Cx<'a>,
}

impl<'a> Deref for WriteCx<'a> {
    type Target = Cx<'a>;

    fn deref(&self) -> &Cx<'a> {
        &self.reading
    }
}

impl<'a> WriteCx<'a> {
    /// The same transaction at another time: that of a job which was due before it could run.
    #[must_use]
    pub fn at(&self, now: DateTime<Utc>) -> WriteCx<'a> {
        WriteCx { reading: Cx { now, ..self.reading }, ..*self }
    }
}

impl<'a> Cx<'a> {
    /// The same transaction at another time.
    #[must_use]
    pub fn at(&self, now: DateTime<Utc>) -> Cx<'a> {
        Cx { now, ..*self }
    }

    /// Today by the time of the transaction and the stand's zone.
    pub fn today(&self) -> NaiveDate {
        self.stand.config.zone.day(self.now)
    }

    /// When something ends that begins now and takes so long; never, beyond the end of the calendar.
    pub fn ends(&self, rule: Rule) -> DateTime<Utc> {
        let zone = &self.stand.config.zone;
        let local = zone.local(self.now);
        let end = match self.stand.config.rules.delay(rule) {
            Delay::Never => None,
            Delay::Span(span) => span.from(local),
            Delay::WorkingDays(days) => {
                let moved = self.stand.platform.working_time.moved(local.naive_local(), days.into(), None);
                moved.and_then(|end| zone.at(end))
            }
        };
        end.unwrap_or(DateTime::<Utc>::MAX_UTC)
    }
}

/// What a use case does with its transaction; what it finds stays with its caller.
type Work = Box<dyn FnOnce(&WriteCx<'_>) -> Keep + Send>;

/// What goes wrong for people is armed as they are now: by the transaction itself, whoever waits for its end.
fn armed(stand: &Stand, sql: &Sql, after: &After) -> Result<(), Stop> {
    if after.changes_people() {
        stand.arm_people(sql)?;
    }
    Ok(())
}

impl Stand {
    /// Runs one transaction; a refusal keeps what was written, a breakage undoes it. What follows the commit is
    /// told before this ends.
    pub async fn write<T: Send + 'static>(
        self: &Arc<Self>,
        job: impl FnOnce(&WriteCx<'_>) -> Result<T, Stop> + Send + 'static,
    ) -> Result<T, Stop> {
        self.run(job, |result| !matches!(result, Err(Stop::Broken(_)))).await
    }

    /// The same for a call of a tester: what ends with a mistake of the caller is undone too, so that a wrong call
    /// leaves nothing behind.
    pub async fn attempt<T: Send + 'static, E: Send + 'static>(
        self: &Arc<Self>,
        job: impl FnOnce(&WriteCx<'_>) -> Result<Result<T, E>, Stop> + Send + 'static,
    ) -> Result<Result<T, E>, Stop> {
        self.run(job, |result| matches!(result, Ok(Ok(_)) | Err(Stop::Refused(_)))).await
    }

    async fn run<T: Send + 'static>(
        self: &Arc<Self>,
        job: impl FnOnce(&WriteCx<'_>) -> Result<T, Stop> + Send + 'static,
        is_kept: fn(&Result<T, Stop>) -> bool,
    ) -> Result<T, Stop> {
        let (found, result) = promised();
        let work = move |cx: &WriteCx<'_>| {
            let result = job(cx);
            let keep = if is_kept(&result) { Keep::Commit } else { Keep::Rollback };
            found.keep(result);
            keep
        };
        let result = match (self.carry_out(Box::new(work)).await, result.take()) {
            // What has broken knows why, whoever undid it does not.
            (Err(_), Some(Err(stop @ Stop::Broken(_)))) | (Err(stop), _) => Err(stop),
            (Ok(()), result) => result.unwrap_or_else(|| Err(StorageError::Closed.into())),
        };
        result.map_err(|stop| stop.explained(&self.database))
    }

    /// The same for a use case of any kind: compiled once, however many there are.
    async fn carry_out(self: &Arc<Self>, work: Work) -> Result<(), Stop> {
        let stand = Arc::clone(self);
        let done = self.database.write(move |sql| {
            let after = After::default();
            let run = stand.still_there().map(|()| work(&stand.write_cx(sql, &after)));
            if after.brings_message() {
                stand.news.message_comes();
            }
            match run {
                Ok(Keep::Commit) => (Keep::Commit, (armed(&stand, sql, &after), after)),
                Ok(Keep::Rollback) => (Keep::Rollback, (Ok(()), After::default())),
                Err(stop) => (Keep::Rollback, (Err(stop), After::default())),
            }
        });
        let (result, after) = done.await?;
        if let Some(surface) = after.ended_login() {
            self.platform.metrics.logged_in(surface);
        }
        self.news.tell(after).await;
        result
    }

    /// Reads what is committed.
    pub fn read<T>(&self, job: impl FnOnce(&Cx<'_>) -> Result<T, Stop>) -> Result<T, Stop> {
        let (mut job, mut result) = (Some(job), None);
        self.look(&mut |cx| result = job.take().map(|job| job(cx)))?;
        result.unwrap_or_else(|| Err(StorageError::Closed.into()))
    }

    /// The same for whatever is read, compiled once.
    fn look(&self, job: &mut dyn FnMut(&Cx<'_>)) -> Result<(), Stop> {
        self.database.read(|sql| self.still_there().map(|()| job(&self.cx(sql))))?
    }

    /// Refuses where the file holds another world by now than when the request began.
    fn still_there(&self) -> Result<(), Stop> {
        if self.era.is_current() { Ok(()) } else { Err(Broken::Replaced.into()) }
    }

    fn cx<'a>(&'a self, sql: &'a Sql) -> Cx<'a> {
        Cx { sql, now: self.clock.now(), stand: self }
    }

    pub(in crate::flow) fn write_cx<'a>(&'a self, sql: &'a WriteSql, after: &'a After) -> WriteCx<'a> {
        WriteCx { sql, after, reading: self.cx(sql) }
    }
}
