//! What the process is told about itself, and what a stand is told, once everything was checked.

use std::collections::BTreeMap;
use std::iter;
use std::net::IpAddr;
use std::net::SocketAddr;
use std::ops::RangeInclusive;
use std::path::PathBuf;
use std::time::Duration;

use chrono::TimeDelta;
use url::Host;

use crate::crypto::tls::server::ServerTls;
use crate::crypto::tls::trust::Trust;
use crate::domain::public_url::PublicUrl;
use crate::domain::rule::Rules;
use crate::domain::zone::Zone;

/// Settings of the process: all of its stands share them, and nobody changes them.
#[derive(Clone, Debug)]
pub struct Config {
    /// The address under which browsers and relying parties reach the server. Its path is the beginning of the
    /// `base_path` of each stand.
    pub public_url: PublicUrl,
    /// The address under which other servers reach it, where that is another one: in a network of containers names lead
    /// elsewhere than in the browser.
    pub back_channel_url: Option<PublicUrl>,
    /// Does the issuer of the standard endpoints end with a slash? Some clients and gateways add one by themselves.
    pub issuer_slash: bool,
    /// What the tester's surface demands, where anything is demanded.
    pub control_token: Option<String>,
    /// Does `login_hint=mock:…` sign somebody in although a control token is set?
    pub allow_login_hint: bool,
    /// Names by which the process may be asked beside those of this machine and of its addresses, as
    /// [`plain`](crate::domain::public_url::plain) writes them.
    pub allow_hosts: Vec<Host>,
    /// Hosts beside those of this machine that keys of clients are fetched from.
    pub allow_jwks_hosts: Vec<Host>,
    /// Where letters are relayed to, if anywhere.
    pub smtp: Option<SmtpConfig>,
    /// How long connections wait.
    pub line: LineConfig,
    /// What connections speak below HTTP, where that is TLS.
    pub tls: Option<ServerTls>,
    /// Whom the server trusts that is called by it: clients which are told of logouts, or have their keys somewhere.
    pub trust: Trust,
    /// How long a write waits for another process that has the database file, in real time.
    pub patience: Duration,
    /// How many stands there may be beside `default`.
    pub max_stands: usize,
    /// Where stands may have ports of their own; nowhere below an address that leads to one port only.
    pub ports: Option<PortConfig>,
    /// How many requests the journal of a stand keeps; with 0 there is none.
    pub journal: usize,
    /// The file that keeps what journals forget, if there is one.
    pub journal_file: Option<JournalFileConfig>,
    /// The largest stand, in bytes, of which another one or a snapshot is made.
    pub largest_copy: usize,
    /// The largest stand in memory, in bytes; SQLite takes no more than this default.
    pub largest_in_memory: u64,
    /// What a stand is told unless it is told something else.
    pub settings: Settings,
}

/// How many requests a journal keeps unless another number is given.
pub const DEFAULT_JOURNAL: usize = 10_000;

/// How many stands there may be unless another number is given.
pub const DEFAULT_MAX_STANDS: usize = 2_000;

impl Config {
    /// Defaults for a process at this address.
    pub fn at(public_url: impl Into<PublicUrl>) -> Self {
        Self {
            public_url: public_url.into(),
            back_channel_url: None,
            issuer_slash: false,
            control_token: None,
            allow_login_hint: false,
            allow_hosts: Vec::new(),
            allow_jwks_hosts: Vec::new(),
            smtp: None,
            line: LineConfig::default(),
            tls: None,
            trust: Trust::default(),
            patience: Duration::from_secs(5),
            max_stands: DEFAULT_MAX_STANDS,
            ports: None,
            journal: DEFAULT_JOURNAL,
            journal_file: None,
            largest_copy: 64 * 1024 * 1024,
            largest_in_memory: 1024 * 1024 * 1024,
            settings: Settings::default(),
        }
    }

    /// The same for one that is reached where it listens: its stands may have ports of their own.
    pub fn listening_at(address: SocketAddr) -> Self {
        Self { ports: Some(PortConfig { ip: address.ip(), range: None }), ..Self::at(address) }
    }

    /// The same where connections speak TLS.
    #[must_use]
    pub fn over(self, tls: ServerTls) -> Self {
        Self { public_url: self.public_url.secured(), tls: Some(tls), ..self }
    }

