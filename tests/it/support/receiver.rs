//! A relying party's own address that is called from behind: it takes requests and keeps their bodies.

use std::io::Read;
use std::io::Write;
use std::net::TcpListener;
use std::net::TcpStream;
use std::sync::mpsc;
use std::time::Duration;

use esia_mock::crypto::tls::server::ServerTls;

use super::tls;

/// Takes requests on a free port.
pub(crate) struct Receiver {
    /// Where it listens.
    pub(crate) address: String,
    bodies: mpsc::Receiver<String>,
}

impl Receiver {
    /// Answers every request with this status.
    pub(crate) fn answering(status: &'static str) -> Self {
        Self::at("http", move |mut socket| answers(&mut socket, status))
    }

    /// The same by TLS; who does not trust it leaves before a request.
    pub(crate) fn secured(status: &'static str, tls: ServerTls) -> Self {
        Self::at("https", move |socket| answers(&mut tls::takes(socket, &tls), status))
    }

    fn at(scheme: &str, answers: impl Fn(TcpStream) -> Option<String> + Send + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = format!("{scheme}://{}/logout", listener.local_addr().expect("an address"));
        let (send, bodies) = mpsc::channel();
        std::thread::spawn(move || {
            for socket in listener.incoming() {
                let asked = answers(socket.expect("a connection"));
                if asked.is_some_and(|text| send.send(text).is_err()) {
                    return;
                }
            }
        });
        Self { address, bodies }
    }

    /// Head and body of the next request; the stand sends them before it answers the browser.
    pub(crate) fn next(&self) -> String {
        self.bodies.recv_timeout(Duration::from_secs(10)).expect("a request")
    }

    /// Nothing more has come.
    pub(crate) fn is_empty(&self) -> bool {
        self.bodies.try_recv().is_err()
    }
}

/// The request that came, which is answered so; nothing, where none came.
fn answers(socket: &mut (impl Read + Write), status: &str) -> Option<String> {
    let mut text = String::new();
    let mut bytes = [0; 4096];
    while !is_whole(&text) {
        let count = socket.read(&mut bytes).ok().filter(|count| *count > 0)?;
        text.push_str(&String::from_utf8_lossy(&bytes[..count]));
    }
    let _ = write!(socket, "HTTP/1.1 {status}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n");
    let _ = socket.flush();
    Some(text)
}

fn is_whole(text: &str) -> bool {
    let Some((head, body)) = text.split_once("\r\n\r\n") else { return false };
    let length = head.lines().find_map(|line| line.to_lowercase().strip_prefix("content-length:")?.trim().parse().ok());
    body.len() >= length.unwrap_or(0)
}
