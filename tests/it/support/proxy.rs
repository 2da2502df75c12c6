//! A proxy in front of the stand, as nginx would be: it has the public address, and passes on what lies below its path.
//!
//! It names the server in `Host`, as proxies do that nobody told otherwise, and remembers what passed.

use std::io::BufRead as _;
use std::io::BufReader;
use std::io::Read as _;
use std::io::Write as _;
use std::net::SocketAddr;
use std::net::TcpListener;
use std::net::TcpStream;
use std::sync::Arc;
use std::sync::Mutex;

use serde_json::Value;

use super::html;
use super::html::Piece;

/// What becomes of the path of the public address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Way {
    /// It is taken away: `proxy_pass http://stand/;`.
    Strips,
    /// It is passed on: `proxy_pass http://stand;`.
    Keeps,
}

impl Way {
    /// Both.
    pub(crate) const ALL: [Self; 2] = [Self::Strips, Self::Keeps];
}

/// A proxy that has its address and no server yet.
pub(crate) struct Proxy {
    listener: TcpListener,
    way: Way,
    path: &'static str,
}

/// One request and its answer.
#[derive(Debug)]
struct Passed {
    /// `GET /idp/esia/login`, as it came.
    asked: String,
    /// The headers of the answer, with their names in lower case.
    headers: Vec<(String, String)>,
    /// Its body.
    body: String,
}

/// What has passed so far.
#[derive(Debug)]
pub(crate) struct Seen {
    origin: String,
    path: &'static str,
    server: SocketAddr,
    passed: Mutex<Vec<Passed>>,
}

impl Proxy {
    /// A proxy on a free port, for what lies below a path.
    pub(crate) fn bind(way: Way, path: &'static str) -> Self {
        Self { listener: TcpListener::bind("127.0.0.1:0").expect("a free port"), way, path }
    }

    /// Its public address.
    pub(crate) fn url(&self) -> String {
        format!("http://{}{}", self.listener.local_addr().expect("an address"), self.path)
    }

    /// Passes requests on to a server.
    pub(crate) fn starts(self, server: SocketAddr) -> Arc<Seen> {
        let Self { listener, way, path } = self;
        let origin = format!("http://{}", listener.local_addr().expect("an address"));
        let seen = Arc::new(Seen { origin, path, server, passed: Mutex::default() });
        let kept = Arc::clone(&seen);
        std::thread::spawn(move || {
            for client in listener.incoming() {
                let (client, kept) = (client.expect("a connection"), Arc::clone(&kept));
                // Whoever breaks off has heard enough.
                std::thread::spawn(move || pass(&client, way, &kept));
            }
        });
        seen
    }
}

impl Seen {
    fn keeps(&self, passed: Passed) {
        self.passed.lock().expect("nobody has panicked").push(passed);
    }

