//! The running server.

use std::net::TcpListener;
use std::thread::JoinHandle;

use actix_web::App as Site;
use actix_web::HttpServer;
use actix_web::dev::ServerHandle;
use actix_web::middleware::from_fn;
use actix_web::web;
use tokio::sync::oneshot;
use url::Url;

use super::entrance;
use super::faults;
use super::routes;
use crate::app::App;
use crate::app::StartError;
use crate::config::Config;

/// A running ЭПОС; it stops when it is dropped.
#[derive(Debug)]
pub struct Epos {
    url: String,
    handle: ServerHandle,
    thread: Option<JoinHandle<std::io::Result<()>>>,
}

/// Starts ЭПОС and says when it listens.
pub async fn start(config: Config) -> Result<Epos, StartError> {
    let listener = TcpListener::bind(config.listen)?;
    let own = format!("http://{}", listener.local_addr()?);
    let address = config.public_url.clone().or_else(|| Url::parse(&own).ok()).ok_or(StartError::Ended)?;
    let app = web::Data::new(App::new(config, &address)?);
    let url = app.base.clone();
    let (ready, started) = oneshot::channel();
    let thread = std::thread::Builder::new().name("epos".to_owned()).spawn(move || serve(app, listener, ready))?;
    let handle = started.await.map_err(|_| StartError::Ended)?;
    Ok(Epos { url, handle, thread: Some(thread) })
}

fn serve(app: web::Data<App>, listener: TcpListener, ready: oneshot::Sender<ServerHandle>) -> std::io::Result<()> {
    actix_web::rt::System::new().block_on(async move {
        let server = HttpServer::new(move || {
            Site::new()
                .app_data(app.clone())
                .wrap(from_fn(faults::act))
                .wrap(from_fn(entrance::guard))
                .configure(routes::all)
        })
        .listen(listener)?
        .workers(2)
        .disable_signals()
        .shutdown_timeout(1)
        .run();
        // Whoever started it may have gone; then the handle is dropped, and nothing is served in vain.
        let _ = ready.send(server.handle());
        server.await
    })
}

impl Epos {
    /// Its address in browsers, without a final slash.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Waits until it ends by itself, which it does only if it breaks.
    pub async fn ended(&mut self) -> std::io::Result<()> {
        let Some(thread) = self.thread.take() else { return Ok(()) };
        let ended = tokio::task::spawn_blocking(move || thread.join()).await?;
        ended.unwrap_or_else(|_| Err(std::io::Error::other("the server's thread panicked")))
    }
}

impl Drop for Epos {
    fn drop(&mut self) {
        // The order is given when `stop` is called; what it returns only waits.
        drop(self.handle.stop(false));
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}
