//! A connection as bytes: for what a client library would hide.

use std::io;
use std::io::BufRead as _;
use std::io::BufReader;
use std::io::Read;
use std::io::Write;
use std::net::Shutdown;
use std::net::TcpStream;
use std::time::Duration;

use super::TestApp;
use super::tls;

/// An open connection; several requests may follow one another on it.
pub(crate) struct Wire {
    socket: BufReader<Box<dyn Line>>,
}

/// What bytes pass: a socket, or TLS over one.
pub(crate) trait Line: Read + Write {
    /// Says that there will be no more.
    fn ends(&mut self) -> io::Result<()>;
}

impl Line for TcpStream {
    fn ends(&mut self) -> io::Result<()> {
        self.shutdown(Shutdown::Write)
    }
}

/// How a connection ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ending {
    /// With FIN.
    Closed,
    /// With FIN, and TLS has not said goodbye.
    Cut,
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
        Self { socket: BufReader::new(Box::new(socket(address.trim_start_matches("http://")))) }
    }

    /// Connects to a stand, by TLS where it speaks that.
    pub(crate) fn at(app: &TestApp) -> Self {
        let Some(authority) = &app.authority else { return Self::to(&app.base) };
        let socket = socket(app.base.trim_start_matches("https://"));
        Self { socket: BufReader::new(Box::new(tls::connects(socket, authority))) }
    }

    /// Writes bytes as they are; a server that refuses early may close while they are on their way.
    pub(crate) fn says(&mut self, bytes: impl AsRef<[u8]>) -> &mut Self {
        let _ = self.socket.get_mut().write_all(bytes.as_ref());
        self
    }

    /// Says that there will be no more.
    pub(crate) fn ends(&mut self) -> &mut Self {
        let _ = self.socket.get_mut().ends();
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
            Err(error) if error.kind() == io::ErrorKind::ConnectionReset => Ending::Reset,
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => Ending::Cut,
            Err(error) => panic!("the connection stays open: {error}"),
        };
        (String::from_utf8_lossy(&rest).into_owned(), ending)
    }

    /// Everything that still comes, until the server closes.
    pub(crate) fn rest(&mut self) -> String {
        self.ending().0
    }
}

fn socket(address: &str) -> TcpStream {
    let socket = TcpStream::connect(address).expect("a connection");
    // The limit is there for a hang, not for a slow machine.
    socket.set_read_timeout(Some(Duration::from_secs(60))).expect("a limit");
    socket
}

impl Heard {
    /// The value of a header; empty where there is none.
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str()).unwrap_or_default()
    }
}
