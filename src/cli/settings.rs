//! Settings as written: command line, then `ESIA_MOCK_*`, then the TOML file of `--config`, then defaults.

use std::net::IpAddr;
use std::path::Path;
use std::path::PathBuf;

use anyhow::Context as _;
use chrono::DateTime;
use chrono::Utc;
use clap::Args;
use serde::Deserialize;
use url::Host;
use url::Url;

use crate::cli::issuer_keys::IssuerArgs;
use crate::cli::log::LogFormat;
use crate::cli::tls::TlsArgs;
use crate::cli::tls::TrustArgs;
use crate::clock::Clock;
use crate::clock::in_range;
use crate::config::SmtpConfig;
use crate::domain::public_url::PublicUrl;
use crate::domain::public_url::plain;
use crate::domain::recipient;
use crate::domain::zone::Zone;
use crate::fixtures::World;
use crate::web::routes;

/// Which fixtures to read.
#[derive(Clone, Debug, Default, Args, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct FixtureArgs {
    /// A folder with people/, clients/ and organizations/; may be given several times. `demo` is the demo inside the
    /// program, which is read by itself where there is no folder.
    #[arg(long, value_name = "DIR", env = "ESIA_MOCK_FIXTURES", value_delimiter = ':')]
    pub fixtures: Vec<PathBuf>,
    /// The zone in which days begin, ages are counted and deadlines are told: a name such as Europe/Moscow, or +05:00.
    /// [default: Asia/Yekaterinburg]
    #[arg(long, value_name = "ZONE", env = "ESIA_MOCK_ZONE")]
    pub zone: Option<String>,
}

impl FixtureArgs {
    /// The zone of the stand.
    pub fn zone(&self) -> anyhow::Result<Zone> {
        let zone = self.zone.as_deref().map(Zone::parse).transpose();
        Ok(zone.context("--zone")?.unwrap_or_default())
    }

    /// Reads the fixtures, or reports every mistake.
    pub fn load(&self, now: DateTime<Utc>) -> anyhow::Result<World> {
        let zone = self.zone()?.offset();
        let world = World::of(&self.fixtures, now, zone);
        world.map_err(|mistakes| anyhow::anyhow!("fixtures have {} mistake(s):\n{mistakes}", mistakes.mistakes.len()))
    }
}

/// The same settings as the command line has, in a file.
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of the command line")]
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct SettingsFile {
    /// `--listen`
    pub listen: Option<String>,
    /// `--public-url`
    pub public_url: Option<String>,
    /// `--back-channel-url`
    pub back_channel_url: Option<String>,
    /// `--issuer-slash`
    pub issuer_slash: bool,
    /// `--stand-ports`
    pub stand_ports: Option<String>,
    /// `--issuer`
    pub issuer: Option<String>,
    /// `--issuer-key` and what belongs to it
    #[serde(flatten)]
    pub issuer_keys: IssuerArgs,
    /// `--tls` and what belongs to it
    #[serde(flatten)]
    pub tls: TlsArgs,
    /// `--trust`
    #[serde(flatten)]
    pub trust: TrustArgs,
    /// `--fixtures`
    pub fixtures: Vec<PathBuf>,
    /// `--zone`
    pub zone: Option<String>,
    /// `--data`
    pub data: Option<PathBuf>,
    /// `--clock`
    pub clock: Option<String>,
    /// `--seed`
    pub seed: Option<u64>,
    /// `--control-token`
    pub control_token: Option<String>,
    /// `--allow-login-hint`
    pub allow_login_hint: bool,
    /// `--rule`
    pub rules: Vec<String>,
    /// `--smtp`
    pub smtp: Option<String>,
    /// `--smtp-allow`
    pub smtp_allow: Vec<String>,
    /// `--allow-remote`
    pub allow_remote: bool,
    /// `--allow-host`
    #[serde(rename = "allow-host")]
    pub allow_hosts: Vec<String>,
    /// `--allow-jwks-host`
    #[serde(rename = "allow-jwks-host")]
    pub allow_jwks_hosts: Vec<String>,
    /// `--timestamp-tolerance`
    pub timestamp_tolerance: Option<u32>,
    /// `--no-hints`
    pub no_hints: bool,
    /// `--tell-unknown-logins`
    pub tell_unknown_logins: bool,
    /// `--keep-alive`
    pub keep_alive: Option<u32>,
    /// `--max-stands`
    pub max_stands: Option<usize>,
    /// `--journal`
    pub journal: Option<usize>,
    /// `--journal-file`
    pub journal_file: Option<PathBuf>,
    /// `--journal-file-size`
    pub journal_file_size: Option<u32>,
    /// `--journal-files`
    pub journal_files: Option<u32>,
    /// `--ready-file`
    pub ready_file: Option<PathBuf>,
    /// `--exit-with-parent`
    pub exit_with_parent: bool,
    /// `--log-format`
    pub log_format: Option<LogFormat>,
    /// `--workers`
    pub workers: Option<usize>,
    /// `--watch`
    pub watch: bool,
}

