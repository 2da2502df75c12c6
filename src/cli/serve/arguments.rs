//! What `serve` can be told: on the command line, by the environment, in a file of settings, in this order.

use std::path::PathBuf;

use clap::Args;

use crate::cli::issuer_keys::IssuerArgs;
use crate::cli::log::LogFormat;
use crate::cli::settings::FixtureArgs;
use crate::cli::settings::SettingsFile;
use crate::cli::tls::TlsArgs;

/// Options of `serve`.
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of the command line")]
#[derive(Clone, Debug, Args)]
pub struct ServeArgs {
    /// Where to listen; port 0 takes a free one. [default: 127.0.0.1:8585]
    #[arg(long, value_name = "ADDRESS", env = "ESIA_MOCK_LISTEN")]
    pub(super) listen: Option<String>,
    /// The address under which browsers and relying parties reach the stand. [default: that where it listens]
    #[arg(long, value_name = "URL", env = "ESIA_MOCK_PUBLIC_URL")]
    pub(super) public_url: Option<String>,
    /// Give these ports to stands that are to have one of their own, such as 8600-8699. [default: free ones]
    #[arg(long, value_name = "PORTS", env = "ESIA_MOCK_STAND_PORTS")]
    pub(super) stand_ports: Option<String>,
    /// The address under which other servers reach the stand, such as `http://esia:8585` in a network of containers;
    /// metadata name it for token, JWKS, userinfo, introspection and revocation. [default: that of --public-url]
    #[arg(long, value_name = "URL", env = "ESIA_MOCK_BACK_CHANNEL_URL")]
    pub(super) back_channel_url: Option<String>,
    /// Let the issuer of the standard endpoints end with a slash.
    #[arg(long, env = "ESIA_MOCK_ISSUER_SLASH")]
    pub(super) issuer_slash: bool,
    /// `iss` of ЕСИА's tokens. [default: `http://esia.gosuslugi.ru/`]
    #[arg(long, value_name = "URL", env = "ESIA_MOCK_ISSUER")]
    pub(super) issuer: Option<String>,
    #[command(flatten)]
    pub(super) issuer_keys: IssuerArgs,
    #[command(flatten)]
    pub(super) tls: TlsArgs,
    #[command(flatten)]
    pub(super) fixtures: FixtureArgs,
    /// Keep everything in this SQLite file; an existing one goes on where it was, fixtures fill a new one only.
    #[arg(long, value_name = "FILE", env = "ESIA_MOCK_DATA")]
    pub(super) data: Option<PathBuf>,
    /// Let the stand's clock stand still at this time, such as 2026-09-01T09:00:00+05:00.
    #[arg(long, value_name = "TIME", env = "ESIA_MOCK_CLOCK")]
    pub(super) clock: Option<String>,
    /// Make codes, tokens and session ids reproducible (and guessable).
    #[arg(long, value_name = "NUMBER", env = "ESIA_MOCK_SEED")]
    pub(super) seed: Option<u64>,
    /// Token that the control surface demands.
    #[arg(long, value_name = "TOKEN", env = "ESIA_MOCK_CONTROL_TOKEN", hide_env_values = true)]
    pub(super) control_token: Option<String>,
    /// Let `login_hint=mock:PERSON` sign somebody in without a password although there is a --control-token.
    #[arg(long, env = "ESIA_MOCK_ALLOW_LOGIN_HINT")]
    pub(super) allow_login_hint: bool,
    /// Change a value that no source states for certain, such as contact.link_lifetime=P1D; may be given several
    /// times. `esia-mock rules` lists them.
    #[arg(long = "rule", value_name = "NAME=VALUE", env = "ESIA_MOCK_RULE", value_delimiter = ',')]
    pub(super) rules: Vec<String>,
    /// Relay letters to this server, such as smtp://127.0.0.1:1025; only to .test, .example, .invalid, .localhost.
    #[arg(long, value_name = "URL", env = "ESIA_MOCK_SMTP")]
    pub(super) smtp: Option<String>,
    /// Relay letters to this address or domain as well; may be given several times.
    #[arg(long, value_name = "PATTERN", env = "ESIA_MOCK_SMTP_ALLOW", value_delimiter = ',')]
    pub(super) smtp_allow: Vec<String>,
    /// Allow an address that other machines can reach; needs --control-token.
    #[arg(long, env = "ESIA_MOCK_ALLOW_REMOTE")]
    pub(super) allow_remote: bool,
    /// Answer to this name as well, beside localhost and the name in --public-url; may be given several times. With
    /// --control-token and without this any name will do.
    #[arg(long = "allow-host", value_name = "NAME", env = "ESIA_MOCK_ALLOW_HOST", value_delimiter = ',')]
    pub(super) allow_hosts: Vec<String>,
    /// Fetch the keys of clients (`jwks_uri`) from this host too, beside those of this machine; may be given several
    /// times.
    #[arg(long = "allow-jwks-host", value_name = "NAME", env = "ESIA_MOCK_ALLOW_JWKS_HOST", value_delimiter = ',')]
    pub(super) allow_jwks_hosts: Vec<String>,
    /// Refuse requests whose timestamp is further than this from the stand's clock (ESIA-007015). [default: off]
    #[arg(long, value_name = "SECONDS", env = "ESIA_MOCK_TIMESTAMP_TOLERANCE")]
    pub(super) timestamp_tolerance: Option<u32>,
    /// Leave «Подсказки стенда» out of the pages.
    #[arg(long, env = "ESIA_MOCK_NO_HINTS")]
    pub(super) no_hints: bool,
    /// Tell robots that nobody has this login (ACCOUNT_NOT_FOUND) instead of INVALID_PASSWORD.
    #[arg(long, env = "ESIA_MOCK_TELL_UNKNOWN_LOGINS")]
    pub(super) tell_unknown_logins: bool,
    /// Keep a connection open for so long after an answer. [default: 75]
    #[arg(long, value_name = "SECONDS", env = "ESIA_MOCK_KEEP_ALIVE")]
    pub(super) keep_alive: Option<u32>,
    /// Make at most so many stands beside the one that is always there. [default: 2000]
    #[arg(long, value_name = "NUMBER", env = "ESIA_MOCK_MAX_STANDS")]
    pub(super) max_stands: Option<usize>,
    /// Keep so many requests of a stand for its journal; 0 keeps none. [default: 10000]
    #[arg(long, value_name = "NUMBER", env = "ESIA_MOCK_JOURNAL")]
    pub(super) journal: Option<usize>,
    /// Write the journal to this file as well, a JSON object a line.
    #[arg(long, value_name = "FILE", env = "ESIA_MOCK_JOURNAL_FILE")]
    pub(super) journal_file: Option<PathBuf>,
    /// Begin another file of the journal at this size. [default: 64]
    #[arg(long, value_name = "MIB", env = "ESIA_MOCK_JOURNAL_FILE_SIZE")]
    pub(super) journal_file_size: Option<u32>,
    /// Keep so many files of the journal, that of --journal-file and those before it. [default: 5]
    #[arg(long, value_name = "NUMBER", env = "ESIA_MOCK_JOURNAL_FILES")]
    pub(super) journal_files: Option<u32>,
    /// Write the address to this file once the server listens; it is taken away at the end.
    #[arg(long, value_name = "FILE", env = "ESIA_MOCK_READY_FILE")]
    pub(super) ready_file: Option<PathBuf>,
    /// End with whoever has started the server: when standard input ends, if it is a pipe, or the parent is gone.
    #[arg(long, env = "ESIA_MOCK_EXIT_WITH_PARENT")]
    pub(super) exit_with_parent: bool,
    /// How the log on standard error looks: text for eyes, or json, an object a line. [default: text]
    #[arg(long, value_name = "FORMAT", env = "ESIA_MOCK_LOG_FORMAT", hide_possible_values = true)]
    pub(super) log_format: Option<LogFormat>,
    /// Threads that answer requests. [default: the number of cores]
    #[arg(long, value_name = "NUMBER", env = "ESIA_MOCK_WORKERS")]
    pub(super) workers: Option<usize>,
    /// Read fixtures anew when their files change: whoever has changed is born again.
    #[arg(long, env = "ESIA_MOCK_WATCH")]
    pub(super) watch: bool,
    /// Read these settings from a TOML file; options and ESIA_MOCK_* variables win over it.
    #[arg(long, value_name = "FILE", env = "ESIA_MOCK_CONFIG")]
    pub(super) config: Option<PathBuf>,
}

