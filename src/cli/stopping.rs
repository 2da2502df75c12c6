//! When the server is to stop.

use crate::cli::parent::Parent;

/// Listens for Ctrl+C and, where there is such a thing, SIGTERM, from this call on: whoever has read where the server
/// listens may end it at once. With a parent it ends with that too. The future ends when it is asked to.
pub fn asked(parent: Option<Parent>) -> impl Future<Output = ()> {
    let signal = signalled();
    async move {
        match parent {
            Some(parent) => tokio::select! {
                () = signal => {}
                () = parent.gone() => {}
            },
            None => signal.await,
        }
    }
}

fn signalled() -> impl Future<Output = ()> {
    #[cfg(unix)]
    {
        use tokio::signal::unix::SignalKind;
        use tokio::signal::unix::signal;
        let signals = [SignalKind::terminate(), SignalKind::interrupt()].map(signal);
        async move {
            match signals {
                [Ok(mut terminate), Ok(mut interrupt)] => {
                    tokio::select! {
                        _ = terminate.recv() => {}
                        _ = interrupt.recv() => {}
                    }
                }
                // No handler could be set, so the system ends the process itself.
                _ => std::future::pending().await,
            }
        }
    }
    #[cfg(not(unix))]
    async {
        let _ = tokio::signal::ctrl_c().await;
    }
}
