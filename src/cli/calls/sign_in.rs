//! `esia-mock sign-in`: a login without a browser.

use clap::Args;
use serde_json::Value;
use serde_json::json;

use crate::cli::api::ApiArgs;
use crate::cli::api::Call;

/// A login without a browser.
#[derive(Clone, Debug, Args)]
pub struct SignInArgs {
    /// The address to which the tested system sends the browser, or its path and query.
    authorize_url: String,
    /// Who signs in: a persona, an oid or a login.
    #[arg(long)]
    person: String,
    /// Refuse the consent.
    #[arg(long)]
    deny: bool,
    /// The organisation at «Войти как»; oneself, where it is not given.
    #[arg(long)]
    role: Option<String>,
    /// Which stand.
    #[command(flatten)]
    api: ApiArgs,
}

/// Signs in, and prints where the browser would go; a refusal is an error.
pub fn run(arguments: &SignInArgs) -> anyhow::Result<()> {
    let mut body = json!({
        "authorize_url": arguments.authorize_url,
        "person": arguments.person,
        "consent": if arguments.deny { "deny" } else { "allow" },
    });
    if let Some(role) = &arguments.role {
        body["role"] = role.clone().into();
    }
    let call = Call::post("/sign-ins", Some(body));
    let answer = arguments.api.ask(&call)?;
    arguments.api.show(call.look, &answer);
    let refusal = &answer["refusal"];
    let said = |name: &str| refusal[name].as_str().unwrap_or_default();
    match refusal {
        Value::Null => Ok(()),
        _ => anyhow::bail!("{}: {} ({}): {}", said("station"), said("reason"), said("reason_id"), said("cure")),
    }
}
