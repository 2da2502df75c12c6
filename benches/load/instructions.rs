//! Instructions of one operation, counted by callgrind: a number that neighbours of the machine do not change. The
//! processor time of the same operation stands beside it.
//!
//! A server is run twice, for so many operations and for twice as many, and what both runs have in common (start,
//! fixtures, preparations, end) falls out of the difference. One client, one worker, a seed and a clock that stands
//! still make the runs alike.

use std::fmt::Write as _;
use std::path::Path;
use std::path::PathBuf;

use anyhow::Context as _;

use crate::accounts::Cast;
use crate::crowd::median;
use crate::crowd::number;
use crate::process::Manner;
use crate::process::Server;
use crate::process::Setup;
use crate::scenes::Scene;

/// People of the fixtures; enough for the first consents of [`TIMED`] operations.
pub(crate) const ACCOUNTS: usize = 200;

/// Operations that are counted.
const COUNTED: usize = 50;

/// Operations of a timing: a second and more, for the system counts processor time in hundredths.
const TIMED: usize = 1_000;

/// Timings; the median is printed.
const TIMINGS: usize = 5;

/// A program, and how it serves.
#[derive(Clone, Debug)]
pub(crate) struct Variant {
    /// The program.
    pub(crate) program: PathBuf,
    /// More options of `serve`.
    pub(crate) arguments: &'static [&'static str],
}

/// What is measured, and where files may be left meanwhile.
#[derive(Debug)]
pub(crate) struct Trial<'a> {
    /// What is measured, after what it is compared with, if there is something.
    pub(crate) variants: &'a [Variant],
    /// Fixtures.
    pub(crate) people: &'a Path,
    /// Whom they hold.
    pub(crate) cast: &'a Cast,
    /// A folder.
    pub(crate) scratch: &'a Path,
}

/// An operation: for each program its instructions, and its processor time in microseconds.
#[derive(Debug)]
pub(crate) struct Row {
    scene: Scene,
    counts: Vec<f64>,
    times: Vec<f64>,
}

impl Trial<'_> {
    /// Measures one operation.
    pub(crate) fn measure(&self, scene: Scene) -> anyhow::Result<Row> {
        let counts = self.variants.iter().map(|variant| self.count(variant, scene)).collect::<anyhow::Result<_>>()?;
        let mut timings = vec![Vec::new(); self.variants.len()];
        // In turn, so that a slow minute of the machine meets all programs.
        for _ in 0..TIMINGS {
            for (variant, timings) in self.variants.iter().zip(&mut timings) {
                timings.push(self.time(variant, scene)?);
            }
        }
        Ok(Row { scene, counts, times: timings.iter_mut().map(|timings| median(timings)).collect() })
    }

    fn count(&self, variant: &Variant, scene: Scene) -> anyhow::Result<f64> {
        let once = self.total(variant, scene, COUNTED)?;
        let twice = self.total(variant, scene, 2 * COUNTED)?;
        Ok((twice - once) / number(COUNTED))
    }

    /// Instructions of a server's whole life, with so many operations in it. On a busy machine a server under valgrind
    /// may close a connection that it takes for idle; then it is counted anew.
    fn total(&self, variant: &Variant, scene: Scene, operations: usize) -> anyhow::Result<f64> {
        let attempt = || self.attempt(variant, scene, operations);
        attempt().or_else(|_| attempt()).or_else(|_| attempt())
    }

    fn attempt(&self, variant: &Variant, scene: Scene, operations: usize) -> anyhow::Result<f64> {
        let file = self.scratch.join("callgrind.out");
        let server = self.start(variant, Manner::Counted(file.clone()))?;
        scene.alone(&server, self.cast, 2 * COUNTED)?.run(operations)?;
        server.stop()?;
        let counted = std::fs::read_to_string(&file).context("callgrind has written nothing")?;
        let total = counted.lines().find_map(|line| line.strip_prefix("totals: ")).context("no totals")?;
        Ok(total.parse()?)
    }

    fn time(&self, variant: &Variant, scene: Scene) -> anyhow::Result<f64> {
        let server = self.start(variant, Manner::Alone)?;
        let operations = scene.alone(&server, self.cast, TIMED)?;
        let before = server.cpu()?;
        operations.run(TIMED)?;
        Ok(server.cpu()?.saturating_sub(before).as_secs_f64() * 1e6 / number(TIMED))
    }

    fn start(&self, variant: &Variant, manner: Manner) -> anyhow::Result<Server> {
        let (fixtures, program) = (Some(self.people.to_owned()), variant.program.clone());
        Server::start(&Setup { fixtures, program, manner, arguments: variant.arguments, ..Setup::default() })
    }
}

/// The table, in Markdown, and how it calls what is compared with.
pub(crate) fn markdown(rows: &[Row], before: &str) -> Result<String, std::fmt::Error> {
    let mut out = String::new();
    let compared = rows.iter().any(|row| row.counts.len() > 1);
    if compared {
        writeln!(out, "| one operation | instructions {before} | now | change | CPU {before} | now | change |")?;
        writeln!(out, "|---|--:|--:|--:|--:|--:|--:|")?;
    } else {
        writeln!(out, "| one operation | instructions | CPU, median of {TIMINGS} |")?;
        writeln!(out, "|---|--:|--:|")?;
    }
    for Row { scene, counts, times } in rows {
        write!(out, "| {} |", scene.name())?;
        for (values, unit, scale) in [(counts, "million", 1e-6), (times, "µs", 1.0)] {
            for value in values {
                let value = value * scale;
                if unit == "µs" { write!(out, " {value:.0} {unit} |")? } else { write!(out, " {value:.3} {unit} |")? }
            }
            if let [before, now] = values[..] {
                write!(out, " {:+.1} % |", (now / before - 1.0) * 100.0)?;
            }
        }
        writeln!(out)?;
    }
    Ok(out)
}
