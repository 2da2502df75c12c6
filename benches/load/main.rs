//! The benchmark: what the server does per second, beside what its machine could sign.
//!
//! `scripts/bench` runs it; `cargo bench --bench load -- --help` tells its options. It starts servers of its own on
//! loopback addresses, asks OpenSSL for the machine's limit, and prints tables in Markdown. It judges nothing but
//! whether every answer was right; numbers depend on the machine and are for people to read.

mod accounts;
mod crowd;
mod faults;
mod gost;
mod growth;
mod http;
mod instructions;
mod login;
mod many;
mod openssl;
mod options;
mod process;
mod report;
mod scenes;
mod stands;

use std::io::Write as _;
use std::path::Path;

use anyhow::Context as _;

use crate::accounts::Cast;
use crate::accounts::Parties;
use crate::crowd::median;
use crate::faults::Robots;
use crate::instructions::Trial;
use crate::many::Many;
use crate::openssl::Speed;
use crate::options::Options;
use crate::process::Manner;
use crate::process::Server;
use crate::process::Setup;
use crate::report::Loading;
use crate::report::Machine;
use crate::report::Report;
use crate::report::Row;
use crate::report::Starts;
use crate::scenes::Scene;
use crate::stands::Stands;

const MEMORY: &str = "memory";
const FILE: &str = "file";

fn main() -> anyhow::Result<()> {
    let Some(options) = Options::read()? else { return Ok(()) };
    let bench = Bench::new(options)?;
    let tables = if bench.options.instructions { bench.instructions()? } else { bench.run()?.markdown()? };
    writeln!(std::io::stdout().lock(), "{}", tables.trim_end())?;
    Ok(())
}

/// One run.
struct Bench {
    options: Options,
    /// On the disk of the checkout's target folder; removed at the end.
    folder: tempfile::TempDir,
    parties: Parties,
    rows: Vec<Row>,
    loading: Vec<Loading>,
    cores: usize,
}

impl Bench {
    fn new(options: Options) -> anyhow::Result<Self> {
        let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR"))?;
        let cores = std::thread::available_parallelism().map_or(1, Into::into);
        let parties = accounts::parties()?;
        Ok(Self { options, folder, parties, rows: Vec::new(), loading: Vec::new(), cores })
    }

    fn run(mut self) -> anyhow::Result<Report> {
        let machine = self.options.wants_traffic().then(|| self.machine()).transpose()?;
        let starts = self.options.wants_starts().then(|| self.starts()).transpose()?;
        let mut endurance = Vec::new();
        let (mut stands, mut robots) = (None, None);
        for accounts in self.options.sizes() {
            let people = self.folder.path().join(format!("people-{accounts}"));
            tell(&format!("{accounts} accounts: writing fixtures"));
            let cast = accounts::write(&people, accounts, &self.parties)?;
            if self.options.wants_starts() {
                self.load(&people, &cast)?;
            }
            let is_usual = accounts == self.options.usual();
            let scenes = Scene::ALL.into_iter().filter(|scene| is_usual || scene.depends_on_size());
            let scenes: Vec<_> = scenes.filter(|scene| self.options.wants(*scene)).collect();
            if !scenes.is_empty() {
                self.traffic(MEMORY, &people, &cast, &scenes)?;
            }
            if is_usual && !scenes.is_empty() {
                self.traffic(FILE, &people, &cast, &scenes)?;
                self.one_core(&people, &cast)?;
            }
            if self.options.accounts.first() == Some(&accounts) {
                if self.options.wants_starts() {
                    endurance = self.endurance(&people, &cast)?;
                }
                stands = self.stands(&people, &cast)?;
                robots = self.robots(&people, &cast)?;
            }
            std::fs::remove_dir_all(&people)?;
        }
        let growth = self.growth()?;
        let many = self.many()?;
        let scenarios = self.scenarios()?;
        let description = options::describe(self.cores, &self.options)?;
        self.rows.sort_by_key(|row| (row.one_core, Scene::ALL.iter().position(|scene| *scene == row.scene)));
        let (rows, loading) = (self.rows, self.loading);
        Ok(Report { description, machine, starts, endurance, stands, robots, growth, many, scenarios, rows, loading })
    }

    /// The table of instructions, and nothing else.
    fn instructions(self) -> anyhow::Result<String> {
        let people = self.folder.path().join("people");
        let cast = accounts::write(&people, instructions::ACCOUNTS, &self.parties)?;
        let trial =
            Trial { variants: &self.options.variants(), people: &people, cast: &cast, scratch: self.folder.path() };
        let mut rows = Vec::new();
        for scene in Scene::ALL.into_iter().filter(|scene| self.options.wants(*scene)) {
            tell(&format!("instructions: {}", scene.name()));
            rows.push(trial.measure(scene)?);
        }
        Ok(instructions::markdown(&rows, self.options.before_is())?)
    }

    /// A server of the program that is measured, as long as nothing else is said.
    fn setup(&self) -> Setup {
        Setup { program: self.options.program.clone(), ..Setup::default() }
    }

    fn stands(&self, people: &Path, cast: &Cast) -> anyhow::Result<Option<Stands>> {
        if !self.options.wants_stands() {
            return Ok(None);
        }
        let (at_once, dropped) = self.options.stands;
        tell(&format!("{at_once} stands at once, {dropped} made and dropped"));
        let setup = Setup { fixtures: Some(people.to_owned()), ..self.setup() };
        stands::measure(&setup, cast, at_once, dropped).map(Some)
    }

    fn robots(&self, people: &Path, cast: &Cast) -> anyhow::Result<Option<Robots>> {
        if !self.options.wants_faults() {
            return Ok(None);
        }
        tell("200 robots over 20 stands, faults in five");
        let setup = Setup { fixtures: Some(people.to_owned()), ..self.setup() };
        faults::measure(&setup, cast, self.options.robots).map(Some)
    }

