//! `esia-mock stands`, `snapshots`, `reset` and `settings`: stands, and how they are.

use clap::Args;
use clap::Subcommand;
use reqwest::Method;
use serde_json::Map;
use serde_json::Value;
use serde_json::json;

use crate::cli::api;
use crate::cli::api::ApiArgs;
use crate::cli::api::Call;
use crate::cli::api::part;
use crate::cli::calls::Called;
use crate::cli::calls::PageArgs;

/// What to do with stands.
#[derive(Clone, Debug, Subcommand)]
pub enum StandsCommand {
    /// List them.
    List {
        /// Which part.
        #[command(flatten)]
        page: PageArgs,
    },
    /// Show one.
    Show {
        /// Its name.
        name: String,
    },
    /// Make one, and print its address.
    Make(NewStand),
    /// End one.
    Delete {
        /// Its name.
        name: String,
    },
}

/// What a stand is to be like.
#[derive(Clone, Debug, Args)]
pub struct NewStand {
    /// Its name; one of this name ends. Without it a name is made up.
    name: Option<String>,
    /// Copy this stand as it is now.
    #[arg(long, value_name = "STAND")]
    from: Option<String>,
    /// Copy this snapshot, of `default` or the stand of --from.
    #[arg(long, value_name = "NAME")]
    snapshot: Option<String>,
    /// Give it a port of its own.
    #[arg(long)]
    port: bool,
    /// What its clock is to show.
    #[arg(long, value_name = "TIME")]
    clock: Option<String>,
    /// A seed of its own.
    #[arg(long)]
    seed: Option<u64>,
    /// How long nobody may use it until it ends, such as PT1H.
    #[arg(long, value_name = "DURATION")]
    idle: Option<String>,
}

impl NewStand {
    fn body(&self) -> Value {
        let mut body = Map::new();
        let mut from = Map::new();
        for (name, value) in [("stand", &self.from), ("snapshot", &self.snapshot)] {
            from.extend(value.as_ref().map(|value| (name.to_owned(), value.as_str().into())));
        }
        if !from.is_empty() {
            body.insert("from".to_owned(), from.into());
        }
        if self.port {
            body.insert("address".to_owned(), "port".into());
        }
        body.extend(self.seed.map(|seed| ("seed".to_owned(), seed.into())));
        for (name, value) in [("clock", &self.clock), ("idle", &self.idle)] {
            body.extend(value.as_ref().map(|value| (name.to_owned(), value.as_str().into())));
        }
        body.into()
    }
}

impl Called for StandsCommand {
    fn call(&self) -> anyhow::Result<Call> {
        let one = |name: &str| format!("/stands/{}", part(name));
        Ok(match self {
            Self::List { page } => {
                Call::get("/stands").asking(&page.query()).list("stands", &["name", "url", "now", "expires_at"])
            }
            Self::Show { name } => Call::get(one(name)),
            Self::Make(wish) => match &wish.name {
                Some(name) => Call::put(one(name), Some(wish.body())),
                None => Call::post("/stands", Some(wish.body())),
            },
            Self::Delete { name } => Call::delete(one(name)),
        })
    }
}

/// What to do with snapshots.
#[derive(Clone, Debug, Subcommand)]
pub enum SnapshotsCommand {
    /// List them.
    List,
    /// Keep the stand as it is now.
    Keep {
        /// The name of the snapshot; one of this name is replaced.
        name: String,
    },
    /// Put the stand back to one.
    Restore {
        /// Its name.
        name: String,
    },
    /// Forget one.
    Forget {
        /// Its name.
        name: String,
    },
}

impl Called for SnapshotsCommand {
    fn call(&self) -> anyhow::Result<Call> {
        let one = |name: &str, rest: &str| format!("/snapshots/{}{rest}", part(name));
        Ok(match self {
            Self::List => Call::get("/snapshots").list("snapshots", &["name", "size", "now"]),
            Self::Keep { name } => Call::put(one(name, ""), Some(json!({}))),
            Self::Restore { name } => Call::post(one(name, "/restore"), Some(json!({}))),
            Self::Forget { name } => Call::delete(one(name, "")),
        })
    }
}

/// What to do with settings.
#[derive(Clone, Debug, Subcommand)]
pub enum SettingsCommand {
    /// Show them.
    Show,
    /// Change some of them.
    Set {
        /// The changes as JSON (a merge patch), @FILE or -.
        changes: String,
    },
}

impl Called for SettingsCommand {
    fn call(&self) -> anyhow::Result<Call> {
        Ok(match self {
            Self::Show => Call::get("/settings"),
            Self::Set { changes } => {
                Call { method: Method::PATCH, ..Call::put("/settings", Some(api::json(changes)?)) }
            }
        })
    }
}

/// Makes the stand as it was made.
pub fn reset(api: &ApiArgs) -> anyhow::Result<()> {
    api.run(&Call::post("/reset", Some(json!({}))))
}
