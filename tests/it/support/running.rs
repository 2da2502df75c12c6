//! A server that runs in a thread of the test, and ends with its value.

use std::net::TcpListener;
use std::sync::Arc;
use std::sync::mpsc;
use std::thread::JoinHandle;

use actix_web::dev::ServerHandle;

use esia_mock::flow::stands::Stands;
use esia_mock::web;

/// The server.
pub(crate) struct Running {
    server: ServerHandle,
    thread: Option<JoinHandle<()>>,
    stands: Arc<Stands>,
}

impl Running {
    /// Serves these stands.
    pub(crate) fn serving(stands: &Arc<Stands>, listener: TcpListener) -> Self {
        let (send, receive) = mpsc::channel();
        let shared = Arc::clone(stands);
        let thread = std::thread::spawn(move || {
            actix_web::rt::System::new().block_on(async move {
                let bound = web::serve(shared, vec![listener], 1).expect("a server");
                send.send(bound.server.handle()).expect("somebody waits");
                bound.server.await.expect("it ran");
            });
        });
        let server = receive.recv().expect("its handle");
        Self { server, thread: Some(thread), stands: Arc::clone(stands) }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // Stopping begins with the call; the future would only tell when it is done.
        drop(self.server.stop(false));
        if let Some(thread) = self.thread.take() {
            let stopped = thread.join();
            assert!(stopped.is_ok() || std::thread::panicking(), "the server panicked");
        }
        let closed = self.stands.default_stand().close();
        assert!(closed.is_ok() || std::thread::panicking(), "{closed:?}");
    }
}
