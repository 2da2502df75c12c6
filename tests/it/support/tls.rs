//! TLS of tests: an authority of their own, servers and clients.

use std::io;
use std::net::Shutdown;
use std::net::TcpStream;
use std::sync::Arc;

use rustls::ClientConnection;
use rustls::ServerConnection;
use rustls::StreamOwned;
use rustls::pki_types::ServerName;

use esia_mock::clock::Clock;
use esia_mock::crypto::tls::authority::TlsAuthority;
use esia_mock::crypto::tls::server::Names;
use esia_mock::crypto::tls::server::ServerTls;
use esia_mock::crypto::tls::trust::Trust;

use super::wire::Line;

/// A server's side, and the certificate (PEM) that clients have to trust.
pub(crate) fn made() -> (ServerTls, String) {
    let now = Clock::system().now().timestamp();
    let authority = TlsAuthority::made(now).expect("an authority");
    let certificate = authority.certificate_pem().to_owned();
    let usual = ["localhost", "127.0.0.1"].map(ToOwned::to_owned).to_vec();
    let names = Names { usual, is_own: Box::new(|_| false) };
    (ServerTls::issued(authority, names, now).expect("a certificate"), certificate)
}

/// A client that trusts nobody else.
pub(crate) fn client(certificate: &str) -> rustls::ClientConfig {
    trusting(certificate).client(Vec::new).expect("a client")
}

/// Trust in one authority.
pub(crate) fn trusting(certificate: &str) -> Trust {
    let mut trust = Trust::default();
    trust.add(certificate.as_bytes()).expect("a certificate");
    trust
}

/// Connects to an address of this machine.
pub(crate) fn connects(socket: TcpStream, certificate: &str) -> StreamOwned<ClientConnection, TcpStream> {
    let name = ServerName::try_from("localhost").expect("a name");
    let connection = ClientConnection::new(Arc::new(client(certificate)), name).expect("a connection");
    StreamOwned::new(connection, socket)
}

/// Takes a connection.
pub(crate) fn takes(socket: TcpStream, tls: &ServerTls) -> StreamOwned<ServerConnection, TcpStream> {
    StreamOwned::new(ServerConnection::new(tls.config()).expect("a connection"), socket)
}

impl Line for StreamOwned<ClientConnection, TcpStream> {
    fn ends(&mut self) -> io::Result<()> {
        self.conn.send_close_notify();
        self.conn.complete_io(&mut self.sock)?;
        self.sock.shutdown(Shutdown::Write)
    }
}
