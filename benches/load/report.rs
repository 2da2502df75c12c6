//! The tables, in Markdown.

use std::fmt::Write as _;

use crate::crowd::Measured;
use crate::faults::Robots;
use crate::gost;
use crate::many::Many;
use crate::openssl::Speed;
use crate::scenes::Scene;
use crate::stands::Stands;

/// Signing speed of the machine.
#[derive(Clone, Debug)]
pub(crate) struct Machine {
    /// Processors.
    pub(crate) cores: usize,
    /// One process.
    pub(crate) one: Speed,
    /// As many as there are processors.
    pub(crate) all: Speed,
    /// How fast the program signs by ГОСТ.
    pub(crate) gost: Vec<gost::Row>,
}

/// Starts of the server, and its memory then.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Starts {
    /// To the first answer, the median, in milliseconds.
    pub(crate) time: f64,
    /// How often it was measured.
    pub(crate) times: usize,
    /// Memory, in MiB.
    pub(crate) idle: f64,
}

/// One line of the table of traffic.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Row {
    /// What.
    pub(crate) scene: Scene,
    /// Where the data are.
    pub(crate) store: &'static str,
    /// How many people there are.
    pub(crate) accounts: usize,
    /// Is the server bound to one processor?
    pub(crate) one_core: bool,
    /// The result.
    pub(crate) measured: Measured,
}

/// How long people take to load.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Loading {
    /// How many people.
    pub(crate) accounts: usize,
    /// `check`, in seconds, as everything below.
    pub(crate) check: f64,
    /// `seed`.
    pub(crate) seed: f64,
    /// Start from fixtures, in memory.
    pub(crate) from_fixtures: f64,
    /// Start from the seeded file.
    pub(crate) from_file: f64,
    /// Memory after a start from fixtures, in MiB.
    pub(crate) memory: f64,
    /// Memory after a start from the seeded file, in MiB.
    pub(crate) memory_of_file: f64,
}

/// Everything that was measured.
#[derive(Debug)]
pub(crate) struct Report {
    /// What the machine is.
    pub(crate) description: String,
    /// How fast it signs, where there is traffic to compare with that.
    pub(crate) machine: Option<Machine>,
    /// Starts.
    pub(crate) starts: Option<Starts>,
    /// Memory after so many logins, in MiB.
    pub(crate) endurance: Vec<(usize, f64)>,
    /// Many stands.
    pub(crate) stands: Option<Stands>,
    /// Robots over stands with faults.
    pub(crate) robots: Option<Robots>,
    /// Registrations: how many, and how many a second in each fifth of them.
    pub(crate) growth: Option<(usize, Vec<f64>)>,
    /// The largest file.
    pub(crate) many: Option<Many>,
    /// Seconds that all scenarios took.
    pub(crate) scenarios: Option<f64>,
    /// Traffic.
    pub(crate) rows: Vec<Row>,
    /// Loading.
    pub(crate) loading: Vec<Loading>,
}

impl Machine {
    /// The tables of what the machine and the program could do at most.
    fn limits(&self, out: &mut String) -> std::fmt::Result {
        let Self { cores, one, all, gost } = self;
        writeln!(out, "| the machine's limit | sign/s | verify/s | token exchanges/s | logins/s |")?;
        writeln!(out, "|---|--:|--:|--:|--:|")?;
        let mut rows = vec![("`openssl speed rsa2048`, one core".to_owned(), one)];
        if *cores > 1 {
            rows.push((format!("`openssl speed -multi {cores} rsa2048`"), all));
        }
        for (name, speed) in rows {
            writeln!(
                out,
                "| {name} | {:.0} | {:.0} | {:.0} | {:.0} |",
                speed.sign,
                speed.verify,
                Scene::Exchange.limit(*speed),
                Scene::Login.limit(*speed)
            )?;
        }
        writeln!(out)?;
        writeln!(out, "| this program, one core | sign/s | verify/s | aim |")?;
        writeln!(out, "|---|--:|--:|--:|")?;
        for gost::Row { name, speed, aim } in gost {
            writeln!(out, "| {name} | {:.0} | {:.0} | {aim} |", speed.sign, speed.verify)?;
        }
        writeln!(out)
    }

