//! `esia-mock serve`, and `esia-mock demo`, which is the same with ЭПОС beside it.

use std::net::SocketAddr;
use std::net::TcpListener;
use std::path::Path;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context as _;
use chrono::TimeDelta;
use clap::Args;

use crate::cli::epos;
use crate::cli::epos::EposArgs;
use crate::cli::issuer_keys::IssuerArgs;
use crate::cli::listening;
use crate::cli::log;
use crate::cli::log::Log;
use crate::cli::log::LogFormat;
use crate::cli::parent::Parent;
use crate::cli::print;
use crate::cli::ready;
use crate::cli::ready::ReadyFile;
use crate::cli::settings;
use crate::cli::settings::FixtureArgs;
use crate::cli::settings::SettingsFile;
use crate::cli::stopping;
use crate::cli::tls::TlsArgs;
use crate::cli::watch::Watch;
use crate::clock::Clock;
use crate::config::Config;
use crate::config::DEFAULT_ISSUER;
use crate::config::DEFAULT_JOURNAL_FILE_SIZE;
use crate::config::DEFAULT_JOURNAL_FILES;
use crate::config::JournalFileConfig;
use crate::config::PortConfig;
use crate::config::Settings;
use crate::domain::public_url::PublicUrl;
use crate::flow::opening::StandParts;
use crate::flow::platform::Platform;
use crate::flow::stand::Stand;
use crate::flow::stands::Stands;
use crate::texts::Language;
use crate::web;
use crate::web::pages::front::ADDRESSES;

