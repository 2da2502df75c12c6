//! `esia-mock outbox`: what the stand has written to people.

use clap::Args;
use clap::Subcommand;

use crate::cli::api::Call;
use crate::cli::calls::Called;
use crate::cli::calls::PageArgs;

/// What to do with messages.
#[derive(Clone, Debug, Subcommand)]
pub enum OutboxCommand {
    /// List them, from the oldest on.
    List {
        /// Which messages.
        #[command(flatten)]
        chosen: Chosen,
        /// Which part.
        #[command(flatten)]
        page: PageArgs,
        /// How many seconds to wait for one, where there is none.
        #[arg(long, value_name = "SECONDS")]
        wait: Option<u32>,
    },
    /// Show one.
    Show {
        /// Its number.
        number: i64,
    },
    /// Take them away.
    Clear {
        /// Which messages; all of them, where nothing is said.
        #[command(flatten)]
        chosen: Chosen,
    },
}

/// Which messages.
#[derive(Clone, Debug, Args)]
pub struct Chosen {
    /// By this way: sms, max, email or post.
    #[arg(long)]
    kind: Option<String>,
    /// To this phone or address.
    #[arg(long)]
    to: Option<String>,
    /// To this person: a persona, an oid or a login.
    #[arg(long)]
    person: Option<String>,
}

impl Chosen {
    fn query(&self) -> [(&'static str, Option<String>); 3] {
        [("kind", self.kind.clone()), ("to", self.to.clone()), ("person", self.person.clone())]
    }
}

impl Called for OutboxCommand {
    fn call(&self) -> anyhow::Result<Call> {
        Ok(match self {
            Self::List { chosen, page, wait } => {
                let wait = [("wait", wait.map(|seconds| seconds.to_string()))];
                let query = [chosen.query().as_slice(), &page.query(), &wait].concat();
                Call::get("/outbox").asking(&query).list("messages", &["number", "kind", "to", "subject", "text"])
            }
            Self::Show { number } => Call::get(format!("/outbox/{number}")),
            Self::Clear { chosen } => Call::delete("/outbox").asking(&chosen.query()),
        })
    }
}
