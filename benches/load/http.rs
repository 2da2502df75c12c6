//! A client that speaks just enough HTTP/1.1: one connection kept open, answers with a length.
//!
//! It shares the processors with the server it measures, so it does as little as it can.

use std::io::Read as _;
use std::io::Write as _;
use std::net::SocketAddr;
use std::net::TcpStream;
use std::time::Duration;

use anyhow::Context as _;
use anyhow::bail;
use anyhow::ensure;

/// No answer takes that long, not even where two hundred robots share two processors with a dozen compilers.
const PATIENCE: Duration = Duration::from_secs(120);

/// A connection that stays open.
#[derive(Debug)]
pub(crate) struct Connection {
    stream: TcpStream,
    sent: Vec<u8>,
    received: Vec<u8>,
}

/// An answer; it lives until the next request.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Answer<'a> {
    /// The status.
    pub(crate) status: u16,
    head: &'a str,
    /// The body.
    pub(crate) body: &'a str,
}

impl Connection {
    /// Connects.
    pub(crate) fn open(address: SocketAddr) -> anyhow::Result<Self> {
        let stream = TcpStream::connect_timeout(&address, PATIENCE)?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        stream.set_write_timeout(Some(PATIENCE))?;
        Ok(Self { stream, sent: Vec::new(), received: Vec::new() })
    }

    /// `GET`, with more header lines, each ending in CR LF.
    pub(crate) fn get(&mut self, path: &str, headers: &str) -> anyhow::Result<Answer<'_>> {
        self.sent.clear();
        write!(self.sent, "GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n{headers}\r\n")?;
        self.exchange().with_context(|| format!("GET {}", without_query(path)))
    }

    /// `POST` of a form.
    pub(crate) fn post(&mut self, path: &str, headers: &str, form: &str) -> anyhow::Result<Answer<'_>> {
        self.send_body("POST", path, ("application/x-www-form-urlencoded", headers), form)
    }

    /// `POST` of JSON.
    pub(crate) fn post_json(&mut self, path: &str, headers: &str, body: &str) -> anyhow::Result<Answer<'_>> {
        self.send_body("POST", path, ("application/json", headers), body)
    }

    /// `PATCH` of JSON.
    pub(crate) fn patch_json(&mut self, path: &str, body: &str) -> anyhow::Result<Answer<'_>> {
        self.send_body("PATCH", path, ("application/json", ""), body)
    }

    /// `DELETE`, whose answer is a success.
    pub(crate) fn delete(&mut self, path: &str) -> anyhow::Result<()> {
        self.sent.clear();
        write!(self.sent, "DELETE {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")?;
        let answer = self.exchange()?;
        ensure!((200..300).contains(&answer.status), "DELETE {path}: {}", shorten(answer.body));
        Ok(())
    }

    fn send_body(
        &mut self,
        method: &str,
        path: &str,
        (kind, headers): (&str, &str),
        body: &str,
    ) -> anyhow::Result<Answer<'_>> {
        self.sent.clear();
        let length = body.len();
        write!(
            self.sent,
            "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\n{headers}\r\n{body}"
        )?;
        self.exchange().with_context(|| format!("{method} {path}"))
    }

    fn exchange(&mut self) -> anyhow::Result<Answer<'_>> {
        self.stream.write_all(&self.sent)?;
        self.received.clear();
        let head = loop {
            let searched = self.received.len().saturating_sub(3);
            self.receive()?;
            if let Some(at) = find(&self.received[searched..], b"\r\n\r\n") {
                break searched + at + 4;
            }
        };
        let text = std::str::from_utf8(&self.received[..head])?;
        let has_no_body = text.get(9..12) == Some("204");
        let length = match header(text, "content-length") {
            Some(length) => length.parse::<usize>()?,
            None if has_no_body => 0,
            None => bail!("no content-length"),
        };
        while self.received.len() < head + length {
            self.receive()?;
        }
        let (head, body) = self.received.split_at(head);
        let (head, body) = (std::str::from_utf8(head)?, std::str::from_utf8(body)?);
        let status = head.get(9..12).and_then(|code| code.parse().ok()).context("no status")?;
        Ok(Answer { status, head, body })
    }

    fn receive(&mut self) -> anyhow::Result<()> {
        const STEP: usize = 16 * 1024;
        let before = self.received.len();
        self.received.resize(before + STEP, 0);
        let read = self.stream.read(&mut self.received[before..])?;
        self.received.truncate(before + read);
        if read == 0 {
            bail!("the server closed the connection");
        }
        Ok(())
    }
}

impl<'a> Answer<'a> {
    /// The answer, if it has this status.
    pub(crate) fn expect(self, status: u16) -> anyhow::Result<Self> {
        if self.status != status {
            bail!("status {} in place of {status}: {}{}", self.status, self.head, shorten(self.body));
        }
        Ok(self)
    }

    /// Where it redirects to.
    pub(crate) fn location(self) -> anyhow::Result<&'a str> {
        header(self.head, "location").context("no location")
    }

    /// The value of a cookie that it sets.
    pub(crate) fn cookie(self, name: &str) -> Option<&'a str> {
        let values = self.head.split("\r\n").filter_map(|line| value_of(line, "set-cookie"));
        values.filter_map(|cookie| cookie.strip_prefix(name)?.strip_prefix('=')).find_map(|rest| rest.split(';').next())
    }
}

fn header<'a>(head: &'a str, name: &str) -> Option<&'a str> {
    head.split("\r\n").find_map(|line| value_of(line, name))
}

fn value_of<'a>(line: &'a str, name: &str) -> Option<&'a str> {
    let (found, value) = line.split_once(':')?;
    found.eq_ignore_ascii_case(name).then(|| value.trim())
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|window| window == wanted)
}

fn without_query(path: &str) -> &str {
    path.split('?').next().unwrap_or_default()
}

fn shorten(text: &str) -> String {
    text.chars().take(400).collect()
}
