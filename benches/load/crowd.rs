//! Many clients at once, each a thread with one connection, for a while.

use std::sync::atomic::AtomicBool;
use std::sync::atomic::AtomicUsize;
use std::sync::atomic::Ordering;
use std::time::Duration;
use std::time::Instant;

use anyhow::ensure;

use crate::login::Visitor;
use crate::process::Server;
use crate::process::own_cpu;

/// Clients of every measurement.
pub(crate) const CLIENTS: usize = 16;

/// How long to measure.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Effort {
    /// How often; what is reported is the median.
    pub(crate) rounds: usize,
    /// How long each time.
    pub(crate) round: Duration,
}

/// What came out.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Measured {
    /// Operations a second.
    pub(crate) per_second: f64,
    /// The slowest and the fastest round.
    pub(crate) extremes: (f64, f64),
    /// Half of the operations took no longer, in milliseconds.
    pub(crate) p50: f64,
    /// Of a hundred operations ninety-nine took no longer, in milliseconds.
    pub(crate) p99: f64,
    /// Processor time of the server for each, in microseconds.
    pub(crate) server_cpu: f64,
    /// Processor time of the clients for each, in microseconds.
    pub(crate) own_cpu: f64,
}

/// The clients of one server.
#[derive(Debug)]
pub(crate) struct Crowd<'a> {
    server: &'a Server,
    visitors: Vec<Visitor>,
}

impl<'a> Crowd<'a> {
    /// Connects them.
    pub(crate) fn gather(server: &'a Server) -> anyhow::Result<Self> {
        let visitors = (0..CLIENTS).map(|_| Visitor::new(server.address)).collect::<Result<_, _>>()?;
        Ok(Self { server, visitors })
    }

    /// Does something with each client, one after the other.
    pub(crate) fn each(&mut self, act: impl Fn(usize, &mut Visitor) -> anyhow::Result<()>) -> anyhow::Result<()> {
        self.visitors.iter_mut().enumerate().try_for_each(|(number, visitor)| act(number, visitor))
    }

    /// Lets all work until the time or the supply of numbers is used up; gives what each operation took.
    pub(crate) fn work(
        &mut self,
        numbers: &Numbers,
        time: Duration,
        act: impl Fn(usize, &mut Visitor) -> anyhow::Result<()> + Sync,
    ) -> anyhow::Result<Vec<Duration>> {
        let (begin, failed) = (Instant::now(), AtomicBool::new(false));
        let client = |visitor: &mut Visitor| {
            let mut took = Vec::new();
            while begin.elapsed() < time && !failed.load(Ordering::Relaxed) {
                let Some(number) = numbers.take() else { break };
                let start = Instant::now();
                act(number, visitor).inspect_err(|_| failed.store(true, Ordering::Relaxed))?;
                took.push(start.elapsed());
            }
            anyhow::Ok(took)
        };
        std::thread::scope(|scope| {
            let client = &client;
            let threads: Vec<_> =
                self.visitors.iter_mut().map(|visitor| scope.spawn(move || client(visitor))).collect();
            let mut all = Vec::new();
            for thread in threads {
                all.extend(thread.join().map_err(|_| anyhow::anyhow!("a client panicked"))??);
            }
            Ok(all)
        })
    }

    /// Warms up, then measures.
    pub(crate) fn measure(
        &mut self,
        numbers: &Numbers,
        effort: Effort,
        act: impl Fn(usize, &mut Visitor) -> anyhow::Result<()> + Sync,
    ) -> anyhow::Result<Measured> {
        self.work(numbers, effort.round / 4, &act)?;
        let (mut took, mut rates, mut server_cpu, mut own) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for _ in 0..effort.rounds {
            let before = (Instant::now(), self.server.cpu()?, own_cpu()?);
            let round = self.work(numbers, effort.round, &act)?;
            let (wall, cpu, own_after) = (before.0.elapsed(), self.server.cpu()?, own_cpu()?);
            // A few operations tell nothing: the supply was used up at the end of the round before.
            if round.len() < CLIENTS * 4 {
                continue;
            }
            let count = number(round.len());
            rates.push(count / wall.as_secs_f64());
            server_cpu.push(cpu.saturating_sub(before.1).as_secs_f64() * 1e6 / count);
            own.push(own_after.saturating_sub(before.2).as_secs_f64() * 1e6 / count);
            took.extend(round);
        }
        ensure!(!rates.is_empty(), "there was nothing to measure");
        took.sort_unstable();
        let percentile = |hundredth: usize| took[(took.len() - 1) * hundredth / 100].as_secs_f64() * 1e3;
        let per_second = median(&mut rates);
        Ok(Measured {
            per_second,
            // The median has sorted them.
            extremes: (rates[0], rates[rates.len() - 1]),
            p50: percentile(50),
            p99: percentile(99),
            server_cpu: median(&mut server_cpu),
            own_cpu: median(&mut own),
        })
    }
}

/// Numbers of operations, each given out once.
#[derive(Debug)]
pub(crate) struct Numbers {
    next: AtomicUsize,
    end: usize,
}

impl Numbers {
    /// As many as there are things to work on.
    pub(crate) fn up_to(end: usize) -> Self {
        Self { next: AtomicUsize::new(0), end }
    }

    /// Without end.
    pub(crate) fn endless() -> Self {
        Self::up_to(usize::MAX)
    }

    fn take(&self) -> Option<usize> {
        Some(self.next.fetch_add(1, Ordering::Relaxed)).filter(|number| *number < self.end)
    }
}

/// The middle one.
pub(crate) fn median(values: &mut [f64]) -> f64 {
    values.sort_unstable_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}

/// A count as a number to divide by.
pub(crate) fn number(count: usize) -> f64 {
    u32::try_from(count).map_or(f64::INFINITY, f64::from)
}
