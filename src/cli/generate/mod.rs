//! `esia-mock generate`: makes people up, into a folder of fixtures or into a database file.
//!
//! People are made, written and forgotten part after part, so that any number of them needs little memory.

mod data_file;
mod folder;
mod parts;
mod progress;

use std::path::PathBuf;

use anyhow::Context as _;
use clap::Args;

use crate::cli::generate::parts::Parts;
use crate::cli::print;
use crate::cli::settings::FixtureArgs;
use crate::domain::zone::Zone;
use crate::fixtures::generator::Generator;
use crate::fixtures::generator::MOST_PEOPLE;
use crate::fixtures::generator::PASSWORD;
use crate::fixtures::generator::Plan;

/// Whom to make up, and where to.
#[derive(Clone, Debug, Args)]
pub struct GenerateArgs {
    /// How many people.
    #[arg(long, value_name = "NUMBER")]
    people: u64,
    /// The same seed makes the same people.
    #[arg(long, value_name = "NUMBER", default_value_t = 1)]
    seed: u64,
    /// Let some live in families: two parents with one to three children, cards of the children, linked accounts.
    #[arg(long)]
    families: bool,
    /// Let some work at schools or go there: organizations with a director, teachers and pupils.
    #[arg(long)]
    schools: bool,
    /// Where to.
    #[command(flatten)]
    target: Target,
    /// The zone in which ages are counted when a file is filled: a name such as Europe/Moscow, or +05:00.
    /// [default: Asia/Yekaterinburg]
    #[arg(long, value_name = "ZONE", env = "ESIA_MOCK_ZONE")]
    zone: Option<String>,
}

/// Where to.
#[derive(Clone, Debug, Args)]
#[group(required = true, multiple = false)]
struct Target {
    /// A new or empty folder: one JSON file for each record, and the clients of the demo.
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// A new database file for `serve --data`, with the clients of the demo.
    #[arg(long, value_name = "FILE")]
    data: Option<PathBuf>,
}

/// Makes people up.
pub fn run(arguments: &GenerateArgs) -> anyhow::Result<()> {
    let zone = arguments.zone()?;
    let plan = arguments.plan()?;
    let parts = Parts::of(Generator::new(arguments.seed).crowd(plan));
    let (made, target, start) = match (&arguments.target.out, &arguments.target.data) {
        (Some(folder), _) => (folder::write(folder, parts, plan.people).context("--out")?, folder, "--fixtures"),
        (None, Some(file)) => (data_file::write(file, parts, plan.people, zone).context("--data")?, file, "--data"),
        (None, None) => anyhow::bail!("expected --out DIR or --data FILE"),
    };
    print::line(&format!(
        "{} has {} people and {} organizations, everybody with the password {PASSWORD}; start with: esia-mock serve \
         {start} {0}",
        target.display(),
        made.people,
        made.organizations,
    ));
    Ok(())
}

impl GenerateArgs {
    fn zone(&self) -> anyhow::Result<Zone> {
        FixtureArgs { zone: self.zone.clone(), ..FixtureArgs::default() }.zone()
    }

    /// What cannot be made is told before anything is written.
    fn plan(&self) -> anyhow::Result<Plan> {
        let Self { people, families, schools, .. } = *self;
        anyhow::ensure!(
            (1..=MOST_PEOPLE).contains(&people),
            "--people {people}: expected 1 to {MOST_PEOPLE}; no number of anybody's is given twice"
        );
        for (option, is_set) in [("--families", families), ("--schools", schools)] {
            anyhow::ensure!(!is_set || people >= FEWEST, "{option} needs --people {FEWEST} or more, not {people}");
        }
        Ok(Plan { people, families, schools })
    }
}

/// The smallest family, and the smallest school.
const FEWEST: u64 = 3;
