//! A running stand inside a Rust program, such as a test: a server of its own on a free port, with a clock that you
//! hold. It stops when it is dropped.
//!
//! ```
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let stand = esia_mock::Stand::builder().clock("2026-09-01T09:00:00+05:00").start()?;
//! println!("point your client at {}", stand.url());
//!
//! // Sessions live three hours, access tokens one: all of them age at once, and what falls due is done.
//! stand.advance("PT3H")?;
//! assert_eq!(stand.now().to_rfc3339(), "2026-09-01T12:00:00+05:00");
//! # Ok(())
//! # }
//! ```

use std::net::Ipv4Addr;
use std::net::SocketAddr;
use std::net::TcpListener;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc;
use std::thread::JoinHandle;

use actix_web::dev::ServerHandle;
use actix_web::rt::System;
use chrono::DateTime;
use chrono::FixedOffset;

use crate::cli::issuer_keys;
use crate::clock::Clock;
use crate::clock::OutOfRange;
use crate::config::Config;
use crate::config::Settings;
use crate::crypto::CryptoError;
use crate::crypto::tls::authority::TlsAuthority;
use crate::crypto::tls::server::ServerTls;
use crate::domain::rule::RuleError;
use crate::domain::span::Span;
use crate::domain::span::SpanError;
use crate::fixtures::Mistakes;
use crate::fixtures::World;
use crate::flow::clock;
use crate::flow::clock::Change;
use crate::flow::clock::Move;
use crate::flow::clock::NotChanged;
use crate::flow::opening::StandParts;
use crate::flow::platform::Platform;
use crate::flow::platform::StandError;
use crate::flow::stand;
use crate::flow::stands::Stands;
use crate::web;
use crate::web::origin;

/// A running stand.
#[derive(Debug)]
pub struct Stand {
    url: String,
    authority: Option<String>,
    stands: Arc<Stands>,
    server: ServerHandle,
    thread: Option<JoinHandle<()>>,
}

/// A stand to be.
#[derive(Clone, Debug, Default)]
pub struct StandBuilder {
    clock: Option<String>,
    fixtures: Vec<PathBuf>,
    data: Option<PathBuf>,
    seed: Option<u64>,
    rules: Vec<String>,
    port: u16,
    tls: bool,
}