impl SettingsFile {
    /// Reads the file of `--config`.
    pub fn read(path: &Path) -> anyhow::Result<Self> {
        let text = std::fs::read_to_string(path).with_context(|| format!("--config {}", path.display()))?;
        toml::from_str(&text).with_context(|| format!("--config {}", path.display()))
    }
}

/// `--clock`: a clock that stands still at a time, where one is given.
pub fn clock(text: Option<&str>) -> anyhow::Result<Option<Clock>> {
    let Some(text) = text else { return Ok(None) };
    let time = DateTime::parse_from_rfc3339(text)
        .with_context(|| format!("--clock {text:?}: expected a time such as 2026-09-01T09:00:00+05:00"))?;
    let time = in_range(time.with_timezone(&Utc)).with_context(|| format!("--clock {text:?}"))?;
    Ok(Some(Clock::held(time)))
}

/// `--public-url` and `--back-channel-url`: an address that cannot be taken for the real service, with a path that can
/// be told from ours.
pub fn own_address(option: &str, text: &str) -> anyhow::Result<PublicUrl> {
    let url = PublicUrl::parse(text).with_context(|| format!("{option} {text:?}"))?;
    routes::check_prefix(&url).with_context(|| format!("{option} {text:?}"))?;
    Ok(url)
}

/// `--allow-host` and `--allow-jwks-host`: names alone; the port does not matter.
pub fn host_names(option: &str, names: &[String]) -> anyhow::Result<Vec<Host>> {
    // URLs allow more signs in a name than names have: `*` would look like a pattern and be none.
    let is_name = |name: &str| name.chars().all(|sign| sign.is_alphanumeric() || matches!(sign, '-' | '.' | '_'));
    let read = |name: &String| {
        let host = Host::parse(name).ok().filter(|host| !matches!(host, Host::Domain(name) if !is_name(name)));
        host.map(plain).with_context(|| {
            format!("{option} {name:?}: expected a name or an address without a port, such as esia-mock")
        })
    };
    names.iter().map(read).collect()
}

