//! What a server is told about itself, made of the options of `serve`.

use std::net::SocketAddr;
use std::net::TcpListener;
use std::time::Duration;

use anyhow::Context as _;
use chrono::TimeDelta;

use crate::cli::listening;
use crate::cli::log::Log;
use crate::cli::serve::arguments::ServeArgs;
use crate::cli::settings;
use crate::config::Config;
use crate::config::DEFAULT_ISSUER;
use crate::config::DEFAULT_JOURNAL_FILE_SIZE;
use crate::config::DEFAULT_JOURNAL_FILES;
use crate::config::JournalFileConfig;
use crate::config::PortConfig;
use crate::config::Settings;
use crate::domain::public_url::PublicUrl;

impl ServeArgs {
    /// What stands are told about themselves.
    fn settings(&self) -> anyhow::Result<Settings> {
        let mut settings = Settings {
            issuer: self.issuer.clone().unwrap_or_else(|| DEFAULT_ISSUER.to_owned()),
            timestamp_tolerance: self.timestamp_tolerance.map(|seconds| TimeDelta::seconds(seconds.into())),
            hints: !self.no_hints,
            tell_unknown_logins: self.tell_unknown_logins,
            zone: self.fixtures.zone()?,
            ..Settings::default()
        };
        for rule in &self.rules {
            settings.rules.set(rule).context("--rule")?;
        }
        Ok(settings)
    }

    /// An address that leads to the server.
    fn address(&self, option: &str, text: &str) -> anyhow::Result<PublicUrl> {
        let url = settings::own_address(option, text)?;
        anyhow::ensure!(
            url.is_secure() || !self.tls.is_on(),
            "{option} {text:?}: the server speaks TLS (--tls), so its address begins with https://"
        );
        Ok(url)
    }

    /// The file of the journal, where there is to be one.
    fn journal_file(&self) -> anyhow::Result<Option<JournalFileConfig>> {
        let Some(path) = self.journal_file.clone() else {
            let is_alone = self.journal_file_size.is_none() && self.journal_files.is_none();
            anyhow::ensure!(is_alone, "--journal-file-size and --journal-files need --journal-file");
            return Ok(None);
        };
        anyhow::ensure!(self.journal != Some(0), "--journal-file needs a journal: --journal 0 keeps none");
        let size = self.journal_file_size.unwrap_or(DEFAULT_JOURNAL_FILE_SIZE);
        let files = self.journal_files.unwrap_or(DEFAULT_JOURNAL_FILES);
        anyhow::ensure!(size > 0 && files > 0, "--journal-file-size and --journal-files must be 1 or more");
        Ok(Some(JournalFileConfig { path, bytes: u64::from(size) * 1024 * 1024, files }))
    }
}

/// Settings of the process, which listens at this address.
pub(super) fn config(arguments: &ServeArgs, address: SocketAddr, log: &Log) -> anyhow::Result<Config> {
    let mut config = match &arguments.public_url {
        Some(url) => Config::at(arguments.address("--public-url", url)?),
        None => Config::listening_at(address),
    };
    let range = arguments.stand_ports.as_deref().map(listening::ports).transpose()?;
    if range.is_some() && config.ports.is_none() {
        log.note("--stand-ports: below --public-url no stand has a port of its own");
    }
    config.ports = config.ports.map(|ports| PortConfig { range, ..ports });
    if address.ip().is_unspecified() && arguments.public_url.is_none() {
        log.note(&format!(
            "--listen {address}: links begin with {}; other machines need --public-url",
            config.public_url
        ));
    }
    let back_channel = arguments.back_channel_url.as_deref();
    config.back_channel_url = back_channel.map(|url| arguments.address("--back-channel-url", url)).transpose()?;
    config.issuer_slash = arguments.issuer_slash;
    if let Some(seconds) = arguments.keep_alive {
        config.line.keep_alive = Duration::from_secs(seconds.into());
    }
    config.control_token = arguments.control_token.clone().filter(|token| !token.is_empty());
    config.allow_login_hint = arguments.allow_login_hint;
    config.allow_hosts = settings::host_names("--allow-host", &arguments.allow_hosts)?;
    config.allow_jwks_hosts = settings::host_names("--allow-jwks-host", &arguments.allow_jwks_hosts)?;
    if let Some(most) = arguments.max_stands {
        config.max_stands = most;
    }
    if let Some(entries) = arguments.journal {
        config.journal = entries;
    }
    config.journal_file = arguments.journal_file()?;
    config.smtp = settings::smtp(arguments.smtp.as_deref(), &arguments.smtp_allow)?;
    config.settings = arguments.settings()?;
    Ok(config)
}

/// Takes the addresses, if others may reach them.
pub(super) fn listen(arguments: &ServeArgs, log: &Log) -> anyhow::Result<Vec<TcpListener>> {
    let address = listening::address(arguments.listen.as_deref())?;
    if !address.ip().is_loopback() {
        anyhow::ensure!(
            arguments.allow_remote,
            "--listen {address} can be reached from other machines; if that is meant, add --allow-remote and --control-token"
        );
        anyhow::ensure!(
            arguments.control_token.as_deref().is_some_and(|token| !token.is_empty()),
            "--allow-remote needs --control-token, so that not everybody can drive the stand"
        );
    }
    listening::bind(address, log)
}
