//! `esia-mock scenario run`.

use std::io::IsTerminal as _;
use std::path::PathBuf;
use std::time::Instant;

use anyhow::Context as _;
use clap::Args;
use scenarios::browser::Driver;
use scenarios::mistakes;
use scenarios::model::Scenario;
use scenarios::report;
use scenarios::run;
use scenarios::run::Outcome;
use scenarios::world::Brought;
use scenarios::world::Server;

use crate::cli::print;
use crate::embedded::Stand;
use crate::embedded::StandBuilder;
use crate::fixtures::scenario_files;

/// Which, where, and what is told.
#[derive(Clone, Debug, Args)]
pub(super) struct RunArgs {
    /// Ids such as EPS-01, families such as EPS, or `all`.
    #[arg(value_name = "ID", required = true)]
    ids: Vec<String>,
    /// Make stands at this server in place of one that is started for the run; each takes in what --fixtures names.
    #[arg(long, value_name = "URL")]
    against: Option<String>,
    /// The control token of that server, where it has one.
    #[arg(long, value_name = "TOKEN", env = "ESIA_MOCK_CONTROL_TOKEN", hide_env_values = true)]
    control_token: Option<String>,
    /// Turn this switch of ЭПОС in every scenario, such as match.yo=fold: what holds by it fails then. May be given
    /// several times.
    #[arg(long = "switch", value_name = "NAME=VALUE")]
    switches: Vec<String>,
    /// Write a report: `html` or `junit`, and the file. May be given twice.
    #[arg(long, num_args = 2, value_names = ["KIND", "FILE"])]
    report: Vec<String>,
    /// Let people use real browsers: Chromium, by the chromedriver of PATH or this one.
    #[arg(long, value_name = "PROGRAM", num_args = 0..=1, default_missing_value = "chromedriver")]
    browser: Option<String>,
    /// Put a picture of what people see after each step into this folder: ID-STEP.png. Needs --browser.
    #[arg(long, value_name = "DIR", requires = "browser")]
    pictures: Option<PathBuf>,
    /// So many at once. [default: the number of cores]
    #[arg(long, value_name = "NUMBER")]
    jobs: Option<usize>,
}

impl RunArgs {
    /// Runs them; an error, if one fails.
    pub(super) fn run(&self, known: Vec<Scenario>, fixtures: &[PathBuf]) -> anyhow::Result<()> {
        let reports = self.reports()?;
        let chosen = self.chosen(known)?;
        let jobs = self.jobs.or_else(|| std::thread::available_parallelism().ok().map(Into::into)).unwrap_or(2);
        let mut own = None;
        let (url, brought) = if let Some(url) = &self.against {
            (url.clone(), scenario_files::brought(fixtures)?)
        } else {
            let builder = fixtures.iter().fold(Stand::builder(), StandBuilder::fixtures);
            (own.insert(builder.start()?).url().to_owned(), Brought::default())
        };
        let started = |program: &String| Driver::start(program).with_context(|| format!("--browser {program}"));
        let driver = self.browser.as_ref().map(started).transpose()?;
        let token = self.control_token.clone().filter(|_| self.against.is_some());
        let pictures = self.pictures.clone();
        if let Some(folder) = &pictures {
            std::fs::create_dir_all(folder).with_context(|| format!("--pictures {}", folder.display()))?;
        }
        let driver_url = driver.as_ref().map(|driver| driver.url().to_owned());
        let server = Server { url, token, brought, driver: driver_url, pictures };
        let began = Instant::now();
        let mut progress = Progress { done: 0, all: chosen.len(), is_seen: std::io::stderr().is_terminal() };
        progress.shows();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let outcomes = runtime.block_on(run::all(&server, &chosen, jobs, |outcome| progress.ends(outcome)));
        for (kind, file) in reports {
            let text = if kind == "html" { report::html(&outcomes) } else { report::junit(&outcomes) };
            std::fs::write(file, text.context("the report")?).with_context(|| file.to_owned())?;
        }
        let failed = outcomes.iter().filter(|outcome| !outcome.passed()).count();
        let passed = outcomes.len() - failed;
        print::line(&format!("{passed} passed, {failed} failed, {:.1} s", began.elapsed().as_secs_f64()));
        anyhow::ensure!(failed == 0, "{failed} of {} scenarios failed", outcomes.len());
        Ok(())
    }

    fn reports(&self) -> anyhow::Result<Vec<(&str, &str)>> {
        let pairs = self.report.chunks(2).filter_map(|pair| Some((pair.first()?.as_str(), pair.get(1)?.as_str())));
        let pairs: Vec<_> = pairs.collect();
        for (kind, _) in &pairs {
            anyhow::ensure!(matches!(*kind, "html" | "junit"), "--report {kind:?}: expected html or junit, and a file");
        }
        Ok(pairs)
    }

    /// The scenarios that are named, with their switches turned.
    fn chosen(&self, known: Vec<Scenario>) -> anyhow::Result<Vec<Scenario>> {
        let fits = |scenario: &Scenario, id: &str| {
            let family = scenario.id.split('-').next().unwrap_or_default();
            id == "all" || scenario.id.eq_ignore_ascii_case(id) || family.eq_ignore_ascii_case(id)
        };
        for id in &self.ids {
            let is_known = known.iter().any(|scenario| fits(scenario, id));
            anyhow::ensure!(is_known, "there is no scenario {id:?}; `esia-mock scenario list` prints them");
        }
        let is_chosen = |scenario: &Scenario| self.ids.iter().any(|id| fits(scenario, id));
        let mut chosen: Vec<_> = known.into_iter().filter(is_chosen).collect();
        for switch in &self.switches {
            let (name, value) = switch.split_once('=').with_context(|| format!("--switch {switch:?}: NAME=VALUE"))?;
            for scenario in &mut chosen {
                scenario.switches.insert(name.to_owned(), value.to_owned());
                let wrong = mistakes::of(scenario).into_iter().next();
                let told = wrong.map(|(_, told)| told).unwrap_or_default();
                anyhow::ensure!(told.is_empty(), "--switch {switch:?}: {told}");
            }
        }
        Ok(chosen)
    }
}

/// How far it is, on a terminal.
struct Progress {
    done: usize,
    all: usize,
    is_seen: bool,
}

/// The line is empty again.
const CLEAR: &str = "\r\u{1b}[2K";

impl Progress {
    fn shows(&self) {
        if self.is_seen {
            let bar: String = (0..20).map(|at| if at * self.all < self.done * 20 { '█' } else { '░' }).collect();
            print::part(&format!("{CLEAR}{bar} {} of {}", self.done, self.all));
        }
    }

    fn ends(&mut self, outcome: &Outcome) {
        self.done += 1;
        if self.is_seen {
            print::part(CLEAR);
        }
        let mark = if outcome.passed() { "✓" } else { "✗" };
        print::line(&format!("{mark} {}  {}  {} ms", outcome.id, outcome.title, outcome.time.as_millis()));
        if let Some((step, failure, journal)) = outcome.failure() {
            print::line(&format!("    шаг: {step}\n    ожидалось: {}\n    пришло: {}", failure.expected, failure.came));
            if let Some(entry) = journal {
                print::line(&format!("    журнал стенда: {entry}"));
            }
        }
        if self.done < self.all {
            self.shows();
        }
    }
}
