//! `esia-mock people`: who is there.

use clap::Subcommand;
use reqwest::Method;
use serde_json::json;

use crate::cli::api;
use crate::cli::api::Call;
use crate::cli::api::part;
use crate::cli::calls::Called;
use crate::cli::calls::PageArgs;

/// What to do with people.
#[derive(Clone, Debug, Subcommand)]
pub enum PeopleCommand {
    /// List them.
    List {
        /// Those in whose names, numbers or logins this is found.
        #[arg(long, value_name = "TEXT")]
        q: Option<String>,
        /// Those of this level.
        #[arg(long)]
        level: Option<String>,
        /// Those of this status.
        #[arg(long)]
        status: Option<String>,
        /// Which part.
        #[command(flatten)]
        page: PageArgs,
    },
    /// Show a person: a persona, an oid or a login.
    Show {
        /// Who.
        person: String,
    },
    /// Make a person; what is left out is made up. Prints the login and the password.
    Add {
        /// The person as JSON, @FILE or -.
        #[arg(default_value = "{}")]
        person: String,
    },
    /// Make a person of this persona, in place of one who is there.
    Put {
        /// The name in fixtures.
        persona: String,
        /// The person as JSON, @FILE or -.
        #[arg(default_value = "{}")]
        person: String,
    },
    /// Change a person, by force.
    Patch {
        /// Who.
        person: String,
        /// The changes as JSON (a merge patch), @FILE or -.
        changes: String,
    },
    /// Delete a person.
    Delete {
        /// Who.
        person: String,
    },
    /// Give a person a child with an account.
    Child {
        /// The parent.
        person: String,
        /// The child as JSON, @FILE or -.
        #[arg(default_value = "{}")]
        child: String,
    },
    /// Show what a person has allowed to whom.
    Consents {
        /// Who.
        person: String,
    },
    /// Take a consent back, as the person would.
    Revoke {
        /// Who.
        person: String,
        /// Мнемоника of the system.
        client: String,
    },
    /// End the sessions of a person.
    Logout {
        /// Who.
        person: String,
    },
}

impl Called for PeopleCommand {
    fn call(&self) -> anyhow::Result<Call> {
        let one = |person: &str, rest: &str| format!("/people/{}{rest}", part(person));
        Ok(match self {
            Self::List { q, level, status, page } => {
                let own = [("q", q.clone()), ("level", level.clone()), ("status", status.clone())];
                let columns = &["persona", "oid", "name", "level", "status", "logins"];
                Call::get("/people").asking(&[own.as_slice(), &page.query()].concat()).list("people", columns)
            }
            Self::Show { person } => Call::get(one(person, "")),
            Self::Add { person } => Call::post("/people", Some(api::json(person)?)),
            Self::Put { persona, person } => Call::put(one(persona, ""), Some(api::json(person)?)),
            Self::Patch { person, changes } => {
                Call { method: Method::PATCH, ..Call::put(one(person, ""), Some(api::json(changes)?)) }
            }
            Self::Delete { person } => Call::delete(one(person, "")),
            Self::Child { person, child } => Call::post(one(person, "/children"), Some(api::json(child)?)),
            Self::Consents { person } => Call::get(one(person, "/consents")).list("consents", &["client", "scopes"]),
            Self::Revoke { person, client } => Call::delete(one(person, &format!("/consents/{}", part(client)))),
            Self::Logout { person } => Call::post(one(person, "/logout"), Some(json!({}))),
        })
    }
}
