//! A connection as bytes: for what a client library would hide.

use std::io::BufRead as _;
use std::io::BufReader;
use std::io::Read as _;
use std::io::Write as _;
use std::net::Shutdown;
use std::net::TcpStream;
use std::time::Duration;

/// An open connection; several requests may follow one another on it.
pub(crate) struct Wire {
    socket: BufReader<TcpStream>,
}

/// How a connection ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ending {
    /// With FIN.
    Closed,
    /// With RST.
    Reset,
}

/// An answer as it came.
#[derive(Debug)]
pub(crate) struct Heard {
    /// Its status.
    pub(crate) status: u16,
    /// Its header lines, names in lower case.
    pub(crate) headers: Vec<(String, String)>,
    /// Its body.
    pub(crate) body: String,
}

impl Wire {
    /// Connects to `127.0.0.1:PORT`, or `http://` before it.
    pub(crate) fn to(address: &str) -> Self {
        let socket = TcpStream::connect(address.trim_start_matches("http://")).expect("a connection");
        // The limit is there for a hang, not for a slow machine.
        socket.set_read_timeout(Some(Duration::from_secs(60))).expect("a limit");
        Self { socket: BufReader::new(socket) }
    }

    /// Writes bytes as they are; a server that refuses early may close while they are on their way.
    pub(crate) fn says(&mut self, bytes: impl AsRef<[u8]>) -> &mut Self {
        let _ = self.socket.get_mut().write_all(bytes.as_ref());
        self
    }

    /// Says that there will be no more.
    pub(crate) fn ends(&mut self) -> &mut Self {
        let _ = self.socket.get_mut().shutdown(Shutdown::Write);
        self
    }

    /// The next answer; `None` where the connection ends without one.
    pub(crate) fn hears(&mut self) -> Option<Heard> {
        let mut lines = Vec::new();
        loop {
            let mut line = String::new();
            match self.socket.read_line(&mut line) {
                Ok(0) | Err(_) if lines.is_empty() => return None,
                Ok(_) if line.trim_end().is_empty() => break,
                read => {
                    read.unwrap_or_else(|error| panic!("{error} after {lines:?}"));
                    lines.push(line.trim_end().to_owned());
                }
            }
        }
        let status = lines[0].split(' ').nth(1).and_then(|status| status.parse().ok()).expect("a status");
        let fields = lines[1..].iter().filter_map(|line| line.split_once(": "));
        let headers: Vec<_> = fields.map(|(name, value)| (name.to_lowercase(), value.to_owned())).collect();
        let mut heard = Heard { status, headers, body: String::new() };
        let length: u64 = heard.header("content-length").parse().unwrap_or_default();
        self.socket.by_ref().take(length).read_to_string(&mut heard.body).expect("a body");
        Some(heard)
    }

    /// Everything that still comes, and whether the server closes the connection or resets it.
    pub(crate) fn ending(&mut self) -> (String, Ending) {
        let mut rest = Vec::new();
        let ending = match self.socket.read_to_end(&mut rest) {
            Ok(_) => Ending::Closed,
            Err(error) if error.kind() == std::io::ErrorKind::ConnectionReset => Ending::Reset,
            Err(error) => panic!("the connection stays open: {error}"),
        };
        (String::from_utf8_lossy(&rest).into_owned(), ending)
    }

    /// Everything that still comes, until the server closes.
    pub(crate) fn rest(&mut self) -> String {
        self.ending().0
    }
}

impl Heard {
    /// The value of a header; empty where there is none.
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str()).unwrap_or_default()
    }
}