    /// Every address under which the process is reached. One whose path goes on where that of the other ends is first.
    pub fn addresses(&self) -> impl Iterator<Item = &PublicUrl> {
        let public = &self.public_url;
        let is_deeper = |back: &&PublicUrl| back.path().len() > public.path().len();
        let deeper = self.back_channel_url.iter().filter(is_deeper);
        deeper.chain(iter::once(public)).chain(self.back_channel_url.iter().filter(move |back| !is_deeper(back)))
    }
}

/// Where ports of stands are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PortConfig {
    /// The address that they listen on.
    pub ip: IpAddr,
    /// Which ones; any that is free where this is absent.
    pub range: Option<RangeInclusive<u16>>,
}

/// Settings of a stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// `iss` of ЕСИА's tokens, independent of the address.
    pub issuer: String,
    /// How far the timestamp of a request may be from the clock; any distance where absent.
    pub timestamp_tolerance: Option<TimeDelta>,
    /// Life of a single sign-on session.
    pub session_lifetime: TimeDelta,
    /// Life of the session of «Чужой компьютер».
    pub foreign_session_lifetime: TimeDelta,
    /// Life of a login on its way.
    pub interaction_lifetime: TimeDelta,
    /// Codes of the second factor.
    pub second_factor: SecondFactorConfig,
    /// How long a QR code can be approved, and then gone on with.
    pub qr_lifetime: TimeDelta,
    /// Is somebody whose login nobody has told so (`ACCOUNT_NOT_FOUND`)?
    pub tell_unknown_logins: bool,
    /// In which days begin and deadlines are counted.
    pub zone: Zone,
    /// Values that no source states for certain.
    pub rules: Rules,
    /// Are the pages to show «Подсказки стенда»?
    pub hints: bool,
    /// Who signs in by themselves at which system: мнемоника, and a persona, an oid or a login.
    pub auto_sign_in: BTreeMap<String, String>,
    /// How often the keys that sign tokens were rotated.
    pub key_turns: u32,
}

/// How long connections wait, in real time whatever the stand's clock shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LineConfig {
    /// For the first request, and for the whole head of any.
    pub head: Duration,
    /// For the next byte of a head or a body that has begun.
    pub progress: Duration,
    /// For the next request. Pools of clients keep connections about as long.
    pub keep_alive: Duration,
    /// For the handshake of TLS, from its first byte.
    pub handshake: Duration,
    /// For whatever a fault holds a request by.
    pub longest_hang: Duration,
}

impl Default for LineConfig {
    fn default() -> Self {
        Self {
            head: Duration::from_secs(60),
            progress: Duration::from_secs(30),
            keep_alive: Duration::from_secs(75),
            handshake: Duration::from_secs(10),
            longest_hang: Duration::from_secs(600),
        }
    }
}

/// The file of the journal, and those before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JournalFileConfig {
    /// The file that is written to; those before it end with `.1` and so on.
    pub path: PathBuf,
    /// So many bytes are in one.
    pub bytes: u64,
    /// So many there are at most.
    pub files: u32,
}

/// How large the file of the journal grows unless another size is given, in MiB.
pub const DEFAULT_JOURNAL_FILE_SIZE: u32 = 64;

/// How many such files there are unless another number is given.
pub const DEFAULT_JOURNAL_FILES: u32 = 5;

/// A server that letters are relayed to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SmtpConfig {
    /// Its name, or an address of this machine.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// Addresses and domains that may get letters beside the reserved domains.
    pub allow: Vec<String>,
}

/// Codes of the second factor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SecondFactorConfig {
    /// How long a code that was sent is taken.
    pub lifetime: TimeDelta,
    /// How many codes may be tried.
    pub attempts: u8,
    /// How long one must wait before another code is sent.
    pub pause: TimeDelta,
}

/// The issuer that clients have built in, on the test contour as well.
pub const DEFAULT_ISSUER: &str = "http://esia.gosuslugi.ru/";

impl Default for Settings {
    fn default() -> Self {
        Self {
            issuer: DEFAULT_ISSUER.to_owned(),
            timestamp_tolerance: None,
            session_lifetime: TimeDelta::hours(3),
            foreign_session_lifetime: TimeDelta::minutes(30),
            interaction_lifetime: TimeDelta::hours(1),
            second_factor: SecondFactorConfig {
                lifetime: TimeDelta::seconds(300),
                attempts: 3,
                pause: TimeDelta::seconds(60),
            },
            qr_lifetime: TimeDelta::seconds(60),
            tell_unknown_logins: false,
            zone: Zone::default(),
            rules: Rules::default(),
            hints: true,
            auto_sign_in: BTreeMap::new(),
            key_turns: 0,
        }
    }
}
