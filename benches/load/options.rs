//! What to measure and how long, and a description of where.

use std::ffi::OsString;
use std::io::Write as _;
use std::path::PathBuf;
use std::time::Duration;

use anyhow::Context as _;
use anyhow::bail;

use crate::crowd::Effort;
use crate::instructions::Variant;
use crate::openssl;
use crate::process;
use crate::scenes::Scene;

const HELP: &str = "\
cargo bench --bench load -- [--quick] [--accounts 10,1000,100000] [--seconds 2] [--rounds 5] [--logins 100000]
                            [--program FILE] [--only exchange|first|login|sso|v3|gost|standard|oidc|call
                                                     |starts|stands|faults|many|scenarios]
cargo bench --bench load -- --instructions [--before FILE | --journal] [--program FILE] [--only …]

  --quick     seconds in place of minutes: 10 and 1000 accounts, short rounds, 2000 logins; numbers are rough
  --accounts  sizes of the fixtures; most is measured with the middle one
  --seconds   length of a round
  --rounds    rounds of each measurement; the median is printed, and the extremes of the rate
  --logins    logins between the first and the last look at the memory
  --stands    stands at once, and stands made and dropped one after another, such as 1000,10000
  --registrations  people who register one after another
  --robots    seconds that robots sign in for over many stands, with faults in some
  --people    people of the largest file, made by generate
  --only      one kind of traffic, or starts, loading and memory after many logins (starts), stands and
              registrations (stands), faults, the largest file (many), all scenarios (scenarios)
  --instructions  one operation of each kind under callgrind (valgrind), and its processor time, in place of all else
  --before        another esia-mock to compare with
  --journal       compare with the same esia-mock without a journal (serve --journal 0)
  --program       the esia-mock to measure in place of the one built with the benchmark
";

/// What to measure, if not everything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Only {
    Scene(Scene),
    Starts,
    Stands,
    Faults,
    Many,
    Scenarios,
}

/// What to measure.
#[derive(Clone, Debug)]
pub(crate) struct Options {
    /// Sizes of the fixtures, ascending.
    pub(crate) accounts: Vec<usize>,
    /// How long.
    pub(crate) effort: Effort,
    /// Starts of the server.
    pub(crate) starts: usize,
    /// Seconds of each part of `openssl speed`.
    pub(crate) openssl_seconds: u32,
    /// Logins for the look at the memory.
    pub(crate) logins: usize,
    /// Stands at once, and stands made and dropped.
    pub(crate) stands: (usize, usize),
    /// People who register.
    pub(crate) registrations: usize,
    /// People of the largest file.
    pub(crate) people: usize,
    /// The most time for the logins.
    pub(crate) patience: Duration,
    /// Count instructions, and do nothing else?
    pub(crate) instructions: bool,
    /// The program that is measured.
    pub(crate) program: PathBuf,
    /// How long robots sign in where there are faults.
    pub(crate) robots: Duration,
    /// The program to compare it with.
    before: Option<PathBuf>,
    /// Is it compared with itself without a journal?
    journal: bool,
    only: Option<Only>,
}

impl Options {
    /// Reads the command line; nothing if only help was wanted.
    pub(crate) fn read() -> anyhow::Result<Option<Self>> {
        let mut options = Self::full();
        let mut words = std::env::args_os().skip(1);
        while let Some(word) = words.next() {
            let name = word.to_string_lossy().into_owned();
            let mut value = || text(words.next()).with_context(|| format!("{name} wants a value"));
            match name.as_str() {
                // What cargo says to every benchmark.
                "--bench" => {}
                "--help" => {
                    std::io::stdout().lock().write_all(HELP.as_bytes())?;
                    return Ok(None);
                }
                "--quick" => options = Self::quick(),
                "--accounts" => {
                    options.accounts = value()?.split(',').map(str::parse).collect::<Result<_, _>>()?;
                    options.accounts.sort_unstable();
                }
                "--seconds" => options.effort.round = Duration::from_secs_f64(value()?.parse()?),
                "--rounds" => options.effort.rounds = value()?.parse()?,
                "--logins" => options.logins = value()?.parse()?,
                "--stands" => {
                    let value = value()?;
                    let (at_once, dropped) = value.split_once(',').context("--stands wants two numbers")?;
                    options.stands = (at_once.parse()?, dropped.parse()?);
                }
                "--registrations" => options.registrations = value()?.parse()?,
                "--people" => options.people = value()?.parse()?,
                "--robots" => options.robots = Duration::from_secs_f64(value()?.parse()?),
                "--journal" => options.journal = true,
                "--instructions" => options.instructions = true,
                "--before" => options.before = Some(value()?.into()),
                "--program" => options.program = value()?.into(),
                "--only" => options.only = Some(only(&value()?)?),
                _ => bail!("{name} is not known\n{HELP}"),
            }
        }
        if options.journal && options.before.is_some() {
            bail!("--before and --journal are two comparisons: say one of them");
        }
        Ok(Some(options))
    }

