//! Commands that are calls of the tester's API: what is typed becomes a call, `cli::api` sends it.
//!
//! | command | file |
//! |---|---|
//! | `people` | [`people`] |
//! | `clients` | [`clients`] |
//! | `sign-in` | [`sign_in`] |
//! | `stands`, `snapshots`, `reset`, `settings` | [`stands`] |
//! | `faults` | [`faults`] |
//! | `outbox` | [`outbox`] |
//! | `requests` | [`requests`] |
//! | `healthcheck` | [`healthcheck`] |

pub mod clients;
pub mod faults;
pub mod healthcheck;
pub mod outbox;
pub mod people;
pub mod requests;
pub mod sign_in;
pub mod stands;

use clap::Args;
use clap::Subcommand;

use crate::cli::api::ApiArgs;
use crate::cli::api::Call;

/// A command that becomes a call.
pub trait Called {
    /// The call; an error where what was typed cannot be one.
    fn call(&self) -> anyhow::Result<Call>;
}

/// A family of calls, and the stand that they are for.
#[derive(Clone, Debug, Args)]
pub struct Family<C: Subcommand> {
    /// What to do.
    #[command(subcommand)]
    command: C,
    /// Which stand.
    #[command(flatten)]
    api: ApiArgs,
}

impl<C: Subcommand + Called> Family<C> {
    /// Calls, and shows the answer.
    pub fn run(&self) -> anyhow::Result<()> {
        self.api.run(&self.command.call()?)
    }
}

/// Which part of a list.
#[derive(Clone, Debug, Args)]
pub struct PageArgs {
    /// How many at most.
    #[arg(long, value_name = "COUNT")]
    limit: Option<u32>,
    /// Where to go on: what the part before has named.
    #[arg(long, value_name = "PLACE")]
    after: Option<String>,
}

impl PageArgs {
    fn query(&self) -> [(&'static str, Option<String>); 2] {
        [("limit", self.limit.map(|limit| limit.to_string())), ("after", self.after.clone())]
    }
}
