//! The handshake of TLS, before there is a connection: bounded in time and in number. Whoever fails is told of in the
//! log, in one line, and no more often than anybody reads.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use actix_web::rt::net::TcpStream;
use tokio::io::AsyncReadExt as _;
use tokio::io::AsyncWriteExt as _;
use tokio::sync::Semaphore;
use tokio::time::timeout;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::AlertDescription;
use tokio_rustls::rustls::Error;

use crate::config::LineConfig;
use crate::crypto::tls::server::ServerTls;
use crate::web::line::own_answer;
use crate::web::line::seldom::Seldom;
use crate::web::line::socket::Socket;

/// So many are done at a time; others wait, within the time that theirs may take.
const MOST: usize = 256;

/// With what a record of a handshake begins (RFC 8446, 5.1).
const HANDSHAKE: u8 = 0x16;

/// The most that is read of a request which speaks no TLS, before it is answered.
const LONGEST: usize = 64 * 1024;

/// How long the other side may take to read that answer.
const PARTING: Duration = Duration::from_secs(1);

/// What connections of a server speak.
#[derive(Clone)]
pub struct Handshakes(Option<Arc<Secured>>);

struct Secured {
    acceptor: TlsAcceptor,
    turns: Semaphore,
    config: LineConfig,
    told: Seldom,
}

impl Handshakes {
    /// TLS, or nothing.
    pub fn new(tls: Option<&ServerTls>, config: LineConfig) -> Self {
        Self(tls.map(|tls| {
            let acceptor = TlsAcceptor::from(tls.config());
            Arc::new(Secured { acceptor, turns: Semaphore::new(MOST), config, told: Seldom::default() })
        }))
    }

    /// Makes a connection of a socket; an error where none comes of it, which is told already.
    pub async fn take(self, socket: TcpStream) -> io::Result<Socket> {
        match self.0 {
            Some(secured) => secured.take(socket).await,
            None => Ok(Socket::Plain(socket)),
        }
    }
}

impl Secured {
    async fn take(&self, socket: TcpStream) -> io::Result<Socket> {
        let peer = socket.peer_addr().ok();
        // Browsers open connections before they need them: silence is no failure, and takes nobody's turn.
        let mut first = [0];
        match timeout(self.config.head, socket.peek(&mut first)).await {
            Ok(Ok(1..)) => {}
            Ok(Ok(_)) | Err(_) => return Err(io::ErrorKind::UnexpectedEof.into()),
            Ok(Err(error)) => return Err(error),
        }
        if first[0] != HANDSHAKE {
            answer_plain(socket).await;
            return Err(io::ErrorKind::InvalidData.into());
        }
        let shaken = timeout(self.config.handshake, async {
            let _turn = self.turns.acquire().await.map_err(io::Error::other)?;
            self.acceptor.accept(socket).await
        });
        match shaken.await {
            Ok(Ok(stream)) => Ok(Socket::Tls(Box::new(stream))),
            Ok(Err(error)) => {
                self.tell(peer, &why(&error));
                Err(error)
            }
            Err(_) => {
                self.tell(peer, &format!("it takes longer than {} s", self.config.handshake.as_secs_f32()));
                Err(io::ErrorKind::TimedOut.into())
            }
        }
    }

    fn tell(&self, peer: Option<SocketAddr>, why: &str) {
        let Some(untold) = self.told.turn() else { return };
        let peer = peer.map_or_else(|| "somebody".to_owned(), |peer| peer.to_string());
        let more = if untold == 0 { String::new() } else { format!(" ({untold} more were not told of)") };
        tracing::warn!(target: "esia_mock::line", "line: the TLS handshake with {peer} failed: {why}{more}");
    }
}

/// What went wrong, in words of whoever has to put it right.
fn why(error: &io::Error) -> String {
    match error.get_ref().and_then(|inner| inner.downcast_ref::<Error>()) {
        Some(Error::AlertReceived(
            alert @ (AlertDescription::UnknownCA
            | AlertDescription::BadCertificate
            | AlertDescription::CertificateUnknown
            | AlertDescription::UnsupportedCertificate),
        )) => format!("the client does not trust the certificate ({alert:?}); it needs the CA that issued it"),
        Some(Error::AlertReceived(alert)) => format!("the client ends it ({alert:?})"),
        Some(other) => other.to_string(),
        None if error.kind() == io::ErrorKind::UnexpectedEof || error.kind() == io::ErrorKind::ConnectionReset => {
            "the client has left, perhaps because it does not trust the certificate".to_owned()
        }
        None => error.to_string(),
    }
}

/// Says to plain HTTP what it came to. What was sent is read before, or the answer would be lost with a reset.
async fn answer_plain(mut socket: TcpStream) {
    let answer = own_answer::to_plain();
    let _ = timeout(PARTING, async {
        let mut sent = [0; 8 * 1024];
        socket.readable().await?;
        let _ = socket.try_read(&mut sent);
        socket.write_all(&answer).await?;
        socket.shutdown().await?;
        let mut rest = (&mut socket).take(LONGEST as u64);
        while rest.read(&mut sent).await? > 0 {}
        Ok::<_, io::Error>(())
    })
    .await;
}