    /// Everything that was answered leads below the path: addresses in headers, pages and JSON, and cookies.
    pub(crate) fn stays_below(&self) {
        let passed = self.passed.lock().expect("nobody has panicked");
        assert!(!passed.is_empty(), "nobody asked through the proxy");
        let wrong: Vec<_> = passed
            .iter()
            .flat_map(|answer| self.leads_elsewhere(answer).into_iter().map(|what| format!("{}: {what}", answer.asked)))
            .collect();
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    fn leads_elsewhere(&self, answer: &Passed) -> Vec<String> {
        let mut wrong = Vec::new();
        for (name, value) in &answer.headers {
            match name.as_str() {
                "location" if self.is_elsewhere(value) => wrong.push(format!("Location: {value}")),
                "set-cookie" => {
                    let path = value.split("; ").find_map(|part| part.strip_prefix("Path="));
                    if !path.is_some_and(|path| self.is_below(path)) {
                        wrong.push(format!("Set-Cookie: {value}"));
                    }
                }
                _ => self.absolute(value, &mut wrong),
            }
        }
        let body = answer.body.as_str();
        // A page of the journal shows a request as it came, the name of the server behind the proxy included.
        if !answer.asked.contains("/_mock/journal/") {
            self.absolute(body, &mut wrong);
        }
        let kind = answer.headers.iter().find(|(name, _)| name == "content-type").map_or("", |(_, value)| value);
        let values = if kind.contains("html") {
            html::pieces(body).into_iter().flat_map(attributes).collect()
        } else {
            serde_json::from_str(body).map(strings).unwrap_or_default()
        };
        wrong.extend(values.into_iter().filter(|value| self.is_elsewhere(value)));
        wrong
    }

    /// Absolute addresses of the stand, or of the server behind the proxy, anywhere in a text.
    fn absolute(&self, text: &str, wrong: &mut Vec<String>) {
        let rests = text.split(&self.origin).skip(1);
        wrong.extend(rests.filter(|rest| !self.is_below(rest)).map(|rest| rest.chars().take(60).collect()));
        if text.contains(&self.server.to_string()) {
            wrong.push(format!("{} behind the proxy", self.server));
        }
    }

    /// A path of this machine that is not below the stand's.
    fn is_elsewhere(&self, value: &str) -> bool {
        value.starts_with('/') && !self.is_below(value)
    }

    fn is_below(&self, path: &str) -> bool {
        let ends = |rest: &str| !rest.starts_with(|sign: char| sign.is_ascii_alphanumeric() || "-._~%".contains(sign));
        path.strip_prefix(self.path).is_some_and(ends)
    }
}

fn attributes(piece: Piece) -> Vec<String> {
    match piece {
        Piece::Open(_, attributes) => attributes.into_iter().map(|(_, value)| value).collect(),
        Piece::Close(_) | Piece::Text(_) => Vec::new(),
    }
}

fn strings(value: Value) -> Vec<String> {
    match value {
        Value::String(text) => vec![text],
        Value::Array(values) => values.into_iter().flat_map(strings).collect(),
        Value::Object(fields) => fields.into_iter().flat_map(|(_, value)| strings(value)).collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) => Vec::new(),
    }
}

/// One request, and the connection ends.
fn pass(mut client: &TcpStream, way: Way, seen: &Seen) -> Option<()> {
    let Seen { path, server, .. } = *seen;
    let mut reader = BufReader::new(client);
    let mut first = String::new();
    reader.read_line(&mut first).ok()?;
    let (method, rest) = first.trim_end().split_once(' ')?;
    let (target, version) = rest.rsplit_once(' ')?;
    let Some(below) = target.strip_prefix(path).filter(|rest| rest.is_empty() || rest.starts_with(['/', '?'])) else {
        // Where the stand should never have led anybody.
        let led = vec![("location".to_owned(), target.to_owned())];
        seen.keeps(Passed { asked: format!("{method} {target}"), headers: led, body: String::new() });
        return write!(client, "HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\nConnection: close\r\n\r\n").ok();
    };
    let passed = match way {
        Way::Keeps => target.to_owned(),
        Way::Strips => format!("/{}", below.trim_start_matches('/')),
    };
    let mut head = format!("{method} {passed} {version}\r\nHost: {server}\r\nConnection: close\r\n");
    let mut length = 0;
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).ok()?;
        let Some((name, value)) = line.split_once(':') else { break };
        match name.to_lowercase().as_str() {
            "host" | "connection" => continue,
            "content-length" => length = value.trim().parse().ok()?,
            _ => {}
        }
        head.push_str(&line);
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    let mut upstream = TcpStream::connect(server).ok()?;
    write!(upstream, "{head}\r\n").ok()?;
    upstream.write_all(&body).ok()?;
    let mut answer = Vec::new();
    upstream.read_to_end(&mut answer).ok()?;
    // It is remembered before anybody can go on from it.
    seen.keeps(read(format!("{method} {target}"), &answer));
    client.write_all(&answer).ok()
}

fn read(asked: String, answer: &[u8]) -> Passed {
    let text = String::from_utf8_lossy(answer);
    let (head, body) = text.split_once("\r\n\r\n").unwrap_or((&text, ""));
    let headers = head.lines().skip(1).filter_map(|line| line.split_once(':'));
    let headers = headers.map(|(name, value)| (name.to_lowercase(), value.trim().to_owned())).collect();
    Passed { asked, headers, body: body.to_owned() }
}
