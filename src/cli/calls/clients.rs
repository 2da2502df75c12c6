//! `esia-mock clients`: the systems that a stand knows.

use clap::Subcommand;
use serde_json::json;

use crate::cli::api;
use crate::cli::api::Call;
use crate::cli::api::part;
use crate::cli::calls::Called;
use crate::cli::calls::PageArgs;

/// What to do with clients.
#[derive(Clone, Debug, Subcommand)]
pub enum ClientsCommand {
    /// List them.
    List {
        /// Which part.
        #[command(flatten)]
        page: PageArgs,
    },
    /// Show one.
    Show {
        /// Its мнемоника.
        mnemonic: String,
    },
    /// Make one, in place of one that is there.
    Put {
        /// Its мнемоника.
        mnemonic: String,
        /// The client as JSON, @FILE or -.
        client: String,
    },
    /// Delete one.
    Delete {
        /// Its мнемоника.
        mnemonic: String,
    },
    /// Make a key and a certificate for one.
    Keys {
        /// Its мнемоника.
        mnemonic: String,
    },
}

impl Called for ClientsCommand {
    fn call(&self) -> anyhow::Result<Call> {
        let one = |mnemonic: &str, rest: &str| format!("/clients/{}{rest}", part(mnemonic));
        Ok(match self {
            Self::List { page } => {
                Call::get("/clients").asking(&page.query()).list("clients", &["mnemonic", "name", "redirect_uris"])
            }
            Self::Show { mnemonic } => Call::get(one(mnemonic, "")),
            Self::Put { mnemonic, client } => Call::put(one(mnemonic, ""), Some(api::json(client)?)),
            Self::Delete { mnemonic } => Call::delete(one(mnemonic, "")),
            Self::Keys { mnemonic } => Call::post(one(mnemonic, "/keys"), Some(json!({}))),
        })
    }
}