    fn full() -> Self {
        Self {
            accounts: vec![10, 1_000, 100_000],
            effort: Effort { rounds: 5, round: Duration::from_secs(2) },
            starts: 15,
            openssl_seconds: 3,
            logins: 100_000,
            stands: (1_000, 10_000),
            registrations: 25_000,
            people: 1_000_000,
            patience: Duration::from_secs(150),
            instructions: false,
            program: process::PROGRAM.into(),
            before: None,
            journal: false,
            robots: Duration::from_secs(60),
            only: None,
        }
    }

    fn quick() -> Self {
        Self {
            accounts: vec![10, 1_000],
            effort: Effort { rounds: 1, round: Duration::from_secs(1) },
            starts: 5,
            openssl_seconds: 1,
            logins: 2_000,
            stands: (100, 1_000),
            registrations: 1_000,
            people: 20_000,
            robots: Duration::from_secs(5),
            ..Self::full()
        }
    }

    /// The size with which everything is measured: the middle one.
    pub(crate) fn usual(&self) -> usize {
        self.accounts.get(self.accounts.len() / 2).copied().unwrap_or_default()
    }

    /// The sizes for which people are written, as far as what is wanted needs them.
    pub(crate) fn sizes(&self) -> Vec<usize> {
        match self.only {
            None | Some(Only::Scene(_) | Only::Starts) => self.accounts.clone(),
            Some(Only::Stands | Only::Faults) => self.accounts.iter().copied().take(1).collect(),
            Some(Only::Many | Only::Scenarios) => Vec::new(),
        }
    }

    /// Is any traffic wanted?
    pub(crate) fn wants_traffic(&self) -> bool {
        self.only.is_none_or(|only| matches!(only, Only::Scene(_)))
    }

    /// Are starts wanted, and what people cost there?
    pub(crate) fn wants_starts(&self) -> bool {
        self.is_wanted(Only::Starts)
    }

    /// Are many stands wanted, and registrations?
    pub(crate) fn wants_stands(&self) -> bool {
        self.is_wanted(Only::Stands)
    }

    /// Are robots wanted, and faults?
    pub(crate) fn wants_faults(&self) -> bool {
        self.is_wanted(Only::Faults)
    }

    /// What instructions are counted of, the one to compare with first.
    pub(crate) fn variants(&self) -> Vec<Variant> {
        let usual = |program: &PathBuf| Variant { program: program.clone(), arguments: &[] };
        let without = self.journal.then(|| Variant { arguments: &["--journal", "0"], ..usual(&self.program) });
        self.before.iter().map(usual).chain(without).chain([usual(&self.program)]).collect()
    }

    /// What the one to compare with is called.
    pub(crate) fn before_is(&self) -> &'static str {
        if self.journal { "without a journal" } else { "before" }
    }

    /// Is the largest file wanted?
    pub(crate) fn wants_many(&self) -> bool {
        self.is_wanted(Only::Many)
    }

    /// Are all scenarios wanted?
    pub(crate) fn wants_scenarios(&self) -> bool {
        self.is_wanted(Only::Scenarios)
    }

    /// Is this kind of traffic wanted?
    pub(crate) fn wants(&self, scene: Scene) -> bool {
        self.is_wanted(Only::Scene(scene))
    }

    fn is_wanted(&self, part: Only) -> bool {
        self.only.is_none_or(|only| only == part)
    }
}

fn only(name: &str) -> anyhow::Result<Only> {
    Ok(Only::Scene(match name {
        "exchange" => Scene::Exchange,
        "first" => Scene::FirstLogin,
        "login" => Scene::Login,
        "sso" => Scene::SingleSignOn,
        "v3" => Scene::V3Login,
        "gost" => Scene::GostLogin,
        "standard" => Scene::StandardLogin,
        "oidc" => Scene::CodeFlow,
        "call" => Scene::Call,
        "starts" => return Ok(Only::Starts),
        "stands" => return Ok(Only::Stands),
        "faults" => return Ok(Only::Faults),
        "many" => return Ok(Only::Many),
        "scenarios" => return Ok(Only::Scenarios),
        _ => bail!("--only {name} is not known\n{HELP}"),
    }))
}

fn text(word: Option<OsString>) -> Option<String> {
    word?.into_string().ok()
}

/// The machine in one line.
pub(crate) fn describe(cores: usize, options: &Options) -> anyhow::Result<String> {
    let info = std::fs::read_to_string("/proc/cpuinfo")?;
    let model = info.lines().find_map(|line| line.strip_prefix("model name")?.split_once(": ")).map_or("", |it| it.1);
    let kernel = std::fs::read_to_string("/proc/sys/kernel/osrelease")?;
    let kernel = kernel.split('-').next().unwrap_or_default().trim();
    let Effort { rounds, round } = options.effort;
    Ok(format!(
        "{cores} × {model}, shared by server and clients; Linux {kernel}, {}; {rounds} round(s) of {} s each.",
        openssl::version()?,
        round.as_secs_f64()
    ))
}