impl ServeArgs {
    /// Fills in from the file what the command line and the environment leave open.
    pub(super) fn with_file(self) -> anyhow::Result<Self> {
        let Some(path) = &self.config else { return Ok(self) };
        let file = SettingsFile::read(path)?;
        let fixtures = if self.fixtures.fixtures.is_empty() { file.fixtures } else { self.fixtures.fixtures };
        Ok(Self {
            listen: self.listen.or(file.listen),
            public_url: self.public_url.or(file.public_url),
            stand_ports: self.stand_ports.or(file.stand_ports),
            back_channel_url: self.back_channel_url.or(file.back_channel_url),
            issuer_slash: self.issuer_slash || file.issuer_slash,
            issuer: self.issuer.or(file.issuer),
            issuer_keys: self.issuer_keys.or(file.issuer_keys),
            tls: self.tls.or(file.tls, file.trust),
            fixtures: FixtureArgs { fixtures, zone: self.fixtures.zone.or(file.zone) },
            data: self.data.or(file.data),
            clock: self.clock.or(file.clock),
            seed: self.seed.or(file.seed),
            control_token: self.control_token.or(file.control_token),
            allow_login_hint: self.allow_login_hint || file.allow_login_hint,
            rules: file.rules.into_iter().chain(self.rules).collect(),
            smtp: self.smtp.or(file.smtp),
            smtp_allow: if self.smtp_allow.is_empty() { file.smtp_allow } else { self.smtp_allow },
            allow_remote: self.allow_remote || file.allow_remote,
            allow_hosts: if self.allow_hosts.is_empty() { file.allow_hosts } else { self.allow_hosts },
            allow_jwks_hosts: if self.allow_jwks_hosts.is_empty() {
                file.allow_jwks_hosts
            } else {
                self.allow_jwks_hosts
            },
            timestamp_tolerance: self.timestamp_tolerance.or(file.timestamp_tolerance),
            no_hints: self.no_hints || file.no_hints,
            tell_unknown_logins: self.tell_unknown_logins || file.tell_unknown_logins,
            keep_alive: self.keep_alive.or(file.keep_alive),
            max_stands: self.max_stands.or(file.max_stands),
            journal: self.journal.or(file.journal),
            journal_file: self.journal_file.or(file.journal_file),
            journal_file_size: self.journal_file_size.or(file.journal_file_size),
            journal_files: self.journal_files.or(file.journal_files),
            ready_file: self.ready_file.or(file.ready_file),
            exit_with_parent: self.exit_with_parent || file.exit_with_parent,
            log_format: self.log_format.or(file.log_format),
            workers: self.workers.or(file.workers),
            watch: self.watch || file.watch,
            config: self.config,
        })
    }
}
