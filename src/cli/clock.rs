//! `esia-mock clock`: the clock of a running stand, through its control API.

use clap::Args;
use clap::Subcommand;
use serde_json::Value;
use serde_json::json;

use crate::cli::api::ApiArgs;
use crate::cli::api::Call;

/// Options of `clock`.
#[derive(Clone, Debug, Args)]
pub struct ClockArgs {
    /// What to do; `show` if absent.
    #[command(subcommand)]
    command: Option<ClockCommand>,
    /// Which stand.
    #[command(flatten)]
    api: ApiArgs,
}

/// What to do with the clock.
#[derive(Clone, Debug, Subcommand)]
pub enum ClockCommand {
    /// Print what it shows.
    Show,
    /// Set it: a time such as 2026-09-01T09:00:00+05:00, or `system`.
    Set {
        /// The time.
        time: String,
    },
    /// Move it by a duration such as PT15M, P1D or -PT1H.
    Advance {
        /// The duration, ISO 8601.
        #[arg(allow_hyphen_values = true)]
        duration: String,
        /// Count working days: P5D is five of them.
        #[arg(long)]
        working: bool,
        /// The time of day to arrive at, such as 14:00; with --working.
        #[arg(long, value_name = "HH:MM", requires = "working")]
        at: Option<String>,
    },
    /// Let it stand still.
    Freeze,
    /// Let it run on from where it is.
    Release,
}

/// Runs `esia-mock clock …`.
pub fn run(arguments: &ClockArgs) -> anyhow::Result<()> {
    let body = arguments.command.as_ref().and_then(ClockCommand::body);
    let call = if body.is_some() { Call::post("/clock", body) } else { Call::get("/clock") };
    arguments.api.run(&call)
}

impl ClockCommand {
    /// What is sent; nothing if the clock is only shown.
    fn body(&self) -> Option<Value> {
        match self {
            Self::Show => None,
            Self::Set { time } => Some(json!({ "now": time })),
            Self::Advance { duration, working: false, .. } => Some(json!({ "advance": duration })),
            Self::Advance { duration, at: None, .. } => Some(json!({ "advance_working": duration })),
            Self::Advance { duration, at: Some(at), .. } => Some(json!({ "advance_working": duration, "at": at })),
            Self::Freeze => Some(json!({ "mode": "frozen" })),
            Self::Release => Some(json!({ "mode": "released" })),
        }
    }
}
