//! `esia-mock requests`: what the tested systems and browsers sent to a stand.

use clap::Args;
use clap::Subcommand;
use serde_json::Value;

use crate::cli::api;
use crate::cli::api::ApiArgs;
use crate::cli::api::Call;
use crate::cli::api::Look;
use crate::cli::calls::Called;
use crate::cli::calls::PageArgs;

/// How long one call waits for the next request while they are followed.
const PATIENCE: &str = "60";

/// What is shown of each.
const COLUMNS: &[&str] = &["n", "at", "client", "person", "login", "status", "method", "path", "refused/reason"];

/// The journal, and the stand that it is of.
#[derive(Clone, Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct RequestsArgs {
    #[command(subcommand)]
    command: Option<RequestsCommand>,
    /// Which requests.
    #[command(flatten)]
    chosen: Chosen,
    /// Which part.
    #[command(flatten)]
    page: PageArgs,
    /// Go on with each that comes.
    #[arg(long)]
    follow: bool,
    /// Which stand.
    #[command(flatten)]
    api: ApiArgs,
}

/// What to do with requests; without a word they are listed.
#[derive(Clone, Debug, Subcommand)]
pub enum RequestsCommand {
    /// Show one, with its answer.
    Show {
        /// Its number, as X-Esia-Mock-Request says it, or last.
        #[arg(default_value = "last")]
        number: String,
    },
    /// Are they as expected?
    Expect {
        /// What is expected, as JSON, @FILE or -.
        expected: String,
    },
    /// Forget them.
    Clear,
}

/// Which requests.
#[derive(Clone, Debug, Args)]
pub struct Chosen {
    /// What was asked, such as authorize, token, rest or rest.ctts.
    #[arg(long)]
    at: Option<String>,
    /// The system.
    #[arg(long)]
    client: Option<String>,
    /// The person: a persona, an oid or a login.
    #[arg(long)]
    person: Option<String>,
    /// The login, such as L17.
    #[arg(long)]
    login: Option<String>,
    /// Only those that were refused.
    #[arg(long)]
    refused: bool,
}

impl Chosen {
    fn query(&self) -> [(&'static str, Option<String>); 5] {
        let refused = self.refused.then(|| "true".to_owned());
        [
            ("at", self.at.clone()),
            ("client", self.client.clone()),
            ("person", self.person.clone()),
            ("login", self.login.clone()),
            ("refused", refused),
        ]
    }
}

impl Called for RequestsCommand {
    fn call(&self) -> anyhow::Result<Call> {
        Ok(match self {
            Self::Show { number } => Call::get(format!("/requests/{}", api::part(number))),
            Self::Expect { expected } => Call::post("/requests/expect", Some(api::json(expected)?)),
            Self::Clear => Call::delete("/requests"),
        })
    }
}

impl RequestsArgs {
    /// Calls, and shows the answer.
    pub fn run(&self) -> anyhow::Result<()> {
        match &self.command {
            Some(command) => self.api.run(&command.call()?),
            None if self.follow => self.follow(),
            None => self.api.run(&self.list(&self.page.query())),
        }
    }

    fn list(&self, part: &[(&'static str, Option<String>)]) -> Call {
        Call::get("/requests").asking(&[&self.chosen.query(), part].concat()).list("requests", COLUMNS)
    }

    /// Shows each request once it came, until the stand ends.
    fn follow(&self) -> anyhow::Result<()> {
        let mut part = self.page.query().to_vec();
        loop {
            let waiting = [part.as_slice(), &[("wait", Some(PATIENCE.to_owned()))]].concat();
            let answer = self.api.ask(&self.list(&waiting))?;
            let Some(newest) = answer["requests"].as_array().and_then(|all| all.last()).map(|one| &one["n"]) else {
                continue;
            };
            part = vec![("after", newest.as_u64().map(|n| n.to_string()))];
            // What comes later is no part that one has to ask for.
            let shown = Value::from_iter([("requests", answer["requests"].clone())]);
            self.api.show(Look::List("requests", COLUMNS), &shown);
        }
    }
}
