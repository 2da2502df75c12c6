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
use tokio::sync::mpsc::UnboundedReceiver;
use tokio::sync::watch;

use crate::web::line::connection::Arrived;
use crate::web::line::connection::Connections;
use crate::web::ports::Opened;

/// How long nothing is accepted after the machine refused to: it has no room for more connections.
const BREATH: Duration = Duration::from_millis(100);

/// Starts the thread; it ends when nobody can open ports any more. The service is made with the first port.
pub fn start(
    mut waiting: UnboundedReceiver<Opened>,
    service: impl FnOnce() -> Connections + Send + 'static,
) -> io::Result<()> {
    let accept_all = || async move {
        let Some(mut opened) = waiting.recv().await else { return };
        let Ok(service) = service().new_service(()).await.map(Rc::new) else { return };
        loop {
            for listener in opened.listeners {
                let (stand, ended, service) = (Arc::clone(&opened.stand), opened.ended.clone(), Rc::clone(&service));
                rt::spawn(async move {
                    if let Err(error) = accept(listener, stand, ended, service).await {
                        tracing::error!(target: "esia_mock::broken", "a port of a stand: {error}");
                    }
                });
            }
            let Some(next) = waiting.recv().await else { return };
            opened = next;
        }
    };
    // What it accepts stays in the thread.
    let run = move || match rt::Runtime::new() {
        Ok(runtime) => runtime.block_on(accept_all()),
        Err(error) => tracing::error!(target: "esia_mock::broken", "ports of stands: {error}"),
    };
    std::thread::Builder::new().name("ports".to_owned()).spawn(run)?;
    Ok(())
}

async fn accept(
    listener: TcpListener,
    stand: Arc<str>,
    mut ended: watch::Receiver<()>,
    service: Rc<impl Service<Arrived, Future: 'static>>,
) -> io::Result<()> {
    listener.set_nonblocking(true)?;
    let listener = net::TcpListener::from_std(listener)?;
    loop {
        let accepted = tokio::select! {
            _ = ended.changed() => return Ok(()),
            accepted = listener.accept() => accepted,
        };
        match accepted {
            Ok((socket, _)) => {
                let answered = service.call(Arrived { socket, stand: Some(Arc::clone(&stand)) });
                rt::spawn(async move { drop(answered.await) });
            }
            Err(error) => {
                tracing::warn!(target: "esia_mock::line", "a connection to a stand cannot be accepted: {error}");
                tokio::time::sleep(BREATH).await;
            }
        }
    }
}
