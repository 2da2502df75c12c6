//! A stand to be, and what starts its server.

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
use crate::config::Config;
use crate::config::Settings;
use crate::crypto::CryptoError;
use crate::crypto::tls::authority::TlsAuthority;
use crate::crypto::tls::server::ServerTls;
use crate::crypto::tls::trust::Trust;
use crate::embedded::error::EmbeddedError;
use crate::embedded::stand::Running;
use crate::embedded::stand::Stand;
use crate::fixtures::World;
use crate::flow::opening::StandParts;
use crate::flow::platform::Platform;
use crate::flow::stand;
use crate::flow::stands::Stands;
use crate::web;
use crate::web::origin;

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

impl Stand {
    /// A stand on the demo fixtures, in memory, by the system's clock, unless it is told otherwise.
    pub fn builder() -> StandBuilder {
        StandBuilder::default()
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
        let mut trust = Trust::default();
        if let Some(certificate) = &authority {
            trust.add(certificate.as_bytes()).map_err(|error| EmbeddedError::Broken(error.to_string()))?;
        }
        let running = Some(Running { stands, server, thread: Some(thread) });
        let mut stand = Stand::speaking(url, None, trust);
        (stand.authority, stand.running) = (authority, running);
        Ok(stand)
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