/// Options of `serve`.
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of the command line")]
#[derive(Clone, Debug, Args)]
pub struct ServeArgs {
    /// Where to listen; port 0 takes a free one. [default: 127.0.0.1:8585]
    #[arg(long, value_name = "ADDRESS", env = "ESIA_MOCK_LISTEN")]
    listen: Option<String>,
    /// The address under which browsers and relying parties reach the stand. [default: that where it listens]
    #[arg(long, value_name = "URL", env = "ESIA_MOCK_PUBLIC_URL")]
    public_url: Option<String>,
    /// Give these ports to stands that are to have one of their own, such as 8600-8699. [default: free ones]
    #[arg(long, value_name = "PORTS", env = "ESIA_MOCK_STAND_PORTS")]
    stand_ports: Option<String>,
    /// The address under which other servers reach the stand, such as `http://esia:8585` in a network of containers;
    /// metadata name it for token, JWKS, userinfo, introspection and revocation. [default: that of --public-url]
    #[arg(long, value_name = "URL", env = "ESIA_MOCK_BACK_CHANNEL_URL")]
    back_channel_url: Option<String>,
    /// Let the issuer of the standard endpoints end with a slash.
    #[arg(long, env = "ESIA_MOCK_ISSUER_SLASH")]
    issuer_slash: bool,
    /// `iss` of ЕСИА's tokens. [default: `http://esia.gosuslugi.ru/`]
    #[arg(long, value_name = "URL", env = "ESIA_MOCK_ISSUER")]
    issuer: Option<String>,
    #[command(flatten)]
    issuer_keys: IssuerArgs,
    #[command(flatten)]
    tls: TlsArgs,
    #[command(flatten)]
    fixtures: FixtureArgs,
    /// Keep everything in this SQLite file; an existing one goes on where it was, fixtures fill a new one only.
    #[arg(long, value_name = "FILE", env = "ESIA_MOCK_DATA")]
    data: Option<PathBuf>,
    /// Let the stand's clock stand still at this time, such as 2026-09-01T09:00:00+05:00.
    #[arg(long, value_name = "TIME", env = "ESIA_MOCK_CLOCK")]
    clock: Option<String>,
    /// Make codes, tokens and session ids reproducible (and guessable).
    #[arg(long, value_name = "NUMBER", env = "ESIA_MOCK_SEED")]
    seed: Option<u64>,
    /// Token that the control surface demands.
    #[arg(long, value_name = "TOKEN", env = "ESIA_MOCK_CONTROL_TOKEN", hide_env_values = true)]
    control_token: Option<String>,
    /// Let `login_hint=mock:PERSON` sign somebody in without a password although there is a --control-token.
    #[arg(long, env = "ESIA_MOCK_ALLOW_LOGIN_HINT")]
    allow_login_hint: bool,
    /// Change a value that no source states for certain, such as contact.link_lifetime=P1D; may be given several
    /// times. `esia-mock rules` lists them.
    #[arg(long = "rule", value_name = "NAME=VALUE", env = "ESIA_MOCK_RULE", value_delimiter = ',')]
    rules: Vec<String>,
    /// Relay letters to this server, such as smtp://127.0.0.1:1025; only to .test, .example, .invalid, .localhost.
    #[arg(long, value_name = "URL", env = "ESIA_MOCK_SMTP")]
    smtp: Option<String>,
    /// Relay letters to this address or domain as well; may be given several times.
    #[arg(long, value_name = "PATTERN", env = "ESIA_MOCK_SMTP_ALLOW", value_delimiter = ',')]
    smtp_allow: Vec<String>,
    /// Allow an address that other machines can reach; needs --control-token.
    #[arg(long, env = "ESIA_MOCK_ALLOW_REMOTE")]
    allow_remote: bool,
    /// Answer to this name as well, beside localhost and the name in --public-url; may be given several times. With
    /// --control-token and without this any name will do.
    #[arg(long = "allow-host", value_name = "NAME", env = "ESIA_MOCK_ALLOW_HOST", value_delimiter = ',')]
    allow_hosts: Vec<String>,
    /// Fetch the keys of clients (`jwks_uri`) from this host too, beside those of this machine; may be given several
    /// times.
    #[arg(long = "allow-jwks-host", value_name = "NAME", env = "ESIA_MOCK_ALLOW_JWKS_HOST", value_delimiter = ',')]
    allow_jwks_hosts: Vec<String>,
    /// Refuse requests whose timestamp is further than this from the stand's clock (ESIA-007015). [default: off]
    #[arg(long, value_name = "SECONDS", env = "ESIA_MOCK_TIMESTAMP_TOLERANCE")]
    timestamp_tolerance: Option<u32>,
    /// Leave «Подсказки стенда» out of the pages.
    #[arg(long, env = "ESIA_MOCK_NO_HINTS")]
    no_hints: bool,
    /// Tell robots that nobody has this login (ACCOUNT_NOT_FOUND) instead of INVALID_PASSWORD.
    #[arg(long, env = "ESIA_MOCK_TELL_UNKNOWN_LOGINS")]
    tell_unknown_logins: bool,
    /// Keep a connection open for so long after an answer. [default: 75]
    #[arg(long, value_name = "SECONDS", env = "ESIA_MOCK_KEEP_ALIVE")]
    keep_alive: Option<u32>,
    /// Make at most so many stands beside the one that is always there. [default: 2000]
    #[arg(long, value_name = "NUMBER", env = "ESIA_MOCK_MAX_STANDS")]
    max_stands: Option<usize>,
    /// Keep so many requests of a stand for its journal; 0 keeps none. [default: 10000]
    #[arg(long, value_name = "NUMBER", env = "ESIA_MOCK_JOURNAL")]
    journal: Option<usize>,
    /// Write the journal to this file as well, a JSON object a line.
    #[arg(long, value_name = "FILE", env = "ESIA_MOCK_JOURNAL_FILE")]
    journal_file: Option<PathBuf>,
    /// Begin another file of the journal at this size. [default: 64]
    #[arg(long, value_name = "MIB", env = "ESIA_MOCK_JOURNAL_FILE_SIZE")]
    journal_file_size: Option<u32>,
    /// Keep so many files of the journal, that of --journal-file and those before it. [default: 5]
    #[arg(long, value_name = "NUMBER", env = "ESIA_MOCK_JOURNAL_FILES")]
    journal_files: Option<u32>,
    /// Write the address to this file once the server listens; it is taken away at the end.
    #[arg(long, value_name = "FILE", env = "ESIA_MOCK_READY_FILE")]
    ready_file: Option<PathBuf>,
    /// End with whoever has started the server: when standard input ends, if it is a pipe, or the parent is gone.
    #[arg(long, env = "ESIA_MOCK_EXIT_WITH_PARENT")]
    exit_with_parent: bool,
    /// How the log on standard error looks: text for eyes, or json, an object a line. [default: text]
    #[arg(long, value_name = "FORMAT", env = "ESIA_MOCK_LOG_FORMAT", hide_possible_values = true)]
    log_format: Option<LogFormat>,
    /// Threads that answer requests. [default: the number of cores]
    #[arg(long, value_name = "NUMBER", env = "ESIA_MOCK_WORKERS")]
    workers: Option<usize>,
    /// Read fixtures anew when their files change: whoever has changed is born again.
    #[arg(long, env = "ESIA_MOCK_WATCH")]
    watch: bool,
    /// Read these settings from a TOML file; options and ESIA_MOCK_* variables win over it.
    #[arg(long, value_name = "FILE", env = "ESIA_MOCK_CONFIG")]
    config: Option<PathBuf>,
}

