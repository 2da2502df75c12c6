//! `esia-mock clock`: the clock of a running stand, through its control API.

use anyhow::Context as _;
use clap::Args;
use clap::Subcommand;
use serde_json::Value;
use serde_json::json;

use crate::cli::print;

/// Options of `clock`.
#[derive(Clone, Debug, Args)]
pub struct ClockArgs {
    /// What to do; `show` if absent.
    #[command(subcommand)]
    command: Option<ClockCommand>,
    /// The stand.
    #[arg(long, global = true, value_name = "URL", env = "ESIA_MOCK_URL", default_value = "http://127.0.0.1:8585")]
    url: String,
    /// Its control token, where it has one.
    #[arg(long, global = true, value_name = "TOKEN", env = "ESIA_MOCK_CONTROL_TOKEN", hide_env_values = true)]
    control_token: Option<String>,
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
    let answer = ask(arguments, arguments.command.as_ref().and_then(ClockCommand::body))?;
    let fields = answer.as_object().context("the answer is no JSON object; is this a stand of esia-mock?")?;
    let rows: Vec<_> = fields.iter().map(|(name, value)| vec![name.clone(), written(value)]).collect();
    print::line(&print::table(&["clock", "of the stand"], &rows));
    Ok(())
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

fn ask(arguments: &ClockArgs, body: Option<Value>) -> anyhow::Result<Value> {
    let address = format!("{}/_mock/api/v1/clock", arguments.url.trim_end_matches('/'));
    let http = reqwest::Client::builder().no_proxy().build()?;
    let request = match body {
        Some(body) => http.post(&address).header("content-type", "application/json").body(body.to_string()),
        None => http.get(&address),
    };
    let request = match &arguments.control_token {
        Some(token) => request.bearer_auth(token),
        None => request,
    };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let (status, text) = runtime
        .block_on(async {
            let answer = request.send().await?;
            Ok::<_, reqwest::Error>((answer.status(), answer.text().await?))
        })
        .with_context(|| {
            format!("{address} does not answer; start a stand with `esia-mock serve`, or name its --url")
        })?;
    let answer: Value = serde_json::from_str(&text).unwrap_or_default();
    if status.is_success() {
        return Ok(answer);
    }
    let detail = answer["detail"].as_str().unwrap_or("is this a stand of esia-mock?");
    match answer["errors"][0]["pointer"].as_str().map(|place| place.trim_start_matches('/')) {
        Some(field) if !field.is_empty() => anyhow::bail!("{status}: {field}: {detail}"),
        _ => anyhow::bail!("{status}: {detail}"),
    }
}

fn written(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null => "-".to_owned(),
        Value::Object(fields) => {
            fields.iter().map(|(name, value)| format!("{} {name}", written(value))).collect::<Vec<_>>().join(", ")
        }
        other => other.to_string(),
    }
}
