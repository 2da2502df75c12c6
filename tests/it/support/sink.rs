//! A server that takes letters: enough of SMTP (RFC 5321) for one that sends, and no more.

use std::io::BufRead as _;
use std::io::BufReader;
use std::io::Write as _;
use std::net::TcpListener;
use std::net::TcpStream;
use std::sync::mpsc;
use std::time::Duration;

/// Takes letters on a free port.
pub(crate) struct Sink {
    /// Its port.
    pub(crate) port: u16,
    letters: mpsc::Receiver<Taken>,
}

/// A letter as it came.
#[derive(Clone, Debug)]
pub(crate) struct Taken {
    /// The commands of the envelope.
    pub(crate) envelope: Vec<String>,
    /// Head and body.
    pub(crate) data: String,
}

impl Sink {
    /// Takes every letter.
    pub(crate) fn start() -> Self {
        Self::answering("250 taken")
    }

    /// Answers every recipient like this.
    pub(crate) fn answering(to_recipient: &'static str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let port = listener.local_addr().expect("an address").port();
        let (send, letters) = mpsc::channel();
        std::thread::spawn(move || {
            for socket in listener.incoming() {
                let (socket, send) = (socket.expect("a connection"), send.clone());
                std::thread::spawn(move || converse(&socket, to_recipient, &send));
            }
        });
        Self { port, letters }
    }

    /// The next letter.
    pub(crate) fn next(&self) -> Taken {
        self.letters.recv_timeout(Duration::from_secs(20)).expect("a letter")
    }

    /// Nothing more has come.
    pub(crate) fn is_empty(&self) -> bool {
        self.letters.try_recv().is_err()
    }
}

/// One connection, to its end; whoever breaks it off has said enough.
fn converse(mut socket: &TcpStream, to_recipient: &str, letters: &mpsc::Sender<Taken>) -> Option<()> {
    let mut lines = BufReader::new(socket.try_clone().ok()?).lines();
    let mut envelope = Vec::new();
    write!(socket, "220 sink.test\r\n").ok()?;
    loop {
        let line = lines.next()?.ok()?;
        let word = line.get(..4).unwrap_or_default().to_uppercase();
        let answer = match word.as_str() {
            "RCPT" => to_recipient,
            "DATA" => {
                write!(socket, "354 go on\r\n").ok()?;
                let mut data = String::new();
                loop {
                    let line = lines.next()?.ok()?;
                    if line == "." {
                        break;
                    }
                    data += line.strip_prefix('.').unwrap_or(&line);
                    data += "\r\n";
                }
                letters.send(Taken { envelope: std::mem::take(&mut envelope), data }).ok()?;
                "250 taken"
            }
            _ => "250 sink.test",
        };
        if ["MAIL", "RCPT"].contains(&word.as_str()) {
            envelope.push(line);
        }
        write!(socket, "{answer}\r\n").ok()?;
    }
}

impl Taken {
    /// The lines of the head, with folded ones made whole.
    pub(crate) fn head(&self) -> Vec<String> {
        let head = self.data.split("\r\n\r\n").next().unwrap_or_default();
        head.replace("\r\n ", " ").lines().map(ToOwned::to_owned).collect()
    }

    /// The value of a header; empty where there is none.
    pub(crate) fn header(&self, name: &str) -> String {
        let prefix = format!("{name}: ");
        self.head().iter().find_map(|line| line.strip_prefix(&prefix)).unwrap_or_default().to_owned()
    }
}