impl ServeArgs {
    /// Fills in from the file what the command line and the environment leave open.
    fn with_file(self) -> anyhow::Result<Self> {
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

/// Runs the server until it is stopped, and ЭПОС beside it, where that is wanted.
pub fn run(arguments: ServeArgs, beside: Option<&EposArgs>) -> anyhow::Result<()> {
    let arguments = arguments.with_file()?;
    let parent = arguments.exit_with_parent.then(Parent::of_now).transpose().context("--exit-with-parent")?;
    let ready = arguments.ready_file.as_deref().map(ReadyFile::prepare).transpose()?;
    let log = log::start(arguments.log_format.unwrap_or_default()).context("the log")?;
    let clock = settings::clock(arguments.clock.as_deref())?;
    let world = arguments.fixtures.load(clock.as_ref().map_or_else(|| Clock::system().now(), Clock::now))?;
    let listeners = listen(&arguments, &log)?;
    let address = listeners.first().context("--listen")?.local_addr()?;
    let config = config(&arguments, address, &log)?;
    let (config, told_of_tls) = arguments.tls.over(config, address, arguments.data.as_deref())?;
    let is_secure = config.tls.is_some();
    let keyring = arguments.issuer_keys.keyring()?;
    if arguments.data.as_deref().is_some_and(Path::exists) && !arguments.fixtures.fixtures.is_empty() {
        log.note("--data is there already and goes on where it was: --fixtures fill a new file only");
    }
    let platform = Platform::new(config, keyring, arguments.seed)?;
    platform.metrics.show(log.lost())?;
    let stand = Stand::open(&platform, StandParts { clock, world }, arguments.data.as_deref());
    let stand = if arguments.data.is_some() { stand.context("--data")? } else { stand? };
    let fixtures = arguments.fixtures.clone();
    let stands = Stands::around(stand, Box::new(move |now| fixtures.load(now).map_err(|error| format!("{error:#}"))));
    let watch = arguments.watch.then(|| Watch::new(Arc::clone(&stands), arguments.fixtures.clone())).transpose()?;
    let workers = arguments.workers.filter(|count| *count > 0);
    let workers = workers.or_else(|| std::thread::available_parallelism().ok().map(Into::into)).unwrap_or(2);
    actix_web::rt::System::new().block_on(async {
        let bound = web::serve(Arc::clone(&stands), listeners, workers)?;
        let asked_to_stop = stopping::asked(parent);
        // It ends when this block does, after the stand, whose clock it asks.
        let epos = match beside {
            Some(wish) => Some(wish.start(&stands.default_stand()).await?),
            None => None,
        };
        if let Some(ready) = &ready {
            ready.write(bound.address, is_secure)?;
        }
        print::line(&format!("listening on {}://{}", ready::scheme(is_secure), bound.address));
        if let Some(epos) = &epos {
            print::line(&format!("ЭПОС listening on {}", epos.url()));
            log.note(&epos::greeting(&stands.default_stand(), epos));
        } else {
            log.note(&greeting(&stands.default_stand()));
        }
        if let Some(told) = told_of_tls {
            log.note(&told);
        }
        if let Some(watch) = watch {
            actix_web::rt::spawn(watch.run());
        }
        let handle = bound.server.handle();
        actix_web::rt::spawn(async move {
            asked_to_stop.await;
            handle.stop(true).await;
        });
        bound.server.await?;
        bound.open.close().await;
        Ok::<_, anyhow::Error>(())
    })?;
    stands.default_stand().close()?;
    Ok(())
}

/// Settings of the process, which listens at this address.
fn config(arguments: &ServeArgs, address: SocketAddr, log: &Log) -> anyhow::Result<Config> {
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

fn listen(arguments: &ServeArgs, log: &Log) -> anyhow::Result<Vec<TcpListener>> {
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

/// Whom one can sign in as, who may ask, and what is worth opening.
fn greeting(stand: &Stand) -> String {
    let people: Vec<_> = stand
        .personas
        .iter()
        .map(|persona| {
            vec![
                persona.login.clone(),
                persona.password.clone(),
                Language::Russian.t(persona.level.title_key()),
                persona.about.clone(),
            ]
        })
        .collect();
    let clients: Vec<_> = stand
        .clients
        .iter()
        .map(|party| {
            let client = &party.client;
            let addresses: Vec<_> = client.redirect_uris.iter().map(ToString::to_string).collect();
            vec![client.mnemonic.to_string(), client.name.clone(), addresses.join(" ")]
        })
        .collect();
    let addresses: Vec<_> =
        ADDRESSES.iter().map(|(path, about, _)| vec![stand.url(path), Language::Russian.t(about)]).collect();
    format!(
        "\nTest persons\n{}\n\nClients\n{}\n\nAddresses\n{}\n\nThis is a test stand, not Госуслуги: no real data. \
         Open {} or point a client's base URL here.\n",
        print::table(&["login", "password", "level", "what for"], &people),
        print::table(&["client_id", "name", "redirect addresses"], &clients),
        print::table(&["address", "what is there"], &addresses),
        stand.url("/"),
    )
}
