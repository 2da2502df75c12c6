//! Ports for stands that are to have one of their own.

use std::io::ErrorKind;
use std::net::SocketAddr;
use std::net::TcpListener;
use std::sync::Arc;

use tokio::sync::mpsc::UnboundedReceiver;
use tokio::sync::mpsc::UnboundedSender;
use tokio::sync::mpsc::WeakUnboundedSender;
use tokio::sync::mpsc::unbounded_channel;
use tokio::sync::oneshot;
use tokio::sync::watch;

use crate::config::PortConfig;
use crate::domain::public_url::PublicUrl;
use crate::flow::stands::Stands;
use crate::flow::stands::Wish;
use crate::flow::stands::error::Unmade;
use crate::flow::stands::slot::Slot;
use crate::web::listening;
use crate::web::listening::Listening;

/// Where stands get their ports.
#[derive(Clone, Debug)]
pub struct Ports {
    config: Option<PortConfig>,
    /// Do they speak TLS?
    is_secure: bool,
    open: WeakUnboundedSender<Opened>,
}

/// A port that is to be listened to.
#[derive(Debug)]
pub struct Opened {
    /// Its sockets, already bound.
    pub listeners: Vec<TcpListener>,
    /// The stand whose it is.
    pub stand: Arc<str>,
    /// Breaks off when that ends.
    pub ended: watch::Receiver<()>,
}

/// Ports stay open as long as this is held, and each as long as its stand is there.
#[derive(Debug)]
pub struct Open {
    open: UnboundedSender<Opened>,
    closed: oneshot::Receiver<()>,
}

/// What waits for ports to be opened; where it is dropped, all of them are closed.
#[derive(Debug)]
pub struct Waiting {
    opened: UnboundedReceiver<Opened>,
    _closed: oneshot::Sender<()>,
}

impl Open {
    /// Closes them, and waits until the requests that came by them are answered.
    pub async fn close(self) {
        drop(self.open);
        // Nothing is sent: the other end goes.
        let _ = self.closed.await;
    }
}

impl Waiting {
    /// The next one; none where the server stops.
    pub async fn next(&mut self) -> Option<Opened> {
        self.opened.recv().await
    }
}

/// Why there is no port for a stand.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unopened {
    /// The server is reached by an address that leads to one port only.
    #[error("nothing leads to other ports below --public-url; leave out \"address\", and the stand gets a path")]
    Public,
    /// Each is taken.
    #[error("none of the ports {0} is free; end a stand, or give more by --stand-ports")]
    Taken(String),
}

/// Why a stand was not made.
#[derive(Debug)]
pub enum NotMade {
    /// There is no port for it.
    Unopened(Unopened),
    /// Something else.
    Unmade(Unmade),
}

/// A port that is bound, and answers nobody so far.
#[derive(Debug)]
pub struct Reserved {
    listening: Listening,
    /// Its address.
    pub address: PublicUrl,
}

impl Ports {
    /// Ports of a server, what keeps them open, and what waits for them to be opened.
    pub fn new(config: Option<PortConfig>, is_secure: bool) -> (Self, Open, Waiting) {
        let ((open, opened), (closing, closed)) = (unbounded_channel(), oneshot::channel());
        let ports = Self { config, is_secure, open: open.downgrade() };
        (ports, Open { open, closed }, Waiting { opened, _closed: closing })
    }

    /// Makes a stand, at a port of its own if it is to have one.
    pub async fn make(
        &self,
        stands: &Arc<Stands>,
        name: Option<String>,
        wish: Wish,
        has_port: bool,
    ) -> Result<Arc<Slot>, NotMade> {
        let port = has_port.then(|| self.reserve()).transpose().map_err(NotMade::Unopened)?;
        let wish = Wish { address: port.as_ref().map(|port| port.address.clone()), ..wish };
        let (slot, _) = stands.make(name, wish).await.map_err(NotMade::Unmade)?;
        if let Some(port) = port {
            self.open(port, Arc::clone(&slot.stand().name), slot.ends());
        }
        Ok(slot)
    }

    /// Takes a port for a stand that is to be made; it is free again when this is dropped.
    fn reserve(&self) -> Result<Reserved, Unopened> {
        let PortConfig { ip, range } = self.config.as_ref().ok_or(Unopened::Public)?;
        let taken = || {
            let range = range.as_ref().map(|range| format!("{}-{}", range.start(), range.end()));
            Unopened::Taken(range.unwrap_or_else(|| "of this machine".to_owned()))
        };
        let free = |port| {
            let listening = listening::bind(SocketAddr::from((*ip, port))).ok()?;
            // Another program has it on the second loopback: `localhost` would lead there.
            let is_shared = listening.failure.as_ref().is_some_and(|error| error.kind() == ErrorKind::AddrInUse);
            (!is_shared).then_some(listening)
        };
        let listening = match range {
            Some(range) => range.clone().find_map(free),
            None => free(0),
        };
        let listening = listening.ok_or_else(taken)?;
        let address = listening.listeners.first().and_then(|listener| listener.local_addr().ok()).ok_or_else(taken)?;
        let address = PublicUrl::from(address);
        Ok(Reserved { listening, address: if self.is_secure { address.secured() } else { address } })
    }

    /// Lets a stand answer at a port until it has ended.
    fn open(&self, reserved: Reserved, stand: Arc<str>, ended: watch::Receiver<()>) {
        // A server that stops opens nothing more.
        if let Some(open) = self.open.upgrade() {
            let _ = open.send(Opened { listeners: reserved.listening.listeners, stand, ended });
        }
    }
}
