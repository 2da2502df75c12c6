//! Connections to stands that have a port of their own.
//!
//! actix cannot give another listener to a server that runs. One thread of ours accepts for all such stands, and hands
//! each connection to the same service as the workers have; it knows by the listener whose it is.

use std::io;
use std::net::TcpListener;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use actix_service::Service;
use actix_service::ServiceFactory as _;
use actix_web::rt;
use actix_web::rt::net;
use tokio::sync::mpsc;
use tokio::sync::watch;

use crate::web::line::connection::Arrived;
use crate::web::line::connection::Connections;
use crate::web::ports::Waiting;

/// How long nothing is accepted after the machine refused to: it has no room for more connections.
const BREATH: Duration = Duration::from_millis(100);

/// Starts the thread; it ends when nobody can open ports any more, and requests that have come are answered or have had
/// as long as those of workers. The service is made with the first port.
pub fn start(
    mut waiting: Waiting,
    service: impl FnOnce() -> Connections + Send + 'static,
    patience: Duration,
) -> io::Result<()> {
    let accept_all = move || async move {
        let Some(mut opened) = waiting.next().await else { return };
        let Ok(service) = service().new_service(()).await.map(Rc::new) else { return };
        let (stop, stopped) = watch::channel(());
        let (alive, mut ended) = mpsc::channel(1);
        loop {
            for listener in opened.listeners {
                let port = Port {
                    stand: Arc::clone(&opened.stand),
                    ended: opened.ended.clone(),
                    stopped: stopped.clone(),
                    alive: alive.clone(),
                };
                let service = Rc::clone(&service);
                rt::spawn(async move {
                    if let Err(error) = port.accept(listener, service).await {
                        tracing::error!(target: "esia_mock::broken", "a port of a stand: {error}");
                    }
                });
            }
            let Some(next) = waiting.next().await else { break };
            opened = next;
        }
        drop((stop, alive));
        // Ends when everybody is gone who could say something.
        let _ = tokio::time::timeout(patience, ended.recv()).await;
    };
    // What it accepts stays in the thread.
    let run = move || match rt::Runtime::new() {
        Ok(runtime) => runtime.block_on(accept_all()),
        Err(error) => tracing::error!(target: "esia_mock::broken", "ports of stands: {error}"),
    };
    std::thread::Builder::new().name("ports".to_owned()).spawn(run)?;
    Ok(())
}

/// The port of a stand.
struct Port {
    stand: Arc<str>,
    /// Breaks off when the stand ends.
    ended: watch::Receiver<()>,
    /// Breaks off when the server stops.
    stopped: watch::Receiver<()>,
    /// Says nothing, and is there as long as a connection is.
    alive: mpsc::Sender<()>,
}

impl Port {
    async fn accept(
        mut self,
        listener: TcpListener,
        service: Rc<impl Service<Arrived, Future: 'static>>,
    ) -> io::Result<()> {
        listener.set_nonblocking(true)?;
        let listener = net::TcpListener::from_std(listener)?;
        loop {
            let accepted = tokio::select! {
                _ = self.ended.changed() => return Ok(()),
                _ = self.stopped.changed() => return Ok(()),
                accepted = listener.accept() => accepted,
            };
            match accepted {
                Ok((socket, _)) => {
                    let answered = service.call(Arrived { socket, stand: Some(Arc::clone(&self.stand)) });
                    let alive = self.alive.clone();
                    rt::spawn(async move {
                        drop(answered.await);
                        drop(alive);
                    });
                }
                Err(error) => {
                    tracing::warn!(target: "esia_mock::line", "a connection to a stand cannot be accepted: {error}");
                    tokio::time::sleep(BREATH).await;
                }
            }
        }
    }
}