    /// What the signatures of a kind of traffic could be made with: one core, and all of them.
    fn speeds(&self, scene: Scene) -> (Speed, Speed) {
        match self.gost.first() {
            Some(gost) if scene == Scene::GostLogin => (gost.speed, gost.speed.times(self.cores)),
            _ => (self.one, self.all),
        }
    }
}

impl Report {
    /// All tables.
    pub(crate) fn markdown(&self) -> Result<String, std::fmt::Error> {
        let mut out = String::new();
        writeln!(out, "{}\n", self.description)?;
        if let Some(machine) = &self.machine {
            machine.limits(&mut out)?;
            self.traffic(machine, &mut out)?;
        }
        self.start(&mut out)?;
        self.stands(&mut out)?;
        self.robots(&mut out)?;
        self.many(&mut out)?;
        self.scenarios(&mut out)?;
        self.loading(&mut out)?;
        Ok(out)
    }

    fn traffic(&self, machine: &Machine, out: &mut String) -> std::fmt::Result {
        let clients = crate::crowd::CLIENTS;
        writeln!(
            out,
            "| traffic of {clients} clients | accounts | store | per second | of the limit (extremes) | aim | p50 | p99 \
             | server CPU | of it signatures | client CPU |"
        )?;
        writeln!(out, "|---|--:|---|--:|--:|--:|--:|--:|--:|--:|--:|")?;
        for row in &self.rows {
            let Row { scene, store, accounts, one_core, measured } = row;
            let (one, all) = machine.speeds(*scene);
            let (limit, place) =
                if *one_core { (scene.limit(one), ", server on one core") } else { (scene.limit(all), "") };
            // In processor time a core's limit is the same however many there are.
            let signatures = 1e6 / scene.limit(one);
            writeln!(
                out,
                "| {}{place} | {} | {store} | {:.0} | {:.0} % ({:.0}–{:.0}) | {} | {:.1} ms | {:.1} ms | {:.0} µs | {:.0} % | {:.0} µs |",
                scene.name(),
                grouped(*accounts),
                measured.per_second,
                measured.per_second / limit * 100.0,
                measured.extremes.0 / limit * 100.0,
                measured.extremes.1 / limit * 100.0,
                scene.aim(),
                measured.p50,
                measured.p99,
                measured.server_cpu,
                signatures / measured.server_cpu * 100.0,
                measured.own_cpu,
            )?;
        }
        writeln!(out)
    }

    fn start(&self, out: &mut String) -> std::fmt::Result {
        let Some(Starts { time, times, idle }) = self.starts else { return Ok(()) };
        writeln!(out, "| start and memory, demo fixtures | | aim |")?;
        writeln!(out, "|---|--:|--:|")?;
        writeln!(out, "| start to first answer, median of {times} | {time:.1} ms | ≤ 12 ms |")?;
        writeln!(out, "| RSS, idle | {idle:.1} MiB | ≤ 12 MiB |")?;
        for (logins, memory) in &self.endurance {
            writeln!(out, "| RSS after {} logins of 10 people | {memory:.1} MiB | flat |", grouped(*logins))?;
        }
        writeln!(out)
    }

    fn stands(&self, out: &mut String) -> std::fmt::Result {
        if self.stands.is_none() && self.growth.is_none() {
            return Ok(());
        }
        writeln!(out, "| many stands, and one that fills | | aim |")?;
        writeln!(out, "|---|--:|--:|")?;
        if let Some(Stands { fork, at_once, after_health, after_login, logins, early, late }) = self.stands {
            let at_once = grouped(at_once);
            writeln!(out, "| a stand made, to its first answer, median | {fork:.2} ms | ≤ 2 ms |")?;
            writeln!(out, "| RSS, {at_once} stands that have answered | {after_health:.0} MiB | ≤ 600 MiB |")?;
            writeln!(out, "| RSS, a whole login in each of {at_once} | {after_login:.0} MiB | ≤ 1.2 GiB |")?;
            let known: Vec<_> = logins.into_iter().filter(|(stands, _)| *stands > 0).collect();
            let sizes: Vec<_> = known.iter().map(|(stands, _)| grouped(*stands)).collect();
            let times: Vec<_> = known.iter().map(|(_, time)| format!("{time:.0}")).collect();
            let (sizes, times) = (sizes.join(", "), times.join(", "));
            writeln!(out, "| server CPU of a whole login at one of {sizes} stands, µs | {times} | flat |")?;
            writeln!(out, "| RSS, {} stands made and dropped | {:.1} MiB | |", grouped(early.0), early.1)?;
            let most = early.1 + 8.0;
            writeln!(
                out,
                "| RSS, {} stands made and dropped | {:.1} MiB | ≤ {most:.1} MiB |",
                grouped(late.0),
                late.1
            )?;
        }
        if let Some((count, rates)) = &self.growth {
            let rates: Vec<_> = rates.iter().map(|rate| format!("{rate:.0}")).collect();
            let count = grouped(*count);
            writeln!(out, "| registrations by phone a second, each fifth of {count} | {} | flat |", rates.join(", "))?;
        }
        writeln!(out)
    }