/// Why a stand does not start, or its clock does not move.
#[derive(Debug, thiserror::Error)]
pub enum EmbeddedError {
    /// A time that nobody can read.
    #[error("clock {0:?}: expected a time with its offset, such as 2026-09-01T09:00:00+05:00")]
    Time(String),
    /// A span that nobody can read.
    #[error("span {0:?} {1}")]
    Span(String, SpanError),
    /// No stand can live then.
    #[error(transparent)]
    OutOfRange(#[from] OutOfRange),
    /// Mistakes in fixtures.
    #[error("fixtures have mistakes:\n{0}")]
    Fixtures(#[from] Mistakes),
    /// A rule.
    #[error(transparent)]
    Rule(#[from] RuleError),
    /// The port, or the thread of the server.
    #[error("no server can be started: {0}")]
    Server(#[from] std::io::Error),
    /// The stand.
    #[error(transparent)]
    Stand(#[from] StandError),
    /// The published keys, or something that broke on the way.
    #[error("{0}")]
    Broken(String),
}

impl Stand {
    /// A stand on the demo fixtures, in memory, by the system's clock, unless it is told otherwise.
    pub fn builder() -> StandBuilder {
        StandBuilder::default()
    }

    /// Its address, without a slash at its end: the base URL of a relying party.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The certificate (PEM) of the authority that its clients have to trust; nothing where it speaks plain HTTP.
    pub fn authority(&self) -> Option<&str> {
        self.authority.as_deref()
    }

    /// What its clock shows, in its zone.
    pub fn now(&self) -> DateTime<FixedOffset> {
        let stand = self.stands.default_stand();
        stand.config.zone.local(stand.clock.now())
    }

    /// Moves its clock by an ISO 8601 duration (`PT1H`, `P1D`, `-PT5M`), and does what falls due by that.
    pub fn advance(&self, by: &str) -> Result<(), EmbeddedError> {
        let span = Span::parse(by).map_err(|error| EmbeddedError::Span(by.to_owned(), error))?;
        self.change(Move::By(span))
    }

    /// Sets its clock (RFC 3339), and does what falls due by that.
    pub fn set_clock(&self, time: &str) -> Result<(), EmbeddedError> {
        self.change(Move::To(self::time(time)?.to_utc()))
    }

    fn change(&self, to: Move) -> Result<(), EmbeddedError> {
        let stand = self.stands.default_stand();
        // A thread of its own: whoever calls may be inside a runtime already, which must not wait for another one.
        let moved = std::thread::scope(|scope| {
            let moving = || System::new().block_on(clock::change(&stand, Change { to, ..Change::default() }));
            scope.spawn(moving).join()
        });
        match moved {
            Ok(Ok(_)) => Ok(()),
            Ok(Err(NotChanged::OutOfRange(error))) => Err(error.into()),
            Ok(Err(NotChanged::Moved(shown))) => Err(EmbeddedError::Broken(format!("the clock shows {shown}"))),
            Ok(Err(NotChanged::Stopped(stop))) => Err(EmbeddedError::Broken(format!("{stop:?}"))),
            Err(_) => Err(EmbeddedError::Broken("moving the clock panicked".to_owned())),
        }
    }
}

impl Drop for Stand {
    fn drop(&mut self) {
        // Stopping begins with the call; the future would only tell when it is done.
        drop(self.server.stop(false));
        if let Some(thread) = self.thread.take() {
            // A server that panicked has said so.
            let _ = thread.join();
        }
        // Its file is one then, and somebody else may have it; whatever failed, the next one to open it makes it good.
        let _ = self.stands.default_stand().close();
    }
}

impl StandBuilder {
    /// Holds the clock at this time (RFC 3339); ages of fixtures are counted from it.
    #[must_use]
    pub fn clock(mut self, time: impl Into<String>) -> Self {
        self.clock = Some(time.into());
        self
    }

    /// Reads fixtures of this folder in place of the demo; may be called several times.
    #[must_use]
    pub fn fixtures(mut self, folder: impl Into<PathBuf>) -> Self {
        self.fixtures.push(folder.into());
        self
    }

    /// Keeps everything in this file, which is made if it is not there.
    #[must_use]
    pub fn data(mut self, file: impl Into<PathBuf>) -> Self {
        self.data = Some(file.into());
        self
    }

    /// Makes codes, tokens and session ids reproducible (and guessable).
    #[must_use]
    pub fn seed(mut self, seed: u64) -> Self {
        self.seed = Some(seed);
        self
    }

    /// Changes a value that no source states for certain: `contact.link_lifetime=P1D`. `esia-mock rules` lists them.
    #[must_use]
    pub fn rule(mut self, rule: impl Into<String>) -> Self {
        self.rules.push(rule.into());
        self
    }

    /// Listens on this port of 127.0.0.1 in place of a free one.
    #[must_use]
    pub fn port(mut self, port: u16) -> Self {
        self.port = port;
        self
    }

    /// Speaks TLS, with a certificate of an authority that is made for it alone: [`Stand::authority`].
    #[must_use]
    pub fn tls(mut self) -> Self {
        self.tls = true;
        self
    }

    /// Starts it; when this ends the stand answers.
    pub fn start(self) -> Result<Stand, EmbeddedError> {
        let mut settings = Settings::default();
        for rule in &self.rules {
            settings.rules.set(rule)?;
        }
        let clock = match &self.clock {
            Some(text) => Some(Clock::held(time(text)?.to_utc())),
            None => None,
        };
        let now = clock.as_ref().map_or_else(|| Clock::system().now(), Clock::now);
        let zone = settings.zone.offset();
        let world = World::of(&self.fixtures, now, zone)?;
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, self.port))?;
        let address = listener.local_addr()?;
        let keys = issuer_keys::published().map_err(|error| EmbeddedError::Broken(error.to_string()))?;
        let config = Config { settings, ..Config::listening_at(address) };
        let (config, authority) = if self.tls { secured(config, address)? } else { (config, None) };
        let url = config.public_url.to_string();
        let platform = Platform::new(config, keys, self.seed)?;
        let stand = stand::Stand::open(&platform, StandParts { clock, world }, self.data.as_deref())?;
        let folders = self.fixtures;
        let again = move |now| World::of(&folders, now, zone).map_err(|mistakes| mistakes.to_string());
        let stands = Stands::around(stand, Box::new(again));
        let (server, thread) = serve(Arc::clone(&stands), listener)?;
        Ok(Stand { url, authority, stands, server, thread: Some(thread) })
    }
}

/// Settings of a server with TLS, and the certificate of its authority.
fn secured(config: Config, address: SocketAddr) -> Result<(Config, Option<String>), EmbeddedError> {
    let broken = |error: CryptoError| EmbeddedError::Broken(error.to_string());
    let now = Clock::system().now().timestamp();
    let authority = TlsAuthority::made(now).map_err(broken)?;
    let certificate = authority.certificate_pem().to_owned();
    let tls = ServerTls::issued(authority, origin::names(&config, address.ip()), now).map_err(broken)?;
    Ok((config.over(tls), Some(certificate)))
}

/// Serves in a thread of its own; gives what stops it.
fn serve(stands: Arc<Stands>, listener: TcpListener) -> Result<(ServerHandle, JoinHandle<()>), EmbeddedError> {
    let (send, receive) = mpsc::channel();
    let thread = std::thread::Builder::new().name("esia-mock".to_owned()).spawn(move || {
        System::new().block_on(async move {
            match web::serve(stands, vec![listener], 1) {
                Ok(bound) => {
                    // Whoever does not wait for it any more has dropped the stand, which stops the server.
                    let _ = send.send(Ok(bound.server.handle()));
                    let _ = bound.server.await;
                }
                Err(error) => drop(send.send(Err(error))),
            }
        });
    })?;
    let handle = receive.recv().map_err(|_| EmbeddedError::Broken("the server panicked".to_owned()))??;
    Ok((handle, thread))
}

fn time(text: &str) -> Result<DateTime<FixedOffset>, EmbeddedError> {
    DateTime::parse_from_rfc3339(text).map_err(|_| EmbeddedError::Time(text.to_owned()))
}
