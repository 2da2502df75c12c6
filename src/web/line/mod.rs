//! Connections, below HTTP: what a middleware cannot see, because no request has come yet or none will.
//!
//! Between a socket and actix-http stands a thin [`Stream`]. It does not parse HTTP. It counts the time until
//! something comes, so that silent connections end silently and half a request ends by a deadline, and it names the
//! stand on what actix-http answers by itself. [`connection::Connection`] is what it knows of the requests on it, told by
//! `web::entrance`. The body of a request has its own deadline, in `web::entrance`, whose handlers wait for it.

pub mod connection;
pub mod own_answer;
pub mod stream;

use std::net::SocketAddr;
use std::net::TcpListener;
use std::rc::Rc;
use std::time::Duration;

use actix_http::HttpService;
use actix_http::Protocol;
use actix_http::Request;
use actix_http::Response;
use actix_http::body::MessageBody;
use actix_http::error::DispatchError;
use actix_service::IntoServiceFactory;
use actix_service::Service;
use actix_service::ServiceFactory;
use actix_service::ServiceFactoryExt as _;
use actix_service::map_config;
use actix_web::dev::AppConfig;
use actix_web::dev::Server;
use actix_web::dev::fn_service;
use actix_web::rt::net::TcpStream;

use crate::config::LineConfig;
use crate::web::line::stream::Stream;

/// How long the end of a connection may take.
const PARTING: Duration = Duration::from_secs(1);
/// How many seconds requests have that are being answered when the server stops.
const STOPPING: u64 = 2;

/// A server of these applications, one for each worker and listener, on listeners that are already bound.
pub fn serve<Factory, App, Serving, Body>(
    listeners: Vec<TcpListener>,
    workers: usize,
    config: LineConfig,
    application: Factory,
) -> std::io::Result<Server>
where
    Factory: Fn() -> App + Send + Clone + 'static,
    App: IntoServiceFactory<Serving, Request>,
    Serving: ServiceFactory<Request, Config = AppConfig, Error = actix_web::Error> + 'static,
    Serving::InitError: std::fmt::Debug,
    Serving::Response: Into<Response<Body>> + 'static,
    Serving::Service: 'static,
    <Serving::Service as Service<Request>>::Future: 'static,
    Body: MessageBody + 'static,
{
    // Whoever started the server says when it stops: the command line, or the test around it.
    let mut builder = Server::build().workers(workers).shutdown_timeout(STOPPING).disable_signals();
    let stopping = builder.graceful_shutdown_signal();
    let connections = move |address: SocketAddr| {
        let stopping = stopping.clone();
        let requests = application().into_factory().map_err(|error| error.error_response());
        let http = HttpService::build()
            .graceful_shutdown_signal(move || {
                let stopping = stopping.clone();
                async move { stopping.notified().await }
            })
            .keep_alive(config.keep_alive)
            // The stream has the deadlines of heads: actix-http has none after the first request, and answers silence.
            .client_request_timeout(Duration::ZERO)
            .client_disconnect_timeout(PARTING)
            .local_addr(address)
            .on_connect_ext(|stream: &Stream, data| {
                data.insert(Rc::clone(stream.connection()));
            })
            .finish(map_config(requests, |()| AppConfig::default()));
        fn_service(move |socket: TcpStream| async move {
            let peer = socket.peer_addr().ok();
            Ok::<_, DispatchError>((Stream::new(socket, config), Protocol::Http1, peer))
        })
        .and_then(http)
    };
    for listener in listeners {
        let (address, connections) = (listener.local_addr()?, connections.clone());
        builder = builder.listen("esia-mock", listener, move || connections(address))?;
    }
    Ok(builder.run())
}
