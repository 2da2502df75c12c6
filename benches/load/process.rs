//! Processes: the server that is measured, processor time and memory of it and of ourselves.

use std::io::BufRead as _;
use std::io::BufReader;
use std::net::SocketAddr;
use std::path::Path;
use std::path::PathBuf;
use std::process::Child;
use std::process::Command;
use std::process::Stdio;
use std::sync::mpsc;
use std::time::Duration;
use std::time::Instant;

use anyhow::Context as _;
use anyhow::ensure;

use crate::http::Connection;

/// The program that is measured, built with the benchmark.
pub(crate) const PROGRAM: &str = env!("CARGO_BIN_EXE_esia-mock");

/// Even 100 000 fixture files are loaded in less.
const PATIENCE: Duration = Duration::from_secs(180);

/// Ticks a second in `/proc`, the same on every Linux.
const TICKS: f64 = 100.0;

/// How to start the server.
#[derive(Clone, Debug)]
pub(crate) struct Setup {
    /// Fixtures; the embedded ones if absent.
    pub(crate) fixtures: Option<PathBuf>,
    /// Database; in memory if absent.
    pub(crate) data: Option<PathBuf>,
    /// What to start.
    pub(crate) program: PathBuf,
    /// How.
    pub(crate) manner: Manner,
    /// More options of `serve`.
    pub(crate) arguments: &'static [&'static str],
}

/// How a server is run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Manner {
    /// With a worker for each processor.
    Freely,
    /// With one worker, on this processor only.
    OnCore(usize),
    /// With one worker, and with nothing left to chance or time.
    Alone,
    /// The same under callgrind, which writes into this file when the server ends.
    Counted(PathBuf),
}

impl Default for Setup {
    fn default() -> Self {
        Self { fixtures: None, data: None, program: PROGRAM.into(), manner: Manner::Freely, arguments: &[] }
    }
}

impl Setup {
    fn command(&self) -> Command {
        const ONE_WORKER: [&str; 2] = ["--workers", "1"];
        const REPRODUCIBLE: [&str; 4] = ["--seed", "1", "--clock", "2026-01-25T14:36:11+03:00"];
        let mut command = match &self.manner {
            Manner::Freely | Manner::Alone => Command::new(&self.program),
            Manner::OnCore(core) => {
                let mut command = Command::new("taskset");
                command.args(["-c", &core.to_string()]).arg(&self.program);
                command
            }
            Manner::Counted(file) => {
                let mut command = Command::new("valgrind");
                let out = format!("--callgrind-out-file={}", file.display());
                command.args(["--tool=callgrind", &out]).arg(&self.program);
                command
            }
        };
        command.args(["serve", "--listen", "127.0.0.1:0"]).args(self.arguments);
        match self.manner {
            Manner::Freely => {}
            Manner::OnCore(_) => drop(command.args(ONE_WORKER)),
            Manner::Alone | Manner::Counted(_) => drop(command.args(ONE_WORKER).args(REPRODUCIBLE)),
        }
        for (option, value) in [("--fixtures", &self.fixtures), ("--data", &self.data)] {
            if let Some(value) = value {
                command.arg(option).arg(value);
            }
        }
        let settings = std::env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("ESIA_MOCK_"));
        for (name, _) in settings.collect::<Vec<_>>() {
            command.env_remove(name);
        }
        command
    }
}

/// A running server; it ends with this value.
#[derive(Debug)]
pub(crate) struct Server {
    child: Child,
    /// Where it listens.
    pub(crate) address: SocketAddr,
    /// From its start to its first answer.
    pub(crate) start: Duration,
}

impl Server {
    /// Starts it and waits for its first answer.
    pub(crate) fn start(setup: &Setup) -> anyhow::Result<Self> {
        let mut command = setup.command();
        let begin = Instant::now();
        let child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn()?;
        let mut server = Self { child, address: SocketAddr::from(([127, 0, 0, 1], 0)), start: Duration::ZERO };
        server.address = server.announced()?;
        Connection::open(server.address)?.get("/_mock/health", "")?.expect(200)?;
        server.start = begin.elapsed();
        Ok(server)
    }

    /// Stops it as a tester would, and waits for its end.
    pub(crate) fn stop(mut self) -> anyhow::Result<()> {
        let told = Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status()?;
        ensure!(told.success(), "kill does not work");
        let ended = self.child.wait()?;
        ensure!(ended.success(), "the server ended with {ended}");
        Ok(())
    }

    fn announced(&mut self) -> anyhow::Result<SocketAddr> {
        let out = self.child.stdout.take().context("no standard output")?;
        let (send, lines) = mpsc::channel();
        std::thread::spawn(move || {
            for line in BufReader::new(out).lines().map_while(Result::ok) {
                let _nobody_listens = send.send(line);
            }
        });
        let line = lines.recv_timeout(PATIENCE).context("the server did not say where it listens")?;
        let address = line.strip_prefix("listening on http://").with_context(|| format!("the server says {line:?}"))?;
        Ok(address.parse()?)
    }

    /// Processor time it has taken so far.
    pub(crate) fn cpu(&self) -> anyhow::Result<Duration> {
        cpu(&self.child.id().to_string())
    }

    /// Resident memory, in MiB.
    pub(crate) fn memory(&self) -> anyhow::Result<f64> {
        let text = std::fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let line = text.lines().find_map(|line| line.strip_prefix("VmRSS:")).context("no VmRSS")?;
        Ok(line.trim().trim_end_matches(" kB").parse::<f64>()? / 1024.0)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _already_gone = self.child.kill();
        let _nothing_to_say = self.child.wait();
    }
}

/// Processor time of this process.
pub(crate) fn own_cpu() -> anyhow::Result<Duration> {
    cpu("self")
}

fn cpu(process: &str) -> anyhow::Result<Duration> {
    let text = std::fs::read_to_string(format!("/proc/{process}/stat"))?;
    // The name, in brackets, may hold anything; user and system time are fields 14 and 15.
    let fields: Vec<&str> = text.rsplit_once(')').context("no name")?.1.split_ascii_whitespace().collect();
    let ticks = |field: usize| fields.get(field - 3).and_then(|text| text.parse::<f64>().ok()).context("no time");
    Ok(Duration::from_secs_f64((ticks(14)? + ticks(15)?) / TICKS))
}

/// Runs a command of the program to its end; tells how long it took.
pub(crate) fn timed(program: &Path, arguments: &[&str], paths: &[(&str, &Path)]) -> anyhow::Result<Duration> {
    let mut command = Command::new(program);
    command.args(arguments);
    for (option, path) in paths {
        command.arg(option).arg(path);
    }
    let begin = Instant::now();
    let ended = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped()).output()?;
    ensure!(ended.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&ended.stderr));
    Ok(begin.elapsed())
}

/// Lets this thread, and those it starts, run on these processors only.
pub(crate) fn stay_on(cores: &str) -> anyhow::Result<()> {
    let own = std::process::id().to_string();
    let ended = Command::new("taskset").args(["-c", "-p", cores, &own]).stdout(Stdio::null()).status()?;
    ensure!(ended.success(), "taskset does not work");
    Ok(())
}
