//! Connections, below HTTP: what a middleware cannot see, because no request has come yet or none will.
//!
//! Between a socket and actix-http stands a thin [`Stream`]. It does not parse HTTP. It counts the time until
//! something comes, so that silent connections end silently and half a request ends by a deadline, and it names the
//! stand on what actix-http answers by itself; what a fault has got hold of it ends as that says ([`fate`]). Below it is
//! a socket, or TLS ([`socket`]) whose [`handshake`] comes before everything else. [`connection::Connection`] is what it
//! knows of the requests on it, told by `web::entrance`. The body of a request has its own deadline, in `web::entrance`, whose handlers wait for it.

pub mod connection;
pub mod fate;
pub mod handshake;
pub mod own_answer;
pub mod ports;
pub mod seldom;
pub mod socket;
pub mod stream;

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
use actix_service::boxed;
use actix_service::boxed::BoxService;
use actix_service::map_config;
use actix_web::dev::AppConfig;
use actix_web::dev::Server;
use actix_web::dev::fn_service;
use actix_web::rt::net::TcpStream;
use tokio::sync::OnceCell;

use crate::config::LineConfig;
use crate::crypto::tls::server::ServerTls;
use crate::web::line::connection::Arrived;
use crate::web::line::connection::Connection;
use crate::web::line::connection::Connections;
use crate::web::line::connection::Stopping;
use crate::web::line::handshake::Handshakes;
use crate::web::line::stream::Stream;
use crate::web::ports::Waiting;

/// How long the end of a connection may take.
const PARTING: Duration = Duration::from_secs(1);
/// How many seconds requests have that are being answered when the server stops.
const STOPPING: u64 = 2;

/// What is spoken on connections, and how long they wait.
#[derive(Clone, Debug)]
pub struct Line {
    /// How long they wait.
    pub config: LineConfig,
    /// TLS, or nothing below HTTP.
    pub tls: Option<ServerTls>,
}

/// A server of these applications, one for each worker and listener, on listeners that are already bound; ports that
/// are opened while it runs have one of their own.
pub fn serve<Factory, App, Serving, Body>(
    listeners: Vec<TcpListener>,
    workers: usize,
    line: &Line,
    application: Factory,
    ports: Waiting,
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
    let stops = move || {
        let stopping = stopping.clone();
        async move { stopping.notified().await }
    };
    let handshakes = Handshakes::new(line.tls.as_ref(), line.config);
    let config = line.config;
    let service = move || connections(application(), config, handshakes.clone(), stops.clone());
    for listener in listeners {
        let service = service.clone();
        builder = builder.listen("esia-mock", listener, move || {
            let (made, service) = (Rc::new(OnceCell::new()), service.clone());
            fn_service(move |socket| take(socket, Rc::clone(&made), service.clone()))
        })?;
    }
    ports::start(ports, service, Duration::from_secs(STOPPING))?;
    Ok(builder.run())
}

/// Takes a connection of a listener. What answers there is made with its first one: of two addresses of a machine mostly
/// one is used, and the first answer of a server waits for one worker alone.
async fn take(
    socket: TcpStream,
    made: Rc<OnceCell<BoxService<Arrived, (), DispatchError>>>,
    service: impl Fn() -> Connections,
) -> Result<(), DispatchError> {
    let serving = made.get_or_try_init(|| service().new_service(())).await;
    match serving {
        Ok(serving) => serving.call(Arrived { socket, stand: None }).await,
        Err(()) => Err(DispatchError::InternalError),
    }
}

/// What a connection passes: a stream of ours, then HTTP.
fn connections<App, Serving, Body, Stops>(
    application: App,
    config: LineConfig,
    handshakes: Handshakes,
    stops: impl Fn() -> Stops + Clone + 'static,
) -> Connections
where
    Stops: Future<Output = ()> + 'static,
    App: IntoServiceFactory<Serving, Request>,
    Serving: ServiceFactory<Request, Config = AppConfig, Error = actix_web::Error> + 'static,
    Serving::InitError: std::fmt::Debug,
    Serving::Response: Into<Response<Body>> + 'static,
    Serving::Service: 'static,
    <Serving::Service as Service<Request>>::Future: 'static,
    Body: MessageBody + 'static,
{
    let told = stops.clone();
    let stopping: Stopping = Rc::new(move || Box::pin(told()));
    let requests = application.into_factory().map_err(|error| error.error_response());
    let http = HttpService::build()
        .graceful_shutdown_signal(stops)
        .keep_alive(config.keep_alive)
        // The stream has the deadlines of heads: actix-http has none after the first request, and answers silence.
        .client_request_timeout(Duration::ZERO)
        .client_disconnect_timeout(PARTING)
        .on_connect_ext(|stream: &Stream, data| {
            data.insert(Rc::clone(stream.connection()));
        })
        .finish(map_config(requests, |()| AppConfig::default()));
    let streams = fn_service(move |arrived: Arrived| {
        let peer = arrived.socket.peer_addr().ok();
        let connection = Connection::to(arrived.stand, Rc::clone(&stopping));
        let taken = handshakes.clone().take(arrived.socket);
        async move {
            let socket = taken.await.map_err(DispatchError::Io)?;
            Ok::<_, DispatchError>((Stream::new(socket, config, connection), Protocol::Http1, peer))
        }
    });
    boxed::factory(streams.and_then(http))
}
