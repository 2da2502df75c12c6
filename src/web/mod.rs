//! HTTP only: read the wire, call `flow`, decide how an answer looks.
//!
//! Before all handlers stand [`mod@line`], which has the connections, and [`entrance`]. Surfaces never import each
//! other: [`esia`] (ЕСИА's own paths), [`oidc`] (standard OpenID Connect), [`rest`] (`/rs/…`), [`pages`] (what the
//! citizen sees), [`conversation`] (the same steps as JSON, for the page's own script and for robots), [`control`] (the
//! tester's calls), [`desk`] (the tester's pages). Below them are [`json`] (what calls say), [`errors`] (how a refusal looks; the only folder that
//! knows statuses), [`ended`] (how a login ends in a browser), [`typed`] (what was typed into forms), [`views`], and leaves: [`answer`], [`origin`], [`form`], [`cookies`], [`cors`], [`state`],
//! [`listening`] (sockets), [`outgoing`] (what is called), [`meeting`] (with faults), [`ports`] (of stands), and [`route`], a row of [`routes`], which lists every path. [`due`]
//! (jobs), [`backchannel`] and [`relay`] are tasks of the server, [`journal_file`] a thread of it.

pub mod admission;
pub mod answer;
pub mod aside;
pub mod backchannel;
pub mod client_keys;
pub mod control;
pub mod conversation;
pub mod cookies;
pub mod cors;
pub mod desk;
pub mod due;
pub mod ended;
pub mod entrance;
pub mod errors;
pub mod esia;
pub mod form;
pub mod journal_file;
pub mod json;
pub mod letters;
pub mod line;
pub mod listening;
pub mod meeting;
pub mod oidc;
pub mod origin;
pub mod outgoing;
pub mod pages;
pub mod ports;
pub mod query;
pub mod relay;
pub mod rest;
pub mod route;
pub mod routes;
pub mod state;
pub mod typed;
pub mod views;

use std::io::Error;
use std::io::ErrorKind;
use std::net::SocketAddr;
use std::net::TcpListener;
use std::sync::Arc;

use actix_web::App;
use actix_web::dev::Server;
use actix_web::middleware::NormalizePath;
use actix_web::middleware::from_fn;
use actix_web::web::Data;
use actix_web::web::PayloadConfig;

use crate::flow::stands::Stands;
use crate::web::backchannel::Telling;
use crate::web::due::Timer;
use crate::web::errors::exit;
use crate::web::form::LARGEST_BODY;
use crate::web::journal_file::Writing;
use crate::web::line::Line;
use crate::web::ports::Open;
use crate::web::ports::Ports;
use crate::web::relay::Relaying;

/// A server that is bound and ready to be awaited.
pub struct Bound {
    /// Where it listens.
    pub address: SocketAddr,
    /// The server; nothing is answered before it is awaited.
    pub server: Server,
    /// Does what falls due while the server runs.
    pub timer: Timer,
    /// Tells clients of sessions that ended while the server runs.
    pub telling: Telling,
    /// Relays letters while the server runs, where it does.
    pub relaying: Option<Relaying>,
    /// Writes the journal to a file while the server runs, where it does.
    pub writing: Option<Writing>,
    /// Keeps ports of stands open while the server runs.
    pub open: Open,
}

/// Builds the server around the stands on listeners that are already bound; its address is that of the first.
pub fn serve(stands: Arc<Stands>, listeners: Vec<TcpListener>, workers: usize) -> std::io::Result<Bound> {
    let none = || Error::new(ErrorKind::InvalidInput, "a server needs a listener");
    let address = listeners.first().ok_or_else(none)?.local_addr()?;
    let platform = &stands.platform;
    let taken = platform.config.addresses().try_for_each(routes::check_prefix);
    taken.map_err(|taken| Error::new(ErrorKind::InvalidInput, taken))?;
    let timer = due::start(Arc::clone(&stands));
    let telling = backchannel::start(Arc::clone(&stands));
    let relaying = relay::start(&stands);
    let journal = journal_file::start(&stands)?;
    let line = Line { config: platform.config.line, tls: platform.config.tls.clone() };
    let (ports, open, waiting) = Ports::new(platform.config.ports.clone(), line.tls.is_some());
    let ports = Data::new(ports);
    let application = move || {
        App::new()
            .app_data(Data::from(Arc::clone(&stands)))
            .app_data(Data::clone(&ports))
            .app_data(PayloadConfig::new(LARGEST_BODY))
            .wrap(from_fn(exit::shown))
            .wrap(from_fn(due::before))
            // Clients write /rs/prns/1/ and /rs/prns/1//vhls.
            .wrap(NormalizePath::trim())
            .wrap(from_fn(entrance::pass))
            .configure(routes::configure)
    };
    let server = line::serve(listeners, workers, &line, application, waiting)?;
    Ok(Bound { address, server, timer, telling, relaying, writing: journal, open })
}
