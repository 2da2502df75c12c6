//! `esia-mock faults`: the catalogue without a server, and the faults of a running stand.

use std::path::PathBuf;

use anyhow::bail;
use clap::Args;
use clap::Subcommand;

use crate::cli::api;
use crate::cli::api::ApiArgs;
use crate::cli::api::Call;
use crate::cli::calls::PageArgs;
use crate::cli::tables;

/// The catalogue, or what to do with the faults of a stand.
#[derive(Clone, Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct FaultsArgs {
    #[command(subcommand)]
    command: Option<FaultsCommand>,
    /// Print the catalogue as Markdown, with a recipe for each kind.
    #[arg(long)]
    markdown: bool,
    /// Write it to a file.
    #[arg(long, value_name = "FILE", requires = "markdown")]
    out: Option<PathBuf>,
    /// Which stand.
    #[command(flatten)]
    api: ApiArgs,
}

/// What to do with faults; without a word the catalogue is printed, and no server is needed.
#[derive(Clone, Debug, Subcommand)]
pub enum FaultsCommand {
    /// List those that are armed, and how often each has met a request.
    List {
        /// Which part.
        #[command(flatten)]
        page: PageArgs,
    },
    /// Let something go wrong.
    Arm {
        /// The fault as JSON, such as {"at": "token", "do": {"status": 502}}; @FILE or -.
        fault: String,
        /// Its name, in place of an earlier fault of this name; one is made up where it is not given.
        #[arg(long)]
        name: Option<String>,
    },
    /// Let it be as usual again: one fault, or all of them.
    Clear {
        /// Which one.
        name: Option<String>,
    },
    /// Wait until a fault has met a request; an error, if it does not in time.
    Wait {
        /// Which one.
        name: String,
        /// Until it has met so many.
        #[arg(long, default_value_t = 1)]
        hits: u64,
        /// So many seconds, at most 60.
        #[arg(long, value_name = "SECONDS", default_value_t = 60, value_parser = clap::value_parser!(u64).range(0..=60))]
        within: u64,
    },
}

/// What is shown of each.
const COLUMNS: &[&str] = &["name", "hits", "state", "at", "client", "person", "times", "until", "do"];

impl FaultsArgs {
    /// Prints, or calls.
    pub fn run(&self) -> anyhow::Result<()> {
        match &self.command {
            None => tables::faults(self.markdown, self.out.as_deref()),
            Some(FaultsCommand::List { page }) => {
                self.api.run(&Call::get("/faults").asking(&page.query()).list("faults", COLUMNS))
            }
            Some(FaultsCommand::Arm { fault, name }) => {
                let fault = Some(api::json(fault)?);
                let call = match name {
                    Some(name) => Call::put(one(name), fault),
                    None => Call::post("/faults", fault),
                };
                self.api.run(&call)
            }
            Some(FaultsCommand::Clear { name }) => {
                let path = name.as_deref().map_or_else(|| "/faults".to_owned(), one);
                self.api.run(&Call::delete(path))
            }
            Some(FaultsCommand::Wait { name, hits, within }) => self.wait(name, *hits, *within),
        }
    }

    fn wait(&self, name: &str, hits: u64, within: u64) -> anyhow::Result<()> {
        let query = [("wait", Some(within.to_string())), ("hits", Some(hits.to_string()))];
        let call = Call::get(one(name)).asking(&query);
        let answer = self.api.ask(&call)?;
        self.api.show(call.look, &answer);
        match answer["hits"].as_u64() {
            Some(met) if met >= hits => Ok(()),
            met => bail!("{name} has met {} of {hits} requests in {within} seconds", met.unwrap_or_default()),
        }
    }
}

fn one(name: &str) -> String {
    format!("/faults/{}", api::part(name))
}