    fn growth(&self) -> anyhow::Result<Option<(usize, Vec<f64>)>> {
        if !self.options.wants_stands() {
            return Ok(None);
        }
        let count = self.options.registrations;
        tell(&format!("{count} registrations"));
        Ok(Some((count, growth::registrations(&self.setup(), count)?)))
    }

    fn many(&self) -> anyhow::Result<Option<Many>> {
        if !self.options.wants_many() {
            return Ok(None);
        }
        tell(&format!("a file with {} people", self.options.people));
        many::measure(&self.setup(), self.folder.path(), self.options.people).map(Some)
    }

    /// How long all scenarios take, as users run them: with a server of their own, by HTTP.
    fn scenarios(&self) -> anyhow::Result<Option<f64>> {
        if !self.options.wants_scenarios() {
            return Ok(None);
        }
        tell("all scenarios");
        Ok(Some(process::timed(&self.options.program, &["scenario", "run", "all"], &[])?.as_secs_f64()))
    }

    fn machine(&self) -> anyhow::Result<Machine> {
        tell("openssl speed rsa2048");
        let seconds = self.options.openssl_seconds;
        let one = Speed::measure(1, seconds)?;
        let all = Speed::measure(self.cores, seconds)?;
        tell("signatures by ГОСТ");
        Ok(Machine { cores: self.cores, one, all, gost: gost::measure_all(seconds)? })
    }

    fn starts(&self) -> anyhow::Result<Starts> {
        tell("starts");
        let (mut times, mut memory) = (Vec::new(), Vec::new());
        for _ in 0..self.options.starts {
            let server = Server::start(&self.setup())?;
            times.push(server.start.as_secs_f64() * 1e3);
            memory.push(server.memory()?);
        }
        Ok(Starts { time: median(&mut times), times: times.len(), idle: median(&mut memory) })
    }

    fn load(&mut self, people: &Path, cast: &Cast) -> anyhow::Result<()> {
        let accounts = cast.accounts.len();
        tell(&format!("{accounts} accounts: check, seed, start"));
        let data = self.folder.path().join("seeded.db");
        let program = &self.options.program;
        let check = process::timed(program, &["check"], &[("--fixtures", people)])?;
        let seed = process::timed(program, &["seed"], &[("--fixtures", people), ("--data", &data)])?;
        let setup = Setup { fixtures: Some(people.to_owned()), ..self.setup() };
        let from_fixtures = Server::start(&setup)?;
        let memory = from_fixtures.memory()?;
        let from_file = Server::start(&Setup { data: Some(data.clone()), ..self.setup() })?;
        self.loading.push(Loading {
            accounts,
            check: check.as_secs_f64(),
            seed: seed.as_secs_f64(),
            from_fixtures: from_fixtures.start.as_secs_f64(),
            from_file: from_file.start.as_secs_f64(),
            memory,
            memory_of_file: from_file.memory()?,
        });
        // One that is killed leaves a log beside its file.
        from_file.stop()?;
        std::fs::remove_file(&data).context("the database")
    }

    fn traffic(&mut self, store: &'static str, people: &Path, cast: &Cast, scenes: &[Scene]) -> anyhow::Result<()> {
        let data = (store == FILE).then(|| self.folder.path().join("traffic.db"));
        self.play(&Setup { fixtures: Some(people.to_owned()), data, ..self.setup() }, cast, scenes)
    }

    fn one_core(&mut self, people: &Path, cast: &Cast) -> anyhow::Result<()> {
        if self.cores < 2 {
            return Ok(());
        }
        process::stay_on(&format!("1-{}", self.cores - 1))?;
        let scenes = Scene::ALL.into_iter().filter(|scene| *scene != Scene::FirstLogin);
        let scenes: Vec<_> = scenes.filter(|scene| self.options.wants(*scene)).collect();
        let setup = Setup { fixtures: Some(people.to_owned()), manner: Manner::OnCore(0), ..self.setup() };
        self.play(&setup, cast, &scenes)?;
        process::stay_on(&format!("0-{}", self.cores - 1))
    }

    /// Starts a server and measures scenes on it.
    fn play(&mut self, setup: &Setup, cast: &Cast, scenes: &[Scene]) -> anyhow::Result<()> {
        let (store, accounts) = (if setup.data.is_some() { FILE } else { MEMORY }, cast.accounts.len());
        let one_core = matches!(setup.manner, Manner::OnCore(_));
        let server = Server::start(setup)?;
        for party in [cast.usual(), &cast.parties.v3, &cast.parties.gost, &cast.parties.standard] {
            scenes::give_consents(&server, cast, party)?;
        }
        for scene in scenes {
            tell(&format!("{accounts} accounts, {store}: {}", scene.name()));
            let measured = scene.measure(&server, cast, self.options.effort)?;
            self.rows.push(Row { scene: *scene, store, accounts, one_core, measured });
        }
        Ok(())
    }

    fn endurance(&self, people: &Path, cast: &Cast) -> anyhow::Result<Vec<(usize, f64)>> {
        let most = self.options.logins;
        tell(&format!("{most} logins"));
        let server = Server::start(&Setup { fixtures: Some(people.to_owned()), ..self.setup() })?;
        scenes::give_consents(&server, cast, cast.usual())?;
        scenes::endurance(&server, cast, &[most / 100, most / 10, most / 2, most], self.options.patience)
    }
}

/// Tells what is being done, on standard error.
fn tell(text: &str) {
    let _closed = writeln!(std::io::stderr().lock(), "bench: {text}");
}