    fn robots(&self, out: &mut String) -> std::fmt::Result {
        let Some(Robots { seconds, logins, failures, memory }) = &self.robots else { return Ok(()) };
        writeln!(
            out,
            "| 200 robots over 20 stands for {seconds:.0} s, faults in five, by call and by pages | | aim |"
        )?;
        writeln!(out, "|---|--:|--:|")?;
        writeln!(out, "| logins that went well, content checked | {} | |", grouped(*logins))?;
        writeln!(out, "| requests that met their fault | {} | |", grouped(*failures))?;
        writeln!(out, "| failures that nobody asked for, data of another stand | 0 (the first ends the run) | 0 |")?;
        let memory: Vec<_> = memory.iter().map(|one| format!("{one:.0}")).collect();
        writeln!(
            out,
            "| RSS, each sixth of the time, MiB | {} | flat once the journals are full |",
            memory.join(", ")
        )?;
        writeln!(out)
    }

    fn many(&self, out: &mut String) -> std::fmt::Result {
        let Some(Many { people, per_second, size, start, memory, login, search, memory_after }) = self.many else {
            return Ok(());
        };
        let made = grouped(number(per_second));
        writeln!(out, "| a file with {} people | | aim |", grouped(people))?;
        writeln!(out, "|---|--:|--:|")?;
        writeln!(out, "| made by `generate`, people a second | {made} | ≥ 20 000 |")?;
        writeln!(out, "| its size | {size:.0} MiB | |")?;
        writeln!(out, "| start to first answer, median | {start:.1} ms | ≤ 100 ms |")?;
        writeln!(out, "| RSS then | {memory:.1} MiB | ≤ 40 MiB |")?;
        writeln!(out, "| a first login with its exchange | {login:.1} ms | |")?;
        writeln!(out, "| a list by a piece of a name or number, median | {search:.1} ms | |")?;
        writeln!(out, "| RSS after that | {memory_after:.1} MiB | |")?;
        writeln!(out)
    }

    fn scenarios(&self, out: &mut String) -> std::fmt::Result {
        let Some(seconds) = self.scenarios else { return Ok(()) };
        writeln!(out, "| `esia-mock scenario run all`, by HTTP | | aim |")?;
        writeln!(out, "|---|--:|--:|")?;
        writeln!(out, "| all scenarios that are shipped, with their server | {seconds:.1} s | ≤ 60 s |")?;
        writeln!(out)
    }

    fn loading(&self, out: &mut String) -> std::fmt::Result {
        if self.loading.is_empty() {
            return Ok(());
        }
        writeln!(
            out,
            "| accounts | `check` | `seed` | start from fixtures | start from the seeded file | RSS from fixtures | RSS from the file |"
        )?;
        writeln!(out, "|--:|--:|--:|--:|--:|--:|--:|")?;
        for one in &self.loading {
            writeln!(
                out,
                "| {} | {:.2} s | {:.2} s | {:.2} s | {:.3} s | {:.1} MiB | {:.1} MiB |",
                grouped(one.accounts),
                one.check,
                one.seed,
                one.from_fixtures,
                one.from_file,
                one.memory,
                one.memory_of_file
            )?;
        }
        Ok(())
    }
}

/// A rate, to the last digit that says anything.
fn number(rate: f64) -> usize {
    format!("{rate:.0}").parse().unwrap_or_default()
}

/// Digits in groups of three.
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let groups = digits.as_bytes().rchunks(3).rev().map(|group| String::from_utf8_lossy(group).into_owned());
    groups.collect::<Vec<_>>().join("\u{202f}")
}
