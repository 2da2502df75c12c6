//! `esia-mock scenario`: what can be said in scenarios, which there are, and their run.

mod running;

use std::path::PathBuf;

use clap::Args;
use clap::Subcommand;
use scenarios::model::Scenario;
use scenarios::phrases;

use crate::cli::print;
use crate::cli::scenario::running::RunArgs;
use crate::fixtures::scenario_files;

/// Which scenarios, and what is to be done with them.
#[derive(Clone, Debug, Args)]
pub struct ScenarioArgs {
    /// Read scenarios and fixtures of this folder in place of those that are shipped; may be given several times, and
    /// `demo` names those that are shipped.
    #[arg(long, global = true, value_name = "DIR", env = "ESIA_MOCK_FIXTURES", value_delimiter = ',')]
    fixtures: Vec<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Clone, Debug, Subcommand)]
enum Command {
    /// Print every scenario.
    List,
    /// Print every phrase that a step of a scenario can say.
    Steps,
    /// Go through scenarios, each with a stand and an ЭПОС of its own.
    Run(RunArgs),
}

impl ScenarioArgs {
    /// Does it.
    pub fn run(&self) -> anyhow::Result<()> {
        match &self.command {
            Command::List => {
                let row = |scenario: &Scenario| {
                    let steps = scenario.steps.len() + scenario.expected.len();
                    vec![scenario.id.clone(), steps.to_string(), scenario.title.clone()]
                };
                let rows: Vec<_> = scenario_files::load(&self.fixtures)?.iter().map(row).collect();
                print::line(&print::table(&["id", "steps", "title"], &rows));
            }
            Command::Steps => {
                let rows: Vec<_> = phrases::listing().into_iter().map(Vec::from).collect();
                print::line(&print::table(&["step", "fields", "what it does", "whose"], &rows));
            }
            Command::Run(arguments) => arguments.run(scenario_files::load(&self.fixtures)?, &self.fixtures)?,
        }
        Ok(())
    }
}
