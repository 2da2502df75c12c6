//! `esia-mock healthcheck`: does a server answer? For `HEALTHCHECK` of a container, which has no other program.

use std::path::Path;
use std::path::PathBuf;
use std::time::Duration;

use anyhow::Context as _;
use clap::Args;
use serde_json::Value;

use crate::cli::listening;
use crate::cli::print;
use crate::cli::ready;
use crate::cli::settings::SettingsFile;

/// Which server. Without --url it is found where `serve` listens by the same words.
#[derive(Clone, Debug, Args)]
pub struct HealthcheckArgs {
    /// The server, with its path where it has one.
    #[arg(long, value_name = "URL", env = "ESIA_MOCK_URL")]
    url: Option<String>,
    /// What `serve` is told: its address is in this file, once it listens.
    #[arg(long, value_name = "FILE", env = "ESIA_MOCK_READY_FILE")]
    ready_file: Option<PathBuf>,
    /// What `serve` is told: where it listens. [default: 127.0.0.1:8585]
    #[arg(long, value_name = "ADDRESS", env = "ESIA_MOCK_LISTEN")]
    listen: Option<String>,
    /// What `serve` is told: its settings, in which the same two may be.
    #[arg(long, value_name = "FILE", env = "ESIA_MOCK_CONFIG")]
    config: Option<PathBuf>,
    /// What `serve` is told: it speaks TLS.
    #[arg(long, env = "ESIA_MOCK_TLS")]
    tls: bool,
    /// What `serve` is told: it speaks TLS with this certificate.
    #[arg(long, value_name = "FILE", env = "ESIA_MOCK_TLS_CERTIFICATE")]
    tls_certificate: Option<PathBuf>,
    /// How long the answer may take.
    #[arg(long, value_name = "SECONDS", default_value_t = 5)]
    timeout: u64,
}

impl HealthcheckArgs {
    /// Asks; one line says what came of it.
    pub fn run(&self) -> anyhow::Result<()> {
        let server = self.server()?;
        let version = ask(&server, Duration::from_secs(self.timeout))?;
        print::line(&format!("ok: {server}, esia-mock {version}"));
        Ok(())
    }

    fn server(&self) -> anyhow::Result<String> {
        if let Some(url) = &self.url {
            return Ok(url.trim_end_matches('/').to_owned());
        }
        let file = self.config.as_deref().map(SettingsFile::read).transpose()?.unwrap_or_default();
        if let Some(path) = self.ready_file.clone().or(file.ready_file) {
            return read(&path);
        }
        let address = listening::address(self.listen.clone().or(file.listen).as_deref())?;
        anyhow::ensure!(address.port() != 0, "--listen {address} takes any free port: name --url or --ready-file");
        Ok(ready::here(address, self.tls || self.tls_certificate.is_some() || file.tls.is_on()))
    }
}

fn read(path: &Path) -> anyhow::Result<String> {
    let text = std::fs::read_to_string(path).with_context(|| format!("--ready-file {}: not ready", path.display()))?;
    Ok(text.trim().to_owned())
}

/// Gives the version of the server.
fn ask(server: &str, timeout: Duration) -> anyhow::Result<String> {
    let address = format!("{server}/_mock/health");
    // Nothing is told and nothing is believed: a certificate that was issued for the name outside will do here.
    let http = reqwest::Client::builder().no_proxy().timeout(timeout).tls_danger_accept_invalid_certs(true).build()?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let answered = runtime.block_on(async {
        let answer = http.get(&address).send().await?;
        Ok::<_, reqwest::Error>((answer.status(), answer.bytes().await?))
    });
    let (status, body) = answered.with_context(|| format!("{address} does not answer"))?;
    let health: Value = serde_json::from_slice(&body).unwrap_or_default();
    match (health["status"].as_str(), health["version"].as_str()) {
        (Some("ok"), Some(version)) if status.is_success() => Ok(version.to_owned()),
        _ => anyhow::bail!("{address} answers {status}, but not as a stand of esia-mock does"),
    }
}