/// `--smtp` and `--smtp-allow`: a server of this machine, or one with a name, and who may get letters from it.
pub fn smtp(url: Option<&str>, allow: &[String]) -> anyhow::Result<Option<SmtpConfig>> {
    let Some(text) = url else {
        anyhow::ensure!(allow.is_empty(), "--smtp-allow needs --smtp");
        return Ok(None);
    };
    let url = Url::parse(text).with_context(|| format!("--smtp {text:?}"))?;
    let is_bare = matches!(url.path(), "" | "/") && url.query().is_none() && url.fragment().is_none();
    anyhow::ensure!(
        url.scheme() == "smtp" && is_bare && url.username().is_empty() && url.password().is_none(),
        "--smtp {text:?}: expected smtp://host:port, without TLS and without a password"
    );
    let host = url.host_str().unwrap_or_default().trim_start_matches('[').trim_end_matches(']');
    anyhow::ensure!(!host.is_empty(), "--smtp {text:?}: expected smtp://host:port");
    if let Ok(address) = host.parse::<IpAddr>() {
        anyhow::ensure!(
            address.is_loopback(),
            "--smtp {text:?}: an address must be one of this machine; others by name"
        );
    }
    for pattern in allow {
        anyhow::ensure!(
            recipient::is_pattern(pattern),
            "--smtp-allow {pattern:?}: expected an address or a domain, such as qa@company.ru or company.ru"
        );
    }
    Ok(Some(SmtpConfig { host: host.to_owned(), port: url.port().unwrap_or(25), allow: allow.to_vec() }))
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;

    #[test]
    fn what_is_wrong_with_an_address_is_said_with_it() {
        for (wrong, why) in [
            ("https://esia.gosuslugi.ru", "must not look like the real service"),
            ("localhost:8585", "expected http://host"),
            ("https://host/idp", "/idp/ext/Logout"),
            ("https://host/%7Bid%7D", "%7Bid%7D"),
        ] {
            let told = own_address("--public-url", wrong).map_err(|error| format!("{error:#}"));
            assert!(told.is_err_and(|told| told.contains(wrong) && told.contains(why)), "{wrong}");
        }
        assert_eq!(
            own_address("--public-url", "https://esia.mock.test/x/").map(|url| url.to_string()).ok().as_deref(),
            Some("https://esia.mock.test/x")
        );
    }

    #[test]
    fn names_of_the_stand_are_names_alone() {
        let read = |name: &str| host_names("--allow-host", &[name.to_owned()]).is_ok();
        assert!(["esia-mock", "esia.example.test", "10.0.0.1", "[fe80::1]"].into_iter().all(read));
        assert!(!["esia-mock:8585", "http://esia-mock", "", "a/b", "*"].into_iter().any(read));
    }

    #[test]
    fn the_clock_needs_a_whole_time() {
        assert!(clock(Some("2026-09-01T09:00:00+05:00")).is_ok());
        assert!(clock(Some("2026-09-01")).is_err());
    }

    #[test]
    fn letters_go_to_this_machine_or_to_a_name() {
        let read = |url, allow: &[&str]| {
            smtp(Some(url), &allow.iter().map(|pattern| (*pattern).to_owned()).collect::<Vec<_>>())
        };
        for right in ["smtp://127.0.0.1:1025", "smtp://[::1]:1025", "smtp://mailpit", "smtp://localhost:25/"] {
            assert!(read(right, &["qa@company.ru"]).is_ok(), "{right}");
        }
        for wrong in [
            "smtp://10.0.0.1:25",
            "smtps://localhost",
            "smtp://user:secret@localhost",
            "smtp://localhost/?tls=1",
            "http://localhost",
            "localhost:1025",
            "",
        ] {
            assert!(read(wrong, &[]).is_err(), "{wrong}");
        }
        assert!(read("smtp://mailpit", &["*"]).is_err());
        assert!(smtp(None, &["company.ru".to_owned()]).is_err());
    }

    /// Is this line of a file a setting?
    fn is_setting(name: &str) -> bool {
        let values = ["true", "1", "'text'", "['text']"];
        values.iter().any(|value| toml::from_str::<SettingsFile>(&format!("{name} = {value}")).is_ok())
    }

    #[test]
    fn every_option_of_serve_is_a_variable_and_a_setting_of_the_file() {
        let command = crate::cli::Cli::command();
        let serve = command.find_subcommand("serve").expect("a command");
        let options = serve.get_arguments().filter_map(|option| Some((option.get_long()?, option.get_env())));
        for (name, variable) in options.filter(|(name, _)| !matches!(*name, "help" | "version")) {
            let expected = format!("ESIA_MOCK_{}", name.to_uppercase().replace('-', "_"));
            assert_eq!(variable.and_then(|name| name.to_str()), Some(expected.as_str()), "--{name}");
            assert!(name == "config" || is_setting(name) || is_setting(&format!("{name}s")), "--{name}");
        }
        assert!(!is_setting("lissen"));
    }

    #[test]
    fn unknown_settings_are_refused() {
        assert!(toml::from_str::<SettingsFile>("listen = '127.0.0.1:0'\nallow-remote = true").is_ok());
        let file = "public-url = 'http://h/a'\nback-channel-url = 'http://esia:8585'\nissuer-slash = true";
        assert!(
            toml::from_str::<SettingsFile>(file).is_ok_and(|file| file.issuer_slash && file.back_channel_url.is_some())
        );
        assert!(toml::from_str::<SettingsFile>("lissen = '127.0.0.1:0'").is_err());
    }
}
